"""Say what each address of a site names: a title, a heading, a term, the page of a permanent id."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from exchange.editions.addresses import in_locale, page_address
from exchange.editions.ledger import Kind, Line
from exchange.editions.meanings import Name
from exchange.pages.kinds import Kind as PageKind
from exchange.pages.library import SourcePage
from exchange.site.reading import Site
from exchange.text.documents import text_of
from exchange.text.problems import Place


def names(site: Site, now: datetime.datetime) -> Iterator[Name]:
    """Yield the names in each language that has them itself; of a permanent id once, its page."""
    hidden_paths = site.withheld_pages(now)
    for pair in site.library:
        if pair.path in hidden_paths:
            continue
        address = page_address(pair.path)
        for locale, page in pair.pages.items():
            yield from _names_of_page(page, in_locale(address, locale))
        original = pair.original
        if original.meta.id:
            place = Place(path=original.document.path, line=1)
            yield Name(address=f"/id/{original.meta.id}/", text=address, place=place)
        if original.meta.kind is PageKind.GLOSSARY:
            yield from _terms(site, address)


def name_lines(site: Site, now: datetime.datetime) -> frozenset[Line]:
    """Return the names as lines of the ledger."""
    return frozenset(Line(kind=Kind.NAME, address=name.address, name=name.text) for name in names(site, now))


def _names_of_page(page: SourcePage, address: str) -> Iterator[Name]:
    path = page.document.path
    yield from _name(address, page.meta.title, Place(path=path, line=1))
    for section in page.sections:
        if section.id and section.level > 1:
            yield from _name(f"{address}#{section.id}", section.title, Place(path=path, line=section.line))


def _name(address: str, text: str, place: Place, *, is_term: bool = False) -> Iterator[Name]:
    """Yield a name in one line; none where there is nothing to read."""
    line = " ".join(text.split())
    if line.isprintable() and line:
        yield Name(address=address, text=line, place=place, is_term=is_term)


def _terms(site: Site, page: str) -> Iterator[Name]:
    if not site.terms:
        return  # none, or a table that cannot be read, which is said of it
    path = site.settings.display_path(site.settings.glossary)
    rows = text_of(site.files.read(site.settings.glossary)) or ""
    lines = {
        row.partition(",")[0].strip('\ufeff" '): number for number, row in enumerate(rows.splitlines(), 1)
    }
    for term in site.terms:
        place = Place(path=path, line=lines.get(term.id, 1))
        for locale, name in term.names.items():
            yield from _name(f"{in_locale(page, locale)}#{term.id}", name, place, is_term=True)
