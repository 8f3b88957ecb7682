"""Say as lines of the ledger what a commit published of the files that differ now: ids, headings, terms."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from exchange.authoring.sections import sections
from exchange.editions.addresses import in_locale, page_address
from exchange.editions.ledger import Kind, Line
from exchange.site.past import changed_files, commit_of, committed_texts, new_files
from exchange.site.reading import Site
from exchange.terms.termbase import read_terms
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems
from exchange.text.yaml_text import Text


def committed_lines(site: Site, *, now: datetime.datetime, base: str) -> frozenset[Line]:
    """Return what was published of the files that differ from a revision; nothing where there is none.

    A site that keeps a ledger alone knows what was published before it: a change knows it from its base too.
    """
    commit = commit_of(site, base)
    if not commit:
        return frozenset()
    locales, hidden = site.settings.content.locales, site.withheld_pages(now)
    paths = [
        path
        for path in sorted(changed_files(site, commit))
        if path.endswith(".md") and path.partition("/")[0] in locales and path.partition("/")[2] not in hidden
    ]
    other_paths = {*paths, *new_files(site)}
    lines: set[Line] = {
        Line(kind=Kind.PAGE, address=in_locale(page_address(pair.path), page.locale))
        for pair in site.library
        for page in pair.pages.values()
        if not page.generated and f"{page.locale}/{pair.path}" not in other_paths
    }
    for path, text in zip(paths, committed_texts(site, commit, paths), strict=True):
        locale, _, page = path.partition("/")
        lines |= {*_lines_of_page(text or "", page_address(page), locale)}
    return frozenset(lines | {*_lines_of_terms(site, commit, locales)})


def _lines_of_page(text: str, address: str, locale: str) -> Iterator[Line]:
    try:
        document = read_document(text, path="page.md")
    except ContentProblems:
        return
    local = in_locale(address, locale)
    yield Line(kind=Kind.PAGE, address=local)
    for field in document.meta:
        if field.key.value == "id" and isinstance(field.value, Text) and field.value.value:
            yield Line(kind=Kind.NAME, address=f"/id/{field.value.value}/", name=address)
    for section in sections(document.body, first_line=document.body_line):
        if section.has_written_id and section.id and section.level > 1:
            yield Line(kind=Kind.SECTION, address=f"{local}#{section.id}")
            yield from _named(f"{local}#{section.id}", section.title)


def _lines_of_terms(site: Site, commit: str, locales: Sequence[str]) -> Iterator[Line]:
    name = site.settings.glossary
    pages = [page_address(pair.path) for pair in site.library if pair.original.meta.kind.value == "glossary"]
    if name not in changed_files(site, commit) or not site.terms or not pages:
        return
    (text,) = committed_texts(site, commit, [name])
    try:
        terms = read_terms(text or "", path=name, locales=locales)
    except ContentProblems:
        return
    for term in terms:
        for locale in locales:
            address = f"{in_locale(pages[0], locale)}#{term.id}"
            yield Line(kind=Kind.SECTION, address=address)
            yield from _named(address, term.names[locale])


def _named(address: str, text: str) -> Iterator[Line]:
    name = " ".join(text.split())
    if name and name.isprintable():
        yield Line(kind=Kind.NAME, address=address, name=name)
