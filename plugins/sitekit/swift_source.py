"""Prepare a page's Markdown as Python-Markdown does, without the steps that its text has no need of."""

from __future__ import annotations

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


class SwiftHtmlBlocks(HtmlBlockPreprocessor):
    """Sets raw HTML aside, where there can be any."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without raw HTML, as the parent does."""
        source = "\n".join(lines)
        return super().run(lines) if "<" in source or "&" in source else source.split("\n")


class SwiftFences(FencedBlockPreprocessor):
    """Sets fenced code aside, where there can be any."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without fenced code, as the parent does."""
        text = "\n".join(lines)
        return super().run(lines) if "```" in text or "~~~" in text else text.split("\n")
