"""What prose may claim about a call: a day, a month, a time of day, a weekday, an amount of money."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClaim:
    """A day of a month; the year and the weekday (0: Monday) may be left out."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day in the calendar; None where the year is missing or there is no such day."""
        try:
            return None if self.year is None else datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthClaim:
    """A month of a year."""

    year: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeClaim:
    """A time of day. Where the half of the day is not told, `hour` is as it was written."""

    hour: int
    minute: int
    either_half: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayClaim:
    """A weekday that stands alone; 0 is Monday."""

    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountClaim:
    """An amount; `currency` is ISO 4217, or None where none was named."""

    figure: int
    currency: str | None = None


Claim: TypeAlias = DayClaim | MonthClaim | TimeClaim | WeekdayClaim | AmountClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenClaim:
    """A claim, and the part of a text (from `start` to before `end`) that makes it."""

    claim: Claim
    start: int
    end: int
