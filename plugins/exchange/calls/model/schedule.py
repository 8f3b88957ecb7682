"""Put what is dated in some calls in order: occurrences, months, and the groups of the list of calls."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from exchange.calls.model.call import (
    Basis,
    Call,
    DatedMoment,
    Day,
    Exact,
    MissingDate,
    Moment,
    Period,
    Stage,
)
from exchange.calls.model.status import FINAL_STATES, StageState, State, Status


class Point(Enum):
    """Which end of a stage an occurrence is."""

    OPENS = "opens"
    CLOSES = "closes"
    BY = "by"  # the last moment at which it may happen
    HAPPENS = "happens"  # one moment
    SPANS = "spans"  # from one moment to another


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Something that happens at a known moment, exact or not. `end` is only there for what spans."""

    call: Call
    stage: Stage
    point: Point
    moment: DatedMoment
    end: DatedMoment | None = None

    @property
    def day(self) -> datetime.date:
        """The day it is entered under: that of the zone its moment was set in."""
        return first_day(self.moment)

    @property
    def is_expected(self) -> bool:
        """Whether it is likely rather than published."""
        return self.stage.basis is not Basis.FIRM

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        return self.call.cancelled(self.stage.id)

    @property
    def paused_sides(self) -> tuple[str, ...]:
        """The sides for which it is the end of applications that were stopped for now."""
        return self.call.paused_sides(self.stage) if self.point is Point.CLOSES else ()

    @property
    def is_paused(self) -> bool:
        """Whether it is the end of applications that were stopped for now, on every side."""
        return len(self.paused_sides) == len(self.call.sides_of(self.stage))


class Group(Enum):
    """The group of a call in the list. Members are in the order of the page."""

    DEADLINE = "deadline"  # a deadline ahead: grouped by its month
    ROLLING = "rolling"  # open at any time
    FORECAST = "forecast"  # not yet open
    PAUSED = "paused"  # stopped for now
    INVITED = "invited"  # going on for those who were chosen
    PAST = "past"  # in the archive


def first_day(moment: DatedMoment) -> datetime.date:
    """Return the day a moment falls on in its own zone, or the first it may fall on."""
    match moment:
        case Exact():
            return moment.wall.date()
        case Day():
            return moment.day
        case Period():
            return moment.first


def last_day(occurrence: Occurrence) -> datetime.date:
    """Return the last day that something is on, or may be on."""
    moment = occurrence.end or occurrence.moment
    return moment.last if isinstance(moment, Period) else first_day(moment)


def months_of(occurrence: Occurrence) -> tuple[datetime.date, ...]:
    """Return the first day of each month that something is in, or may be in."""
    first, last = occurrence.day.replace(day=1), last_day(occurrence)
    months = (last.year - first.year) * 12 + last.month - first.month
    return tuple(
        datetime.date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1)
        for step in range(months + 1)
    )


def occurrences(call: Call) -> tuple[Occurrence, ...]:
    """Return everything dated in a call, in order."""
    return in_order(occurrence for stage in call.dated_parts for occurrence in _of_stage(call, stage))


def in_order(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Return occurrences by day, instant and name; a month or a quarter stands behind the days in it."""
    return tuple(
        sorted(
            occurrences,
            key=lambda occurrence: (
                occurrence.moment.last if isinstance(occurrence.moment, Period) else occurrence.day,
                isinstance(occurrence.moment, Period),
                occurrence.moment.begins,
                occurrence.call.id,
                occurrence.stage.id,
                occurrence.point.value,
            ),
        )
    )


def _of_stage(call: Call, stage: Stage) -> list[Occurrence]:
    if stage.window is not None:
        return [
            Occurrence(
                call=call,
                stage=stage,
                point=Point.SPANS,
                moment=stage.window.start,
                end=stage.window.end,
            )
        ]
    end = Point.BY if stage.is_by else Point.CLOSES
    ends = {Point.OPENS: stage.opens, end: stage.closes, Point.HAPPENS: stage.date}
    return [
        Occurrence(call=call, stage=stage, point=point, moment=moment)
        for point, moment in ends.items()
        if moment is not None and not isinstance(moment, MissingDate)
    ]


def by_month(occurrences_of_calls: Iterable[Occurrence]) -> Mapping[datetime.date, tuple[Occurrence, ...]]:
    """Return the occurrences of each month that has any, by its first day; what is longer is in several."""
    months: dict[datetime.date, list[Occurrence]] = {}
    for occurrence in in_order(occurrences_of_calls):
        for month in months_of(occurrence):
            months.setdefault(month, []).append(occurrence)
    return {month: tuple(entries) for month, entries in sorted(months.items())}


def group_of(state: State) -> Group:
    """Return the group of the list that a call in a state belongs to."""
    match state:
        case State.OPEN | State.CLOSING_SOON:
            return Group.DEADLINE
        case State.ROLLING:
            return Group.ROLLING
        case State.FORECAST:
            return Group.FORECAST
        case State.PAUSED:
            return Group.PAUSED
        case State.INVITED_ONLY:
            return Group.INVITED
        case _:
            return Group.PAST


def next_deadlines(call: Call, status: Status) -> tuple[Stage, ...]:
    """Return the stage that applicants of each side must act on first, soonest first, each once.

    That of a side which is over is among them: a deadline shown for one side only would be taken for that
    of all. A call that is decided or cancelled has those of which a date is known.
    """
    deadlines = [next_deadline(call, status, side=side) for side in call.side_codes]
    is_final = status.state in FINAL_STATES
    stages = {
        stage.id: stage for stage in deadlines if stage is not None and not (is_final and _is_undated(stage))
    }
    return tuple(sorted(stages.values(), key=_closing))


def live_deadlines(call: Call, status: Status) -> tuple[Stage, ...]:
    """Return those of the next deadlines that are not over; none once a call is decided or cancelled."""
    if status.state in FINAL_STATES:
        return ()
    return tuple(stage for stage in next_deadlines(call, status) if not _is_over(stage, status))


def passed_deadlines(call: Call, status: Status) -> frozenset[str]:
    """Return the ids of those of the next deadlines that are over while another side's is not."""
    live = live_deadlines(call, status)
    return frozenset(stage.id for stage in next_deadlines(call, status) if live and stage not in live)


def next_deadline(call: Call, status: Status, *, side: str | None = None) -> Stage | None:
    """Return the stage to act on first, by the rule that also gives a side its state.

    Of those open to all the first to close; or else the next to open; or else the same of those by
    invitation; or else the last known to have closed, of those by invitation where there are any. Without a
    side, the first on any. A call that is decided or cancelled has only its last deadline.
    """
    applying = [
        stage
        for stage in call.dated_parts
        if stage.applying and stage.id in status.stages and (side is None or stage.side in (None, side))
    ]
    invited = [stage for stage in applying if stage.invite_only]
    if status.state not in FINAL_STATES:
        for candidates in ([stage for stage in applying if not stage.invite_only], invited):
            going_on = [stage for stage in candidates if status.stages[stage.id] in _GOING_ON]
            upcoming = [stage for stage in candidates if status.stages[stage.id] is StageState.UPCOMING]
            if going_on:
                return min(going_on, key=_closing)
            if upcoming:
                return min(upcoming, key=_opening)
    known = [stage for stage in applying if not _is_undated(stage)] or applying
    return max([stage for stage in known if stage.invite_only] or known, key=_closed, default=None)


_GOING_ON = (StageState.OPEN, StageState.CLOSING_SOON, StageState.PAUSED)


def _is_undated(stage: Stage) -> bool:
    return isinstance(stage.closes, MissingDate | None)


def _is_over(stage: Stage, status: Status) -> bool:
    return status.stages[stage.id] is StageState.OVER


def _closing(stage: Stage) -> tuple[datetime.datetime, str]:
    return (_instant(stage.closes, default=_DISTANT_FUTURE), stage.id)


def _opening(stage: Stage) -> tuple[datetime.datetime, datetime.datetime, str]:
    opens = stage.opens.begins if isinstance(stage.opens, Day) else None
    closes, name = _closing(stage)  # at the latest then it is open, where its opening is not known
    return opens or _instant(stage.opens, default=closes), closes, name


def _closed(stage: Stage) -> tuple[datetime.datetime, str]:
    return (_instant(stage.closes, default=_LONG_AGO), stage.id)


_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_DISTANT_FUTURE = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def _instant(moment: Moment | None, *, default: datetime.datetime) -> datetime.datetime:
    return default if moment is None or isinstance(moment, MissingDate) else moment.ends
