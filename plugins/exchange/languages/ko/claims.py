"""Find dates, times, weekdays and amounts in Korean prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.claims import AmountClaim, DayClaim, MonthClaim, TimeClaim, WeekdayClaim, WrittenClaim

_WEEKDAYS = "월화수목금토일"
_NAME = rf"(?P<weekday>[{_WEEKDAYS}])"
_DATES = (
    re.compile(
        r"(?:(?P<year>(?:19|20)\d{2})년\s*)?(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일"
        rf"(?:\s*[(（]{_NAME}(?:요일)?[)）]|\s*{_NAME.replace('weekday', 'spoken')}요일)?"
    ),
    re.compile(
        rf"(?P<year>(?:19|20)\d{{2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<day>\d{{1,2}})\.?(?:\s*[(（]{_NAME}[)）])?"
    ),
)
_MONTH_ALONE = re.compile(r"(?P<year>(?:19|20)\d{2})년\s*(?P<month>\d{1,2})월(?!\s*\d{1,2}일)")
_WEEKDAY_ALONE = re.compile(rf"{_NAME}요일")
_TIMES = (
    re.compile(
        r"(?:(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s*)?(?<!\d)(?P<hour>\d{1,2})시(?!간|기|점|대|험|설|작|행)"
        r"(?:\s*(?P<minute>\d{1,2})분|\s*(?P<thirty>반))?"
    ),
    re.compile(r"(?P<word>자정|정오)"),
)
_LATER_HALF = ("오후", "낮", "저녁", "밤")
_UNITS = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 1_000, "백": 100, "십": 10}
_PART = r"\d[\d,]*(?:\.\d+)?\s?[천백십]?"
_AMOUNT = re.compile(
    rf"(?P<sign>[£₩€$])?(?P<figure>(?:{_PART}\s?[조억만]\s?)+(?:{_PART})?|\d[\d,]*(?:\.\d+)?)"
    r"\s?(?P<currency>원|파운드|유로|달러)?"
)
_CURRENCIES = {
    "원": "KRW",
    "₩": "KRW",
    "파운드": "GBP",
    "£": "GBP",
    "유로": "EUR",
    "€": "EUR",
    "달러": "USD",
    "$": "USD",
}
_PIECE = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<small>[천백십]?)\s?(?P<unit>[조억만]?)")
_COUNTED = re.compile(r"\s?(?:여\s?)?(?:명|건|개|회|번|종|편|곳|쪽|배|권|가지|년|차)")
_WORDS = {"자정": 0, "정오": 12}


def claims(text: str) -> Iterator[WrittenClaim]:
    """Yield every claim in a text."""
    yield from _dates(text)
    yield from _times(text)
    yield from _amounts(text)


def _dates(text: str) -> Iterator[WrittenClaim]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            weekday = parts.get("weekday") or parts.get("spoken")
            claim = DayClaim(
                month=int(match["month"]),
                day=int(match["day"]),
                year=int(match["year"]) if match["year"] else None,
                weekday=_WEEKDAYS.index(weekday) if weekday else None,
            )
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _MONTH_ALONE.finditer(text):
        yield WrittenClaim(
            claim=MonthClaim(year=int(match["year"]), month=int(match["month"])),
            start=match.start(),
            end=match.end(),
        )
    for match in _WEEKDAY_ALONE.finditer(text):
        weekday_claim = WeekdayClaim(weekday=_WEEKDAYS.index(match["weekday"]))
        yield WrittenClaim(claim=weekday_claim, start=match.start(), end=match.end())


def _times(text: str) -> Iterator[WrittenClaim]:
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            word, half = parts.get("word"), parts.get("half")
            hour = _WORDS[word] if word else int(match["hour"])
            if half:
                hour = hour % 12 + (12 if half in _LATER_HALF else 0)
            minute = 30 if parts.get("thirty") else int(parts.get("minute") or 0)
            either = word is None and half is None and hour <= 12
            yield WrittenClaim(
                claim=TimeClaim(hour=hour, minute=minute, either_half=either),
                start=match.start(),
                end=match.end(),
            )


def _amounts(text: str) -> Iterator[WrittenClaim]:
    """Yield amounts: a figure with a currency, or in 만, 억, 조 unless something else is counted by it."""
    for match in _AMOUNT.finditer(text):
        name = match["currency"] or match["sign"]
        large = any(unit in match["figure"] for unit in _UNITS)
        if not name and (not large or _COUNTED.match(text, match.end())):
            continue
        yield WrittenClaim(
            claim=AmountClaim(figure=_figure(match["figure"]), currency=_CURRENCIES[name] if name else None),
            start=match.start(),
            end=match.end(),
        )


def _figure(text: str) -> int:
    """Return the number that pieces such as `1억 5천만` add up to."""
    total = 0.0
    for piece in _PIECE.finditer(text):
        number = float(piece["number"].replace(",", ""))
        total += number * _SMALL.get(piece["small"], 1) * _UNITS.get(piece["unit"], 1)
    return round(total)
