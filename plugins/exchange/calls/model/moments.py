"""Turn the text of a moment into a Moment or a fault with its place in the text, and back into text.

Forms: `2026-10-22 17:00 Area/City` (in a repeated hour followed by `first` or `second`), `2026-10-22`,
`2026-10`, `2026-Q4`, `2026-H2`, `2026-autumn`, `2026`, the last five maybe after `early`, `mid` or `late`;
`tbc`, `unpublished` and `none`. The approximate ones are a readable subset of EDTF (ISO 8601-2).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from exchange.calls.model import zones
from exchange.calls.model.call import Day, Exact, MissingDate, Moment, Part, Period, Reason
from exchange.calls.model.notice_dates import (
    clock_named,
    explain,
    is_local,
    midnight,
    on_each_clock,
    zones_called,
    zones_sharing,
)
from exchange.languages.typed_values import in_plain_form
from exchange.text.suggestions import answer, nearest_path

_DATE = r"(?P<date>\d{4}-\d{2}-\d{2})"
_FROM_UTC = re.compile(r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?00)?")
_EXACT = re.compile(rf"{_DATE}[ T](?P<time>\d{{1,2}}:\d{{2}}) +(?P<zone>\S+?)(?: +(?P<fold>first|second))?")
_BARE_TIME = re.compile(rf"{_DATE}[ T](?P<time>\d{{1,2}}:\d{{2}})(?::\d{{2}})?(?P<rest>.*)")
_TWELVE_HOURS = re.compile(
    rf"{_DATE}[ T]+(?:(?P<before>[^\d\s:]+) *)?(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))?"
    r"(?: *(?P<after>[^\d\s:]+))?(?: +(?P<zone>\S+))?"
)
_DAY = re.compile(_DATE)
_PERIOD = re.compile(
    r"(?:(?P<part>early|mid|late) )?(?P<year>\d{4})"
    r"(?:-(?P<unit>\d{2}|Q[1-4]|H[12]|spring|summer|autumn|winter))?"
)
_MONTHS = {"Q": 3, "H": 6}  # how long a quarter and a half-year are
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_REASONS = frozenset(reason.value for reason in Reason)
_YEARS = range(2000, 2100)
_END_OF_DAY = "24:00"
_DAY_LENGTH = datetime.timedelta(days=1)


class MomentFault(Exception):
    """Why a text is no moment: the rule, the column in the text from 0, and what the message needs."""

    def __init__(self, rule: str, *, column: int, values: Mapping[str, str]) -> None:
        super().__init__(rule)
        self.rule = rule
        self.column = column
        self.values = values


def read_moment(text: str, *, zone_choices: Sequence[str]) -> Moment:
    """Return the moment that a text says.

    `zone_choices` are the zones whose days are meant: one for a stage of one side, those of all sides that
    take part for a stage of all.
    Raises MomentFault.
    """
    if text.lower() in _REASONS:
        return MissingDate(reason=Reason(text.lower()))
    if (match := _TWELVE_HOURS.fullmatch(text)) and (half := _half_day(match)) and _names_no_clock(match):
        raise _fault("moment-other-form", 0, value=text, better=_in_24_hours(match, half, zone_choices))
    if (match := _EXACT.fullmatch(text)) and text.isascii():
        return _exact(match, zone_choices)
    if _DAY.fullmatch(text):
        return day_moment(_date(text, 0), zone_choices=zone_choices)
    if match := _PERIOD.fullmatch(text):
        return _period(match, zone_choices)
    plain = in_plain_form(text)
    if text != plain and (explanation := explain(plain, zone_choices)):
        raise MomentFault(explanation.rule, column=0, values={**explanation.values, "value": text})
    if match := _BARE_TIME.fullmatch(text):
        _refuse_time(match, zone_choices)
    if explanation := explain(text, zone_choices):
        raise MomentFault(explanation.rule, column=0, values=explanation.values)
    raise _fault("not-a-moment", 0, value=text, example=f"2026-10-22 17:00 {zone_choices[0]}")


def _refuse_time(match: re.Match[str], zone_choices: Sequence[str]) -> None:
    """Raise MomentFault for a time without a zone."""
    time = match["time"].zfill(5)
    if match["rest"].strip():
        return
    if time == _END_OF_DAY:
        explanation = midnight(_date(match["date"], 0), zone_choices)
        raise MomentFault(explanation.rule, column=match.start("time"), values=explanation.values)
    example = on_each_clock(f"{match['date']} {time}", zone_choices)
    raise _fault("time-without-zone", match.end("time"), value=match.string, example=example)


def _names_no_clock(match: re.Match[str]) -> bool:
    """Return True if what stands behind a time is the name of a zone, or nothing."""
    return match["zone"] is None or match["zone"] in zones.known_zones()


def _half_day(match: re.Match[str]) -> str:
    """Return `am` or `pm` where a word beside the time says so in any language, else an empty text."""
    answers = [answer("half-day", match[name] or "", ("am", "pm")) for name in ("before", "after")]
    return next((answer.write for answer in answers if answer), "")


def _in_24_hours(match: re.Match[str], half: str, zone_choices: Sequence[str]) -> str:
    """Return a time of the twelve-hour clock as it is written here: 12 am is 00:00, 12 pm is 12:00."""
    hour = int(match["hour"])
    if hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    time = f"{match['date']} {hour:02}:{match['minute'] or '00'}"
    return on_each_clock(time, [match["zone"]] if match["zone"] else zone_choices)


def day_moment(day: datetime.date, *, zone_choices: Sequence[str]) -> Day:
    """Return a day in the zones of the sides it holds for: it begins and ends with the later zone's."""
    return Day(
        day=day,
        begins=max(zones.day_begins(day, name) for name in zone_choices),
        ends=max(zones.day_ends(day, name) for name in zone_choices),
    )


def exact_moment(wall: datetime.datetime, zone: str, *, fold: int = 0) -> Exact:
    """Return a moment on the clock of a zone; raise ValueError where that hour does not exist."""
    instants = zones.instants_of(wall, zone)
    if not instants:
        raise ValueError(f"{wall} does not exist in {zone}")
    return _moment_at(wall, zone, instants[min(fold, len(instants) - 1)])


def write_moment(moment: Moment) -> str:
    """Return the text that reads back as the same moment."""
    match moment:
        case MissingDate():
            return moment.reason.value
        case Day():
            return moment.day.isoformat()
        case Period():
            return moment.text
        case Exact():
            instants = zones.instants_of(moment.wall, moment.zone)
            occurrence = ("", " first", " second")[
                0 if len(instants) == 1 else instants.index(moment.begins) + 1
            ]
            return f"{moment.wall:%Y-%m-%d %H:%M} {moment.zone}{occurrence}"


def _exact(match: re.Match[str], zone_choices: Sequence[str]) -> Exact:
    day = _date(match["date"], 0)
    hour, minute = (int(part) for part in match["time"].split(":"))
    if hour == 24 and minute == 0:
        clock = clock_named(match["zone"])
        explanation = midnight(day, [clock] if clock else zone_choices)
        raise MomentFault(explanation.rule, column=match.start("time"), values=explanation.values)
    if hour > 23 or minute > 59 or len(match["time"]) != 5:
        better = match["time"].zfill(5) if hour <= 23 and minute <= 59 else ""
        raise _fault("no-such-time", match.start("time"), value=match["time"], better=better)
    wall = datetime.datetime.combine(day, datetime.time(hour, minute))
    return _moment_at(wall, match["zone"], _instant(wall, match, zone_choices))


def _instant(wall: datetime.datetime, match: re.Match[str], zone_choices: Sequence[str]) -> datetime.datetime:
    zone, text = match["zone"], match.string
    try:
        instants = zones.instants_of(wall, zone)
    except KeyError:
        raise _unknown_zone(match, zone_choices) from None
    if not instants:
        hour = datetime.timedelta(hours=1)
        raise _fault(
            "no-such-hour", match.start("time"), value=text, later=f"{wall + hour:%Y-%m-%d %H:%M} {zone}"
        )
    if len(instants) == 2 and match["fold"] is None:
        raise _fault("repeated-hour", match.start("time"), value=text)
    if len(instants) == 1 and match["fold"] is not None:
        raise _fault("hour-not-repeated", match.start("fold"), value=match["fold"])
    return instants[1 if match["fold"] == "second" else 0]


def _unknown_zone(match: re.Match[str], zone_choices: Sequence[str]) -> MomentFault:
    name = match["zone"]
    if (explanation := explain(match.string, zone_choices)) and explanation.rule == "moment-other-clock":
        return MomentFault(explanation.rule, column=match.start("zone"), values=explanation.values)
    wall = datetime.datetime.fromisoformat(f"{match['date']} {match['time']}")
    if zone := clock_named(name) or _fixed(name) or "".join(zones_called(name, wall, zone_choices)):
        better = f"{match['date']} {match['time']} {zone}"
        return _fault("zone-by-name", match.start("zone"), zone=name, better=better)
    zone_names = [zone for zone in sorted(zones.known_zones()) if "/" in zone]
    best = nearest_path(name, zone_names) if "/" in name else None
    if best:
        return _fault("unknown-zone", match.start("zone"), zone=name, best=best)
    if is_local(name):
        better = on_each_clock(f"{match['date']} {match['time']}", zone_choices)
        rule = "moment-local" if len(zone_choices) > 1 else "moment-local-within-side"
        return _fault(rule, match.start("zone"), value=match.string, better=better, day=match["date"])
    if shared := zones_sharing(name):
        better = on_each_clock(f"{match['date']} {match['time']}", shared)
        return _fault(
            "moment-clock-several", match.start("zone"), value=match.string, words=name, better=better
        )
    values = {"value": match.string, "words": name, "day": match["date"]}
    return _fault("moment-clock-unknown", match.start("zone"), **values)


def _fixed(name: str) -> str:
    """Return the zone that is so many whole hours from UTC, whose name counts the other way: `UTC+8`."""
    match = _FROM_UTC.fullmatch(name)
    zone = f"Etc/GMT{'-' if match['sign'] == '+' else '+'}{int(match['hours'])}" if match else ""
    return zone if zone in zones.known_zones() else ""


def _moment_at(wall: datetime.datetime, zone: str, instant: datetime.datetime) -> Exact:
    return Exact(wall=wall, zone=zone, offset=zones.offset(instant, zone))


def _period(match: re.Match[str], zone_choices: Sequence[str]) -> Period:
    first, last = _bounds(match)
    if match["part"]:
        first, last = _third(first, last, Part(match["part"]))
    return Period(
        text=match.string,
        first=first,
        last=last,
        begins=min(zones.day_begins(first, name) for name in zone_choices),
        ends=max(zones.day_ends(last, name) for name in zone_choices),
    )


def _bounds(match: re.Match[str]) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of a period; winter ends in the next year."""
    unit = match["unit"]
    _check_year(int(match["year"]), match.start("year"))
    if unit is None:
        month, months = 1, 12
    elif unit[0] in _MONTHS:
        months = _MONTHS[unit[0]]
        month = (int(unit[1]) - 1) * months + 1
    elif unit in _SEASONS:
        month, months = _SEASONS[unit], 3
    else:
        month, months = int(unit), 1
    try:
        year = int(match["year"])
        ending = month - 1 + months
        next_month = datetime.date(year + ending // 12, ending % 12 + 1, 1)
        return datetime.date(year, month, 1), next_month - _DAY_LENGTH
    except ValueError:
        raise _fault("no-such-date", match.start("year"), value=match.string) from None


def _third(first: datetime.date, last: datetime.date, part: Part) -> tuple[datetime.date, datetime.date]:
    """Return a third of a period: of a month its days 1 to 10, 11 to 20, and the rest."""
    length = ((last - first).days + 1) // 3 * _DAY_LENGTH
    if part is Part.EARLY:
        return first, first + length - _DAY_LENGTH
    if part is Part.MID:
        return first + length, first + 2 * length - _DAY_LENGTH
    return first + 2 * length, last


def _date(text: str, column: int) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise _fault("no-such-date", column, value=text) from None
    _check_year(day.year, column)
    return day


def _check_year(year: int, column: int) -> None:
    if year not in _YEARS:
        values = {"year": str(year), "first": str(_YEARS.start), "last": str(_YEARS.stop - 1)}
        raise _fault("unlikely-year", column, **values)


def _fault(rule: str, column: int, **values: str) -> MomentFault:
    return MomentFault(rule, column=column, values=values)
