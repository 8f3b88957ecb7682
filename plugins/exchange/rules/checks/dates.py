"""Days and times in prose: they exist, fall on the weekday beside them, and mean one day to all readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from exchange.languages.language import WrittenDate, language, weekday_name
from exchange.pages.kinds import Kind
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.rules.written_dates import DATE_MISSING, exists, no_such_day
from exchange.text.problems import Problem, Severity

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
TIME_MISSING = Rule(
    name="time-missing",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="[[No clock shows '{text}'.]] [['{twelve}' is noon to some readers, midnight to others.]] "
            "[['{summer}' is a time of summer on a day in winter.]]",
            way_out="Check the time with the source; hours go from 00:00, which is midnight, to 23:59, and "
            "12:00 is noon.",
        ),
        "ko": Words(
            fault="[['{text}'은(는) 시계에 없는 시각입니다.]] "
            "[['{twelve}'은(는) 정오로도 자정으로도 읽힙니다.]] "
            "[['{summer}'은(는) 겨울 날짜에 서머타임으로 적은 시각입니다.]]",
            way_out="출처에서 시각을 확인해 주십시오. 자정은 00:00, 정오는 12:00이고 23:59까지 적습니다.",
        ),
    },
    example=Example(wrong="It begins at 14:30 pm.", right="It begins at 14:30."),
)
DATES_BACKWARDS = Rule(
    name="dates-backwards",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' ends where it begins, or before.",
            way_out="Check both ends with the source.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 끝이 시작과 같거나 시작보다 앞섭니다.",
            way_out="출처에서 시작과 끝을 확인해 주십시오.",
        ),
    },
    example=Example(
        wrong="It runs from 10 May 2027 to 3 May 2027.", right="It runs from 3 May 2027 to 10 May 2027."
    ),
)
DAY_RELATIVE = Rule(
    name="day-relative",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' is another day for each reader: a page is read for months.",
            way_out="Write the date in its place; for a day of the call, {{call:<name>/<stage>}}.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 읽는 날에 따라 다른 날이 됩니다. 페이지는 몇 달 동안 읽힙니다.",
            way_out="그 자리에 날짜를 적어 주십시오. 공고의 날짜이면 {{call:<이름>/<단계>}}로 적습니다.",
        ),
    },
    example=Example(wrong="The form closes next Friday.", right="The form closed on 5 March 2026."),
)
RULES = (DATE_MISSING, DATE_WEEKDAY, TIME_MISSING, DATES_BACKWARDS, DAY_RELATIVE)

_RANGE_SIGN = re.compile(r"[~∼～–—]")
_WIDEST_GAP = 12  # characters between the two days of a period


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
    yield from _backwards(page)
    page_language, prose = language(page.locale), page.views.prose
    for match in page_language.impossible_time.finditer(prose) if page_language.impossible_time else ():
        yield page.problem(TIME_MISSING, *match.span(), {match.lastgroup or "text": match[0]})
    for match in page_language.impossible_day.finditer(prose) if page_language.impossible_day else ():
        yield no_such_day(page, *match.span(match.lastgroup or 0), is_serial=match.lastgroup is not None)
    deadline = page_language.deadline
    for match in page_language.relative_day.finditer(prose) if page_language.relative_day else ():
        line = page.line(page.place(match.start()).line)
        if page.meta.kind is Kind.CALL or (deadline and deadline.search(line)):
            yield page.problem(DAY_RELATIVE, *match.span(), {"text": match[0]})


def _backwards(page: Page) -> Iterator[Problem]:
    """Yield periods whose second day is earlier, with years or in one month; ages and hours too."""
    ranges = language(page.locale).ranges
    for match in ranges.finditer(page.views.prose) if ranges else ():
        begins, ends = (int(part.replace(":", "")) for part in match.groups() if part)
        if begins >= ends:
            yield page.problem(DATES_BACKWARDS, *match.span(), {"text": " ".join(match[0].split())})
    between = language(page.locale).between
    for first, last in pairwise(sorted(filter(exists, page.written_dates), key=lambda date: date.start)):
        gap = page.views.prose[first.end : last.start].strip()
        if len(gap) > _WIDEST_GAP or not (_RANGE_SIGN.fullmatch(gap) or (between and between.fullmatch(gap))):
            continue
        years = (first.year, last.year)
        same_month = None in years and first.month == last.month and first.day > last.day
        if same_month or (first.date and last.date and first.date > last.date):
            values = {"text": " ".join(page.text[first.start : last.end].split())}
            yield page.problem(DATES_BACKWARDS, first.start, last.end, values)


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
