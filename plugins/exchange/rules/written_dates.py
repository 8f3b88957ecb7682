"""Find the days that a page's prose names, and say which of them exist."""

from __future__ import annotations

import calendar
import re

from exchange.languages.language import WrittenDate, language

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
