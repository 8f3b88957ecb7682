"""Say why the front matter of a page is not where it should be, and what to do about it."""

from __future__ import annotations

import re

from exchange.text.editor_traces import in_fence
from exchange.text.problems import Place, Problem

_OTHER_FORMAT = re.compile(r"\s*(?:\{\\rtf|%PDF-|<(?:!doctype|html|head|body|meta)\b)", re.IGNORECASE)
_LONGEST_QUOTATION = 60
_HYPHENS = re.compile(r"-{3}[ \t]*")
_DASHES = re.compile(r"[ ]*(?:[‐‑‒–—―−─ー－_*=]+|-{1,2}|-{4,}|- - -|\\-{3}|\.{3}|\+{3})[ ]*|[ ]+-{3}[ ]*")
_FIELD = re.compile(r"[A-Za-z][\w-]*:(?: .*)?|[ ]+(?!---)\S.*|-[ ]+(?!- -)\S.*|#.*")


def why_no_front_matter(text: str, path: str) -> Problem:
    """Return the problem of a page that does not begin with fields between two lines of three hyphens."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not text.strip():
        return Problem(code="text/page-blank", place=Place(path=path, line=1))
    if _OTHER_FORMAT.match(text):
        program = {"{": "RTF", "%": "PDF"}.get(text.lstrip()[0], "HTML")
        return Problem(code="text/not-a-text", place=Place(path=path, line=1), values={"program": program})
    fence = in_fence(lines, path)
    if fence:
        return fence
    if not _HYPHENS.fullmatch(lines[first]):
        return _no_opening(lines, first, path)
    if first:
        return Problem(code="text/front-matter-late", place=Place(path=path, line=1))
    return _no_closing(lines, path)


def mended(text: str, fault: Problem) -> str | None:
    """Return a page with the lines around its front matter as they were meant, each as long as before.

    None where none of its lines can be so.
    """
    lines, number = text.split("\n"), fault.place.line - 1
    if fault.code == "text/in-fence":
        for fence in fault.values["lines"].split(", "):
            lines[int(fence) - 1] = ""
    elif fault.code == "text/front-matter-dashes":
        lines[number] = "---"
    elif fault.code == "text/front-matter-late":
        lines[next(number for number, line in enumerate(lines) if line.strip())] = ""
        lines[0] = "---"
    elif fault.code == "text/front-matter-not-closed" and not "".join(lines[number + 1 : number + 2]).strip():
        lines[number + 1 : number + 2] = ["---"]
    else:
        return None
    return "\n".join(lines)


def _no_opening(lines: list[str], first: int, path: str) -> Problem:
    place = Place(path=path, line=first + 1)
    if _DASHES.fullmatch(lines[first]):
        values = {"written": lines[first].rstrip()}
        return Problem(code="text/front-matter-dashes", place=place, values=values)
    if _FIELD.fullmatch(lines[first]) and not lines[first].startswith(("#", " ", "-")):
        values = {"line": lines[first].strip()}
        return Problem(code="text/front-matter-not-opened", place=place, values=values)
    if opening := _later_opening(lines, first):
        values = {"text": lines[first].strip()[:_LONGEST_QUOTATION], "line": str(opening + 1)}
        return Problem(code="text/front-matter-below", place=place, values=values)
    return Problem(code="text/no-front-matter", place=Place(path=path, line=1))


def _later_opening(lines: list[str], first: int) -> int:
    """Return the number of the line that opens the fields below some other text; 0 where none does."""
    openings = (number for number in range(first + 1, len(lines) - 1) if _HYPHENS.fullmatch(lines[number]))
    opening = next(openings, 0)
    if not opening:
        return 0
    is_closed = next(openings, 0) > 0
    is_field = bool(_FIELD.fullmatch(lines[opening + 1])) and ":" in lines[opening + 1]
    return opening if is_closed and is_field else 0


def _no_closing(lines: list[str], path: str) -> Problem:
    """Return the problem at the last field: the line of hyphens is absent, or other signs are there."""
    last = 0
    for number, line in enumerate(lines[1:], 1):
        if line.strip() and _DASHES.fullmatch(line):
            values = {"written": line.rstrip()}
            place = Place(path=path, line=number + 1)
            return Problem(code="text/front-matter-dashes", place=place, values=values)
        if _FIELD.fullmatch(line):
            last = number
        elif line.strip():
            break
    values = {"line": lines[last].strip()} if last else {}
    return Problem(code="text/front-matter-not-closed", place=Place(path=path, line=last + 1), values=values)
