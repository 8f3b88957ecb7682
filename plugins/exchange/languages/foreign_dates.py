"""Write days and times of notices in languages without a folder here, `2027年3月11日`, as ISO 8601 does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale as CldrLocale

from exchange.languages.expressions import expression
from exchange.languages.language import FALLBACK

_ERAS = {"令和": 2018, "民國": 1911, "民国": 1911}
_HAN_DAY = expression(
    rf"(?:(?P<era>{'|'.join(_ERAS)})\s*)?(?<!\d)(?P<year>\d{{1,4}}|元)\s*年\s*(?P<month>\d{{1,2}})\s*月"
    r"(?:\s*(?:(?P<day>\d{1,2})\s*[日号號]|(?P<third>[上中下])旬))?"
    r"(?:\s*[(（](?:星期|週|周)?(?P<weekday>[月火水木金土日一二三四五六])(?:曜日?)?[)）])?"
)
_WEEKDAYS = {
    sign: name
    for names in ("月火水木金土日", "一二三四五六日")
    for sign, name in zip(names, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
}
_HAN_TIME = expression(
    r"(?P<half>午前|上午|午後|下午)?\s*(?P<hour>\d{1,2})(?:\s*[時时点點]\s*(?:(?P<minute>\d{1,2})\s*分|(?P<past>半))?"
    r"|(?(half):(?P<clock>\d\d)|(?!)))(?:\s*(?:まで|前|截止))?|(?P<noon>正午)"
)
_THIRDS = {"上": "early", "中": "mid", "下": "late"}
_LATER_HALF = ("午後", "下午")
_LOCALES = ("cs", "da", "de", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ro", "sv")
"""The languages whose names of months are known; a name that is another month in one of them is none."""

_DAY_OF_MONTH = expression(
    r"(?<![\d.])(?P<day>\d{1,2})(?:er|\.|º)?\s+(?:de\s+)?(?P<month>[^\W\d]+)\.?\s+(?:de\s+)?(?P<year>20\d\d)\b"
)
_MONTH_BEFORE_DAYS = expression(
    r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<days>\d{1,2}\s?(?:[-–&,]|and)\s?\d{1,2}),?\s+(?P<year>20\d\d)\b"
)
"""Two days in the American order: `July 8-9, 2027`."""
_UNIT = expression(r"(?i)\d\s?(?:Uhr|uur|heures|h)\b")
"""Behind an hour: of a month that English has by the same name, the text is another language's."""

_HOUR = expression(
    r"(?:,?\s*\b(?:à|um|às|as|a\s+las|alle(?:\s+ore)?|kl\.?|klo|om|ob|bis|o\s+godz\.?|v))?\s+(?P<hour>[01]?\d|2[0-3])"
    r"(?:\s?h\s?(?P<minute>[0-5]\d)?|[.:](?P<second>[0-5]\d)(?:\s?(?:h|Uhr|uur))?|\s?(?:Uhr|uur|heures))(?![\w:])",
    re.IGNORECASE,
)


def in_iso_form(text: str) -> str:
    """Return a text with such days as ISO 8601, the times behind them with colons, and all else as it is."""
    text = _MONTH_BEFORE_DAYS.sub(r"\g<days> \g<month> \g<year>", text)
    if "年" in text:
        return _HAN_TIME.sub(_han_time, _HAN_DAY.sub(_han_day, text))
    day = _DAY_OF_MONTH.search(text)
    month = _months().get(day["month"].lower()) if day else None
    if (
        day is None
        or month is None
        or (day["month"].lower() in _months_of(FALLBACK) and not _UNIT.search(text))
    ):
        return text
    head, rest = text[: day.start()], text[day.end() :]
    clock = _HOUR.sub(
        lambda time: f" {time['hour']:0>2}:{time['minute'] or time['second'] or '00'}", rest, count=1
    )
    return f"{head}{day['year']}-{month:02}-{day['day']:0>2}{clock}"


def _han_day(match: re.Match[str]) -> str:
    number = 1 if match["year"] == "元" else int(match["year"])
    year = _ERAS.get(match["era"], 0) + number
    if year < 1900:
        return match[0]  # of an era that is not told
    weekday = f" ({_WEEKDAYS[match['weekday']]})" if match["weekday"] else ""
    day = f"-{match['day']:0>2}{weekday} " if match["day"] else ""
    if match["third"]:  # ISO 8601 has no form for it
        name = next(name for name, month in _months_of(FALLBACK).items() if month == int(match["month"]))
        return f"{_THIRDS[match['third']]} {name.title()} {year}"
    return f"{year}-{match['month']:0>2}{day}"


def _han_time(match: re.Match[str]) -> str:
    if match["noon"]:
        return " 12:00 "
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + 12 * (match["half"] in _LATER_HALF)
    minute = "30" if match["past"] else match["minute"] or match["clock"] or "00"
    return f" {hour:02}:{minute:0>2} "


@cache
def _months() -> Mapping[str, int]:
    """Return the numbers of the months by their names in these languages."""
    numbers: dict[str, set[int]] = {}
    for code in _LOCALES:
        for name, number in _months_of(code).items():
            numbers.setdefault(name, set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


@cache
def _months_of(code: str) -> Mapping[str, int]:
    forms = CldrLocale.parse(code).months.values()
    return {
        name.lower().rstrip("."): number
        for form in forms
        for width in ("wide", "abbreviated")
        for number, name in form[width].items()
    }
