"""Turn the bytes of one page into what is wrong with it alone and what the others must know of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exchange.languages.language import WrittenDate
from exchange.pages.page_meta import page_meta
from exchange.rules.checks import (
    characters,
    dates,
    deadlines,
    footnotes,
    front_matter,
    headings,
    images,
    lengths,
    links,
    personal,
    placeholders,
    tables,
    wording,
)
from exchange.rules.checks.terms import TermRules
from exchange.rules.page import Page, found, line_starts, make_page
from exchange.rules.page_facts import Facts, Target
from exchange.rules.written_links import WrittenLink, written_links
from exchange.terms.termbase import Term
from exchange.text.documents import Document, read_document
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.sections import sections

RECHECK = "⟳"
_COMPARED_FIELDS = ("id", "kind", "original", "title", "checked", "published")
_HTML_ID = re.compile(r"""<[a-zA-Z][^<>]*\sid=["'](?P<id>[^"'\s]+)["']""")
_OWN_ID = re.compile(r"\{:?[^{}\n]*#(?P<id>[^\s{}]+)[^{}\n]*\}")
_SOURCES = "sources"  # the section that a page's footnotes become


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One page after its own rules were applied."""

    facts: Facts
    problems: tuple[Problem, ...]


class PageRules:
    """The rules that need nothing but the page and the termbase, or only those of them that find errors."""

    def __init__(self, *, locales: Sequence[str], terms: Iterable[Term], errors_only: bool = False) -> None:
        self.locales = tuple(locales)
        self.errors_only = errors_only
        self.terms = {} if errors_only else {locale: TermRules(terms, locale) for locale in self.locales}

    def examine(self, content: bytes, *, path: str, locale: str, name: str) -> Examined:
        """Return what a page's rules find; a page that cannot be read yields the reasons only."""
        try:
            text = _text(content)
            document = read_document(text, path=path)
        except UnicodeDecodeError:  # said by the one who reads the pages for building
            return _unreadable(path, locale, name, [])
        except ContentProblems as problems:
            return _unreadable(path, locale, name, [*problems.problems, *personal_problems(text, path)])
        found: list[Problem] = []
        meta = page_meta(document, locales=self.locales, problems=found)
        parts = sections(document.body, first_line=document.body_line)
        page = make_page(text, document, meta, parts, locale=locale, name=name)
        written = list(written_links(page.views.structure))
        days = dates.written_dates(page)
        found += self._problems(page, written, days)
        return Examined(facts=_facts(page, written, days), problems=tuple(found))

    def _problems(self, page: Page, written: list[WrittenLink], days: list[WrittenDate]) -> Iterator[Problem]:
        yield from front_matter.check(page)
        yield from headings.check(page)
        yield from tables.check(page)
        yield from links.check(page, written)
        yield from footnotes.check(page)
        yield from images.check(page, written)
        yield from dates.check(page, days)
        yield from deadlines.check(page, days)
        yield from characters.check(page)
        yield from placeholders.check(page)
        yield from personal_problems(page.text, page.path)
        if not self.errors_only:  # these only warn, and take most of the time
            yield from wording.check(page)
            yield from lengths.check(page)
            yield from self.terms[page.locale].check(page)


def personal_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield what a file of any kind tells about persons."""
    for item in personal.personal_data(text):
        line = text.count("\n", 0, item.start)
        column = item.start - line_starts(text)[line]
        place = Place(path=path, line=line + 1, column=column + 1)
        end = Place(path=path, line=line + 1, column=column + 1 + item.end - item.start)
        yield found(item.rule, place, end, {"text": item.shown})


def _text(content: bytes) -> str:
    """Return a file as those who build the site read it: UTF-8, line feeds only."""
    return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(path: str, locale: str, name: str, problems: list[Problem]) -> Examined:
    facts = Facts(path=path, locale=locale, name=name, readable=False)
    return Examined(facts=facts, problems=tuple(problems))


def _facts(page: Page, written: list[WrittenLink], days: list[WrittenDate]) -> Facts:
    labels = footnotes.labels(page)
    return Facts(
        path=page.path,
        locale=page.locale,
        name=page.name,
        readable=True,
        title=page.meta.title,
        kind=page.meta.kind.value,
        original=page.meta.original,
        id=page.meta.id or "",
        checked=page.meta.checked.isoformat() if page.meta.checked else "",
        published=page.meta.published.isoformat() if page.meta.published else "",
        fields=tuple(_field_places(page.document)),
        sections=page.sections,
        anchors=tuple(sorted(_anchors(page, labels))),
        links=tuple(_target(page, link) for link in written if not link.picture and _local(link.target)),
        images=tuple(_target(page, link) for link in written if link.picture and link.target),
        dates=tuple(sorted({day.date.isoformat() for day in days if day.date and not day.range_day})),
        days=tuple(sorted({f"{day.month:02}-{number:02}" for day in days for number in _numbers(day)})),
        footnotes=labels,
        rechecks=page.views.any_language.count(RECHECK),
    )


def _numbers(day: WrittenDate) -> tuple[int, ...]:
    return (day.day, day.range_day) if day.range_day else (day.day,)


def _field_places(document: Document) -> Iterator[tuple[str, Place]]:
    for field in document.meta:
        if field.key.value in _COMPARED_FIELDS:
            yield field.key.value, field.key.place


def _anchors(page: Page, labels: Sequence[str]) -> set[str]:
    ids = {match["id"] for match in _HTML_ID.finditer(page.views.structure)}
    ids |= {match["id"] for match in _OWN_ID.finditer(page.views.structure)}
    ids |= {f"{kind}:{label}" for label in labels for kind in ("fn", "fnref")}
    return ids | ({_SOURCES} if labels else set())


def _target(page: Page, link: WrittenLink) -> Target:
    start, end = page.place(link.target_start), page.place(link.target_end)
    target = unicodedata.normalize("NFC", link.target)
    return Target(target, start.line, start.column, end.line, end.column)


def _local(target: str) -> bool:
    """Say whether a link stays within the site."""
    scheme = target.partition(":")[0]
    return bool(target) and (scheme == target or not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*", scheme))
