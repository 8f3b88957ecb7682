"""The texts of a record or table by language, in whatever state its file is: old versions are read too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import LOST, Fields, Items, Node, Text
from exchange.translation.plain_text import plain

_TEXT_COLUMNS = ("{}", "definition_{}")
"""The columns of a termbase that say the same in each language; others list words of one language only."""

_NAMES_OF_ITEMS = ("id", "url", "at")


class RecordText(NamedTuple):
    """One text in one language: what it is called in its file, what it says, and its place."""

    name: str
    locale: str
    text: str
    line: int
    column: int = 1


def record_texts(text: str, path: str, locales: Sequence[str]) -> Iterator[RecordText]:
    """Yield the texts of a YAML record or a termbase; none of a file that cannot be read.

    Wherever the names of fields are languages and nothing else, their values are one text in these languages:
    of a call, of a label in a figure, of a question.
    """
    if path.endswith(".csv"):
        yield from _rows(text, locales)
        return
    root = read_rest(text.removeprefix("\ufeff"), path=path, problems=[])
    if root is not None:
        yield from _of_node(root, (), "", locales)


def by_language(texts: Iterator[RecordText]) -> Mapping[str, Mapping[str, str]]:
    """Return the words of each text, by language and name."""
    result: dict[str, dict[str, str]] = {}
    for text in texts:
        result.setdefault(text.locale, {})[text.name] = plain(text.text)
    return result


def _of_node(node: Node, name: tuple[str, ...], locale: str, locales: Sequence[str]) -> Iterator[RecordText]:
    if isinstance(node, Text):
        if locale and node.value.strip() and node.value != LOST:
            yield RecordText(".".join(name), locale, node.value, node.place.line, node.place.column)
    elif isinstance(node, Items):
        times: dict[str, int] = {}
        for number, item in enumerate(node.items, 1):
            own_name = _item_name(item, number)
            times[own_name] = times.get(own_name, 0) + 1
            if times[own_name] > 1:  # as of two changes in one year, which are not the same text
                own_name = f"{own_name}-{times[own_name]}"
            yield from _of_node(item, (*name, own_name), locale, locales)
    else:
        is_text = not locale and node.fields and all(field.key.value in locales for field in node)
        for field in node:
            key = field.key.value
            part, language = ((), key) if is_text else ((key,), locale)
            yield from _of_node(field.value, (*name, *part), language, locales)


def _item_name(item: Node, number: int) -> str:
    """Return what identifies an item of a list wherever it stands; its number where nothing does."""
    if isinstance(item, Fields):
        values = {field.key.value: field.value for field in item}
        for key in _NAMES_OF_ITEMS:
            value = values.get(key)
            if isinstance(value, Text):
                return value.value
    return str(number)


def _rows(text: str, locales: Sequence[str]) -> Iterator[RecordText]:
    """Yield the texts of a termbase, one a term: its name and definition."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    line = 2
    try:
        for row in rows:
            for locale in locales if row.get("id") else ():
                cells = [row.get(column.format(locale)) or "" for column in _TEXT_COLUMNS]
                if any(cells):
                    yield RecordText(row["id"], locale, "\n".join(filter(None, cells)), line)
            line = rows.line_num + 1
    except csv.Error:
        return
