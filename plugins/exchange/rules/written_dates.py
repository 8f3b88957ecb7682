"""Find the days that a page's prose names, and say which of them exist."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from exchange.languages.language import WrittenDate, language
from exchange.languages.typed_values import named_day
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

if TYPE_CHECKING:
    from exchange.rules.page import Page

DATE_MISSING = Rule(
    name="date-missing",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The day '{text}' is in no calendar.",
            way_out="[[Spreadsheets count the days, and {better} is this one: write that.]] "
            "Check the date with the source.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 달력에 없는 날짜입니다.",
            way_out="[[엑셀이 날짜를 센 숫자이니 {better}(으)로 적어 주십시오.]] "
            "출처에서 날짜를 확인해 주십시오.",
        ),
    },
    example=Example(wrong="It closes on 31 June 2026.", right="It closes on 30 June 2026."),
)

_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_LEAP = 2024  # the year of a date that names none: 29 February may exist


def written_dates(prose: str, locale: str) -> list[WrittenDate]:
    """Return the days that a prose names in digits or in the words of its language."""
    dates = [
        WrittenDate(
            start=match.start(),
            end=match.end(),
            year=int(match["year"]),
            month=int(match["month"]),
            day=int(match["day"]),
        )
        for match in (_ISO.finditer(prose) if "-" in prose else ())
    ]
    return dates + list(language(locale).dates(prose))


def exists(date: WrittenDate) -> bool:
    """Return True if there is such a day, in some year where none is named."""
    return 1 <= date.month <= 12 and 1 <= date.day <= calendar.monthrange(date.year or _LEAP, date.month)[1]


def no_such_day(page: Page, start: int, end: int, *, is_serial: bool) -> Problem:
    """Return the problem of what is no date, or is the number of a day that a spreadsheet wrote."""
    text = " ".join(page.text[start:end].split())
    day = named_day(text) if is_serial else None
    better = day.isoformat() if day else ""
    return page.problem(DATE_MISSING, start, end, {"text": text, "better": better})
