"""Dates in prose: the day exists, and falls on the weekday that is written beside it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from exchange.languages.language import WrittenDate, language, weekday_name
from exchange.pages.kinds import Kind
from exchange.rules.catalogue import PACKAGE
from exchange.rules.page import Page
from exchange.text.problems import Problem, message_languages

_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_LEAP = 2024  # the year of a date that names none: 29 February may exist


def written_dates(page: Page) -> list[WrittenDate]:
    """Return the days that the page's own language names in its prose."""
    text = page.views.prose
    found = [
        WrittenDate(
            start=match.start(),
            end=match.end(),
            year=int(match["year"]),
            month=int(match["month"]),
            day=int(match["day"]),
        )
        for match in (_ISO.finditer(text) if "-" in text else ())
    ]
    return found + list(language(page.locale).dates(text))


def check(page: Page, dates: list[WrittenDate]) -> Iterator[Problem]:
    """Yield days that are in no calendar, and wrong weekdays.

    The weekdays of a call's notice are held against its record by those who know calls.
    """
    for date in dates:
        if not exists(date):
            values = {"text": page.text[date.start : date.end].strip()}
            yield page.problem("date-missing", date.start, date.end, values)
        elif _on_another_weekday(date) and page.meta.kind is not Kind.CALL:
            yield _wrong_weekday(page, date)


def exists(date: WrittenDate) -> bool:
    """Say whether there is such a day, in some year where none is told."""
    return 1 <= date.month <= 12 and 1 <= date.day <= _days(date)


def _on_another_weekday(date: WrittenDate) -> bool:
    day = date.date
    return day is not None and date.weekday is not None and day.weekday() != date.weekday


def _days(date: WrittenDate) -> int:
    return calendar.monthrange(date.year or _LEAP, date.month)[1] if 1 <= date.month <= 12 else 0


def _wrong_weekday(page: Page, date: WrittenDate) -> Problem:
    assert date.date is not None
    assert date.weekday_at is not None
    known = language(page.locale)
    start, end = date.weekday_at
    right = date.date.weekday()
    better = known.weekday_as(page.text[start:end], right)
    names = {f"right_{code}": weekday_name(date.date, code) for code in message_languages(PACKAGE)}
    values = {"text": page.text[date.start : date.end].strip(), **names}
    return page.problem("date-weekday", start, end, values, better=better)
