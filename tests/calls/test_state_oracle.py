"""The state of a call, worked out a second time in the plainest way, from the words of its record."""

from __future__ import annotations

import calendar
import datetime
import itertools
import random
from zoneinfo import ZoneInfo

import pytest
from tests.calls.samples import SETTINGS, call, changed

from exchange.calls.model.status import status

_ZONES = {"GB": ZoneInfo("Europe/London"), "KR": ZoneInfo("Asia/Seoul")}
_DAY = datetime.timedelta(days=1)
_STAGE = "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
_OPENS = ("2026-03-02 09:00 Asia/Seoul", "2026-03-02", "2026-03", "2026-Q1", "2026-H1", "tbc", "unpublished")
_CLOSES = (
    "2026-10-25 17:00 Europe/London",
    "2026-10-25",
    "2026-10",
    "2026-Q4",
    "2026-H2",
    "tbc",
    "none",
    "unpublished",
)
_LIFECYCLES = ("announced", "announced", "announced", "planned", "awarded", "cancelled")
_URGENCY = (
    "closing-soon",
    "open",
    "rolling",
    "paused",
    "forecast",
    "invited-only",
    "closed",
    "awarded",
    "cancelled",
)
_MONTHS = {"Q1": (1, 3), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of a day, month, quarter or half-year."""
    year, unit, *day = text.split("-")
    if day:
        only = datetime.date.fromisoformat(text)
        return only, only
    first, last = _MONTHS.get(unit, (int(unit) if unit.isdigit() else 0,) * 2)
    end = calendar.monthrange(int(year), last)[1]
    return datetime.date(int(year), first, 1), datetime.date(int(year), last, end)


def _midnight(day: datetime.date, side: str) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=_ZONES[side])


def _instant(text: str) -> datetime.datetime:
    day, time, zone = text.split()
    return datetime.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))


def _is_open(text: str, sides: tuple[str, ...], now: datetime.datetime) -> bool:
    """An opening counts once it has surely passed: never where its day is not known."""
    if text == "unpublished":
        return True
    if " " in text:
        return now >= _instant(text)
    if text == "tbc" or len(text) < len("2026-03-02"):
        return False
    return now >= max(_midnight(_days(text)[0], side) for side in sides)


def _closing(
    text: str, side: str, sides: tuple[str, ...]
) -> tuple[datetime.datetime, datetime.datetime] | None:
    """Return the earliest and the latest moment at which a side may close; None where it may never."""
    if text in ("tbc", "none"):
        return None
    if " " in text:
        return (_instant(text),) * 2
    first, last = _days(text)
    if first == last:
        return (_midnight(last + _DAY, side),) * 2
    return min(_midnight(first, one) for one in sides), max(_midnight(last + _DAY, one) for one in sides)


def _side_state(
    opens: str,
    closes: str,
    lifecycle: str,
    paused: bool,
    side: str,
    sides: tuple[str, ...],
    now: datetime.datetime,
) -> str:
    decided = {"planned": "forecast", "awarded": "awarded", "cancelled": "cancelled"}.get(lifecycle)
    if decided:
        return decided
    closing = None if closes == "unpublished" else _closing(closes, side, sides)
    if closes == "unpublished" or (closing and now >= closing[1]):
        return "closed"
    if paused:
        return "paused"
    if not _is_open(opens, sides, now):
        return "forecast"
    if closing and now >= closing[0] - 14 * _DAY:
        return "closing-soon"
    return "rolling" if closes == "none" else "open"


def _record(opens: str, closes: str, lifecycle: str, paused: str | None, sides: tuple[str, ...]) -> str:
    changes = {"": "", "cancelled": "  - {at: 2026-08-02, kind: cancelled}\n"}
    pause = f"  - {{at: 2026-08-02, kind: paused{f', side: {paused}' if paused else ''}}}\n"
    added = (pause if paused is not None else "") + changes.get(lifecycle, "")
    drop = [
        (f"  - {{side: {side}, funder: {funder}}}\n", "")
        for side, funder in (("GB", "one"), ("KR", "two"))
        if side not in sides
    ]
    return changed(
        (_STAGE, f"  - {{id: full, kind: full, opens: {opens}, closes: {closes}}}\n"),
        ("lifecycle: announced", f"lifecycle: {lifecycle}"),
        ("kind: added}\n", f"kind: added}}\n{added}"),
        *drop,
    )


@pytest.mark.parametrize("sides", [("GB",), ("KR",), ("GB", "KR")], ids="-".join)
def test_the_state_of_each_side_at_any_moment(sides: tuple[str, ...]) -> None:
    """Either date in every form, paused for nobody, for all or for one side, at moments near the edges."""
    source = random.Random(20261128)  # noqa: S311 -- cases that repeat
    edges = [
        datetime.datetime(2026, month, day, tzinfo=datetime.UTC)
        for month, day in (
            (1, 1),
            (3, 2),
            (4, 1),
            (6, 17),
            (9, 17),
            (10, 1),
            (10, 11),
            (10, 25),
            (10, 26),
            (11, 1),
            (12, 31),
        )
    ]
    for opens, closes in itertools.product(_OPENS, _CLOSES):
        lifecycle = source.choice(_LIFECYCLES)
        paused = source.choice([None, None, "", sides[0]])
        one = call(_record(opens, closes, lifecycle, paused, sides))
        for _ in range(40):
            now = source.choice(edges) + datetime.timedelta(hours=source.randint(-36, 36))
            expected = {
                side: _side_state(opens, closes, lifecycle, paused in ("", side), side, sides, now)
                for side in sides
            }
            found = status(one, now, SETTINGS)
            assert {side: state.value for side, state in found.sides.items()} == expected, (
                opens,
                closes,
                now,
            )
            assert found.state.value == min(expected.values(), key=_URGENCY.index)
