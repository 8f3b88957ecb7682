"""Deadlines of calls typed into pages that editions keep: there they could not follow a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import WrittenDate, language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.written_dates import exists
from exchange.text.problems import Problem, Severity

DEADLINE_TYPED = Rule(
    name="deadline-typed",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault=(
                "'{text}' reads like the deadline of a call. This page is kept in editions, where a date "
                "can never be corrected."
            ),
            way_out=(
                "[[Write: {better}]] The date comes from the record of the call: {{call:<name>/<stage>}}, "
                "or ::: call <name> for all of it. Without a record, link to where the funder gives the "
                "date. If it is not a call's deadline, say what happens on that day."
            ),
        ),
        "ko": Words(
            fault=(
                "'{text}'은(는) 공고의 마감일로 읽힙니다. 이 페이지는 판으로 보관되며, 보관된 날짜는 고칠 "
                "수 없습니다."
            ),
            way_out=(
                "[[이렇게 적어 주십시오: {better}]] 날짜는 공고 기록에서 가져옵니다: {{call:<이름>/<단계>}}, "
                "공고 전체는 ::: call <이름>. 기록이 없으면 지원기관이 날짜를 알리는 곳으로 링크하십시오. "
                "공고의 마감일이 아니면 그날 무슨 일이 있는지를 쓰십시오."
            ),
        ),
    },
    example=Example(
        wrong="The call closes on 25 March 2027.", right="For its dates see [the call](../calls/index.md)."
    ),
)
RULES = (DEADLINE_TYPED,)


_REACH = 12  # characters between a day without a year and the word that makes it a deadline
_END = re.compile(r"[.?!][\s\0]|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.)[ \t])|\n(?=[ \t]*\|)")


def check(page: Page) -> Iterator[Problem]:
    """Yield days that read like a deadline and were not over when the page's facts were last checked.

    A deadline that was over then is history: an example may name it. Where a page does not say when it was
    checked, no deadline is history.
    """
    signs = language(page.locale).deadline
    if not page.meta.kind.traits.sealed or signs is None:
        return
    for date in page.written_dates:
        if exists(date) and not _is_over(date, page) and signs.search(_surroundings(date, page)):
            text = page.text[date.start : date.end].strip()
            yield page.problem(DEADLINE_TYPED, date.start, date.end, {"text": text})


def _is_over(date: WrittenDate, page: Page) -> bool:
    return bool(date.date and page.meta.checked and date.date < page.meta.checked)


def _surroundings(date: WrittenDate, page: Page) -> str:
    """Return what the day is read together with: its sentence, its row and the head of its column.

    A day without a year may be an example of any year: only words that touch it count.
    """
    prose = page.views.prose
    start = max((end.end() for end in _END.finditer(prose, page.body_at, date.start)), default=page.body_at)
    match = _END.search(prose, date.end)
    end = match.start() if match else len(prose)
    if date.year is None:
        start, end = max(start, date.start - _REACH), min(end, date.end + _REACH)
    return f"{_column_head(prose, date.start)}\n{prose[start:end]}"


def _column_head(prose: str, position: int) -> str:
    """Return the head of the table's column that a place is in; an empty text outside tables."""
    row_start = prose.rfind("\n", 0, position) + 1
    if not prose[row_start:position].lstrip().startswith("|"):
        return ""
    column = prose.count("|", row_start, position)
    head_start = row_start
    while head_start and prose[prose.rfind("\n", 0, head_start - 1) + 1 : head_start].lstrip().startswith(
        "|"
    ):
        head_start = prose.rfind("\n", 0, head_start - 1) + 1
    cells = prose[head_start : prose.find("\n", head_start)].split("|")
    return cells[column] if head_start < row_start and column < len(cells) else ""
