"""Problems as they are printed: with the lines they are about, and columns in the unit of each format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exchange.safety.limits import Limits
from exchange.text.problems import (
    REMAINDER,
    Explanation,
    Place,
    Problem,
    Severity,
    explanation,
    message_languages,
    shorten_list,
)
from exchange.text.text_files import read_at_most


class Sources:
    """The lines of the project's files, read when they are first asked for."""

    def __init__(self, root: Path, content: Path, name: str) -> None:
        self._root, self._content, self._name = root, content, name
        self._lines: dict[str, list[str]] = {}

    def line(self, place: Place) -> str:
        """Return the line of a place without its end; an empty text where it cannot be read."""
        if place.path not in self._lines:
            self._lines[place.path] = self._read(self.file(place.path))
        lines = self._lines[place.path]
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def language(self, path: str) -> str:
        """Return the language that all texts of a file are in, by its folder or fields; else empty."""
        folder = path.removeprefix(f"{self._name}/").partition("/")[0]
        self.line(Place(path=path))
        names = {line.strip(" -").partition(":")[0] for line in self._lines[path]}
        inline = set(re.findall(r"[{,]\s*([a-z-]+):", "\n".join(self._lines[path])))
        codes = [code for code in message_languages() if code in names | inline or code == folder]
        return codes[0] if len(codes) == 1 else ""

    def file(self, path: str) -> Path:
        """Return the file that problems call by a path."""
        content_path = path.removeprefix(f"{self._name}/")
        return self._content / content_path if content_path != path else self._root / path

    def _read(self, file: Path) -> list[str]:
        if not file.is_file():  # a pipe would never answer
            return []
        try:
            text = read_at_most(file, Limits().table_bytes).decode("utf-8", errors="replace")
        except OSError:
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(frozen=True)
class Finding:
    """A problem in the words of a language, beside the line it is about."""

    problem: Problem
    words: Explanation
    line: str
    end_line: str
    count: int = 1  # of problems that it stands for
    guide: str = ""  # the address of the page for authors that shows the form

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.problem.place

    @property
    def end(self) -> Place:
        """Where it ends, after the last character; its beginning where that is not known."""
        return self.problem.end or self.problem.place

    @property
    def is_error(self) -> bool:
        """Whether it stops the content from being published."""
        return self.problem.severity is Severity.ERROR

    @cached_property
    def text(self) -> str:
        """Fault, way out and where the form is shown, for tools that show one text."""
        return " ".join(filter(None, (self.words.fault, self.words.way_out, self.guide)))


def findings(
    problems: Iterable[Problem],
    sources: Sources,
    language: str,
    *,
    guide: Callable[[str], str] = lambda _code: "",
    of_texts: bool = False,
) -> list[Finding]:
    """Return the problems ready to be printed; `guide` knows where a rule's form is shown.

    With `of_texts` each is told in the language of the texts of its file, where that is one.
    """
    return [
        Finding(
            problem=problem,
            words=explanation(problem, (of_texts and sources.language(problem.place.path)) or language),
            line=sources.line(problem.place),
            end_line=sources.line(problem.end or problem.place),
            count=int(problem.values["count"].replace(",", "")) if problem.code == REMAINDER else 1,
            guide=guide(problem.code),
        )
        for problem in shorten_list(problems)
    ]


def utf16_column(line: str, column: int) -> int:
    """Return a column counted in UTF-16 code units, from 1 (SARIF 2.1.0, 3.30)."""
    prefix = line[: column - 1]
    return column + sum(ord(character) > 0xFFFF for character in prefix)


def utf8_column(line: str, column: int) -> int:
    """Return a column counted in UTF-8 bytes, from 1 (reviewdog's diagnostic format)."""
    prefix = line[: column - 1]
    return column - len(prefix) + len(prefix.encode("utf-8", errors="replace"))


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes (Unicode Standard Annex 11)."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if (
        unicodedata.combining(character)
        or character in "\u200b\u200c\u200d\ufe0f"
        or "\u1160" <= character <= "\u11ff"
    ):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
