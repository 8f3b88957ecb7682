"""Draw steps from lines `First step -> Next step: label`; a step that asks is drawn as a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

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

_EDGE = re.compile(r"(?P<start>.+?)[ ]*->[ ]*(?P<end>[^:]+?)(?:[ ]*:[ ]*(?P<label>.+))?")
_QUESTION = ("?", "？")
_TEXT_WIDTH = 190
_BOX_GAP = 28  # between boxes of one row
_ROW_GAP = 46  # between rows, with room for a label


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A step in its place; one without text is where a long line passes a row."""

    lines: tuple[str, ...]
    x: int  # its middle
    y: int
    wide: int
    high: int
    is_question: bool


def draw_flow(source: Source) -> str:
    """Return the drawing. Raises DiagramError."""
    edges = [_edge(text) for text in source.lines]
    rows = _rows(edges)
    ways = {edge: _way(edge, rows) for edge in edges}
    table = _table(rows, ways)
    steps = _places(table)
    wide = max(step.x + step.wide // 2 for step in steps.values()) + 2
    high = max(step.y + step.high for step in steps.values()) + 2
    lines = [part for edge in edges for part in _line(edge, ways[edge], steps)]
    boxes = [part for step in steps.values() if step.lines for part in _box(step)]
    return picture([*lines, *boxes], wide, high, source.alternative)


def _edge(text: str) -> _Edge:
    match = _EDGE.fullmatch(text)
    if match is None:
        raise DiagramError("diagram-line", text)
    return _Edge(start=match["start"], end=match["end"], label=match["label"] or "")


def _rows(edges: Sequence[_Edge]) -> dict[str, int]:
    """Return each step's row: below all steps that lead to it."""
    rows = dict.fromkeys((name for edge in edges for name in (edge.start, edge.end)), 0)
    for _ in rows:
        lower = [edge for edge in edges if rows[edge.end] <= rows[edge.start]]
        if not lower:
            return rows
        for edge in lower:
            rows[edge.end] = rows[edge.start] + 1
    raise DiagramError("diagram-circle", edges[-1].end)


def _way(edge: _Edge, rows: Mapping[str, int]) -> tuple[str, ...]:
    """Return the places that a line goes through, with one for each row between its ends."""
    inner_rows = range(rows[edge.start] + 1, rows[edge.end])
    return (edge.start, *(f"\0{edge.start}\0{edge.end}\0{row}" for row in inner_rows), edge.end)


def _table(rows: Mapping[str, int], ways: Mapping[_Edge, tuple[str, ...]]) -> list[list[str]]:
    """Return the names of each row, those of a row below the ones that lead to them."""
    table: list[list[str]] = [[] for _ in range(max(rows.values(), default=0) + 1)]
    table[0] = [name for name, row in rows.items() if row == 0]
    parents: dict[str, list[str]] = {}
    for edge, way in ways.items():
        for number, (start, end) in enumerate(pairwise(way), rows[edge.start] + 1):
            if end not in parents:
                table[number].append(end)
            parents.setdefault(end, []).append(start)
    positions: dict[str, int] = {}
    for row in table:
        row.sort(key=lambda name: fmean(positions[parent] for parent in parents[name]) if positions else 0)
        positions = {name: place for place, name in enumerate(row)}
    return table


def _places(table: Sequence[Sequence[str]]) -> dict[str, _Step]:
    """Return each step with its place, every row in the middle."""
    texts = {name: wrap(name, _TEXT_WIDTH) if name[0] != "\0" else () for row in table for name in row}
    wides = {name: max(map(width, lines), default=0) + 2 * SPACE for name, lines in texts.items()}
    row_wides = [sum(wides[name] for name in row) + _BOX_GAP * (len(row) - 1) for row in table]
    steps: dict[str, _Step] = {}
    y = 2
    for row, row_wide in zip(table, row_wides, strict=True):
        high = max(len(texts[name]) for name in row) * LINE + SPACE
        x = 2 + (max(row_wides) - row_wide) // 2
        for name in row:
            steps[name] = _Step(
                lines=texts[name],
                x=x + wides[name] // 2,
                y=y,
                wide=wides[name],
                high=high,
                is_question=name.endswith(_QUESTION),
            )
            x += wides[name] + _BOX_GAP
        y += high + _ROW_GAP
    return steps


def _box(step: _Step) -> Iterator[str]:
    kind, round_by = ("diagram-choice", 16) if step.is_question else ("diagram-box", 4)
    yield box(step.x - step.wide // 2, step.y, step.wide, step.high, kind=kind, round_by=round_by)
    top = step.y + (step.high - (len(step.lines) - 1) * LINE) // 2
    yield text_element(step.lines, step.x, top)


def _line(edge: _Edge, way: Sequence[str], steps: Mapping[str, _Step]) -> Iterator[str]:
    """Yield a line from step to step, its arrow, and its label beside the last stretch."""
    points = [(steps[way[0]].x, steps[way[0]].y + steps[way[0]].high)]
    for name in way[1:]:
        points += [(steps[name].x, steps[name].y - 14), (steps[name].x, steps[name].y)]
        if name[0] == "\0":
            points.append((steps[name].x, steps[name].y + steps[name].high))
    yield line(points, has_head=True)
    if edge.label:
        x, y = (points[0][0] + points[1][0]) // 2, (points[0][1] + points[1][1]) // 2
        yield text_element((edge.label,), x + 6, y, kind="diagram-label", anchor="start")
