"""Say how far a call is at a moment: one pure function, which `calendar/status.js` repeats for readers.

A timeline is a call reduced to what status needs, with every moment already settled as seconds since 1970,
so that neither twin ever asks what a wall clock means. Nothing uncertain is ever shown as open: a stage
opens only on a firm date that is known to the day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from exchange.calls.model import zones
from exchange.calls.model.call import (
    NEVER,
    Basis,
    Call,
    ChangeKind,
    DateField,
    Day,
    Exact,
    Lifecycle,
    MissingDate,
    Moment,
    Reason,
    Stage,
    StageKind,
    outcome_id,
)
from exchange.calls.model.rounds import next_round_end
from exchange.calls.model.sequence import USUAL, in_sequence
from exchange.calls.model.settings import Settings

BEGINNING_OF_TIME = 0  # long ago: for what is known to lie behind, at a date that was never published
_DAY_SECONDS = 86_400
_LONGEST_AWARD = 10  # years, where no length was published


class State(Enum):
    """How far a call is, for readers. The order is that of urgency."""

    CLOSING_SOON = "closing-soon"  # open, and closes within the days that the settings name
    OPEN = "open"  # applications are taken
    ROLLING = "rolling"  # applications are taken at any time
    PAUSED = "paused"  # applications were stopped for now
    FORECAST = "forecast"  # applications will be taken
    INVITED_ONLY = "invited-only"  # only those who came through an earlier stage go on
    CLOSED = "closed"  # applications are no longer taken
    AWARDED = "awarded"  # the awards are known
    NO_AWARD = "no-award"  # decided: nobody was chosen
    CANCELLED = "cancelled"  # it will not happen


FINAL_STATES = frozenset({State.AWARDED, State.NO_AWARD, State.CANCELLED})
"""Those of which no date is to act on any more."""


class StageState(Enum):
    """How far a stage is. Time only moves it down this list."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSING_SOON = "closing-soon"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimes:
    """When a stage opens, is about to close and closes, in seconds since 1970; None: not known to.

    `rolling`: applications are taken at any time. A stage for all sides that does not close for all at once
    has times for each side.
    """

    id: str
    side: str | None
    applying: bool
    invite_only: bool
    rolling: bool
    is_paused: bool
    opens: int | None
    closing_soon_start: int | None
    closes: int | None
    expected_by: int | None = None  # when a date that is only expected will have passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A call reduced to what its status depends on; until `next_round` another round is expected.

    `decided` is the state where no date decides it: the editor has said how far the call is.
    """

    id: str
    decided: State | None
    next_round: int | None
    extended: bool
    sides: tuple[str, ...]
    stages: tuple[StageTimes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far a call is, as a whole and for each side and stage; `extended`: a deadline has moved later.

    `awaited` are the stages whose expected date has passed without its having been confirmed.
    """

    state: State
    extended: bool
    sides: Mapping[str, State]
    stages: Mapping[str, StageState]
    awaited: frozenset[str] = frozenset()


def status(call: Call, now: datetime.datetime, settings: Settings) -> Status:
    """Return how far a call is at a moment (which must have a zone)."""
    return status_of(timeline(call, settings), int(now.timestamp()))


def status_of(times: Timeline, now: int) -> Status:
    """Return how far a timeline is at a number of seconds since 1970."""
    sides = {side: _side_state(times, side, now) for side in _taking_part(times)}
    state = next((state for state in State if state in sides.values()), State.CLOSED)
    stages = _stage_states(times, now)
    awaited = frozenset(
        stage.id
        for stage in times.stages
        if stages[stage.id] is StageState.UPCOMING
        and stage.expected_by is not None
        and now >= stage.expected_by
    )
    return Status(state=state, extended=times.extended, sides=sides, stages=stages, awaited=awaited)


def _stage_states(times: Timeline, now: int) -> Mapping[str, StageState]:
    """Return how far each stage is: where that differs by side, how far the last side is."""
    rank = tuple(StageState).index
    states: dict[str, StageState] = {}
    for stage in times.stages:
        state = stage_state(stage, now)
        states[stage.id] = min(state, states.get(stage.id, state), key=rank)
    return states


def stage_state(stage: StageTimes, now: int) -> StageState:
    """Return how far a stage is; a closing instant itself is over."""
    if stage.closes is not None and now >= stage.closes:
        return StageState.OVER
    if stage.is_paused:
        return StageState.PAUSED
    if stage.opens is None or now < stage.opens:
        return StageState.UPCOMING
    if stage.closing_soon_start is not None and now >= stage.closing_soon_start:
        return StageState.CLOSING_SOON
    return StageState.OPEN


def _stages_to_apply_in(times: Timeline, side: str) -> list[StageTimes]:
    return [stage for stage in times.stages if stage.applying and stage.side in (None, side)]


def _taking_part(times: Timeline) -> Sequence[str]:
    """Return the sides that have a stage to apply in, or all where none has."""
    return [side for side in times.sides if _stages_to_apply_in(times, side)] or times.sides


_BY_LIFECYCLE = {
    Lifecycle.PLANNED: State.FORECAST,
    Lifecycle.CANCELLED: State.CANCELLED,
    Lifecycle.WITHDRAWN: State.CANCELLED,
    Lifecycle.AWARDED: State.AWARDED,
}


def _side_state(times: Timeline, side: str, now: int) -> State:
    if times.decided is not None:
        return times.decided
    to_apply_in = _stages_to_apply_in(times, side)
    open_stage_states = _state_for_all([stage for stage in to_apply_in if not stage.invite_only], now)
    if open_stage_states is not None:
        return open_stage_states
    invited = {stage_state(stage, now) for stage in to_apply_in if stage.invite_only} - {StageState.OVER}
    if invited:
        return State.PAUSED if invited == {StageState.PAUSED} else State.INVITED_ONLY
    return State.FORECAST if times.next_round is not None and now < times.next_round else State.CLOSED


def _state_for_all(stages: Sequence[StageTimes], now: int) -> State | None:
    """Return how far the stages that anybody may apply in are together; None where all are over."""
    states = {stage_state(stage, now) for stage in stages}
    if StageState.CLOSING_SOON in states:
        return State.CLOSING_SOON
    if StageState.OPEN in states:
        rolling = any(stage.rolling for stage in stages if stage_state(stage, now) is StageState.OPEN)
        return State.ROLLING if rolling else State.OPEN
    if StageState.PAUSED in states:
        return State.PAUSED
    return State.FORECAST if StageState.UPCOMING in states else None


def timeline(call: Call, settings: Settings) -> Timeline:
    """Return what the status of a call depends on. Cancelled stages are left out."""
    alive = [stage for stage in in_sequence(call) if not call.cancelled(stage.id)]
    round_end = next_round_end(call)
    return Timeline(
        id=call.id,
        decided=State.NO_AWARD if call.is_without_award else _BY_LIFECYCLE.get(call.lifecycle),
        next_round=None if round_end is None else _seconds(round_end),
        extended=is_extended(call),
        sides=call.side_codes,
        stages=tuple(times for stage in alive for times in _times_by_side(call, stage, alive, settings)),
    )


def _times_by_side(
    call: Call, stage: Stage, alive: Sequence[Stage], settings: Settings
) -> Iterator[StageTimes]:
    """Yield the times of a stage: once, or for each side where it closes or is paused for one alone."""
    stage_times = _times(call, stage, alive, settings)
    by_side = isinstance(stage.closes, Day) or any(change.side for change in call.changes)
    if stage.side is not None or not stage.applying or not by_side or len(call.side_codes) < 2:
        yield stage_times
        return
    for side in call.side_codes:
        times = replace(stage_times, side=side, is_paused=call.is_paused(stage, side))
        if isinstance(stage.closes, Day) and stage.basis is Basis.FIRM:
            closes = _seconds(zones.day_ends(stage.closes.day, settings.side(side).zone))
            times = replace(
                times, closes=closes, closing_soon_start=closes - settings.soon_days * _DAY_SECONDS
            )
        yield times


def _times(call: Call, stage: Stage, alive: Sequence[Stage], settings: Settings) -> StageTimes:
    notice = stage.applying or stage.kind in _WITH_NOTICE
    lapses = _lapses(call, stage, alive)
    times = StageTimes(
        id=stage.id,
        side=stage.side,
        applying=stage.applying,
        invite_only=stage.invite_only,
        rolling=call.rolling or stage.closes == NEVER,
        is_paused=stage.applying and call.is_paused(stage, stage.side),
        opens=_opening(stage, alive),
        closing_soon_start=_closing(stage, settings.soon_days * _DAY_SECONDS) if notice else None,
        closes=lapses if (closes := _closes(stage)) is None else closes,
        expected_by=_expected_by(stage, alive),
    )
    if call.lifecycle is Lifecycle.PLANNED:  # what is not published yet has not been
        opens, closes = (None if at == BEGINNING_OF_TIME else at for at in (times.opens, times.closes))
        return replace(times, opens=opens, closes=closes)
    return _ended_by_rounds(stage, alive, _ended_by_next(stage, alive, times))


def is_extended(call: Call) -> bool:
    """Return True if a deadline to apply by has moved later."""
    applying = {stage.id for stage in call.dated_parts if stage.applying}
    return any(
        change.kind is ChangeKind.EXTENDED and change.stage in applying and change.what is DateField.CLOSES
        for change in call.changes
    )


def is_certain(moment: Moment | None) -> bool:
    """Return True if a moment is known to the day."""
    return isinstance(moment, Exact | Day)


def _opening(stage: Stage, alive: Sequence[Stage]) -> int | None:
    """Return when a stage surely is open: without an opening of its own, once the call is.

    An institution approves from the opening of the application before it in the order of stages.
    """
    if stage.is_by:
        return None
    if not _opens_with_the_call(stage):
        return _opens(stage)
    applications = [
        candidate
        for candidate in alive
        if candidate.applying
        and candidate.kind is not StageKind.ROUND
        and candidate.side in (None, stage.side)
    ]
    predecessors = [candidate for candidate in applications if alive.index(candidate) < alive.index(stage)]
    is_approval = stage.kind is StageKind.INSTITUTION_APPROVAL
    openings = [
        _opens(application)
        for application in (predecessors if is_approval and predecessors else applications)
    ]
    if stage.kind is StageKind.INSTITUTION_APPROVAL:
        return openings[-1] if openings else _opens(stage)
    instants = [opens for opens in openings if opens is not None]
    begins = min(instants, default=None) if openings else BEGINNING_OF_TIME
    cutoffs = _earlier_cutoffs(stage, alive)
    return begins if begins is None else max([begins, *cutoffs])


def _earlier_cutoffs(stage: Stage, alive: Sequence[Stage]) -> Iterator[int]:
    """Yield when the rounds before one gathered applications: what comes later is gathered by the next."""
    closing = _closes(stage)
    for possible_round in alive:
        closes = _closes(possible_round)
        if (
            possible_round.kind is StageKind.ROUND
            and possible_round.side in (None, stage.side)
            and closes
            and closing
        ):
            yield from [closes] if closes < closing else []


def _opens_with_the_call(stage: Stage) -> bool:
    is_approval = stage.kind is StageKind.INSTITUTION_APPROVAL and not isinstance(stage.closes, MissingDate)
    return (is_approval or stage.kind is StageKind.ROUND) and stage.closes is not None and stage.opens is None


def _ended_by_rounds(stage: Stage, alive: Sequence[Stage], times: StageTimes) -> StageTimes:
    """Return a stage whose closing is not known over with the last of the rounds that gather for it."""
    rounds = [
        _closes(following_stage)
        for following_stage in alive
        if following_stage.kind is StageKind.ROUND and stage.side in (None, following_stage.side)
    ]
    awaits_closing = stage.applying and isinstance(stage.closes, MissingDate) and stage.closes != NEVER
    if stage.kind is StageKind.ROUND or not awaits_closing or not rounds or None in rounds:
        return times
    return replace(times, closes=max(closes for closes in rounds if closes is not None))


def _ended_by_next(stage: Stage, stages: Sequence[Stage], times: StageTimes) -> StageTimes:
    """Return a stage over at the latest when those who came through it may surely apply in the next.

    Only where its own closing is not known to the day: what was published is never overruled.
    """
    if not stage.applying or stage.invite_only or is_certain(stage.closes) or stage.closes == NEVER:
        return times
    following_stages = stages[stages.index(stage) + 1 :]
    openings = [
        opens
        for following_stage in following_stages
        if following_stage.applying
        and following_stage.invite_only
        and following_stage.side in (None, stage.side)
        if (opens := _opens(following_stage)) is not None and opens > (times.opens or BEGINNING_OF_TIME)
    ]
    ends = [instant for instant in (times.closes, *openings) if instant is not None]
    return replace(times, closes=min(ends, default=None))


_WITH_NOTICE = frozenset({StageKind.INSTITUTION_APPROVAL, StageKind.INTERNAL, StageKind.RESPONSE})


def _opens(stage: Stage) -> int | None:
    """Return when a stage surely is open, never before what was published says so."""
    moment: Moment | None = stage.opens or stage.date or (stage.window.start if stage.window else None)
    if stage.basis is not Basis.FIRM:
        return None
    if isinstance(moment, MissingDate):
        return BEGINNING_OF_TIME if moment.reason is Reason.UNPUBLISHED else None
    if moment is None:
        is_undated_event = isinstance(stage.closes, MissingDate) and not stage.applying
        return None if is_undated_event else BEGINNING_OF_TIME
    return _seconds(moment.begins) if is_certain(moment) else None


def _closes(stage: Stage) -> int | None:
    """Return when a stage surely is over."""
    moment: Moment | None = stage.closes or stage.date or (stage.window.end if stage.window else None)
    if isinstance(moment, MissingDate):
        return BEGINNING_OF_TIME if moment.reason is Reason.UNPUBLISHED else None
    if moment is None or stage.basis is not Basis.FIRM:
        return None
    return _seconds(moment.ends)


def _expected_by(stage: Stage, alive: Sequence[Stage]) -> int | None:
    """Return when the last date of a stage that is only expected will have passed.

    Of an event without a date, when all that it comes after will be over: it is no longer surely to come.
    """
    if isinstance(_last_moment(stage), MissingDate):
        return None if stage.applying else _preceding_end(stage, alive)
    return None if stage.basis is not Basis.EXPECTED else _last_end(stage)


def _last_moment(stage: Stage) -> Moment | None:
    return stage.closes or stage.date or (stage.window.end if stage.window else None)


def _last_end(stage: Stage) -> int | None:
    """Return when the last moment of a stage ends, also where it is only expected."""
    moment = _last_moment(stage)
    return None if moment is None or isinstance(moment, MissingDate) else _seconds(moment.ends)


def _preceding_end(stage: Stage, alive: Sequence[Stage]) -> int | None:
    """Return when the stages of its side before one will be over; None where no end of them is known."""
    ends = [
        _last_end(other) or _known_begin(other)
        for other in alive[: alive.index(stage)]
        if _is_of_side(other, stage)
    ]
    return max((end for end in ends if end is not None), default=None)


def _known_begin(stage: Stage) -> int | None:
    """Return what is known of when a stage was that is over on a day which was never published."""
    if _closes(stage) != BEGINNING_OF_TIME:
        return None
    opens = stage.opens
    return BEGINNING_OF_TIME if isinstance(opens, MissingDate | None) else _seconds(opens.ends)


def _is_of_side(other: Stage, stage: Stage) -> bool:
    return other.side is None or stage.side in (None, other.side)


_CHOOSING = frozenset({StageKind.PANEL, StageKind.INTERVIEW, StageKind.DECISION})


def _lapses(call: Call, stage: Stage, alive: Sequence[Stage]) -> int | None:
    """Return when an event of which no firm date is known must have passed, by what surely comes after it.

    So has whatever chose the awards once they are known, and any event years after what it comes after.
    Applications that were only expected, and that nobody confirmed for a year, are over.
    """
    if stage.applying:
        end = _last_end(stage) if stage.basis is Basis.EXPECTED else None
        return None if end is None else end + 366 * _DAY_SECONDS
    if call.lifecycle is Lifecycle.AWARDED and stage.kind in _CHOOSING:
        return _last_end(stage) or BEGINNING_OF_TIME
    later = [other for other in alive[alive.index(stage) + 1 :] if _is_of_side(stage, other)]
    instants = [_opens(other) for other in later if stage.id in other.follows]
    if stage.id not in {outcome_id(call_round.id) for call_round in call.rounds}:
        rank = USUAL.index
        instants += [_closes(other) for other in later if rank(other.kind) > rank(stage.kind)]
    since = _last_end(stage) or _preceding_end(stage, alive)
    if since:  # not only that it was long ago
        instants.append(since + _longest_wait(call, stage.kind) * 366 * _DAY_SECONDS)
    return min((instant for instant in instants if instant is not None), default=None)


def _longest_wait(call: Call, kind: StageKind) -> int:
    """Return in how many years an event without a firm date has been: an end, by the length of awards."""
    lengths = [length.high for length in (call.duration, *(side.duration for side in call.sides)) if length]
    years = _LONGEST_AWARD if None in lengths or not lengths else max(filter(None, lengths)) // 12 + 1
    return {StageKind.START: 2, StageKind.REPORT: 2 + years, StageKind.END: 2 + years}.get(kind, 1)


def _closing(stage: Stage, soon_seconds: int) -> int | None:
    """Return when a stage may be about to close: counted from the earliest instant it may close at."""
    moment = stage.closes
    if moment is None or isinstance(moment, MissingDate):
        return None
    return _seconds(moment.ends if isinstance(moment, Day) else moment.begins) - soon_seconds


def timeline_json(times: Timeline) -> dict[str, object]:
    """Return a timeline in the shape that the JavaScript twin reads."""
    return {
        "decided": None if times.decided is None else times.decided.value,
        "nextRound": times.next_round,
        "extended": times.extended,
        "sides": list(times.sides),
        "stages": [
            {
                "id": stage.id,
                "side": stage.side,
                "applying": stage.applying,
                "inviteOnly": stage.invite_only,
                "rolling": stage.rolling,
                "paused": stage.is_paused,
                "opens": stage.opens,
                "soon": stage.closing_soon_start,
                "closes": stage.closes,
            }
            for stage in times.stages
        ],
    }


def transitions(call: Call, settings: Settings) -> tuple[datetime.datetime, ...]:
    """Return every instant, in order, at which something shown of a call changes by itself."""
    times = timeline(call, settings)
    instants = {
        instant
        for stage in times.stages
        for instant in (stage.opens, stage.closing_soon_start, stage.closes, stage.expected_by)
    }
    seconds = {
        instant
        for instant in {*instants, times.next_round}
        if instant is not None and instant > BEGINNING_OF_TIME
        if status_of(times, instant) != status_of(times, instant - 1)
    }
    if call.publish is not None:
        seconds.add(_seconds(call.publish.begins))
    return tuple(datetime.datetime.fromtimestamp(second, tz=datetime.UTC) for second in sorted(seconds))


def _seconds(instant: datetime.datetime) -> int:
    return int(instant.timestamp())
