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
    line_numbers = [number for number, line in enumerate(lines, 1) if _CONFLICT.fullmatch(line.rstrip())]
    if not any(lines[number - 1][0] in "<>" for number in line_numbers):
        return None
    values = {"lines": ", ".join(map(str, line_numbers))}
    return Problem(code="text/conflict", place=Place(path=path, line=line_numbers[0]), values=values)


def in_fence(lines: Sequence[str], path: str) -> Problem | None:
    """Return the problem of a text that was copied together with the signs that show it as code."""
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), None)
    if first is None or not _FENCE.fullmatch(lines[first - 1]):
        return None
    fences = [number for number, line in enumerate(lines, 1) if _FENCE.fullmatch(line)]
    values = {"lines": ", ".join(map(str, fences)), "sign": lines[first - 1].strip()[:3]}
    return Problem(code="text/in-fence", place=Place(path=path, line=first), values=values)


def odd_indents(lines: Sequence[str], path: str, *, line_offset: int) -> Iterator[Problem]:
    """Yield lines that begin with tabs or with spaces that computers do not take for spaces."""
    previous_line = ""
    for number, line in enumerate(lines, line_offset + 1):
        start = _START.match(line)
        beginning = start[0] if start else ""
        example = _line_of_same_field(lines, beginning) or previous_line
        better = f"{_spaces(beginning, example)}{line[len(beginning) :]}"
        rule = "tab" if "\t" in beginning else "odd-space" if _ODD_SPACE.search(beginning) else ""
        if rule and line.strip():
            yield whole_line(f"text/{rule}", line, better, Place(path=path, line=number, column=1))
        previous_line = better if line.strip() else previous_line


def _line_of_same_field(lines: Sequence[str], beginning: str) -> str:
    """Return another line with the field of a line that begins with a tab: it begins as far in, as a rule."""
    field = beginning.strip()
    if not (beginning.startswith("\t") and field.endswith(":")):
        return ""
    same = next((line for line in lines if line.lstrip(" ").startswith(field)), "")
    return f"{same[: len(same) - len(same.lstrip(' '))]}{field[:-1]}" if same else ""


def whole_line(code: str, line: str, better: str, place: Place) -> Problem:
    """Return the problem of a line, which begins at `place` and would be right as `better`."""
    end = replace(place, column=len(line) + 1)
    values = {"better_entry": better}
    return Problem(code=code, place=place, end=end, values=values, replacement=Replacement(text=better))


def _spaces(beginning: str, previous_line: str) -> str:
    """Return the beginning of a line in ordinary spaces; a tab before it is as much as the line above has."""
    if beginning.startswith("\t"):
        indent = _INDENT.match(previous_line)
        deeper = 2 if previous_line.rstrip().endswith(":") else 0
        beginning = " " * (len(indent[0] if indent else "") + deeper) + beginning.lstrip("\t ")
    return _ODD_SPACE.sub(" ", beginning).replace("\t", " ")
