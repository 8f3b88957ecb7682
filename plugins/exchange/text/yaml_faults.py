"""Guess what an author meant by a text that is not YAML, and say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from exchange.text.editor_traces import whole_line
from exchange.text.problems import Place, Problem

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_FULL_WIDTH = re.compile(r"[ -]*(?P<name>\w[\w-]*)[ \t]*(?P<colon>：)(?P<value>.*)")
_UNCLOSED_QUOTE = re.compile(r"""(?P<key>[ -]*\w[\w-]*: +)(?P<quote>")(?P<value>[^"]*)""")
_QUOTED_VALUE = re.compile(r"""(?P<key>[ -]*\w[\w-]*: +)(?P<quote>['"])(?P<value>.*)(?P=quote)[ ]*""")
_ESCAPES = {"'": "''", '"': '\\"'}
_INDENT = re.compile(r"[ ]*(?P<item>- +)?")
_LIST_SIGN = re.compile(r"(?P<indent>[ ]*)(?P<sign>[•·∙‣▪■□○●◦◆–—*])[ ]+(?=\S)")
_LONGEST_TEXT = 50_000  # characters: a text is read once for each indent that is tried
_CONTEXT_LINES = 6  # whose indents are tried
_SIGNS = tuple("[]{}@`%>|&*!,?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the YAML stands: the file, and how many lines of it come before the YAML."""

    path: str
    line_offset: int = 0

    def place(self, line: int, column: int) -> Place:
        """Return the place in the file of a line and column of the YAML, both from 0."""
        return Place(path=self.path, line=self.line_offset + line + 1, column=column + 1)


def why_not_yaml(error: MarkedYAMLError, text: str, source: Source) -> Problem:
    """Return the problem that best explains why the text cannot be read."""
    lines = text.splitlines() or [""]
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark and mark.line < len(lines)]
    line, column = (marks[0].line, marks[0].column) if marks else (0, 0)
    place = source.place(line, column)
    guesses = chain(
        _list_signs(lines, line, source),
        _earlier_guesses(lines, line, source),
        [_missing_quotes(lines[line], place)],
        _other_indents(lines, line, source) if len(text) < _LONGEST_TEXT else (),
    )
    return next((guess for guess in guesses if guess), Problem(code="text/not-yaml", place=place))


def _list_signs(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield the line, or the one above it, if it begins with the bullet of an office program."""
    for number in range(max(line - 1, 0), line + 1):
        match = _LIST_SIGN.match(lines[number])
        if match:
            better = f"{match['indent']}- {lines[number][match.end() :]}"
            problem = whole_line("text/list-sign", lines[number], better, source.place(number, 0))
            yield replace(problem, values={**problem.values, "sign": match["sign"]})


def full_width_colon(line: str, number: int, source: Source) -> Problem | None:
    """Find a field whose name ends with a full-width colon, which YAML takes for plain text."""
    match = _FULL_WIDTH.match(line)
    if match is None:
        return None
    better = f"{match['name']}: {quote(match['value'])}"
    place = source.place(number, match.start("colon"))
    return Problem(code="text/full-width-colon", place=place, values={"better": better})


def quote(value: str) -> str:
    """Return a value in double quotes, to be pasted; quotes within it become single."""
    value = value.strip()
    if value.startswith(("'", '"')):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', "'") + '"'


def _earlier_guesses(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem | None]:
    """Look for what lets YAML stumble only later: a full-width colon, quotes that end early or never."""
    for number in range(line, max(line - 2, -1), -1):
        yield full_width_colon(lines[number], number, source)
    for number in range(line, max(line - 2, -1), -1):
        yield _quotes_inside(lines[number], number, source)
    for number in range(line, -1, -1):
        yield _unclosed_quote(lines[number], number, source)


def _quotes_inside(line: str, number: int, source: Source) -> Problem | None:
    match = _QUOTED_VALUE.fullmatch(line)
    if match is None or match["quote"] not in match["value"].replace(_ESCAPES[match["quote"]], ""):
        return None
    value = match["value"].replace(_ESCAPES[match["quote"]], match["quote"])
    better = value.replace("\\", "\\\\").replace('"', "'")
    place = source.place(number, match.start("quote"))
    return Problem(code="text/quotes-inside", place=place, values={"better": f'{match["key"]}"{better}"'})


def _other_indents(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield a line that could be read, with all the rest, if it began where one of the lines above does."""
    for number in (line, line - 1):
        text = lines[number].lstrip(" ") if number > 0 else ""
        previous_lines = lines[max(number - _CONTEXT_LINES, 0) : number]
        for indent in _indents(previous_lines, item=text.startswith("-")) if text else ():
            better = f"{indent}{text}"
            if better != lines[number] and _is_yaml([*lines[:number], better, *lines[number + 1 :]]):
                yield whole_line("text/indentation", lines[number], better, source.place(number, 0))


def _indents(previous_lines: Sequence[str], *, item: bool) -> dict[str, None]:
    """Return where lines begin, the nearest first; of an item of a list, where its text or its hyphen is."""
    matches = [match for line in reversed(previous_lines) if line.strip() and (match := _INDENT.match(line))]
    ends = [match.start("item") if item and match["item"] else match.end() for match in matches]
    return dict.fromkeys(" " * end for end in ends)


def _is_yaml(lines: Sequence[str]) -> bool:
    from ruamel.yaml import YAML  # late: it takes long to load, and most texts have no fault
    from ruamel.yaml.error import YAMLError

    try:
        YAML(typ="safe", pure=True).compose("\n".join(lines))
    except (YAMLError, ValueError):
        return False
    return True


def _unclosed_quote(line: str, number: int, source: Source) -> Problem | None:
    match = _UNCLOSED_QUOTE.fullmatch(line)
    if match is None:
        return None
    values = {"better": f"{match['key']}{quote(match['value'])}"}
    place = source.place(number, match.start("quote"))
    return Problem(code="text/unclosed-quote", place=place, values=values)


def _missing_quotes(line: str, place: Place) -> Problem | None:
    """Find a value that needs quotes because of its first character or of a colon in it."""
    key, _, value = line.partition(": ")
    value = value.strip()
    better = f"{key}: {quote(value)}"
    if value.startswith(_SIGNS):
        values = {"better": better, "sign": value[0]}
        return Problem(code="text/unquoted-value", place=place, values=values)
    if ": " in value and not value.startswith(("'", '"')):
        return Problem(code="text/unquoted-colon", place=place, values={"better": better})
    return None
