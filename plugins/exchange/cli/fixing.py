"""Apply the replacements that need no person: each file as a whole, or not at all."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from exchange.cli.findings import Sources
from exchange.text.problems import Place, Problem, in_order

_LINE = re.compile(r"\r\n|\r|\n")


def fix(problems: Iterable[Problem], sources: Sources) -> int:
    """Apply every safe replacement whose end is known; return how many were applied."""
    safe = [one for one in in_order(problems) if one.replacement and one.replacement.safe and one.end]
    total = 0
    for path, group in groupby(safe, key=lambda problem: problem.place.path):
        file = sources.file(path)
        text, applied = fixed(file.read_bytes().decode("utf-8"), list(group))
        _replace(file, text)
        total += applied
    return total


def fixed(text: str, problems: Iterable[Problem]) -> tuple[str, int]:
    """Return a text with the replacements of its problems, and how many fitted without touching another."""
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    spans = []
    for problem in problems:
        if problem.replacement and problem.end:
            start, end = (_offset(starts, place) for place in (problem.place, problem.end))
            spans.append((start, end, problem.replacement.text))
    parts, reached, applied, last = [], 0, 0, (-1, -1)
    for start, end, better in sorted(spans):
        if start >= reached and (start, end) != last:
            parts += [text[reached:start], better]
            reached, applied, last = end, applied + 1, (start, end)
    return "".join([*parts, text[reached:]]), applied


def _offset(starts: list[int], place: Place) -> int:
    return starts[place.line - 1] + place.column - 1


def _replace(file: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("wb", dir=file.parent, delete=False) as new:
        new.write(text.encode("utf-8"))
    Path(new.name).chmod(file.stat().st_mode)
    Path(new.name).replace(file)
