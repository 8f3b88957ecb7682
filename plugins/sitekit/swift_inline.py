"""Spare texts the search for inline markup that they cannot hold.

Python-Markdown tries each of its inline patterns, one after the other, on each text of a page. Most texts hold
no character that any pattern begins with, and the others hold those of one or two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_SIGNS = r"[`\\\[<&\x02]|  \n"
"""What a text must hold for a pattern that we know to find something; the tokens of emphasis are added."""

_KNOWN: dict[tuple[type, str], str] = {
    (inlinepatterns.BacktickInlineProcessor, inlinepatterns.BACKTICK_RE): "`",
    (inlinepatterns.EscapeInlineProcessor, inlinepatterns.ESCAPE_RE): "\\",
    (inlinepatterns.ReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): "[",
    (inlinepatterns.LinkInlineProcessor, inlinepatterns.LINK_RE): "[",
    (inlinepatterns.ImageInlineProcessor, inlinepatterns.IMAGE_LINK_RE): "![",
    (inlinepatterns.ImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): "![",
    (inlinepatterns.ShortReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): "[",
    (inlinepatterns.ShortImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): "![",
    (inlinepatterns.AutolinkInlineProcessor, inlinepatterns.AUTOLINK_RE): "://",
    (inlinepatterns.AutomailInlineProcessor, inlinepatterns.AUTOMAIL_RE): "@",
    (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.LINE_BREAK_RE): "  \n",
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.HTML_RE): "<",
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.ENTITY_RE): "&",
    (FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): "[^",
}
"""The patterns we know, and what a text must hold for each of them to find something."""

_NEVER = re.compile(r"(?!)")


class SwiftInline(InlineProcessor):
    """Does what its parent does, to the texts in which there is something to do.

    A text that no pattern can change is taken out of the tree while the parent runs, and put back. Of the
    patterns, those are tried on a text that find what they begin with. A pattern that we do not know turns this off.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[Any] = []
        self._needs: list[str] | None = None
        self._tokens = _NEVER
        self._signs = _NEVER

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply inline patterns to a tree, as the parent does."""
        self._learn()
        if self._needs is None:
            return super().run(tree, ancestors)
        put_back = _take_silent_out(tree, self._signs)
        try:
            return super().run(tree, ancestors)
        finally:
            for undo, element, text in put_back:
                undo(element, text)

    def _learn(self) -> None:
        """See which patterns there are, and what they need."""
        patterns = list(self.inlinePatterns)
        if patterns != self._patterns or self._needs is None:
            self._patterns = patterns
            known = [_need(pattern) for pattern in patterns]
            self._needs = None if None in known else [need or "" for need in known]
        tokens = "".join(re.escape(token) for token in _tokens(patterns))
        self._tokens = re.compile(f"[{tokens}]") if tokens else _NEVER
        self._signs = re.compile(f"{_SIGNS}|{self._tokens.pattern}")

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """Try each pattern from one on, as the parent does, that finds what it begins with.

        The parent's own step for one text. If a later version of Python-Markdown gives it another name, every
        pattern is tried on these texts again, with the same result.
        """
        step = super()
        needs = self._needs
        if needs is None:
            return step._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc,no-any-return]
        if isinstance(data, AtomicString) or not self._signs.search(data):
            return data
        for number in range(patternIndex, len(needs)):
            need = needs[number]
            if need in data if need else self._tokens.search(data):
                matched, start = True, 0
                while matched:
                    data, matched, start = step._InlineProcessor__applyPattern(  # type: ignore[misc]
                        self._patterns[number], data, number, start
                    )
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


def _need(pattern: Any) -> str | None:
    """Return what a text must hold for a pattern to find something: `` for tokens, None where it is not known."""
    if type(pattern) is inlinepatterns.DelimiterProcessor:
        return ""
    return _KNOWN.get((type(pattern), pattern.pattern)) if not pattern.ANCESTOR_EXCLUDES else None


def _tokens(patterns: Iterable[Any]) -> Sequence[str]:
    """Return the signs of emphasis, one character each."""
    found = (p.tokens for p in patterns if type(p) is inlinepatterns.DelimiterProcessor)
    return [token for tokens in found for token in tokens]
