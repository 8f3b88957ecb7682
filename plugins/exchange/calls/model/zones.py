"""Time zones from the package tzdata alone, so that no machine's own tables change what we write."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

LAST_ZONE = "Etc/GMT+12"
"""The clock by which a day ends last, anywhere on Earth."""

_NAME = re.compile(r"UTC|[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]+)+")
_RULE = re.compile(
    r"(?P<std>[A-Za-z]{3,}|<[^>]+>)(?P<off>[-+]?\d+(?::\d+)*)"
    r"(?:(?P<dst>[A-Za-z]{3,}|<[^>]+>)(?P<dst_off>[-+]?\d+(?::\d+)*)?,(?P<start>[^,]+),(?P<end>[^,]+))?"
)
_DAY_RULE = re.compile(r"M(?P<month>\d+)\.(?P<week>[1-5])\.(?P<day>[0-6])(?:/(?P<time>[-+]?\d+(?::\d+)*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyChange:
    """The day each year on which clocks change: the `week`th (5: last) `day` (0: Sunday) of a month.

    `time_of_day` is the wall clock before the change; `old_offset` and `new_offset` count from UTC.
    """

    month: int
    week: int
    day: int
    time_of_day: datetime.timedelta
    old_offset: datetime.timedelta
    new_offset: datetime.timedelta
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRule:
    """How a zone goes on for ever: its standard time, and its change to summer and back where it has one."""

    standard_name: str
    standard_offset: datetime.timedelta
    to_summer: YearlyChange | None = None
    to_standard: YearlyChange | None = None


@cache
def known_zones() -> frozenset[str]:
    """Return the names of the IANA database but abbreviations such as EST, which say too little."""
    text = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(filter(_NAME.fullmatch, text.split()))


@cache
def zone(name: str) -> ZoneInfo:
    """Return a zone; raise KeyError where tzdata has none of that name, or the name is an abbreviation."""
    if name not in known_zones():
        raise KeyError(name)
    with resources.files("tzdata.zoneinfo").joinpath(name).open("rb") as table:
        return ZoneInfo.from_file(table, key=name)


def instants_of(wall: datetime.datetime, name: str) -> tuple[datetime.datetime, ...]:
    """Return the UTC instants at which a clock in a zone shows a wall time: none, one, or two in order."""
    time_zone = zone(name)
    instants = set()
    for fold in (0, 1):
        instant = wall.replace(tzinfo=time_zone, fold=fold).astimezone(datetime.UTC)
        if instant.astimezone(time_zone).replace(tzinfo=None) == wall:
            instants.add(instant)
    return tuple(sorted(instants))


@lru_cache(maxsize=20_000)
def day_begins(day: datetime.date, name: str) -> datetime.datetime:
    """Return the UTC instant at which a day begins in a zone, also where clocks skip its midnight."""
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=zone(name))
    return midnight.astimezone(datetime.UTC)


def day_ends(day: datetime.date, name: str) -> datetime.datetime:
    """Return the first UTC instant after a day in a zone."""
    return day_begins(day + datetime.timedelta(days=1), name)


def local(instant: datetime.datetime, name: str) -> datetime.datetime:
    """Return an instant on the clock of a zone."""
    return instant.astimezone(zone(name))


def offset(instant: datetime.datetime, name: str) -> datetime.timedelta:
    """Return how far a zone is from UTC at an instant."""
    utc_offset = local(instant, name).utcoffset()
    assert utc_offset is not None
    return utc_offset


@cache
def zone_rule(name: str) -> ZoneRule:
    """Return the rule at the end of a zone's TZif file (RFC 9636, 3.3), a POSIX TZ string.

    Raises ValueError where the rule is of a kind that no zone uses today (Julian days).
    """
    table = resources.files("tzdata.zoneinfo").joinpath(zone(name).key).read_bytes()
    text = table.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")
    match = _RULE.fullmatch(text)
    if match is None:
        raise ValueError(f"{name}: {text}")
    standard = -_duration(match["off"])
    if match["dst"] is None:
        return ZoneRule(standard_name=_bare(match["std"]), standard_offset=standard)
    hour = datetime.timedelta(hours=1)
    summer = -_duration(match["dst_off"]) if match["dst_off"] else standard + hour
    return ZoneRule(
        standard_name=_bare(match["std"]),
        standard_offset=standard,
        to_summer=_change(match["start"], standard, summer, _bare(match["dst"])),
        to_standard=_change(match["end"], summer, standard, _bare(match["std"])),
    )


def _change(
    text: str, old_offset: datetime.timedelta, new_offset: datetime.timedelta, name: str
) -> YearlyChange:
    match = _DAY_RULE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return YearlyChange(
        month=int(match["month"]),
        week=int(match["week"]),
        day=int(match["day"]),
        time_of_day=_duration(match["time"] or "2"),
        old_offset=old_offset,
        new_offset=new_offset,
        name=name,
    )


def _duration(text: str) -> datetime.timedelta:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    hours, minutes, seconds = [*parts, 0, 0][:3]
    return sign * datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _bare(name: str) -> str:
    return name.strip("<>")
