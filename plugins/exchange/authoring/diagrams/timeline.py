"""Draw two or more lanes over one scale from lines `Lane | from-to | words` and `Lane | moment | words`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exchange.authoring.diagrams.drawing import (
    LINE,
    SPACE,
    DiagramError,
    Source,
    box,
    line,
    picture,
    text_element,
    width,
    wrap,
)

_ENTRY = re.compile(
    r"(?P<lane>[^|]+?)[ ]*\|[ ]*(?P<start>[0-9]{1,9})(?:[ ]*[-–][ ]*(?P<end>[0-9]{1,9}))?"
    r"[ ]*\|[ ]*(?P<words>.+)"
)
_SCALE = 420  # units from the beginning to the end
_TEXT_WIDTH = 230
_BAR = 12
_TOP = 2 * LINE + SPACE
_STEPS = (1, 2, 5, 10, 20, 25, 30, 50, 100, 200, 250, 500, 1000)
_MOST_MARKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    lane: str
    start: int
    end: int
    words: str


def draw_timeline(source: Source) -> str:
    """Return the drawing. Raises DiagramError."""
    entries = [_entry(text) for text in source.lines]
    lanes = list(dict.fromkeys(entry.lane for entry in entries))
    last = max(entry.end for entry in entries) or 1
    margin = max(map(width, lanes)) + 2 * SPACE
    wide = margin + _SCALE + _TEXT_WIDTH + SPACE
    lane_boxes: list[str] = []
    parts, y = [], _TOP
    for lane in lanes:
        bars, high = _lane([entry for entry in entries if entry.lane == lane], margin, y, last)
        lane_boxes.append(box(0, y, wide, high, kind="diagram-lane"))
        parts.append(text_element((lane,), SPACE, y + high // 2, anchor="start"))
        parts += bars
        y += high + 6
    marks = _scale(source.unit, margin, y, last)
    return picture([*lane_boxes, *marks, *parts], wide, y + 2, source.alternative)


def _entry(text: str) -> _Entry:
    match = _ENTRY.fullmatch(text)
    if match is None or int(match["end"] or match["start"]) < int(match["start"]):
        raise DiagramError("diagram-line", text)
    start = int(match["start"])
    return _Entry(lane=match["lane"], start=start, end=int(match["end"] or start), words=match["words"])


def _scale(unit: str, margin: int, high: int, last: int) -> list[str]:
    """Return the marks of the scale, with as many numbers as can be read."""
    step = next((step for step in _STEPS if last / step <= _MOST_MARKS), last)
    parts = [text_element((unit,), SPACE, LINE // 2, kind="diagram-label", anchor="start")] if unit else []
    for number in range(0, last + 1, step):
        x = margin + number * _SCALE // last
        parts.append(text_element((str(number),), x, LINE + 8, kind="diagram-label"))
        parts.append(line([(x, _TOP - 4), (x, high - 6)], kind="diagram-mark"))
    return parts


def _lane(entries: list[_Entry], margin: int, top: int, last: int) -> tuple[list[str], int]:
    """Return the bars of one lane with their words behind them, and how high the lane is."""
    parts, y = [], top + SPACE
    for entry in entries:
        lines = wrap(entry.words, _TEXT_WIDTH - 3 * SPACE)
        start, end = (margin + moment * _SCALE // last for moment in (entry.start, entry.end))
        wide = max(end - start, _BAR)
        first = start if end > start else start - _BAR // 2
        kind, round_by = ("diagram-box", 3) if end > start else ("diagram-choice", _BAR // 2)
        parts.append(box(first, y - _BAR // 2, wide, _BAR, kind=kind, round_by=round_by))
        parts.append(text_element(lines, first + wide + 8, y, anchor="start"))
        y += len(lines) * LINE + 6
    return parts, y - top
