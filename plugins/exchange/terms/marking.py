"""Mark each term at its first use in a page: a link to the glossary, with its definition at hand.

A Markdown extension that works on the tree. Headings, links, code, footnotes and passages in another
language are left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from exchange.terms.matching import Matcher, Use
from exchange.terms.termbase import Term
from exchange.terms.views import entry

_LEFT_ALONE = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "th", "summary", "kbd"})
_LEFT_ALONE_CLASSES = frozenset({"footnote", "admonition-title", "term", "section-link"})
_AFTER_READER_MARKUP = 3


class TermMarks(Extension):
    """`address` is set anew for each page: from a term to its entry; None for a page that is not marked."""

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
        md.treeprocessors.register(_Mark(self), "kx_terms", _AFTER_READER_MARKUP)


class _Mark(Treeprocessor):
    def __init__(self, marks: TermMarks) -> None:
        super().__init__()
        self.marks = marks
        self.seen: set[str] = set()

    def run(self, root: Element) -> None:
        if self.marks.address is not None:
            self.seen = set()
            self.marks.ask("terms", "")
            self._walk(root)

    def _walk(self, element: Element) -> None:
        if _left_alone(element):
            return
        children = list(element)
        element.text, marks = self._split(element.text)
        for position, mark in enumerate(marks):
            element.insert(position, mark)
        for child in children:
            self._walk(child)
            child.tail, marks = self._split(child.tail)
            position = list(element).index(child) + 1 if marks else 0
            for offset, mark in enumerate(marks):
                element.insert(position + offset, mark)

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        uses = self.marks.matcher.first_uses(text, self.seen) if text else []
        if not text or not uses:
            return text, []
        ends = [*(use.start for use in uses[1:]), len(text)]
        marks = [self._mark(use, text) for use in uses]
        for use, mark, end in zip(uses, marks, ends, strict=True):
            mark.tail = text[use.end : end]
        return text[: uses[0].start], marks

    def _mark(self, use: Use, text: str) -> Element:
        assert self.marks.address is not None
        self.marks.ask("term", use.term.id)
        shown = entry(use.term, locale=self.marks.locale, locales=self.marks.locales)
        note = f"{shown.id}-note"
        mark = Element("span", {"class": "term"})
        link = SubElement(mark, "a", {"href": self.marks.address(use.term), "aria-describedby": note})
        link.text = text[use.start : use.end]
        tip = SubElement(mark, "span", {"class": "term-note", "role": "tooltip", "id": note})
        tip.set("lang", self.marks.locale)
        tip.text = shown.definition
        for other in shown.others:
            name = SubElement(tip, "span", {"class": "term-other", "lang": other.locale})
            name.text = f"{other.name} ({other.abbreviation})" if other.abbreviation else other.name
        return mark


def _left_alone(element: Element) -> bool:
    if element.tag in _LEFT_ALONE or element.get("lang") is not None:
        return True
    classes = element.get("class")
    return classes is not None and not _LEFT_ALONE_CLASSES.isdisjoint(classes.split())
