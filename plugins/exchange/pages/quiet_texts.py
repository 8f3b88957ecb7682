"""A Markdown extension: texts are searched for the inline markup of which the page has a sign, and no other.

Python-Markdown tries each inline pattern on each text of a page. Most texts hold nothing that one begins
with, and most pages have few kinds of markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX

from exchange.authoring.inline_marks import SIGNS as INLINE_SIGNS

_SIGNS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![",)),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    **dict.fromkeys(("not_strong", "em_strong", "em_strong2"), ("*", "_")),
    **dict.fromkeys(("call-date", "sealed-call-date"), ("{",)),
    "backtick": ("`",),
    "escape": ("\\",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "footnote": ("[^",),
    **INLINE_SIGNS,
}
"""Patterns, by their names in the registry, with the signs of which a text must hold one to be matched."""
_ANY_SIGN = re.compile(rf"[`\\\[!<&*_{{$^{STX}]|~~|==|http|www\.|  \n")


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
        patterns = self.md.inlinePatterns
        signs = {id(patterns[name]): signs for name, signs in _SIGNS.items() if name in patterns}
        if len(signs) < len(patterns):
            return super().run(tree, ancestors)
        with _without_quiet_texts(tree):
            text = "\0".join(tree.itertext())
            self.inlinePatterns = [  # type: ignore[assignment]  # counted and indexed only
                pattern for pattern in patterns if any(sign in text for sign in signs[id(pattern)])
            ]
            return super().run(tree, ancestors)


@contextmanager
def _without_quiet_texts(tree: Element) -> Iterator[None]:
    """Take the texts out of the tree that hold no sign of markup, and put them back."""
    texts: list[tuple[Element, str, str]] = []
    for element in tree.iter():
        for field in ("text", "tail"):
            text = getattr(element, field)
            if type(text) is str and text and not _ANY_SIGN.search(text):  # other types are never searched
                texts.append((element, field, text))
                setattr(element, field, None)
    try:
        yield
    finally:
        for element, field, text in texts:
            setattr(element, field, text)
