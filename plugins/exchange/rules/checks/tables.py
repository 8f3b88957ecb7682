"""Tables: a row of headers with something in it, as many cells in each row, and a line that makes it one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.text.problems import Problem

_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ ]*")


def check(page: Page) -> Iterator[Problem]:
    """Yield tables that readers would not see as tables, or with cells that would be lost."""
    lines = page.views.structure.split("\n")
    number = 0
    while number < len(lines):
        if "|" not in lines[number]:
            number += 1
            continue
        block = _block(lines, number)
        if len(block) > 1 and "|" in block[1] and _DELIMITER.fullmatch(block[1]) and "|" in block[0]:
            yield from _table(page, block, number)
        elif len(block) > 1 and all(_ROW.fullmatch(line) for line in block):
            yield _at(page, number, block[0], "table-unseen", {"columns": str(len(_cells(block[0])))})
        number += len(block)


def _block(lines: list[str], start: int) -> list[str]:
    """Return the lines of one paragraph, as far as they contain a bar."""
    end = start
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return lines[start:end]


def _table(page: Page, block: list[str], number: int) -> Iterator[Problem]:
    headers = _cells(block[0])
    if not any(cell.strip("* _") for cell in headers) or not all(cell.strip("* _") for cell in headers[1:]):
        yield _at(page, number, block[0], "table-headers", {})
    for offset, row in enumerate(block[1:], 1):
        cells = _cells(row)
        if len(cells) != len(headers):
            values = {"cells": str(len(cells)), "headers": str(len(headers))}
            yield _at(page, number + offset, row, "table-cells", values)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _CELL_END.split(row.strip().removeprefix("|").removesuffix("|"))]


def _at(page: Page, number: int, line: str, rule: str, values: dict[str, str]) -> Problem:
    start = page.line_starts[number]
    indent = len(line) - len(line.lstrip())
    return page.problem(rule, start + indent, start + len(line.rstrip()), values)
