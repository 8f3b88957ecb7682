"""Read the YAML that nearly every page and record consists of, line by line: far quicker than all of YAML.

Mappings and lists by indentation, whose values are on one line: scalars, `{name: value}`, `[value, value]`;
and comments on lines of their own. All else is left to the reader of all of YAML; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias, TypeVar

_NAME = r"[A-Za-z][A-Za-z0-9_-]{0,60}"
_QUOTED_TEXT = r""""(?P<double>[^"\\]*)"|'(?P<single>(?:[^']|'')*)'"""
_BLOCK = r"""(?P<plain>[^\s?:,\[\]{}#&*!|>'"%@`-](?:[^:#]|:(?! |$)|(?<! )#)*(?<! ))"""
_FLOW = r"(?P<plain>[^\W_](?:[\w ./-]*[^\W_])?)"
_FIELD = re.compile(rf"(?P<name>{_NAME}):(?: +(?P<value>.+))?")
_ITEM = re.compile(r"- +(?P<value>.+)")
_SCALAR = re.compile(rf"{_QUOTED_TEXT}|{_BLOCK}")
_FLOW_SCALAR = re.compile(rf"{_QUOTED_TEXT}|{_FLOW}")
_FLOW_NAME = re.compile(rf"(?P<name>{_NAME}): +")
_DEEPEST = 10  # blocks within each other


class PlainText(NamedTuple):
    """A value; line and column count from 0."""

    value: str
    line: int
    column: int
    is_quoted: bool


class PlainItems(NamedTuple):
    """A list."""

    items: list[PlainNode]
    line: int
    column: int


class PlainFields(NamedTuple):
    """A mapping: its names, which may repeat, with their values."""

    fields: list[tuple[PlainText, PlainNode]]
    line: int
    column: int


Part = TypeVar("Part")
PlainNode: TypeAlias = "PlainText | PlainItems | PlainFields"


class _Line(NamedTuple):
    number: int
    column: int
    text: str


class _NotPlain(Exception):
    """The text has another form."""


def read_plain(text: str) -> PlainNode | None:
    """Return the tree of a text of this form, or None where it has any other."""
    if not text.endswith("\n") or not text.replace("\n", "").isprintable():
        return None
    lines = list(filter(None, map(_line, enumerate(text[:-1].split("\n")))))
    if not lines or lines[0].column:
        return None
    reader = _Reader(lines)
    try:
        root = reader.block(0)
    except _NotPlain:
        return None
    return None if reader.lines else root


def _line(numbered_line: tuple[int, str]) -> _Line | None:
    """Return a line without its indent; None for an empty one or a comment."""
    number, line = numbered_line
    text = line.lstrip(" ")
    return _Line(number, len(line) - len(text), text) if text and not text.startswith("#") else None


class _Reader:
    """Reads blocks; `lines` are those that are left, the next one last."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines[::-1]
        self.depth = 0

    def block(self, column: int) -> PlainItems | PlainFields:
        """Return the block that the next line begins, at its column."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NotPlain
        line = self.lines[-1]
        node: PlainItems | PlainFields
        if _ITEM.fullmatch(line.text):
            node = PlainItems(self._items(column), line.number, column)
        else:
            node = PlainFields(self._fields(column), line.number, column)
        if self.lines and self.lines[-1].column > column:
            raise _NotPlain
        self.depth -= 1
        return node

    def _items(self, column: int) -> list[PlainNode]:
        items: list[PlainNode] = []
        while self.lines and self.lines[-1].column == column and (match := _ITEM.fullmatch(self._text)):
            line = self.lines.pop()
            begin = column + match.start("value")
            if _FIELD.fullmatch(match["value"]):
                self.lines.append(_Line(line.number, begin, match["value"]))
                items.append(self.block(begin))
            else:
                items.append(_value(match["value"], line.number, begin))
        return items

    def _fields(self, column: int) -> list[tuple[PlainText, PlainNode]]:
        fields: list[tuple[PlainText, PlainNode]] = []
        while self.lines and self.lines[-1].column == column:
            match = _FIELD.fullmatch(self._text)
            if match is None:
                raise _NotPlain
            line = self.lines.pop()
            name = PlainText(match["name"], line.number, column, is_quoted=False)
            if match["value"] is None:
                fields.append((name, self._nested_block(column)))
            else:
                fields.append((name, _value(match["value"], line.number, column + match.start("value"))))
        return fields

    def _nested_block(self, column: int) -> PlainItems | PlainFields:
        """Return the block below a name; a list may begin at the column of the name."""
        line = self.lines[-1] if self.lines else None
        if line is None or line.column < column + (not line.text.startswith("- ")):
            raise _NotPlain
        return self.block(line.column)

    @property
    def _text(self) -> str:
        return self.lines[-1].text


def _value(text: str, line: int, column: int) -> PlainNode:
    if text[0] in "{[":
        return _Brackets(text, line, column).whole()
    match = _SCALAR.fullmatch(text)
    if match is None:
        raise _NotPlain
    return _scalar(match, line, column)


class _Brackets:
    """Reads lists and mappings that are written on one line, within each other."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self.text, self.line, self.column = text, line, column
        self.position = 0

    def whole(self) -> PlainNode:
        """Return what the whole text is."""
        if sum(map(self.text.count, "{[")) > _DEEPEST:
            raise _NotPlain
        node = self._value()
        if self.position < len(self.text):
            raise _NotPlain
        return node

    def _value(self) -> PlainNode:
        column = self.column + self.position
        match self.text[self.position : self.position + 1]:
            case "{":
                return PlainFields(self._read_until("}", self._field), self.line, column)
            case "[":
                return PlainItems(self._read_until("]", self._value), self.line, column)
            case _:
                return _scalar(self._match(_FLOW_SCALAR), self.line, column)

    def _field(self) -> tuple[PlainText, PlainNode]:
        column = self.column + self.position
        name = self._match(_FLOW_NAME)["name"]
        return PlainText(name, self.line, column, is_quoted=False), self._value()

    def _read_until(self, closing: str, read_part: Callable[[], Part]) -> list[Part]:
        """Return what is between brackets, each part read by a function, and go on behind them."""
        parts: list[Part] = []
        self.position += 1
        while not self._is_next(closing):
            parts.append(read_part())
            if not self._is_next(","):
                if not self._is_next(closing):
                    raise _NotPlain
                break
        return parts

    def _is_next(self, sign: str) -> bool:
        """Return True if a sign comes next, and go on behind it."""
        while self.text.startswith(" ", self.position):
            self.position += 1
        is_next = self.text.startswith(sign, self.position)
        self.position += is_next
        return is_next

    def _match(self, form: re.Pattern[str]) -> re.Match[str]:
        match = form.match(self.text, self.position)
        if match is None:
            raise _NotPlain
        self.position = match.end()
        return match


def _scalar(match: re.Match[str], line: int, column: int) -> PlainText:
    """Return a scalar that begins at a column."""
    if match["plain"] is not None:
        return PlainText(match["plain"], line, column, is_quoted=False)
    value = match["double"] if match["single"] is None else match["single"].replace("''", "'")
    return PlainText(value, line, column, is_quoted=True)
