"""What prose may claim about a call: a day, about when, a time, a weekday, money, how many, who."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, wraps
from typing import TypeAlias, TypeVar

from exchange.languages.expressions import expression


class CallState(Enum):
    """What prose may say of a call as a whole."""

    OPEN = "open"  # now, whatever day it is read on
    CLOSED = "closed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    PAUSED = "paused"
    REOPENED = "reopened"
    EXTENDED = "extended"
    DECIDED = "decided"
    UNENDING = "unending"  # it has no closing date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClaim:
    """A day of a month; the month, the year and the weekday (0: Monday) may be left out.

    `applicants`: the zones of those whose deadline the sentence says it is; none for anybody's date.
    """

    month: int | None
    day: int
    year: int | None = None
    weekday: int | None = None
    applicants: tuple[str, ...] = ()

    @property
    def date(self) -> datetime.date | None:
        """The day in the calendar; None where the year is missing or there is no such day."""
        try:
            return None if not (self.year and self.month) else datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthClaim:
    """A month of a year."""

    year: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeClaim:
    """About when: from one day to another of a year, each as month and day; the year may be left out.

    `vague`: so long, or so loosely counted, that no single day holds it. `of_the_call`: the words beside it
    say that something of the call is then. `crosses`: it begins in the year and ends in the next.
    `part`: what part of the year a third of it is of, and which, as records have it: `late 2020-summer`.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    vague: bool = False
    of_the_call: bool = True
    crosses: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeClaim:
    """A time of day, on the clock of a zone if one was named.

    Where the half of the day is not told, `hour` is as it was written. `applicants`: the zone of those whom
    the sentence is about, which need not be named as that of the clock.
    """

    hour: int
    minute: int
    either_half: bool = False
    zone: str = ""
    applicants: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayClaim:
    """A weekday that stands alone; 0 is Monday."""

    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountClaim:
    """An amount; `currency` is ISO 4217, or None where none was named.

    `other_currencies`: those that the same sign or word may mean. `of_the_call`: the words beside it say
    that it is what the call pays.
    """

    figure: int
    currency: str | None = None
    other_currencies: tuple[str, ...] = ()
    of_the_call: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthClaim:
    """How long an award lasts, in months; both are equal where one length is told."""

    shortest: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClaim:
    """How many awards will be made."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetClaim:
    """How far apart two dates are, in days: months and years have no exact number of these."""

    shortest: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateClaim:
    """How much of the full economic cost is paid, in per cent; or of the costs that may be charged.

    `applicants`: the zone of the side that it is said of; empty for any. `is_of_full_cost`: None where the
    sentence does not say of which.
    """

    percent: int
    is_of_full_cost: bool | None = True
    applicants: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantClaim:
    """What sort of organisation may apply, by the word that records use for it.

    `applicants`: the zone of the side that it is said of; empty for any. `alone`: no other sort may.
    """

    type: str
    applicants: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StateClaim:
    """How far the call is, or what was done to it."""

    state: CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class StageClaim:
    """A stage that applicants go through, by the words that records use for its kind: any of them."""

    kinds: tuple[str, ...]


Claim: TypeAlias = (
    DayClaim
    | MonthClaim
    | RangeClaim
    | TimeClaim
    | WeekdayClaim
    | AmountClaim
    | LengthClaim
    | CountClaim
    | OffsetClaim
    | RateClaim
    | ApplicantClaim
    | StateClaim
    | StageClaim
)
MOMENTS = (DayClaim, MonthClaim, RangeClaim, TimeClaim, WeekdayClaim)
DAYS = (DayClaim, MonthClaim, RangeClaim)
CLOCKS = (TimeClaim, WeekdayClaim)
SUMS = (AmountClaim,)
OF_ANY_CALL = (AmountClaim, CountClaim, LengthClaim, StateClaim)
"""What is said of the call unless a sentence is about an earlier year."""
Finding = TypeVar("Finding")
_ENDLESS = expression(r"\d[\d,.]{60,}+")
_YEAR = expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINE_END = expression(r"\n")
_TEXTS = 32  # patterns and texts whose matches are kept: those of one text are asked for one after another
_FEW = 8  # of what a sentence names before a place, only the last is asked for, and what it is joined to


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenClaim:
    """A claim, and the part of a text (from `start` to before `end`) that makes it."""

    claim: Claim
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A sentence that is not about the call, from `start` to before `end`, and the claims that it excuses.

    `earlier`: it tells of the past, and excuses what is dated before the call only. `year`: the latest that
    the sentence names; it excuses nothing if the call has begun by then.
    """

    start: int
    end: int
    claims: tuple[type, ...]
    earlier: bool = False
    year: int | None = None


_APART = r"[ \xa0\u2009\u202f'’]"
_THOUSANDS_APART = expression(
    rf"(?<![\d.,:/+-])(?<!\d{_APART})[1-9]\d{{0,2}}(?:{_APART}\d{{3}})+(?!{_APART}?\d|[:/-])"
)


def with_thousands(text: str) -> str:
    """Return a text, as long as it was, with commas in figures whose thousands have spaces or apostrophes."""
    return _THOUSANDS_APART.sub(lambda figure: re.sub(r"\D", ",", figure[0]), text)


def of_figures(find: Callable[[str], Iterator[Finding]]) -> Callable[[str], Iterator[Finding]]:
    """Let a function find nothing in digits without end, which no number can be made of.

    Figures whose thousands have spaces are those with commas.
    """

    @wraps(find)
    def find_in(text: str) -> Iterator[Finding]:
        return find(with_thousands(_ENDLESS.sub(lambda digits: "#" * len(digits[0]), text)))

    return find_in


def is_alone(name: str, names: Mapping[str, re.Pattern[str]], only: re.Pattern[str], sentence: str) -> bool:
    """Return True if a sentence says `only`, and names one sort of organisation, or sorts of this one."""
    others = (other for other in names if not (other.endswith(name) or name.endswith(other)))
    return bool(only.search(sentence)) and not any(names[other].search(sentence) for other in others)


def start_of(breaks: re.Pattern[str], text: str, position: int) -> int:
    """Return where a part of a text begins that a position is in: behind the last break before it."""
    ends = _matches(breaks, text)
    number = bisect_right(ends, position, key=re.Match.end)
    return ends[number - 1].end() if number else 0


def last_matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Sequence[re.Match[str]]:
    """Return the last few matches of a pattern between two places of a text, which is searched once."""
    matches = _matches(pattern, text)
    after = bisect_right(matches, end, key=re.Match.end)
    return matches[max(bisect_left(matches, start, key=re.Match.start), after - _FEW) : after]


def line_has(pattern: re.Pattern[str], text: str, position: int) -> bool:
    """Return True if the line of a text that a position is in has a match; each line is searched once."""
    number = bisect_right(_matches(_LINE_END, text), position, key=re.Match.end)
    return number in _lines_with(pattern, text)


@lru_cache(_TEXTS)
def _matches(pattern: re.Pattern[str], text: str) -> Sequence[re.Match[str]]:
    return tuple(pattern.finditer(text))


@lru_cache(_TEXTS)
def _lines_with(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    return frozenset(number for number, line in enumerate(text.split("\n")) if pattern.search(line))


def of_a_year(start: int, end: int, words: str) -> Iterator[Aside]:
    """Yield the sentence of so many words, if it names a year, as one about what was done in it."""
    if years := [int(year) for year in _YEAR.findall(words)]:
        yield Aside(start=start, end=end, claims=OF_ANY_CALL, year=max(years))


SHARED_SIGNS: Mapping[str, tuple[str, ...]] = {
    "USD": ("CAD", "AUD", "NZD", "SGD", "HKD", "TWD"),
    "JPY": ("CNY",),
    "SEK": ("NOK", "DKK", "ISK"),
    "CNY": ("TWD",),
    "INR": ("PKR", "LKR", "NPR"),
}
"""The currencies that share a sign or a word, `$` or dollars, with the one it is read as."""

DAYS_OF_UNITS: Mapping[str, tuple[int, int]] = {
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "year": (365, 366),
}
"""How many days a unit has at least, and at most."""


def offset(number: int, unit: str) -> OffsetClaim:
    """Return so many days, weeks, months or years."""
    shortest, longest = DAYS_OF_UNITS[unit]
    return OffsetClaim(shortest=number * shortest, longest=number * longest)


def time_open(number: int, unit: str) -> OffsetClaim:
    """Return how long something is open: its last day may be counted or not."""
    exact = offset(number, unit)
    return OffsetClaim(shortest=exact.shortest - 1, longest=exact.longest + 1)


def year_of(parts: Mapping[str, str | None]) -> int | None:
    """Return the year that is written with four digits, or with two."""
    year, short = parts.get("year"), parts.get("short")
    if year:
        return int(year)
    return 2000 + int(short) if short else None
