"""Find dates, times, weekdays and amounts in English prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.claims import AmountClaim, DayClaim, MonthClaim, TimeClaim, WeekdayClaim, WrittenClaim

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"  # noqa: E501 -- one alternation
_WEEKDAY = r"(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\b{_WEEKDAY},?\s+(?:the\s+)?)?\b(?<![\d.,]){_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"(?:\b{_WEEKDAY},?\s+)?\b{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
        rf"\b(?P<day>\d{{1,2}})/(?P<number>\d{{1,2}})/{_YEAR}\b",
    )
)
_MONTH_ALONE = re.compile(rf"\b{_MONTH}\s+{_YEAR}")
_WEEKDAY_ALONE = re.compile(r"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_TIMES = (
    re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE),
    re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])[:](?P<minute>[0-5]\d)(?![\d:])"),
    re.compile(r"\b(?P<word>noon|midnight|midday)\b", re.IGNORECASE),
    re.compile(r"\b(?P<hour>\d{1,2})\s+o[’']clock\b"),
)
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_SCALE = r"(?:\s?(?P<scale>k|thousand|m|mn|million|bn|billion)\b)?"
_AMOUNTS = (
    re.compile(rf"(?P<currency>£|₩|€|\$|\b(?:GBP|KRW|EUR|USD)\b)\s?{_NUMBER}{_SCALE}", re.IGNORECASE),
    re.compile(rf"\b{_NUMBER}{_SCALE}\s(?P<currency>pounds|won|euros?|dollars)\b", re.IGNORECASE),
)
_CURRENCIES = {"£": "GBP", "₩": "KRW", "€": "EUR", "$": "USD", "pounds": "GBP", "won": "KRW", "euro": "EUR",
               "euros": "EUR", "dollars": "USD"}  # fmt: skip
_SCALES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_WORDS = {"noon": 12, "midday": 12, "midnight": 0}


def claims(text: str) -> Iterator[WrittenClaim]:
    """Yield every claim in a text."""
    yield from _dates(text)
    yield from _times(text)
    yield from _amounts(text)


def _dates(text: str) -> Iterator[WrittenClaim]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            number = parts.get("number")
            month = int(number) if number else _index(_MONTHS, match["month"]) + 1
            weekday = parts.get("weekday")
            claim = DayClaim(
                month=month,
                day=int(match["day"]),
                year=int(match["year"]) if match["year"] else None,
                weekday=_index(_WEEKDAYS, weekday) if weekday else None,
            )
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _MONTH_ALONE.finditer(text):
        month = _index(_MONTHS, match["month"]) + 1
        yield WrittenClaim(
            claim=MonthClaim(year=int(match["year"]), month=month), start=match.start(), end=match.end()
        )
    for match in _WEEKDAY_ALONE.finditer(text):
        claim_day = WeekdayClaim(weekday=_index(_WEEKDAYS, match["weekday"]))
        yield WrittenClaim(claim=claim_day, start=match.start(), end=match.end())


def _times(text: str) -> Iterator[WrittenClaim]:
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            word, half = parts.get("word"), parts.get("half")
            hour = _WORDS[word.lower()] if word else int(match["hour"])
            if half:
                hour = hour % 12 + (12 if half.lower() == "p" else 0)
            minute = int(parts.get("minute") or 0)
            either = not word and not half and "minute" not in parts
            yield WrittenClaim(
                claim=TimeClaim(hour=hour, minute=minute, either_half=either),
                start=match.start(),
                end=match.end(),
            )


def _amounts(text: str) -> Iterator[WrittenClaim]:
    for pattern in _AMOUNTS:
        for match in pattern.finditer(text):
            scale = _SCALES[match["scale"][0].lower()] if match["scale"] else 1
            figure = round(float(match["number"].replace(",", "")) * scale)
            name = match["currency"]
            currency = _CURRENCIES.get(name.lower(), name.upper())
            yield WrittenClaim(
                claim=AmountClaim(figure=figure, currency=currency), start=match.start(), end=match.end()
            )


def _index(names: tuple[str, ...], start: str) -> int:
    return next(number for number, name in enumerate(names) if name.startswith(start.lower()[:3]))
