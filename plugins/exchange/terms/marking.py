"""Mark each term at its first use in a page: a link to the glossary, with its definition at hand.

A Markdown extension that works on the tree. Headings, links, code, footnotes and passages in another
language are left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension

from exchange.terms.matching import Matcher, Use
from exchange.terms.termbase import Term
from exchange.terms.views import entry
from exchange.text.tree_steps import TreeStep

_SKIPPED_ELEMENTS = frozenset(
    {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "th", "summary", "kbd"}
)
_LEFT_ALONE_CLASSES = frozenset({"footnote", "admonition-title", "term", "section-link"})
_AFTER_READER_MARKUP = 3
_SEPARATOR = "\0"
"""Between two texts that are searched together: no name of a term goes over it."""


class TermMarks(Extension):
    """`address` is set for each page: from a term to its entry; None for a page that is not marked."""

    def __init__(
        self,
        matcher: Matcher,
        *,
        locale: str,
        locales: tuple[str, ...],
        ask: Callable[[str, str], None] = lambda _kind, _question: None,
    ) -> None:
        super().__init__()
        self.ask = ask
        self.matcher = matcher
        self.locale = locale
        self.locales = locales
        self.address: Callable[[Term], str] | None = None

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor after all text is in the tree."""
        md.treeprocessors.register(TreeStep(self._mark_terms), "kx_terms", _AFTER_READER_MARKUP)

    def _mark_terms(self, root: Element) -> None:
        if self.address is not None:
            self.ask("terms", "")
            self._mark_first_uses(root)

    def _mark_first_uses(self, root: Element) -> None:
        """Search the texts of a page together: a pattern is slow to start, and a page has a hundred texts."""
        places = list(_texts(root))
        starts = list(accumulate((len(place.text) + 1 for place in places), initial=0))
        uses = self.matcher.first_uses(_SEPARATOR.join(place.text for place in places))
        for number, group in groupby(uses, lambda use: bisect_right(starts, use.start) - 1):
            self._split(places[number], list(group), starts[number])

    def _split(self, place: _Place, uses: list[Use], start: int) -> None:
        """Put marks into a text that begins at `start` of the texts searched."""
        spans = [(use.start - start, use.end - start) for use in uses]
        ends = [*(begins for begins, _ in spans[1:]), len(place.text)]
        marks = []
        for use, (begins, stops), end in zip(uses, spans, ends, strict=True):
            marks.append(self._mark(use.term, place.text[begins:stops]))
            marks[-1].tail = place.text[stops:end]
        place.fill(place.text[: spans[0][0]], marks)

    def _mark(self, term: Term, text: str) -> Element:
        assert self.address is not None
        self.ask("term", term.id)
        term_entry = entry(term, locale=self.locale, locales=self.locales)
        note = f"{term_entry.id}-note"
        mark = Element("span", {"class": "term"})
        link = SubElement(mark, "a", {"href": self.address(term), "aria-describedby": note})
        link.text = text
        tip = SubElement(mark, "span", {"class": "term-note", "role": "tooltip", "id": note})
        tip.set("lang", self.locale)
        tip.text = term_entry.definition
        for variant in term_entry.others:
            name = SubElement(tip, "span", {"class": "term-other", "lang": variant.locale})
            name.text = f"{variant.name} ({variant.abbreviation})" if variant.abbreviation else variant.name
        return mark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A text of the page: that at the beginning of an element, or that behind a child of it."""

    element: Element
    child: Element | None = None
    text: str

    def fill(self, text: str, marks: Sequence[Element]) -> None:
        """Put a text and marks in its place."""
        if self.child is None:
            self.element.text, position = text, 0
        else:
            self.child.tail, position = text, list(self.element).index(self.child) + 1
        for offset, mark in enumerate(marks):
            self.element.insert(position + offset, mark)


def _texts(element: Element) -> Iterator[_Place]:
    """Yield the texts in which terms are marked, in their order."""
    if _is_skipped(element):
        return
    if element.text:
        yield _Place(element=element, text=element.text)
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield _Place(element=element, child=child, text=child.tail)


def _is_skipped(element: Element) -> bool:
    if element.tag in _SKIPPED_ELEMENTS or element.get("lang") is not None:
        return True
    classes = element.get("class")
    return classes is not None and not _LEFT_ALONE_CLASSES.isdisjoint(classes.split())
