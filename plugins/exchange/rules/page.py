"""One page as its rules see it: the file's text, views of it with parts taken out, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from exchange.authoring.sections import Section
from exchange.languages.language import WrittenDate
from exchange.pages.library import SourcePage
from exchange.pages.page_meta import PageMeta
from exchange.rules.masking import MASK, Views, views
from exchange.rules.rule import Rule
from exchange.rules.term_matches import TermMatcher
from exchange.rules.written_cards import WrittenCard, card_links, written_cards
from exchange.rules.written_dates import written_dates
from exchange.rules.written_links import WrittenLink, written_links
from exchange.text.documents import Document, KeptDocument
from exchange.text.problems import Place, Problem

_FOOTNOTE = re.compile(r"^[ ]{0,3}\[\^(?P<label>[^\]\n]+)\]:", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page in one language. Offsets count code points from the beginning of the file's `text`."""

    locale: str
    name: str  # its path below the language's folder: `guides/estimands.md`
    text: str
    document: Document | KeptDocument
    meta: PageMeta
    sections: tuple[Section, ...]
    views: Views
    line_starts: tuple[int, ...]
    terms: TermMatcher | None = None  # of the page's language; none where rules that only warn are left out

    @property
    def path(self) -> str:
        """How problems name the file."""
        return self.document.path

    @property
    def body_at(self) -> int:
        """Where the body begins."""
        return _body_at(self.line_starts, self.document, self.text)

    @cached_property
    def written_links(self) -> tuple[WrittenLink, ...]:
        """The links and pictures of the body, in no particular order."""
        return (*written_links(self.views.structure), *card_links(self.text, self.written_cards))

    @cached_property
    def written_cards(self) -> tuple[WrittenCard, ...]:
        """The videos and downloads that the body shows as cards."""
        return tuple(written_cards(self.text, self.body_at))

    @cached_property
    def written_dates(self) -> tuple[WrittenDate, ...]:
        """The days that the prose names."""
        return tuple(written_dates(self.views.prose, self.locale))

    @cached_property
    def footnotes(self) -> tuple[re.Match[str], ...]:
        """Where footnotes are defined: the beginning of each, with its `label`."""
        return tuple(_FOOTNOTE.finditer(self.views.structure))

    def place(self, offset: int) -> Place:
        """Return line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Place(path=self.path, line=line, column=offset - self.line_starts[line - 1] + 1)

    def offset(self, place: Place) -> int:
        """Return the offset of a line and column."""
        return self.line_starts[place.line - 1] + place.column - 1

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1, without its end; nothing behind the last."""
        if number > len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\n")

    def problem(
        self,
        rule: Rule,
        start: int,
        end: int,
        values: dict[str, str] | None = None,
        *,
        better: str | None = None,
    ) -> Problem:
        """Return a breach of a rule between two offsets; `better` is to be written there, unless in code."""
        better = None if self.in_code(start, end) else better
        return rule.problem(self.place(start), self.place(end), values, better=better)

    def in_code(self, start: int, end: int) -> bool:
        """Return True if a passage of the body touches code or a comment."""
        return start >= self.body_at and MASK in self.views.structure[start:end]


def make_page(text: str, source: SourcePage, *, terms: TermMatcher | None = None) -> Page:
    """Return a page with its views; `text` is what the page was read from."""
    starts = line_starts(text)
    body_at = _body_at(starts, source.document, text)
    return Page(
        locale=source.locale,
        name=source.path,
        text=text,
        document=source.document,
        meta=source.meta,
        sections=source.sections,
        views=views(text, body_at=body_at, locale=source.locale),
        line_starts=starts,
        terms=terms,
    )


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset of each line's beginning; only line feeds end a line."""
    lines = text.split("\n")
    return tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


def _body_at(starts: tuple[int, ...], document: Document | KeptDocument, text: str) -> int:
    number = document.body_line - 1
    return starts[number] if number < len(starts) else len(text)
