"""Tables: a row of headers with something in it, as many cells in each row, and a line that makes it one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

_HEAD = "| Country | Body |\n| --- | --- |\n"
TABLE_HEADERS = Rule(
    name="table-headers",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="A column of this table has no header.",
            way_out="Write in the first row what each column is about; only its first cell may be empty.",
        ),
        "ko": Words(
            fault="이 표에 머리글이 없는 열이 있습니다.",
            way_out="첫 행에 열마다 무엇인지 적어 주십시오. 첫 칸만 비울 수 있습니다.",
        ),
    },
    example=Example(wrong="| | |\n| --- | --- |\n| UK | HRA |", right=f"{_HEAD}| UK | HRA |"),
)
TABLE_CELLS = Rule(
    name="table-cells",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="This row has {cells} cells; the table has {headers} columns.",
            way_out="Add or remove a cell; write \\| for a bar inside a cell.",
        ),
        "ko": Words(
            fault="이 행의 칸은 {cells}개인데 표의 열은 {headers}개입니다.",
            way_out="칸을 더하거나 빼 주십시오. 칸 안의 세로줄은 \\|로 적습니다.",
        ),
    },
    example=Example(wrong=f"{_HEAD}| UK | HRA | MHRA |", right=f"{_HEAD}| UK | HRA, MHRA |"),
)
TABLE_UNSEEN = Rule(
    name="table-unseen",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="These rows are not shown as a table: the line below the headers is missing.",
            way_out="After the first row add a line such as | --- | --- |, with {columns} parts.",
        ),
        "ko": Words(
            fault="머리글 아래 줄이 없어 표로 보이지 않습니다.",
            way_out="첫 행 다음에 | --- | --- | 같은 줄을 {columns}칸으로 넣어 주십시오.",
        ),
    },
    example=Example(wrong="| Country | Body |\n| UK | HRA |", right=f"{_HEAD}| UK | HRA |"),
)
RULES = (
    TABLE_HEADERS,
    TABLE_CELLS,
    TABLE_UNSEEN,
)


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
            yield _at(page, number, block[0], TABLE_UNSEEN, {"columns": str(len(_cells(block[0])))})
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
        yield _at(page, number, block[0], TABLE_HEADERS, {})
    for offset, row in enumerate(block[1:], 1):
        cells = _cells(row)
        if len(cells) > len(headers):  # a row with fewer is filled up
            values = {"cells": str(len(cells)), "headers": str(len(headers))}
            yield _at(page, number + offset, row, TABLE_CELLS, values)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _CELL_END.split(row.strip().removeprefix("|").removesuffix("|"))]


def _at(page: Page, number: int, line: str, rule: Rule, values: dict[str, str]) -> Problem:
    start = page.line_starts[number]
    indent = len(line) - len(line.lstrip())
    return page.problem(rule, start + indent, start + len(line.rstrip()), values)
