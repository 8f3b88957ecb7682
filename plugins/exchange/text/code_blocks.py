"""Find the code of a page at any depth: fences in lists, boxes and quotations, and indented blocks.

Not all of it is shown as code by this site, but all of it was meant as code: it is no prose, and nobody may
mend it unseen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LEAD = r"(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ \t])*+"
_OPENING = re.compile(rf"(?P<lead>{_LEAD})(?P<fence>`{{3,}}+|~{{3,}}+)(?P<info>[^`\n]*)")
_CLOSING = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*")
_CONTAINER = re.compile(r"[ ]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|!!!|\?\?\?|===|\[\^[^\]\n]+\]:|:[ \t])")
_FENCE = re.compile(r"```|~~~")
_TAB = 4  # columns of one level, as Python-Markdown counts them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line: where it is in the text, and its indentation in columns."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        text = self.text.expandtabs(_TAB)
        return len(text) - len(text.lstrip())

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def code_blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the code from an offset on, each block from its first to its last line."""
    lines = _lines(text, start)
    fences = _Fences(lines)
    number, levels, after_blank = 0, 0, True
    while number < len(lines):
        line = lines[number]
        last = fences.last_line(number)
        if last is not None:
            levels = _levels(line, levels, after_blank=after_blank)
        elif after_blank and line.indent >= _TAB * (levels + 1) and not line.is_blank:
            last = _block_end(lines, number, _TAB * (levels + 1))
        if last is not None:
            yield line.start, lines[last].end
            number = last
        elif not line.is_blank:
            levels = _levels(line, levels, after_blank=after_blank)
        after_blank = last is None and line.is_blank
        number += 1


def _lines(text: str, start: int) -> list[_Line]:
    lines = []
    for line in text[start:].split("\n"):
        lines.append(_Line(start=start, text=line))
        start += len(line) + 1
    return lines


class _Fences:
    """The fences of a page. One that nothing closes is searched for once, however often it is written."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.openings = dict(_matches(_OPENING, lines))
        self.closings = list(_matches(_CLOSING, lines))
        self.never_closed: set[str] = set()

    def last_line(self, number: int) -> int | None:
        """Return the line that closes the fence opened in a line; None where none is or it never ends."""
        fence = self.openings.get(number)
        if fence is None or fence in self.never_closed:
            return None
        for place in range(bisect_right(self.closings, (number + 1,)), len(self.closings)):
            last, closing = self.closings[place]
            if closing.startswith(fence):
                return last
        self.never_closed.add(fence)
        return None


def _matches(pattern: re.Pattern[str], lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """Yield the number and the fence of each line that a pattern matches as a whole."""
    for number, line in enumerate(lines):
        match = pattern.fullmatch(line.text) if _FENCE.search(line.text) else None
        if match:
            yield number, match["fence"]


def _block_end(lines: Sequence[_Line], number: int, minimum: int) -> int:
    """Return the last line of a block that is indented by so many columns; blank lines may be within."""
    last = number
    while number < len(lines) and (lines[number].is_blank or lines[number].indent >= minimum):
        last = last if lines[number].is_blank else number
        number += 1
    return last


def _levels(line: _Line, levels: int, *, after_blank: bool) -> int:
    """Return how many lists, boxes and notes are open below a line that is no code."""
    level = -(-line.indent // _TAB)
    if _CONTAINER.match(line.text):
        return min(level, levels) + 1
    return min(level, levels) if after_blank else levels
