"""Tables: a row of headers with something in it, as many cells in each row, and a line that makes it one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from exchange.languages.language import SERIAL_DAY, in_any_language, language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.rules.written_dates import no_such_day
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
    example=Example(wrong="| | |\n| --- | --- |\n| UK | REC |", right=f"{_HEAD}| UK | REC |"),
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
    example=Example(wrong=f"{_HEAD}| UK | REC | R&D |", right=f"{_HEAD}| UK | REC, R&D |"),
)
TABLE_EQUATION = Rule(
    name="table-equation",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The bar in the equation '{text}' ends the cell, so that its signs are shown.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="수식 '{text}'의 세로줄에서 칸이 나뉘어 기호가 그대로 보입니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong=f"{_HEAD}| UK | $P(A|B)$ |", right=f"{_HEAD}| UK | $P(A\\|B)$ |"),
)
TABLE_UNSEEN = Rule(
    name="table-unseen",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="These rows are not shown as a table: the line below the headers is missing[[, or divided "
            "otherwise: '{drawn}']].",
            way_out="[[After the first row add a line such as | --- | --- |, with {columns} parts.]] "
            "[[Write below the first row: {rule}. Delete such lines above and below the table.]]",
        ),
        "ko": Words(
            fault="머리글 아래 줄이 없[[거나 '{drawn}'처럼 달리 나뉘]]어 표로 보이지 않습니다.",
            way_out="[[첫 행 다음에 | --- | --- | 같은 줄을 {columns}칸으로 넣어 주십시오.]] "
            "[[첫 행 아래에는 {rule}을(를) 적고, 표의 위와 아래에 있는 그런 줄은 지워 주십시오.]]",
        ),
    },
    example=Example(wrong="| Country | Body |\n| UK | REC |", right=f"{_HEAD}| UK | REC |"),
)
TABLE_TABS = Rule(
    name="table-tabs",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="These {count} lines, copied from a spreadsheet or a file, are not shown as a table.",
            way_out="Write bars around the cells, and a line below the headers: {first} and {rule}",
        ),
        "ko": Words(
            fault="붙여 넣은 {count}개 줄은 칸 사이에 세로줄이 없어 표로 보이지 않습니다.",
            way_out="칸을 세로줄로 나누고 머리글 아래에 줄을 넣어 주십시오: {first}, 그 아래에 {rule}",
        ),
    },
    example=Example(wrong="Country\tBody\nUK\tREC", right=f"{_HEAD}| UK | REC |"),
)
TABLE_BROKEN = Rule(
    name="table-broken",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="[[The line below the headers has {parts} parts and the table {columns} columns: it is "
            "not shown as a table.]] "
            "[[This row is shown as text: an empty line is above it, after row {above}.]] "
            "[[The row breaks off at '{end}', and its next line makes a row of its own.]]",
            way_out="[[Write: {rule}]] [[Delete the empty line above '{row}'.]] [[Write the row in one line; "
            "<br> begins a new line in a cell: {joined}]]",
        ),
        "ko": Words(
            fault="[[머리글 아래 줄은 {parts}칸인데 표는 {columns}열이라 표로 보이지 않습니다.]] "
            "[[이 행은 표가 아니라 글로 보입니다. 표의 {above}행 뒤에 빈 줄이 있습니다.]] "
            "[[이 행이 '{end}'에서 끊겨 다음 줄이 다른 행이 됩니다.]]",
            way_out="[[이렇게 적어 주십시오: {rule}]] [['{row}' 위의 빈 줄을 지워 주십시오.]] "
            "[[한 행은 한 줄에 적고, 칸 안에서 줄을 바꾸려면 <br>을 씁니다: {joined}]]",
        ),
    },
    example=Example(wrong="| Country | Body |\n| --- |\n| UK | REC |", right=f"{_HEAD}| UK | REC |"),
)
TABLE_ROW = Rule(
    name="table-row",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="[[This row has {fewer} cells and the table {columns} columns: if one was lost, the others "
            "are below wrong headers.]] [['{again}' is the row of headers again, as at the top of a page of "
            "paper.]] [['{ditto}' points to the row above: who hears one cell does not know it.]] [[The "
            "cells of '{column}' come to {sum}, and this row says {total}.]]",
            way_out="[[Write a cell for each column, also an empty one: {row}]] [[Delete the row after "
            "{above}.]] [[Write again what the cell above says: {value}]] [[Check with the source which "
            "number of '{column}' is wrong.]]",
        ),
        "ko": Words(
            fault="[[이 행의 칸은 {fewer}개인데 표의 열은 {columns}개입니다. 칸이 빠졌으면 뒤의 "
            "내용이 다른 열로 갑니다.]] "
            "[['{again}'은(는) 종이의 쪽마다 되풀이되던 머리글 행입니다.]] "
            "[['{ditto}'은(는) 윗행을 가리키는 표시라, 한 칸만 듣는 사람은 내용을 알 수 없습니다.]] "
            "[['{column}' 열의 칸을 더하면 {sum}인데 이 행에는 {total}(으)로 적혀 있습니다.]]",
            way_out="[[빈 칸까지 모두 세로줄로 나누어 적어 주십시오: {row}]] "
            "[[{above} 다음에 있는 이 행을 지워 주십시오.]] [[윗칸의 내용을 다시 적어 주십시오: {value}]] "
            "[['{column}' 열에서 어느 숫자가 틀렸는지 출처에서 확인해 주십시오.]]",
        ),
    },
    example=Example(
        wrong=f"{_HEAD}| UK | REC |\n| Country | Body |\n| Korea | IRB |",
        right=f"{_HEAD}| UK | REC |\n| Korea | IRB |",
    ),
)
RULES = (
    TABLE_BROKEN,
    TABLE_HEADERS,
    TABLE_CELLS,
    TABLE_EQUATION,
    TABLE_UNSEEN,
    TABLE_TABS,
    TABLE_ROW,
)


_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_DRAWN_RULE = re.compile(r"[ ]*\|[-=:+ ]*\+[-=:+ ]*\|[ ]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_EQUATION = re.compile(r"(?<![\w\\$])\$(?![\s|])(?P<text>(?:\\.|[^$\\\n])+?)(?<![\s|])\$(?![\w$])")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ ]*")
_DITTO = re.compile(rf"[〃″]|{in_any_language(lambda language: language.ditto)}")
_TOTAL = re.compile(rf"(?:{in_any_language(lambda language: language.total)})(?![^\W\d])")
_FEWEST_WITH_TOTAL = 4  # rows: headers, two parts, their sum
_FIGURE = re.compile(
    r"(?P<sign>[£€$₩￦]?)[ ]?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)[ ]?(?P<unit>%|[^\W\d]{0,8})"
)
_SERIAL = re.compile(rf"(?<=[| ]){SERIAL_DAY}(?=[ ]*(?:\||$))")


def check(page: Page) -> Iterator[Problem]:
    """Yield tables that readers would not see as tables, or with cells that would be lost."""
    lines = page.views.structure.split("\n")
    if "\t" in page.text:
        yield from _unmarked_tables(page, lines, _tabbed_cells, 2)
    yield from _unmarked_tables(page, lines, _comma_cells, 3)
    yield from _unmarked_tables(page, lines, _spaced_cells, 2)
    number, table_end, rows = 0, -1, 0
    while number < len(lines):
        if "|" not in lines[number]:
            number += 1
            continue
        block = _block(lines, number)
        if len(block) > 1 and "|" in block[1] and _DELIMITER.fullmatch(block[1]) and "|" in block[0]:
            yield from _table(page, block, number)
            table_end, rows = number + len(block), len(block) - 1
        elif number == table_end + 1 and all(_ROW.fullmatch(line) for line in block):
            values = {"above": str(rows), "row": block[0].strip()}
            yield _line_problem(page, number, block[0], TABLE_BROKEN, values)
        elif len(block) > 1 and all(_ROW.fullmatch(line) for line in block):
            yield _line_problem(page, number, block[0], TABLE_UNSEEN, _unseen_values(block))
        number += len(block)


def _unseen_values(block: list[str]) -> dict[str, str]:
    """Return how many columns rows have, or the line that other programs draw below the headers."""
    drawn = next((line for line in block if _DRAWN_RULE.fullmatch(line)), None)
    columns = max(len(_cells(line)) for line in block)
    if drawn is None:
        return {"columns": str(columns)}
    return {"drawn": f"{drawn.strip()[:12]}…", "rule": f"|{' --- |' * columns}"}


def _block(lines: list[str], start: int) -> list[str]:
    """Return the lines of one paragraph, as far as they contain a bar."""
    end = start
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return lines[start:end]


def _table(page: Page, block: list[str], number: int) -> Iterator[Problem]:
    headers = _cells(block[0])
    if len(_cells(block[1])) != len(headers):
        parts, columns = str(len(_cells(block[1]))), str(len(headers))
        values = {"parts": parts, "columns": columns, "rule": f"|{' --- |' * len(headers)}"}
        yield _line_problem(page, number + 1, block[1], TABLE_BROKEN, values)
    yield from _broken_row(page, block, number)
    if not any(cell.strip("* _") for cell in headers) or not all(cell.strip("* _") for cell in headers[1:]):
        yield _line_problem(page, number, block[0], TABLE_HEADERS, {})
    yield from _total(page, block, number)
    is_framed = block[0].strip()[0] == "|" or block[0].strip()[-1] == "|"
    fewer = [row for row in block[2:] if len(_cells(row)) < len(headers)]
    for offset, row in enumerate(block[1:], 1):
        equations = [match for match in _EQUATION.finditer(row) if _CELL_END.search(match[0])]
        yield from (_equation(page, match, number + offset) for match in equations)
        cells = [] if equations else _cells(row)
        if len(cells) > len(headers):  # a row with fewer is filled up
            values = {"cells": str(len(cells)), "headers": str(len(headers))}
            yield _line_problem(page, number + offset, row, TABLE_CELLS, values)
        elif offset > 1:
            above = _cells(block[offset - 1]) if offset > 2 else []
            is_usual = len(fewer) * 2 > len(block) - 2 > 1
            yield from _row(page, headers, above, row, number + offset, is_usual=is_usual or not is_framed)
            yield from _serial_days(page, headers, row, number + offset)


def _row(
    page: Page, headers: list[str], above: list[str], row: str, number: int, *, is_usual: bool
) -> Iterator[Problem]:
    """Yield a row that lost a cell, if that is not usual, repeats headers, or points to the row above."""
    cells = _cells(row)
    if above and cells == headers:
        yield _line_problem(page, number, row, TABLE_ROW, {"again": row.strip(), "above": above[0]})
    elif not is_usual and 1 < len(cells) < len(headers) and cells[-1] and row.rstrip().endswith("|"):
        fewer, columns = str(len(cells)), str(len(headers))
        better = f"{page.line(number + 1).strip()}{' |' * (len(headers) - len(cells))}"
        yield _line_problem(page, number, row, TABLE_ROW, {"fewer": fewer, "columns": columns, "row": better})
    for cell, value in zip(cells, above, strict=False):
        if _DITTO.fullmatch(cell) and value:
            yield _line_problem(page, number, row, TABLE_ROW, {"ditto": cell, "value": value})


def _total(page: Page, block: list[str], number: int) -> Iterator[Problem]:
    """Yield a last row that adds up those above it and says another sum, a little larger or smaller.

    What is no sum, an average or the persons in any group, is no larger than the largest cell, or far off.
    """
    rows = [[cell.strip("* _") for cell in _cells(row)] for row in (block[0], *block[2:])]
    labels = [bool(row and _TOTAL.search(row[0])) for row in rows[1:]]
    if len(rows) < _FEWEST_WITH_TOTAL or labels.count(True) != 1 or not _TOTAL.fullmatch(rows[-1][0]):
        return
    for column, *cells in list(zip(*rows, strict=False))[1:]:
        figures = [_FIGURE.fullmatch(cell) for cell in cells]
        if not all(figures) or len({(figure["sign"], figure["unit"]) for figure in figures if figure}) != 1:
            continue
        numbers = [Decimal(figure["number"].replace(",", "")) for figure in figures if figure]
        *parts, total = numbers
        difference, places = abs(sum(parts) - total), min(int(part.as_tuple().exponent) for part in numbers)
        is_rounded = places < 0 or "%" in cells[-1]
        tolerance = Decimal(len(parts)).scaleb(places) / 2 if is_rounded else 0
        if tolerance < difference < total / 4 and max(parts) < total:
            values = {"column": column, "sum": f"{sum(parts):,}", "total": cells[-1]}
            yield _line_problem(page, number + len(block) - 1, block[-1], TABLE_ROW, values)


def _serial_days(page: Page, headers: list[str], row: str, number: int) -> Iterator[Problem]:
    """Yield numbers of days, as spreadsheets write them, in columns of days."""
    heads, start = language(page.locale).day_heads, page.line_starts[number]
    for match in _SERIAL.finditer(row) if heads else ():
        column = len(_CELL_END.findall(row, 0, match.start())) - row.lstrip().startswith("|")
        if heads and column < len(headers) and heads.fullmatch(headers[column]):
            yield no_such_day(page, start + match.start(), start + match.end(), is_serial=True)


def _equation(page: Page, match: re.Match[str], number: int) -> Problem:
    start, better = page.line_starts[number], _CELL_END.sub(r"\\|", match[0])
    values = {"text": match["text"], "better": better}
    return page.problem(TABLE_EQUATION, start + match.start(), start + match.end(), values, better=better)


def _broken_row(page: Page, block: list[str], number: int) -> Iterator[Problem]:
    """Yield rows that end in the middle of a cell, where the next line has the rest of the row."""
    next_lines = [page.line(number + len(block) + 1).strip()] if len(block) > 2 else []
    for offset, rest in enumerate([*block[3:], *next_lines], 2) if block[0].strip().endswith("|") else ():
        row = block[offset].rstrip()
        is_open = row.lstrip().startswith("|") and not row.endswith("|")
        if is_open and rest.strip() and not rest.lstrip().startswith("|"):
            values = {"end": row[-20:].lstrip(" |"), "joined": f"{row}<br>{rest.strip()}"}
            yield _line_problem(page, number + offset, block[offset], TABLE_BROKEN, values)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _CELL_END.split(row.strip().removeprefix("|").removesuffix("|"))]


def _line_problem(page: Page, number: int, line: str, rule: Rule, values: dict[str, str]) -> Problem:
    start = page.line_starts[number]
    indent = len(line) - len(line.lstrip())
    return page.problem(rule, start + indent, start + len(line.rstrip()), values)


def _unmarked_tables(
    page: Page, lines: list[str], cells_of: Callable[[str], list[str]], fewest: int
) -> Iterator[Problem]:
    """Yield rows, some or more, of as many cells each, and the table to write in their place."""
    number = 0
    while number < len(lines):
        count = len(cells_of(lines[number])) if lines[number].strip() else 0
        end = number
        while count and end < len(lines) and len(cells_of(lines[end])) == count:
            end += 1
        if end - number >= fewest:
            cells = [cells_of(page.line(index + 1)) for index in range(number, end)]
            rows = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in cells]
            rule = f"|{' --- |' * count}"
            values = {"count": str(len(rows)), "first": rows[0], "rule": rule}
            start, last = page.line_starts[number], page.line_starts[end - 1] + len(lines[end - 1])
            better = "\n".join([rows[0], rule, *rows[1:]])
            yield page.problem(TABLE_TABS, start, last, values, better=better)
        number = max(end, number + 1)


_GAP = re.compile(r"[ ]{3,}")
_INDENT_OR_ITEM = re.compile(r"[ \t]|(?:>[ ]?)*(?:(?:[-*+>]|\w{1,2}[.)])[ ]*)+\t")
_PLAIN_CELL = re.compile(r"[^\s.:;!?|`*\[\]<>{}=()\0-](?:[^:;!?|`\[\]<>{}=\0]{0,30}[^\s.:;!?|`\[\]<>{}=\0])?")


def _tabbed_cells(line: str) -> list[str]:
    """Return the cells of a line with tabs between words, and none before them; none for any other."""
    is_row = "\t" in line.strip() and "|" not in line and not _INDENT_OR_ITEM.match(line)
    return [cell.strip() for cell in line.strip().split("\t")] if is_row else []


def _comma_cells(line: str) -> list[str]:
    """Return the cells of a line of three or more that commas alone divide, as a CSV file has them."""
    cells = line.split(",")
    is_row = len(cells) > 2 and not line.startswith(" ") and all(map(_PLAIN_CELL.fullmatch, cells))
    return cells if is_row and not any(cell.startswith(" ") for cell in cells) else []


def _spaced_cells(line: str) -> list[str]:
    """Return the cells of a line of three or more with wide gaps between them, as old mails have tables."""
    cells = _GAP.split(line.rstrip()) if "   " in line and not line.startswith(" ") else []
    return cells if len(cells) > 2 and all(map(_PLAIN_CELL.fullmatch, cells)) else []
