"""A Markdown extension: texts without any sign of inline markup are not searched for it.

Python-Markdown tries each inline pattern on each text of a page. Most
texts hold nothing that one begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX

_PATTERNS = (
    "backtick escape reference link image_link image_reference short_reference short_image_ref autolink "
    "automail linebreak html entity not_strong em_strong em_strong2 footnote call-date sealed-call-date"
).split()
"""The patterns, by their names in the registry, that find nothing in a text without one of `_SIGNS`."""
_SIGNS = re.compile(rf"[`\\\[!<&*_{{{STX}]|  \n")


class QuietTexts(Extension):
    """Add it last; with an inline pattern of another name in use it changes nothing."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Take the place of the inline processor, where that is Python-Markdown's own."""
        if type(md.treeprocessors["inline"]) is InlineProcessor:
            md.treeprocessors.register(_SearchedTexts(md), "inline", 20)


class _SearchedTexts(InlineProcessor):
    """The inline processor for the texts in which there may be markup."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the inline patterns to a tree; the result is the parent's."""
        if sum(name in self.inlinePatterns for name in _PATTERNS) < len(self.inlinePatterns):
            return super().run(tree, ancestors)
        with _without_quiet_texts(tree):
            return super().run(tree, ancestors)


@contextmanager
def _without_quiet_texts(tree: Element) -> Iterator[None]:
    """Take the texts out of the tree that hold no sign of markup, and put them back."""
    texts: list[tuple[Element, str, str]] = []
    for element in tree.iter():
        for field in ("text", "tail"):
            text = getattr(element, field)
            if type(text) is str and text and not _SIGNS.search(text):  # other types are never searched
                texts.append((element, field, text))
                setattr(element, field, None)
    try:
        yield
    finally:
        for element, field, text in texts:
            setattr(element, field, text)
