"""Check one text file of the content before anything is made of it: page, record, navigation or table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from exchange.safety.characters import character_problems
from exchange.safety.growth import growth_problem
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import Source, read_source, source_problems
from exchange.text.problems import Place, Problem, limit_search
from exchange.text.spreadsheets import is_formula
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items, Node, Text

_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=.?", re.IGNORECASE)
_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)


def check_text(text: str, *, path: str, limits: Limits | None = None) -> list[Problem]:
    """Return what is wrong with a text by the kind of file its path names: `.md`, `.yml` or `.csv`.

    YAML that cannot be read is reported elsewhere and skipped here.
    """
    problems = character_problems(text, path=path)
    if path.endswith(".md"):
        problems += check_page(text, read_source(text, path=path), limits or Limits())
    elif path.endswith(".yml"):
        problems += limit_search(_fields(text, path, first_line=0))
    elif path.endswith(".csv"):
        problems += limit_search(_cells(text, path))
    return problems


def check_page(text: str, source: Source, limits: Limits) -> list[Problem]:
    """Return what is wrong with a page's front matter and with how its text is built."""
    head = _HEAD.match(text)
    fields = _fields(head["yaml"], source.path, first_line=1) if head else []
    problem = growth_problem(source, limits)
    return [*fields, *limit_search(source_problems(source, limits)), *([problem] if problem else [])]


def _fields(text: str, path: str, *, first_line: int) -> list[Problem]:
    """Find markup, and characters that were written by their numbers ("\\u202e") and so not seen before."""
    has_escapes = "\\" in text
    if not (has_escapes or _MARKUP.search(text)):  # nearly always; reading YAML takes longer than all checks
        return []
    root = read_rest(text, path=path, problems=[], line_offset=first_line)
    scalars = [] if root is None else list(_scalars(root))
    problems = [_markup(scalar.value, scalar.place) for scalar in scalars if _MARKUP.search(scalar.value)]
    if has_escapes and not character_problems(text, path=path):
        problems += [
            replace(problem, place=scalar.place)
            for scalar in scalars
            for problem in character_problems(scalar.value, path=path)
        ]
    return problems


def _scalars(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Fields):
        for field in node:
            yield field.key
            yield from _scalars(field.value)


def _cells(text: str, path: str) -> Iterator[Problem]:
    """Find cells that a spreadsheet runs as formulas (OWASP: CSV injection) or a page prints as markup."""
    table = text.removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(table))
    if separator := _SEPARATOR_LINE.match(table):
        place = Place(path=path, line=1)
        yield Problem(code="safety/table-separator", place=place, values={"found": separator[0].strip()})
    try:
        for row in rows:
            for cell in filter(None, row):
                place = Place(path=path, line=rows.line_num)
                if is_formula(cell):
                    yield Problem(code="safety/formula", place=place, values={"cell": cell})
                if _MARKUP.search(cell):
                    yield _markup(cell, place)
    except csv.Error:
        yield Problem(code="safety/not-csv", place=Place(path=path, line=rows.line_num))


def _markup(value: str, place: Place) -> Problem:
    match = _MARKUP.search(value)
    values = {"found": value[match.start() : match.start() + 30] if match else ""}
    return Problem(code="safety/markup-in-field", place=place, values=values)
