"""Prepare a page's Markdown as Python-Markdown does, without the steps that its text has no need of."""

from __future__ import annotations

import re

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.util import ETX, STX


class SwiftWhitespace(NormalizeWhitespace):
    """Makes ends of lines, tabs and blank lines uniform."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, as the parent does."""
        source = "\n".join(lines)
        if any(sign in source for sign in (STX, ETX, "\r", "\t", " \n")) or source.endswith(" "):
            return super().run(lines)
        return [*source.split("\n"), "", ""]


_INLINE = ("span", "sup", "sub", "kbd", "abbr", "q", "cite", "em", "strong", "b", "i", "br")
_LEFT_IN = re.compile(
    rf"""</?(?:{"|".join(_INLINE)})(?:[ ][a-z-]+="[^"<>&`]*")*>"""
    r"""|<https?://[^\s<>"'`=]+>"""
)
"""Tags, and addresses in angle brackets, that stay in the text whatever stands around them."""


class SwiftHtmlBlocks(HtmlBlockPreprocessor):
    """Sets raw HTML aside, where there can be any to set aside."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without raw HTML, as the parent does."""
        source = "\n".join(lines)
        return super().run(lines) if self._may_change(source) else source.split("\n")

    def _may_change(self, source: str) -> bool:
        if "&#" in source:
            return True
        tags = source.count("<")
        return tags > 0 and (
            len(_LEFT_IN.findall(source)) != tags or any(self.md.is_block_level(tag) for tag in _INLINE)
        )


class SwiftFences(FencedBlockPreprocessor):
    """Sets fenced code aside, where there can be any."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without fenced code, as the parent does."""
        text = "\n".join(lines)
        return super().run(lines) if "```" in text or "~~~" in text else text.split("\n")
