"""Say in a sentence how far each side of a call is, and by when: the current status on a call's page.

A day that was published without a time stays a day: no sentence names an instant worked out from it.
"""

from __future__ import annotations

from exchange.calls.model.call import (
    NEVER,
    Basis,
    Call,
    Day,
    Exact,
    Lifecycle,
    MissingDate,
    Moment,
    Period,
    Stage,
    StageKind,
)
from exchange.calls.model.rounds import next_round
from exchange.calls.model.schedule import next_deadlines
from exchange.calls.model.status import FINAL_STATES, StageState, State, Status
from exchange.calls.views.unpublished import is_unpublished
from exchange.calls.views.wording import Wording


def standing(call: Call, status: Status, wording: Wording) -> tuple[str, ...]:
    """Return a sentence for the deadline of each side, or one for all where they share it."""
    if status.state is State.CANCELLED:
        return (wording.strings("standing.cancelled"),)
    lines: list[str] = []
    # What is told of a decided call with several rounds need not be of the last one.
    is_of_rounds = status.state in FINAL_STATES and len(call.rounds) > 1
    for stage in () if is_of_rounds else next_deadlines(call, status):
        lines.append(wording.of_side(stage.side, _sentence(call, stage, status, wording)))
        if status.stages[stage.id] in _GOING_ON:
            text = wording.strings("standing.paused", deadline="").strip()
            lines += [wording.of_side(side, text) for side in call.paused_sides(stage)]
    if not lines and status.state in FINAL_STATES:
        lines.append(wording.strings(f"standing.{status.state.value}", deadline="").strip())
    return tuple(lines)


_GOING_ON = (StageState.OPEN, StageState.CLOSING_SOON)


def _sentence(call: Call, stage: Stage, status: Status, wording: Wording) -> str:
    key = f"standing.{_distance(call, stage, status)}"
    estimate = next_round(call)
    deadline = _deadline(call, stage, wording) or _opening(stage, status, wording)
    nomination = None if deadline else _last_nomination(call, stage, status)
    if nomination is not None:
        stage, deadline = nomination, _deadline(call, nomination, wording)
    if deadline and (nomination is not None or _has_others(call, stage)):
        deadline = wording.strings(
            "standing.of_stage", stage=wording.stage_name(stage, call.kind), text=deadline
        )
    month = "" if estimate is None else wording.period(estimate)
    text = wording.strings(key, deadline=deadline, month=month)
    return text if text == text.strip() else text.strip()  # which would forget the languages of its parts


def _last_nomination(call: Call, stage: Stage, status: Status) -> Stage | None:
    """Return what institutions last had to do for a stage that is over on a day which nobody knows."""
    if not is_unpublished(stage.closes):
        return None
    nominations = {
        other.closes.ends: other
        for other in call.stages
        if other.kind is StageKind.INSTITUTION_APPROVAL
        and (stage.side is None or other.side in (None, stage.side))
        if other.closes is not None and not isinstance(other.closes, MissingDate)
        if status.stages.get(other.id) is StageState.OVER
    }
    return nominations[max(nominations)] if nominations else None


def _has_others(call: Call, stage: Stage) -> bool:
    """Return True if applicants send something in another stage too, so that a deadline must say of which.

    A round says so where it has a name, as that of those who apply again, or where not all is sent in it.
    """
    if stage.kind is StageKind.ROUND and not any(part.invite_only for part in call.stages):
        return stage.label is not None or len(stage.kinds) > 1
    other_stages = [
        candidate for candidate in call.dated_parts if candidate.applying and candidate.id != stage.id
    ]
    return any(candidate.side is None or stage.side in (None, candidate.side) for candidate in other_stages)


def _distance(call: Call, stage: Stage, status: Status) -> str:
    state = status.stages[stage.id]
    if status.state in (State.AWARDED, State.NO_AWARD):
        return str(status.state.value)
    if call.lifecycle is Lifecycle.PLANNED:
        return "upcoming"
    if state is StageState.OVER:
        return "between" if status.state is State.FORECAST and next_round(call) else "over"
    if state is StageState.PAUSED:
        return "paused"
    if stage.invite_only:
        return "invited"
    rolling = call.rolling or stage.closes == NEVER
    return "rolling" if rolling and state is StageState.OPEN else str(state.value)


def _deadline(call: Call, stage: Stage, wording: Wording) -> str:
    closes = stage.closes
    if closes is None or isinstance(closes, MissingDate):
        has_none_to_come = call.rolling or closes == NEVER or is_unpublished(closes)
        return "" if has_none_to_come else wording.strings("standing.tbc")
    text = _closing_text(closes, wording)
    if stage.kind is StageKind.ROUND and call.rolling:
        text = wording.strings("standing.cutoff", text=text)
    return text if stage.basis is Basis.FIRM else wording.strings("standing.unconfirmed", text=text)


def _opening(stage: Stage, status: Status, wording: Wording) -> str:
    """Return when a stage opens that has no closing date: without it nothing says by when to come back."""
    opens = stage.opens
    if opens is None or isinstance(opens, MissingDate) or status.stages[stage.id] is not StageState.UPCOMING:
        return ""
    return wording.strings("standing.opens", moment=wording.moment(opens).full)


def _closing_text(closes: Moment, wording: Wording) -> str:
    match closes:
        case Day():
            return wording.strings("standing.day", day=wording.closing_day(closes.day))
        case Period():
            return wording.strings("standing.period", moment=wording.period(closes))
        case Exact() | MissingDate():
            return wording.strings("standing.deadline", moment=wording.moment(closes).full)
