"""Write the boxes of other kinds of Markdown as this site's: `!!! note`, with the text indented below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exchange.text.suggestions import answer

_KINDS = ("summary", "note", "warning", "example", "answer")
_INDENTED = re.compile(r"(?P<lead>[ \t]*(?:!!!|\?\?\?\+?)[ ]*)(?P<kind>[\w-]+)(?P<more>.*)")
_FENCED = re.compile(
    r"(?P<lead>[ \t]*)(?P<fence>/{3,}|:{3,})[ ]*(?P<kind>[\w-]+)[ ]*(?:\||(?=\[))?[ ]*(?P<title>.*)"
)
_QUOTED = re.compile(r"(?P<lead>[ \t]*)>[ ]*\[!(?P<kind>\w+)\][ ]*(?P<title>.*)")
_STEP = "    "


def with_boxes(lines: Sequence[str], in_code: Sequence[bool]) -> list[str]:
    """Return the lines of a body with all boxes in this site's form; code stays as it is."""
    written: list[str] = []
    number = 0
    while number < len(lines):
        box, end = (None, number) if in_code[number] else _box(lines, number)
        if box is None:
            written.append(lines[number])
            number += 1
        else:
            inner = with_boxes(box[1:], in_code[number + 1 : number + len(box)])
            written += [box[0], *inner]
            number = end
    return written


def _box(lines: Sequence[str], number: int) -> tuple[list[str] | None, int]:
    """Return the lines of the box that begins in a line, and the number of the line behind it."""
    if match := _INDENTED.fullmatch(lines[number]):
        return [f"{match['lead']}{_kind(match['kind'])}{_title(match)}"], number + 1
    if match := _FENCED.fullmatch(lines[number]):
        return _fenced(lines, number, match)
    if match := _QUOTED.fullmatch(lines[number]):
        return _quoted(lines, number, match)
    return None, number


def _title(match: re.Match[str]) -> str:
    """Return what follows the kind of a box: a title in quotes, also where it was written as the kind."""
    more = match["more"].strip().strip('"')
    words = more if match["kind"].isascii() else f"{match['kind']} {more}".strip()
    return f' "{words}"' if words else ""


def _fenced(lines: Sequence[str], number: int, match: re.Match[str]) -> tuple[list[str] | None, int]:
    closing = f"{match['lead']}{match['fence']}"
    end = next((at for at in range(number + 1, len(lines)) if lines[at].rstrip() == closing), None)
    if end is None or not _known_kind(match["kind"]):
        return None, number
    body = [_indented(line) for line in lines[number + 1 : end]]
    return [_head(match), *([""] if body and body[0] else []), *body], end + 1


def _quoted(lines: Sequence[str], number: int, match: re.Match[str]) -> tuple[list[str] | None, int]:
    end = number + 1
    while end < len(lines) and lines[end].lstrip().startswith(">"):
        end += 1
    body = [_indented(line.lstrip()[1:].removeprefix(" ")) for line in lines[number + 1 : end]]
    return [_head(match), "", *body], end


def _head(match: re.Match[str]) -> str:
    title = match["title"].strip().strip("[]").replace('"', "'")
    return f"{match['lead']}!!! {_kind(match['kind'])}" + (f' "{title}"' if title else "")


def _kind(written: str) -> str:
    """Return the nearest kind of box that this site has."""
    return _known_kind(written) or "note"


def _known_kind(written: str) -> str:
    """Return the kind of box that other programs call so; empty where none is."""
    kind = written.lower()
    by_hand = answer("box", kind, _KINDS)
    return kind if kind in _KINDS else by_hand.write if by_hand else ""


def _indented(line: str) -> str:
    return f"{_STEP}{line}" if line.strip() else ""
