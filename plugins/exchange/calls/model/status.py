"""Say how far a call is at a moment: one pure function, which `calendar/status.js` repeats for readers.

A timeline is a call reduced to what status needs, with every moment already settled as seconds since 1970,
so that neither twin ever asks what a wall clock means. Nothing uncertain is ever shown as open: a stage
opens only on a firm date that is known to the day.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from exchange.calls.model.call import (
    Basis,
    Call,
    ChangeKind,
    Dated,
    Day,
    Exact,
    Lifecycle,
    Moment,
    Reason,
    Stage,
    StageKind,
    Undated,
)
from exchange.calls.model.settings import Settings

ALWAYS = 0  # long ago: for what is known to lie behind, at a date that was never published
_DAY_SECONDS = 86_400


class State(Enum):
    """How far a call is, for readers. The order is that of urgency."""

    CLOSING_SOON = "closing-soon"  # open, and closes within the days that the settings name
    OPEN = "open"  # applications are taken
    ROLLING = "rolling"  # applications are taken at any time
    FORECAST = "forecast"  # applications will be taken
    INVITED_ONLY = "invited-only"  # only those who came through an earlier stage go on
    CLOSED = "closed"  # applications are no longer taken
    AWARDED = "awarded"  # the awards are known
    CANCELLED = "cancelled"  # it will not happen


class StageState(Enum):
    """How far a stage is. Time only moves it down this list."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSING_SOON = "closing-soon"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimes:
    """When a stage opens, is about to close and closes, in seconds since 1970; None: not known to."""

    id: str
    side: str | None
    applying: bool
    invite_only: bool
    opens: int | None
    soon: int | None
    closes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A call reduced to what its status depends on."""

    id: str
    lifecycle: Lifecycle
    rolling: bool
    extended: bool
    sides: tuple[str, ...]
    stages: tuple[StageTimes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far a call is, as a whole and for each side and stage; `extended`: a deadline has moved later."""

    state: State
    extended: bool
    sides: Mapping[str, State]
    stages: Mapping[str, StageState]


def status(call: Call, now: datetime.datetime, settings: Settings) -> Status:
    """Return how far a call is at a moment (which must have a zone)."""
    return status_of(timeline(call, settings), int(now.timestamp()))


def status_of(times: Timeline, now: int) -> Status:
    """Return how far a timeline is at a number of seconds since 1970."""
    stages = {stage.id: stage_state(stage, now) for stage in times.stages}
    sides = {side: _side_state(times, side, stages) for side in _taking_part(times)}
    state = next((state for state in State if state in sides.values()), State.CLOSED)
    return Status(state=state, extended=times.extended, sides=sides, stages=stages)


def stage_state(stage: StageTimes, now: int) -> StageState:
    """Return how far a stage is; a closing instant itself is over."""
    if stage.closes is not None and now >= stage.closes:
        return StageState.OVER
    if stage.opens is None or now < stage.opens:
        return StageState.UPCOMING
    if stage.soon is not None and now >= stage.soon:
        return StageState.CLOSING_SOON
    return StageState.OPEN


def _stages_to_apply_in(times: Timeline, side: str) -> list[StageTimes]:
    return [stage for stage in times.stages if stage.applying and stage.side in (None, side)]


def _taking_part(times: Timeline) -> Sequence[str]:
    """Return the sides that have a stage to apply in, or all where none has."""
    return [side for side in times.sides if _stages_to_apply_in(times, side)] or times.sides


def _side_state(times: Timeline, side: str, stages: Mapping[str, StageState]) -> State:
    if times.lifecycle is Lifecycle.PLANNED:
        return State.FORECAST
    if times.lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN):
        return State.CANCELLED
    if times.lifecycle is Lifecycle.AWARDED:
        return State.AWARDED
    to_apply_in = _stages_to_apply_in(times, side)
    for_all = [stages[stage.id] for stage in to_apply_in if not stage.invite_only]
    if StageState.CLOSING_SOON in for_all:
        return State.CLOSING_SOON
    if StageState.OPEN in for_all:
        return State.ROLLING if times.rolling else State.OPEN
    if StageState.UPCOMING in for_all:
        return State.FORECAST
    invited = [stages[stage.id] for stage in to_apply_in if stage.invite_only]
    return State.INVITED_ONLY if any(state is not StageState.OVER for state in invited) else State.CLOSED


def timeline(call: Call, settings: Settings) -> Timeline:
    """Return what the status of a call depends on. Cancelled stages are left out; cut-offs are kept."""
    soon = settings.soon_days * _DAY_SECONDS
    alive = [stage for stage in call.stages if not call.cancelled(stage.id)]
    stages = [_ended_by_next(stage, alive, _stage_times(stage, soon)) for stage in alive]
    cutoffs = [
        StageTimes(
            id=cutoff.id,
            side=cutoff.side,
            applying=False,
            invite_only=False,
            opens=ALWAYS,
            soon=_seconds(cutoff.at.begins) - soon,
            closes=_seconds(cutoff.at.ends),
        )
        for cutoff in call.cutoffs
    ]
    return Timeline(
        id=call.id,
        lifecycle=call.lifecycle,
        rolling=call.rolling,
        extended=is_extended(call),
        sides=call.side_codes,
        stages=(*stages, *cutoffs),
    )


def is_extended(call: Call) -> bool:
    """Return True if a deadline to apply by has moved later."""
    applying = {stage.id for stage in call.stages if stage.applying} | {cutoff.id for cutoff in call.cutoffs}
    return any(
        change.kind is ChangeKind.EXTENDED and change.stage in applying and change.what is Dated.CLOSES
        for change in call.changes
    )


def is_certain(moment: Moment | None) -> bool:
    """Return True if a moment is known to the day."""
    return isinstance(moment, Exact | Day)


def _stage_times(stage: Stage, soon: int) -> StageTimes:
    opens, closes = _opens(stage), _closes(stage)
    return StageTimes(
        id=stage.id,
        side=stage.side,
        applying=stage.applying,
        invite_only=stage.invite_only,
        opens=opens,
        soon=_closing(stage, soon) if stage.applying or stage.kind in _WITH_NOTICE else None,
        closes=closes,
    )


def _ended_by_next(stage: Stage, stages: Sequence[Stage], times: StageTimes) -> StageTimes:
    """Return a stage over at the latest when those who came through it may surely apply in the next.

    Only where its own closing is not known to the day: what was published is never overruled.
    """
    if not stage.applying or stage.invite_only or is_certain(stage.closes):
        return times
    later = stages[stages.index(stage) + 1 :]
    openings = [
        opens
        for other in later
        if other.applying and other.invite_only and other.side in (None, stage.side)
        if (opens := _opens(other)) is not None and opens > (times.opens or ALWAYS)
    ]
    ends = [instant for instant in (times.closes, *openings) if instant is not None]
    return replace(times, closes=min(ends, default=None))


_WITH_NOTICE = frozenset({StageKind.INSTITUTION_APPROVAL, StageKind.INTERNAL, StageKind.RESPONSE})


def _opens(stage: Stage) -> int | None:
    """Return when a stage surely is open, never before what was published says so."""
    moment: Moment | None = stage.opens or stage.date or (stage.window.start if stage.window else None)
    if stage.basis is not Basis.FIRM:
        return None
    if isinstance(moment, Undated):
        return ALWAYS if moment.reason is Reason.UNPUBLISHED else None
    if moment is None:
        return ALWAYS
    return _seconds(moment.begins) if is_certain(moment) else None


def _closes(stage: Stage) -> int | None:
    """Return when a stage surely is over."""
    moment: Moment | None = stage.closes or stage.date or (stage.window.end if stage.window else None)
    if isinstance(moment, Undated):
        return ALWAYS if moment.reason is Reason.UNPUBLISHED else None
    if moment is None or stage.basis is not Basis.FIRM:
        return None
    return _seconds(moment.ends)


def _closing(stage: Stage, soon: int) -> int | None:
    """Return when a stage may be about to close: counted from the earliest instant it may close at."""
    moment = stage.closes
    if moment is None or isinstance(moment, Undated):
        return None
    return _seconds(moment.ends if isinstance(moment, Day) else moment.begins) - soon


def timeline_json(times: Timeline) -> dict[str, object]:
    """Return a timeline in the shape that the JavaScript twin reads."""
    return {
        "lifecycle": times.lifecycle.value,
        "rolling": times.rolling,
        "extended": times.extended,
        "sides": list(times.sides),
        "stages": [
            {
                "id": stage.id,
                "side": stage.side,
                "applying": stage.applying,
                "inviteOnly": stage.invite_only,
                "opens": stage.opens,
                "soon": stage.soon,
                "closes": stage.closes,
            }
            for stage in times.stages
        ],
    }


def transitions(call: Call, settings: Settings) -> tuple[datetime.datetime, ...]:
    """Return every instant, in order, at which something shown of a call changes by itself."""
    times = timeline(call, settings)
    found = {instant for stage in times.stages for instant in _shown_changes(stage)}
    if call.publish is not None:
        found.add(_seconds(call.publish.begins))
    return tuple(datetime.datetime.fromtimestamp(second, tz=datetime.UTC) for second in sorted(found))


def _shown_changes(stage: StageTimes) -> list[int]:
    """Return the instants at which a stage's state changes; soon before it opens it is still upcoming."""
    wanted = [stage.opens, stage.soon, stage.closes]
    instants = [instant for instant in wanted if instant is not None and instant > ALWAYS]
    return [instant for instant in instants if stage_state(stage, instant) != stage_state(stage, instant - 1)]


def _seconds(instant: datetime.datetime) -> int:
    return int(instant.timestamp())
