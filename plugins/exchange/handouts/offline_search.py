"""Make the search of an offline copy of a course: its finished pages in, files of its indexes by path out."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from exchange.build.outputs import files_below
from exchange.handouts.booklet import INDEX
from exchange.handouts.names import is_for_instructors
from exchange.search.extract import sections
from exchange.search.index import build_index
from exchange.search.model import Concept, Page, Section

_FOLDER = "search"  # below the site or edition, where pages look for indexes
_KIND = "kind-"  # how the class of a page's body begins


def course_index(
    site: Path,
    root: str,
    course: str,
    locales: Sequence[str],
    concepts: Sequence[Concept],
    cache: MutableMapping[str, str],
) -> dict[str, bytes]:
    """Return an index for each language, which finds the pages of a course; `root` is that of an edition."""
    pages = {locale: {page.id: page for page in _pages(site / root, locale, course)} for locale in locales}
    everywhere = set.intersection(*map(set, pages.values()))
    files: dict[str, bytes] = {}
    for locale, found in pages.items():
        paired = [
            replace(page, counterpart=page.id if page.id in everywhere else None) for page in found.values()
        ]
        index = build_index(paired, concepts, lang=locale, cache=cache)
        files |= {f"{root}{_FOLDER}/{locale}/{name}": content for name, content in index.items()}
    return files


def _pages(root: Path, locale: str, course: str) -> Iterator[Page]:
    """Yield the pages of a course that are in their reader's language and not for instructors."""
    folder = f"{locale}/{course}"
    for name in files_below(root / folder):
        path = f"{folder}{name}"
        if path.endswith(INDEX) and not is_for_instructors(path):
            page = _page((root / path).read_text(encoding="utf-8"), locale, path.removesuffix(INDEX))
            yield from [page] if page else []


def _page(html: str, locale: str, url: str) -> Page | None:
    """Return a page as search sees it; None for one that only leads elsewhere or is in another language."""
    tree = LexborHTMLParser(html)
    text, title = tree.css_first("main article div.text"), tree.css_first("main article h1")
    if text is None or title is None or tree.body is None or text.attributes.get("lang", locale) != locale:
        return None
    lead = tree.css_first("main article .lead")
    summary = Section(id="", heading="", text=lead.text().strip() if lead else "")
    names = (tree.body.attributes.get("class") or "").split()
    return Page(
        id=url.removeprefix(locale),
        lang=locale,
        url=url,
        title=title.text().strip(),
        kind=next((name.removeprefix(_KIND) for name in names if name.startswith(_KIND)), ""),
        sections=(summary, *sections(text.html or "")),
    )
