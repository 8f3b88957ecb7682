"""What the rounds of a call that have been say of the next one: an estimate, never a date."""

from __future__ import annotations

import datetime

from exchange.calls.model import zones
from exchange.calls.model.call import Basis, Call, Day, Exact, MissingDate, Period, Round

_MONTHS = 12


def past_cutoffs(call: Call) -> tuple[Exact | Day, ...]:
    """Return the cut-offs that the funder has published to the day, in order, each day once."""
    certain = {_day(call_round): call_round.closes for call_round in call.rounds if _certain(call_round)}
    return tuple(moment for _, moment in sorted(certain.items()) if isinstance(moment, Exact | Day))


def next_round(call: Call) -> Period | None:
    """Return the month in which the round after the last is likely to have its cut-off.

    It is the month, a year on, of the round that came first in the year up to the last one. Two rounds are
    the least that show a habit. Where the record says when the next is, nothing is estimated.
    """
    days = [_civil(moment) for moment in past_cutoffs(call)]
    if call.next_expected is not None or len(days) < 2:
        return None
    year_start = days[-1].replace(year=days[-1].year - 1, day=1)
    first = next((day for day in days if day > year_start and _month(day) > _month(year_start)), days[-1])
    return _month_period(first.year + 1, first.month)


def next_round_end(call: Call) -> datetime.datetime | None:
    """Return until when another round of a call that has some is awaited, by its record or by an estimate."""
    next_date = call.next_expected if call.rounds else None
    if next_date is None:
        estimate = next_round(call)
        return None if estimate is None else estimate.ends
    return None if isinstance(next_date, MissingDate) else next_date.ends


def _certain(call_round: Round) -> bool:
    return call_round.basis is Basis.FIRM and isinstance(call_round.closes, Exact | Day)


def _day(call_round: Round) -> datetime.date:
    assert isinstance(call_round.closes, Exact | Day)
    return _civil(call_round.closes)


def _civil(moment: Exact | Day) -> datetime.date:
    return moment.day if isinstance(moment, Day) else moment.wall.date()


def _month(day: datetime.date) -> int:
    return day.year * _MONTHS + day.month


def _month_period(year: int, month: int) -> Period:
    """Return a month on the clock of UTC: an estimate has no zone."""
    next_month = datetime.date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    first, last = datetime.date(year, month, 1), next_month - datetime.timedelta(days=1)
    return Period(
        text=f"{first:%Y-%m}",
        first=first,
        last=last,
        begins=zones.day_begins(first, "UTC"),
        ends=zones.day_ends(last, "UTC"),
    )
