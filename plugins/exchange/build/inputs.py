"""What the pages of one language are made from, as each plugin that makes a part of them tells it.

A page is made in two steps: its text (from Markdown to HTML), then the page around it. Both are kept until
something they were made from changes. A plugin tells what all pages are made from, what one page is made
from, and, while a text is made, which questions were asked. The next build asks the same questions again: the
text holds while every answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exchange.text.digest import digest

Answer = Callable[[str, str], str]
"""From a page's path and a question to the answer as things are now."""

Parts = Mapping[str, str]
"""What something is made from: names of parts, each with the digest of what it says."""


class Inputs:
    """Paths are those of a page below its language's folder: `guides/x.md`."""

    def __init__(self) -> None:
        self.all_texts: dict[str, str] = {}
        self.all_pages: dict[str, str] = {}
        self.texts: dict[str, Parts] = {}
        self.pages: dict[str, Parts] = {}
        self.declared: set[str] = set()
        self._answers: dict[str, Answer] = {}
        self._asked: set[tuple[str, str]] = set()
        self._spoiled = False

    def declare(self, plugin: object) -> None:
        """Say that this plugin tells everything that its part of a page is made from."""
        self.declared.add(type(plugin).__module__)

    def every_text(self, part: str, *values: object) -> None:
        """Tell what every text, and so every page, is made from."""
        self.all_texts[part] = fingerprint(*values)

    def every_page(self, part: str, *values: object) -> None:
        """Tell what every page is made from, but no text."""
        self.all_pages[part] = fingerprint(*values)

    def page(self, path: str, *, text: Parts, around: Parts) -> None:
        """Tell what one page's text is made from, and what the page around it."""
        self.texts[path] = text
        self.pages[path] = around

    def answers(self, kind: str, how: Answer) -> None:
        """Tell how questions of a kind are answered."""
        self._answers[kind] = how

    def begin(self) -> None:
        """Forget what the last text asked."""
        self._asked = set()
        self._spoiled = False

    def ask(self, kind: str, question: str) -> None:
        """Note, while a text is made, what it depends on."""
        self._asked.add((kind, question))

    def spoil(self) -> None:
        """Let what is being made not be kept: something has to be said about it again in the next build."""
        self._spoiled = True

    def asked(self) -> tuple[tuple[str, str], ...] | None:
        """Return what the last text asked, sorted; None where it may not be kept."""
        return None if self._spoiled else tuple(sorted(self._asked))

    def answer(self, path: str, kind: str, question: str) -> str:
        """Return the answer of now; a question that nobody answers any more has none."""
        how = self._answers.get(kind)
        return "" if how is None else how(path, question)


def fingerprint(*values: object) -> str:
    """Return a digest of what values say, by the way Python writes them.

    Values are text, numbers, and tuples, dictionaries and dataclasses of such. An object that Python writes
    with its address has another digest in each build: it is never taken for the same.
    """
    return digest(*(repr(value).encode("utf-8", "surrogatepass") for value in values), length=32)
