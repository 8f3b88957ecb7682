"""Read the YAML that nearly every page begins with, line by line: far quicker than a reader of all of YAML.

`name: value` with a value in double quotes or of letters, digits and a few marks, and lists of such values.
Anything else is left to the reader of all of YAML; a test holds the two together.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SCALAR = r'"(?P<quoted>[^"\\]*)"|(?P<plain>[A-Za-z0-9가-힣](?:[A-Za-z0-9가-힣 ./_-]*[A-Za-z0-9가-힣])?)'
_FIELD = re.compile(rf"(?P<name>[A-Za-z][A-Za-z0-9_-]{{0,60}}):(?: +(?:{_SCALAR}))?")
_ITEM = re.compile(rf"(?P<indent> *)- +(?:{_SCALAR})")


class PlainText(NamedTuple):
    """A value; line and column count from 0."""

    value: str
    line: int
    column: int
    is_quoted: bool


class PlainField(NamedTuple):
    """A name at the beginning of a line, and its value or its list, which begins at a column."""

    name: str
    line: int
    value: PlainText | None
    items: list[PlainText]
    items_column: int


def read_plain(text: str) -> list[PlainField] | None:
    """Return the fields of a text of this form, or None where it has any other."""
    if not text.endswith("\n") or not text.replace("\n", "").isprintable():
        return None
    fields: list[PlainField] = []
    for number, line in enumerate(text[:-1].split("\n")):
        field = _field(line, number) if line[:1] not in ("", " ", "-") else None
        if field:
            fields.append(field)
        elif not fields or not _add_item(fields, line, number):
            return None
    return None if any(field.value is None and not field.items for field in fields) else fields


def _field(line: str, number: int) -> PlainField | None:
    match = _FIELD.fullmatch(line)
    if match is None:
        return None
    value = _scalar(match, number)
    return PlainField(name=match["name"], line=number, value=value, items=[], items_column=0)


def _add_item(fields: list[PlainField], line: str, number: int) -> bool:
    """Add an item to the list of the last field; return True if it is one."""
    match = _ITEM.fullmatch(line)
    last = fields[-1]
    item = _scalar(match, number) if match else None
    if match is None or item is None or last.value is not None:
        return False
    column = len(match["indent"])
    if last.items and column != last.items_column:
        return False
    last.items.append(item)
    fields[-1] = last._replace(items_column=column)
    return True


def _scalar(match: re.Match[str], number: int) -> PlainText | None:
    if match["quoted"] is not None:
        return PlainText(match["quoted"], number, match.start("quoted") - 1, is_quoted=True)
    if match["plain"] is not None:
        return PlainText(match["plain"], number, match.start("plain"), is_quoted=False)
    return None
