"""The inputs of the pages of one language, as each plugin that makes a part of them declares them.

A page is made in two steps: its text (from Markdown to HTML), then the page around it. Both are kept until
something they were made from changes. A plugin declares what all pages are made from, what one page is made
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
        self.plugins: set[str] = set()
        self._answers: dict[str, Answer] = {}
        self._questions: set[tuple[str, str]] = set()
        self._is_spoiled = False

    def declare(self, plugin: object) -> None:
        """Note that this plugin declares everything that its part of a page is made from."""
        self.plugins.add(type(plugin).__module__)

    def every_text(self, part: str, *values: object) -> None:
        """Declare an input of every text, and so of every page."""
        self.all_texts[part] = fingerprint(*values)

    def every_page(self, part: str, *values: object) -> None:
        """Declare an input of every page, but of no text."""
        self.all_pages[part] = fingerprint(*values)

    def page(self, path: str, *, text: Parts, surroundings: Parts) -> None:
        """Declare the inputs of one page's text, and those of the page around it."""
        self.texts[path] = text
        self.pages[path] = surroundings

    def common_digest(self) -> str:
        """Return a digest of what all pages are made from; where nobody declares anything, always another."""
        return fingerprint({**self.all_texts, **self.all_pages} or object())

    def answers(self, kind: str, answer: Answer) -> None:
        """Register the function that answers questions of a kind."""
        self._answers[kind] = answer

    def begin(self) -> None:
        """Forget what the last text asked."""
        self._questions = set()
        self._is_spoiled = False

    def ask(self, kind: str, question: str) -> None:
        """Note, while a text is made, what it depends on."""
        self._questions.add((kind, question))

    def spoil(self) -> None:
        """Keep the current text out of the cache: the next build has to report something about it again."""
        self._is_spoiled = True

    def questions(self) -> tuple[tuple[str, str], ...] | None:
        """Return what the last text asked, sorted; None where it may not be kept."""
        return None if self._is_spoiled else tuple(sorted(self._questions))

    def answer(self, path: str, kind: str, question: str) -> str:
        """Return the current answer, empty if no plugin answers this kind of question."""
        function = self._answers.get(kind)
        return "" if function is None else function(path, question)


def fingerprint(*values: object) -> str:
    """Return a digest of what values say, by the way Python writes them.

    Values are text, numbers, and tuples, dictionaries and dataclasses of such. An object that Python writes
    with its address has another digest in each build: it is never taken for the same.
    """
    return digest(*(repr(value).encode("utf-8", "surrogatepass") for value in values), length=32)
