"""Know the days off of each side: weekends and public holidays, with their names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from exchange.calls.model.settings import Side
from exchange.languages.language import FALLBACK
from exchange.languages.language import language as language_of

_SATURDAY = 5
_IN_LIEU = " (observed)"
_ONE_DAY = datetime.timedelta(days=1)


@lru_cache(maxsize=256)
def holidays_of(calendar: str, year: int, language: str = "") -> Mapping[datetime.date, str]:
    """Return the names of the public holidays of a calendar, `XX` or `XX-subdivision`, in a year.

    A name is in the language asked for where the library or that language has it, or else in the fallback.
    """
    import holidays  # late: it takes long to load, and a site may have no deadline

    country, _, subdivision = calendar.partition("-")
    locales = holidays.country_holidays(country).supported_languages
    by_language = {name.partition("_")[0]: name for name in reversed(locales)}
    locale = by_language.get(language) or by_language.get(FALLBACK)
    days = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language=locale)
    if language in by_language and language != FALLBACK:
        return dict(days)
    return {day: _translate(names, language) for day, names in days.items()}


def _translate(names: str, code: str) -> str:
    """Return the names of a day in a language, which may have several, one of them in lieu."""
    words, texts = language_of(code or FALLBACK), []
    for name in names.split("; "):
        stem = name.removesuffix(_IN_LIEU)
        text = words.holidays.get(stem, stem)
        texts.append(words.holiday_in_lieu.format(holiday=text) if stem != name else text)
    return "; ".join(texts)


def is_weekend(day: datetime.date) -> bool:
    """Return True for a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def holiday_on(day: datetime.date, side: Side, language: str = "") -> tuple[str, bool] | None:
    """Return the name of a holiday of a side, and whether all of the side has it; None for any other day."""
    names = [holidays_of(calendar, day.year, language).get(day) for calendar in side.holidays]
    holiday_names = [name for name in names if name]
    return (holiday_names[0], len(holiday_names) == len(names)) if holiday_names else None


def is_working_day(day: datetime.date, sides: Collection[Side]) -> bool:
    """Return True if people work on every one of some sides; a holiday in a part of a side is none."""
    return not is_weekend(day) and not any(holiday_on(day, side) for side in sides)


def last_working_day(day: datetime.date, sides: Collection[Side]) -> datetime.date:
    """Return a day, or the last before it on which people work on every one of some sides."""
    while not is_working_day(day, sides):
        day -= _ONE_DAY
    return day


def working_days_back(end: datetime.date, count: int, sides: Collection[Side]) -> datetime.date:
    """Return the first of a number of working days of which a working day is the last."""
    day = last_working_day(end, sides)
    for _ in range(count - 1):
        day = last_working_day(day - _ONE_DAY, sides)
    return day


def holidays_between(first: datetime.date, last: datetime.date, side: Side) -> Iterator[datetime.date]:
    """Yield the holidays of a side, or of a part of it, in some time, in order."""
    years = range(first.year, last.year + 1)
    days = {day for calendar in side.holidays for year in years for day in holidays_of(calendar, year)}
    yield from (day for day in sorted(days) if first <= day <= last)


@cache
def holiday_calendars(like: str) -> frozenset[str]:
    """Return the calendars of all countries, and of the parts of the country that a text begins with.

    Of a calendar that there is, itself alone: that is seen without loading the library.
    """
    if _is_declared(*like.partition("-")[::2]):
        return frozenset({like})
    import holidays  # late: it takes long to load, and most sites are checked without asking
    from holidays.registry import COUNTRIES

    countries = {codes[1] for codes in COUNTRIES.values()}
    country = like.partition("-")[0]
    parts = holidays.country_holidays(country).subdivisions if country in countries else ()
    return frozenset(countries) | {f"{country}-{part}" for part in parts}


def _is_declared(country: str, part: str) -> bool:
    """Return True if the source of the library has a calendar: each check of a site asks for a few of them.

    Where the source reads otherwise one day, the library itself is asked.
    """
    spec = find_spec("holidays")
    folders = spec.submodule_search_locations if spec and country else None
    registry = Path(folders[0], "registry.py") if folders else None
    if registry is None or not registry.is_file():
        return False
    entry = re.search(rf'"(\w+)": \("\w+", "{re.escape(country)}"', registry.read_text(encoding="utf-8"))
    source = registry.with_name("countries") / f"{entry[1]}.py" if entry else None
    if source is None or not source.is_file() or not part:
        return source is not None and source.is_file()
    parts = re.search(
        r"\n    subdivisions\b[^=]*= \(\n(.*?)\n    \)", source.read_text(encoding="utf-8"), re.DOTALL
    )
    return parts is not None and f'"{part}"' in parts[1]
