"""Spare texts the search for inline markup that they cannot hold.

Python-Markdown tries each of its inline patterns, one after the other, on each text of a page. Most texts
hold no character that any pattern begins with, and the others hold those of one or two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

_ANY = ("",)
_PLACEHOLDER = STX
"""Begins what stands for markup that was set aside, or for an escaped character."""

_KNOWN: dict[tuple[type, str], str] = {
    (inlinepatterns.BacktickInlineProcessor, inlinepatterns.BACKTICK_RE): "`",
    (inlinepatterns.EscapeInlineProcessor, inlinepatterns.ESCAPE_RE): "\\",
    (inlinepatterns.ReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): "[",
    (inlinepatterns.LinkInlineProcessor, inlinepatterns.LINK_RE): "[",
    (inlinepatterns.ImageInlineProcessor, inlinepatterns.IMAGE_LINK_RE): "![",
    (inlinepatterns.ImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): "![",
    (inlinepatterns.ShortReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): "[",
    (inlinepatterns.ShortImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): "![",
    (inlinepatterns.AutolinkInlineProcessor, inlinepatterns.AUTOLINK_RE): "<",
    (inlinepatterns.AutomailInlineProcessor, inlinepatterns.AUTOMAIL_RE): "<",
    (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.LINE_BREAK_RE): "  \n",
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.HTML_RE): "<",
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.ENTITY_RE): "&",
    (FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): "[^",
}
"""The patterns we know, and what a text must hold for each of them to find something."""


class SwiftInline(InlineProcessor):
    """Does what its parent does, to the texts in which there is something to do.

    Of the patterns, those are tried on a text that find what they begin with. A text that no pattern can
    change is taken out of the tree while the parent runs, and put back, unless there is a pattern that we do
    not know.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[Any] = []
        self._needs: list[tuple[str, ...] | None] = []
        self._signs: re.Pattern[str] | None = None

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply inline patterns to a tree, as the parent does."""
        self._patterns = list(self.inlinePatterns)
        self._needs = [_need(pattern) for pattern in self._patterns]
        self._signs = _signs(self._needs)
        put_back = _take_silent_out(tree, self._signs) if self._signs else []
        try:
            return super().run(tree, ancestors)
        finally:
            for undo, element, text in put_back:
                undo(element, text)

    @property
    def knows_all(self) -> bool:
        """Whether each pattern is known; texts without markup are then left alone at a glance."""
        return self._signs is not None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """Try each pattern from one on, as the parent does, that finds what it begins with.

        The parent's own step for one text. If a later version of Python-Markdown gives it another name, every
        pattern is tried on these texts again, with the same result.
        """
        if isinstance(data, AtomicString) or (self._signs is not None and not self._signs.search(data)):
            return data
        for number in range(patternIndex, len(self._patterns)):
            for sign in self._needs[number] or _ANY:
                if sign in data:
                    data = self._apply(number, data)
                    break
        return data

    def _apply(self, number: int, data: str) -> str:
        """Replace all that one pattern finds in a text."""
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        matched, start = True, 0
        while matched:
            data, matched, start = apply(self._patterns[number], data, number, start)
        return data


_PutBack = tuple[Callable[[Element, str], None], Element, str]


def _take_silent_out(tree: Element, signs: re.Pattern[str]) -> list[_PutBack]:
    """Take the texts away that no pattern can change, and return how to put them back."""
    put_back: list[_PutBack] = []
    search = signs.search
    for element in tree.iter():
        text, tail = element.text, element.tail
        if text and type(text) is str and search(text) is None:
            put_back.append((_set_text, element, text))
            element.text = None
        if tail and type(tail) is str and search(tail) is None:
            put_back.append((_set_tail, element, tail))
            element.tail = None
    return put_back


def _set_text(element: Element, text: str) -> None:
    element.text = text


def _set_tail(element: Element, text: str) -> None:
    element.tail = text


def _need(pattern: Any) -> tuple[str, ...] | None:
    """Return signs, one of which a text must hold for a pattern to find something; None where unknown.

    A pattern of ours says so itself, by `kx_needs`.
    """
    if type(pattern) is inlinepatterns.DelimiterProcessor:
        return tuple(pattern.tokens)
    need: str | None = getattr(pattern, "kx_needs", None) or _KNOWN.get((type(pattern), pattern.pattern))
    return None if need is None else (need,)


def _signs(needs: Iterable[tuple[str, ...] | None]) -> re.Pattern[str] | None:
    """Return the pattern of all that a text may need, and of what already stands for something else."""
    signs = {_PLACEHOLDER}
    for need in needs:
        if need is None:
            return None
        signs.update(need)
    single = sorted(sign for sign in signs if len(sign) == 1)
    longer = sorted(sign for sign in signs if not any(one in sign for one in single))
    return re.compile("|".join([f"[{re.escape(''.join(single))}]", *(re.escape(sign) for sign in longer)]))
