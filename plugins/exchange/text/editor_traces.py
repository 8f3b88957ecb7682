"""Find what editors, chats and merges leave in a text that is to be read as fields, and say what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exchange.text.problems import Place, Problem, Replacement

_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: .*)?|={7}")
_FENCE = re.compile(r"[ ]*(?:`{3,}|~{3,})[\w-]*[ ]*")
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_START = re.compile(rf"[ \t{_ODD_SPACES}]*(?:-[ \t{_ODD_SPACES}]+)*(?:[\w-]+:(?:[ \t{_ODD_SPACES}]+|$))?")
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
_INDENT = re.compile(r"[ ]*(?:- +)*")


def conflict(text: str, path: str) -> Problem | None:
    """Return the problem of a text in which two versions stand, with the signs of git around them."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    lines = text.split("\n")
    marked = [number for number, line in enumerate(lines, 1) if _CONFLICT.fullmatch(line.rstrip())]
    if not any(lines[number - 1][0] in "<>" for number in marked):
        return None
    values = {"lines": ", ".join(map(str, marked))}
    return Problem(code="text/conflict", place=Place(path=path, line=marked[0]), values=values)


def in_fence(lines: Sequence[str], path: str) -> Problem | None:
    """Return the problem of a text that was copied together with the signs that show it as code."""
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), None)
    if first is None or not _FENCE.fullmatch(lines[first - 1]):
        return None
    fences = [number for number, line in enumerate(lines, 1) if _FENCE.fullmatch(line)]
    values = {"lines": ", ".join(map(str, fences)), "sign": lines[first - 1].strip()[:3]}
    return Problem(code="text/in-fence", place=Place(path=path, line=first), values=values)


def odd_indents(lines: Sequence[str], path: str, *, lines_before: int) -> Iterator[Problem]:
    """Yield lines that begin with tabs or with spaces that computers do not take for spaces."""
    above = ""
    for number, line in enumerate(lines, lines_before + 1):
        start = _START.match(line)
        written = start[0] if start else ""
        better = f"{_spaces(written, above)}{line[len(written) :]}"
        rule = "tab" if "\t" in written else "odd-space" if _ODD_SPACE.search(written) else ""
        if rule and line.strip():
            yield whole_line(f"text/{rule}", line, better, Place(path=path, line=number, column=1))
        above = better if line.strip() else above


def whole_line(code: str, written: str, better: str, place: Place) -> Problem:
    """Return the problem of a line, which begins at `place` and would be right as `better`."""
    end = replace(place, column=len(written) + 1)
    values = {"better_entry": better}
    return Problem(code=code, place=place, end=end, values=values, replacement=Replacement(text=better))


def _spaces(written: str, above: str) -> str:
    """Return the beginning of a line in ordinary spaces; a tab before it is as much as the line above has."""
    if written.startswith("\t"):
        indent = _INDENT.match(above)
        deeper = 2 if above.rstrip().endswith(":") else 0
        written = " " * (len(indent[0] if indent else "") + deeper) + written.lstrip("\t ")
    return _ODD_SPACE.sub(" ", written).replace("\t", " ")
