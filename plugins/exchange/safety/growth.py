"""Find what makes a page grow when it is made: a few letters that stand for many, used many times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.safety.limits import KILOBYTE, Limits
from exchange.safety.markdown_source import Source
from exchange.text.problems import Place, Problem

_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\n^][^\]\n]*)\]:[ \t]*(?P<target>\S+(?:[ \t]*+\n?+[ \t]*+[\"'(][^\n]*)?)",
    re.MULTILINE,
)
_USE = re.compile(r"\[(?P<label>[^\[\]\n]+)\]")
_DELIMITERS = re.compile(r"^[ \t]*+\|?+[ \t]*+:?-+:?[ \t]*(?:\|[ \t:-]*)+$", re.MULTILINE)
_CELL = 40  # characters of markup around a cell that is aligned
_FOOTNOTE = 250  # of a mark and the link back to it
_FORMS = ((re.compile(r"^::: ?call\b", re.MULTILINE), 3_000), (re.compile(r"\{call:"), 400))
"""Cards and dates of calls: how they are written, and how much each becomes."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Growth:
    """How many characters something becomes, and where in the text it is written first."""

    size: int
    offset: int


def growth_problem(source: Source, limits: Limits, size: int = 0) -> Problem | None:
    """Return the problem of a page that has become too large, or that would become so before it is made."""
    limit = limits.page_output(len(source.text))
    heaviest = max(_growths(source.text), default=Growth(size=0, offset=0))
    output_size = max(size, heaviest.size)
    if output_size <= limit:
        return None
    place = source.place(heaviest.offset if heaviest.size > limit // 10 else _most_repeated_line(source.text))
    return grown_problem(place, output_size, limit)


def grown_problem(place: Place, size: int, limit: int) -> Problem:
    """Return the problem of something that becomes larger than it may."""
    values = {"size": f"{size // KILOBYTE:,}", "most": f"{limit // KILOBYTE:,}"}
    return Problem(code="safety/page-grows", place=place, values=values)


def _growths(text: str) -> Iterator[Growth]:
    yield from _references(text)
    yield from _tables(text)
    for form, size in _FORMS:
        matches = [match.start() for match in form.finditer(text)]
        if matches:
            yield Growth(size=size * len(matches), offset=matches[0])


def _references(text: str) -> Iterator[Growth]:
    """Yield what links by a name become: each has the whole address and title; footnotes are marks."""
    if "]:" not in text:  # nearly always
        return
    uses = Counter(match["label"].casefold() for match in _USE.finditer(text))
    for match in _DEFINITION.finditer(text):
        size = len(match["target"]) * uses[match["label"].casefold()]
        yield Growth(size=size, offset=match.start())
    notes = {label: count for label, count in uses.items() if label.startswith("^")}
    for label, count in notes.items():
        yield Growth(size=_FOOTNOTE * count, offset=text.casefold().find(f"[{label}]"))


def _tables(text: str) -> Iterator[Growth]:
    """Yield what tables become: each row has all columns, also where only one is written."""
    for match in _DELIMITERS.finditer(text):
        columns = match[0].count("|") + 1
        end = text.find("\n\n", match.end())
        rows = text.count("\n", match.end(), end if end >= 0 else len(text))
        yield Growth(size=columns * rows * _CELL, offset=match.start())


def _most_repeated_line(text: str) -> int:
    """Return where the line is that makes up most of a text, all its repetitions together."""
    counts = Counter(text.split("\n"))
    heaviest = max(counts, key=lambda line: (len(line) + 1) * counts[line] * bool(line.strip()))
    return text.find(heaviest)
