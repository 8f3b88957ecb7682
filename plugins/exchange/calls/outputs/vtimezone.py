"""Write time zones for calendar programs: one yearly rule each way, which also Outlook understands.

Where a zone's rule and tzdata disagree at an instant, or a wall clock shows it twice, the instant must be
written in UTC; `needs_utc` says so.
"""

from __future__ import annotations

import calendar
import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from exchange.calls.model import zones
from exchange.calls.model.zones import YearlyChange

if TYPE_CHECKING:
    from icalendar import TimezoneDaylight, TimezoneStandard

_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_FIRST_YEAR = 1970
_WHOLE_DAY = datetime.timedelta(days=1)


@cache
def timezone_text(zone: str) -> bytes:
    """Return the VTIMEZONE of a zone (RFC 5545, 3.6.5)."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # late: it takes long to load

    rule = zones.zone_rule(zone)
    component = Timezone()
    component.add("tzid", zone)
    if rule.to_summer is None or rule.to_standard is None:
        standard = TimezoneStandard()
        standard.add("dtstart", datetime.datetime.combine(datetime.date(_FIRST_YEAR, 1, 1), datetime.time()))
        standard.add("tzoffsetfrom", rule.standard_offset)
        standard.add("tzoffsetto", rule.standard_offset)
        standard.add("tzname", rule.standard_name)
        component.add_component(standard)
    else:
        component.add_component(_observance(TimezoneDaylight(), rule.to_summer))
        component.add_component(_observance(TimezoneStandard(), rule.to_standard))
    return bytes(component.to_ical())


def _observance(
    part: TimezoneDaylight | TimezoneStandard, change: YearlyChange
) -> TimezoneDaylight | TimezoneStandard:
    week = -1 if change.week == 5 else change.week
    part.add("dtstart", _change_wall(change, _FIRST_YEAR))
    part.add("tzoffsetfrom", change.old_offset)
    part.add("tzoffsetto", change.new_offset)
    part.add("tzname", change.name)
    part.add("rrule", {"freq": "yearly", "bymonth": change.month, "byday": f"{week}{_WEEKDAYS[change.day]}"})
    return part


@lru_cache(maxsize=20_000)
def needs_utc(instant: datetime.datetime, zone: str) -> bool:
    """Return True if readers could misread the wall clock of a zone at an instant."""
    offset = zones.offset(instant, zone)
    wall = (instant + offset).replace(tzinfo=None)
    return len(zones.instants_of(wall, zone)) != 1 or _rule_offset(instant, zone) != offset


def _rule_offset(instant: datetime.datetime, zone: str) -> datetime.timedelta | None:
    """Return the offset that the yearly rule gives an instant; None where the rule cannot be written."""
    rule = zones.zone_rule(zone)
    if rule.to_summer is None or rule.to_standard is None:
        return rule.standard_offset
    if not all(
        datetime.timedelta() <= change.time_of_day < _WHOLE_DAY
        for change in (rule.to_summer, rule.to_standard)
    ):
        return None
    changes = [
        ((_change_wall(change, year) - change.old_offset).replace(tzinfo=datetime.UTC), change.new_offset)
        for year in range(instant.year - 1, instant.year + 2)
        for change in (rule.to_summer, rule.to_standard)
    ]
    return max((start, offset) for start, offset in changes if start <= instant)[1]


def _change_wall(change: YearlyChange, year: int) -> datetime.datetime:
    """Return the wall clock before a change in a year."""
    python_weekday = (change.day - 1) % 7
    month = calendar.Calendar().itermonthdates(year, change.month)
    days = [day for day in month if day.month == change.month and day.weekday() == python_weekday]
    day = days[-1] if change.week == 5 else days[change.week - 1]
    return datetime.datetime.combine(day, datetime.time()) + change.time_of_day
