"""What the rounds of a call that have been say of the next one: an estimate, never a date."""

from __future__ import annotations

import datetime

from exchange.calls.model import zones
from exchange.calls.model.call import Basis, Call, Day, Exact, MissingDate, Period, Round

_MONTHS = 12


def past_cutoffs(call: Call) -> tuple[Exact | Day, ...]:
    """Return the cut-offs that the funder has published to the day, in order, each day once."""
    certain = {_day(one): one.closes for one in call.rounds if _certain(one)}
    return tuple(moment for _, moment in sorted(certain.items()) if isinstance(moment, Exact | Day))


def next_round(call: Call) -> Period | None:
    """Return the month in which the round after the last is likely to have its cut-off.

    It is the month, a year on, of the round that came first in the year up to the last one. Two rounds are
    the least that show a habit. Where the record says when the next is, nothing is estimated.
    """
    days = [_civil(moment) for moment in past_cutoffs(call)]
    if call.next_expected is not None or len(days) < 2:
        return None
    since = days[-1].replace(year=days[-1].year - 1, day=1)
    first = next((day for day in days if day > since and _month(day) > _month(since)), days[-1])
    return _month_period(first.year + 1, first.month)


def awaited_until(call: Call) -> datetime.datetime | None:
    """Return until when another round of a call that has some is awaited, by its record or by an estimate."""
    expected = call.next_expected if call.rounds else None
    if expected is None:
        estimate = next_round(call)
        return None if estimate is None else estimate.ends
    return None if isinstance(expected, MissingDate) else expected.ends


def _certain(one: Round) -> bool:
    return one.basis is Basis.FIRM and isinstance(one.closes, Exact | Day)


def _day(one: Round) -> datetime.date:
    assert isinstance(one.closes, Exact | Day)
    return _civil(one.closes)


def _civil(moment: Exact | Day) -> datetime.date:
    return moment.day if isinstance(moment, Day) else moment.wall.date()


def _month(day: datetime.date) -> int:
    return day.year * _MONTHS + day.month


def _month_period(year: int, month: int) -> Period:
    """Return a month on the clock of UTC: an estimate has no zone."""
    after = datetime.date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    first, last = datetime.date(year, month, 1), after - datetime.timedelta(days=1)
    return Period(
        text=f"{first:%Y-%m}",
        first=first,
        last=last,
        begins=zones.day_begins(first, "UTC"),
        ends=zones.day_ends(last, "UTC"),
    )
