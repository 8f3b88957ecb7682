"""What all diagrams are drawn with: texts of known width, boxes, lines, and the faults of their sources."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape

LINE = 20  # units from one line of text to the next
_WIDE, _NARROW, _CAPITAL = (
    15.0,
    7.9,
    10.5,
)  # units of a letter at the size in authoring.css, with some to spare
SPACE = 14  # within a box, beside its text
MOST_LINES = 60
"""Lines of one diagram: five times as many as people can follow; a drawing of thousands takes seconds."""


class DiagramError(ValueError):
    """A source that cannot be drawn: `rule` says why, `text` is the passage at fault."""

    def __init__(self, rule: str, text: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The lines of a diagram, its text alternative, and the name of its unit where it has one."""

    lines: tuple[str, ...]
    alternative: str
    unit: str = ""


def width(text: str) -> int:
    """Return about how wide a text is drawn; letters of East Asian scripts are twice as wide as others."""
    return round(sum(_letter(letter) for letter in text))


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() else _NARROW


def wrap(text: str, limit: int) -> tuple[str, ...]:
    """Return a text in lines of at most some width, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= limit:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def text_element(lines: tuple[str, ...], x: int, y: int, *, kind: str = "", anchor: str = "middle") -> str:
    """Return lines of text below each other, the middle of the first one at `y`."""
    name = f' class="{kind}"' if kind else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    spans = "".join(
        f'<tspan x="{x}" y="{y + number * LINE + 5}">{escape(line, quote=False)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f"<text{name}{place}>{spans}</text>"


def box(x: int, y: int, wide: int, high: int, *, kind: str = "diagram-box", round_by: int = 4) -> str:
    """Return a rectangle."""
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{wide}" height="{high}" rx="{round_by}"></rect>'


def line(points: list[tuple[int, int]], *, kind: str = "diagram-line", has_head: bool = False) -> str:
    """Return a line through points; one with a head ends in an arrow downwards."""
    way = " L".join(f"{x} {y}" for x, y in points)
    path = f'<path class="{kind}" d="M{way}"></path>'
    if not has_head:
        return path
    x, y = points[-1]
    return f'{path}<path class="diagram-head" d="M{x} {y} L{x - 5} {y - 9} L{x + 5} {y - 9} Z"></path>'


def picture(parts: list[str], wide: int, high: int, alternative: str) -> str:
    """Return the whole drawing, which readers of the screen know by its alternative."""
    return (
        f'<svg role="img" aria-label="{escape(alternative)}" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}">{"".join(parts)}</svg>'
    )
