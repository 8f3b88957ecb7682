"""Dates in prose: the day exists, and falls on the weekday that is written beside it."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.languages.language import WrittenDate, language, weekday_name
from exchange.pages.kinds import Kind
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.rules.written_dates import exists
from exchange.text.problems import Problem, Severity

DATE_MISSING = Rule(
    name="date-missing",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The day '{text}' is in no calendar.",
            way_out="Check the date with the source.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 달력에 없는 날짜입니다.",
            way_out="출처에서 날짜를 확인해 주십시오.",
        ),
    },
    example=Example(wrong="It closes on 31 June 2026.", right="It closes on 30 June 2026."),
)
DATE_WEEKDAY = Rule(
    name="date-weekday",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' is a {right_en}.",
            way_out="Check with the source whether the date or the weekday is wrong.",
        ),
        "ko": Words(
            fault="'{text}'은(는) {right_ko}입니다.",
            way_out="날짜와 요일 중 어느 쪽이 틀렸는지 출처에서 확인해 주십시오.",
        ),
    },
    example=Example(
        wrong="2023년 8월 2일(화)에 마감합니다.", right="2023년 8월 2일(수)에 마감합니다.", locale="ko"
    ),
)
RULES = (
    DATE_MISSING,
    DATE_WEEKDAY,
)


def check(page: Page) -> Iterator[Problem]:
    """Yield days that are in no calendar, and wrong weekdays.

    The weekdays of a call's notice are compared with its record by the package of calls.
    """
    for date in page.written_dates:
        if not exists(date):
            values = {"text": page.text[date.start : date.end].strip()}
            yield page.problem(DATE_MISSING, date.start, date.end, values)
        elif _on_another_weekday(date) and page.meta.kind is not Kind.CALL:
            yield _wrong_weekday(page, date)


def _on_another_weekday(date: WrittenDate) -> bool:
    day = date.date
    return day is not None and date.weekday is not None and day.weekday() != date.weekday


def _wrong_weekday(page: Page, date: WrittenDate) -> Problem:
    assert date.date is not None
    assert date.weekday_at is not None
    page_language = language(page.locale)
    start, end = date.weekday_at
    right = date.date.weekday()
    better = page_language.weekday_like(page.text[start:end], right)
    names = {f"right_{code}": weekday_name(date.date, code) for code in DATE_WEEKDAY.words}
    values = {"text": page.text[date.start : date.end].strip(), **names}
    return page.problem(DATE_WEEKDAY, start, end, values, better=better)
