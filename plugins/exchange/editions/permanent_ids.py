"""Say which page each permanent id names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.editions.addresses import page_address
from exchange.pages.library import NamedPage
from exchange.text.problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Permanent:
    """A page with a permanent id: `page` is `/guides/x/`; its title in each language it is in."""

    id: str
    page: str
    titles: Mapping[str, str]


def permanent_pages(
    pages: Iterable[NamedPage], *, hidden_paths: Collection[str] = ()
) -> tuple[Permanent, ...]:
    """Return the pages with an id, sorted by it, without those that must not be published yet."""
    rows = sorted(
        ((page.id, page.path, page.titles) for page in pages if page.path not in hidden_paths),
        key=lambda row: row[:2],
    )
    return tuple(Permanent(id=name, page=page_address(path), titles=titles) for name, path, titles in rows)


def repeated_ids(pages: Sequence[Permanent], *, root: str) -> Iterator[Problem]:
    """Yield a problem for each page whose id another page has too."""
    first: dict[str, Permanent] = {}
    for page in pages:
        first_page = first.setdefault(page.id, page)
        if first_page is not page:
            locale = next(iter(page.titles))
            place = Place(path=f"{root}/{locale}{page.page.rstrip('/')}.md")
            yield Problem(
                code="editions/id-twice", place=place, values={"id": page.id, "other": first_page.page}
            )
