"""Say which page each permanent id names, from the front matter of all languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from editions.addresses import page_address
from sitekit.documents import Document, read_document
from sitekit.page_meta import page_meta
from sitekit.problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Permanent:
    """A page with a permanent id: `page` is `/guides/x/`; its title in each language it is in."""

    id: str
    page: str
    titles: Mapping[str, str]


def permanent_pages(
    content: Path, *, locales: Sequence[str], withheld: Collection[str] = ()
) -> tuple[Permanent, ...]:
    """Return the pages with an id, sorted by it. The bilingual plugin has refused what cannot be read."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for locale in locales:
        for path, document in _documents(content / locale):
            meta = page_meta(document, locales=locales, problems=[])
            if meta.id and path not in withheld:
                found.setdefault((meta.id, path), {})[locale] = meta.title
    return tuple(
        Permanent(id=name, page=page_address(path), titles=titles)
        for (name, path), titles in sorted(found.items())
    )


def repeated_ids(pages: Sequence[Permanent], *, root: str) -> Iterator[Problem]:
    """Yield a problem for each page whose id another page has too."""
    first: dict[str, Permanent] = {}
    for page in pages:
        other = first.setdefault(page.id, page)
        if other is not page:
            locale = next(iter(page.titles))
            place = Place(path=f"{root}/{locale}{page.page.rstrip('/')}.md")
            yield Problem(code="editions/id-twice", place=place, values={"id": page.id, "other": other.page})


def _documents(folder: Path) -> Iterator[tuple[str, Document]]:
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        yield path, read_document(file.read_text(encoding="utf-8"), path=path)
