"""The stages of a call in the order in which they happen, those without a date in their logical place.

A stage follows what it names under `follows`. Where the date of one of two stages is not known, the order of
their kinds counts too: an expression of interest is before the application, a decision after it. So it does
where one of two dates is only about when: registration on 2 May is before an application due in May.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from exchange.calls.model.call import (
    Call,
    DatedMoment,
    Day,
    Exact,
    MissingDate,
    Period,
    Stage,
    StageKind,
)

USUAL = (
    StageKind.BRIEFING,
    StageKind.REGISTRATION,
    StageKind.EOI,
    StageKind.OUTLINE,
    StageKind.INTERNAL,
    StageKind.FULL,
    StageKind.ROUND,
    StageKind.INSTITUTION_APPROVAL,
    StageKind.RESPONSE,
    StageKind.PANEL,
    StageKind.INTERVIEW,
    StageKind.DECISION,
    StageKind.START,
    StageKind.REPORT,
    StageKind.END,
)
"""The order of kinds where nothing else is known."""

_TO_APPLY = frozenset(USUAL[: USUAL.index(StageKind.INSTITUTION_APPROVAL)])
_CHOICES = frozenset({StageKind.PANEL, StageKind.INTERVIEW, StageKind.DECISION})
_AFTER_APPLYING = frozenset(USUAL[USUAL.index(StageKind.PANEL) :])

Times: TypeAlias = tuple[datetime.datetime, datetime.datetime]
Predecessors: TypeAlias = Mapping[str, frozenset[str]]
_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_DISTANT_FUTURE = datetime.datetime.max.replace(tzinfo=datetime.UTC)
_NO_TIMES = (_DISTANT_FUTURE, _DISTANT_FUTURE)


def in_sequence(call: Call) -> tuple[Stage, ...]:
    """Return the stages of a call, those of its rounds among them, in the order in which they happen.

    What has dates is in the order of its dates, whatever is written of what follows what.
    """
    originals = {stage.id: stage for stage in call.dated_parts}
    parts = _as_written(call.dated_parts)
    stages = list(parts)
    predecessors = _in_time(parts, {stage.id: _predecessors(stage, stages) for stage in stages})
    earlier = {stage.id: {other.id for other in parts if _is_before(other, stage, parts)} for stage in parts}
    order: list[Stage] = []
    while stages:
        ids = {stage.id for stage in order}
        rest = {stage.id for stage in stages}
        in_time = [stage for stage in stages if earlier[stage.id].isdisjoint(rest)] or stages
        ready = [stage for stage in in_time if predecessors[stage.id] <= ids]
        ready = ready or [stage for stage in in_time if _times(stage)] or in_time
        next_stage = min(ready, key=lambda stage: (_key(stage, parts, predecessors), _rank(stage.kind)))
        order.append(next_stage)
        stages.remove(next_stage)
    return tuple(originals[stage.id] for stage in order)


def _as_written(parts: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Return stages of which a briefing without a date follows the choice that it is written behind, where
    applications of those chosen are written behind it: it is for them."""
    return tuple(
        replace(part, follows=(before.id,))
        if part.kind is StageKind.BRIEFING
        and not (part.follows or _times(part))
        and before.kind in _CHOICES
        and any(other.applying for other in parts[index:])
        else part
        for index, (before, part) in enumerate(zip(parts[:1] + parts[:-1], parts, strict=True))
    )


def _is_before(first: Stage, second: Stage, parts: Sequence[Stage]) -> bool:
    """Return True if the dates of two stages say that the first is before the second.

    What comes before applying is over before a deadline that is later: a briefing, a registration, a question
    to the funder, which is a response to nothing. What is in
    the month in which a later application opens is before it, unless it follows it.
    """
    times, second_times = _times(first), _times(second)
    if not (times and second_times and first.id != second.id):
        return False
    if not second.applying or _ends_before(first, second):
        return _ends_before(first, second)
    is_to_apply = first.kind in _TO_APPLY and _usual(first) <= _usual(second)
    is_question = first.kind is StageKind.RESPONSE and not first.follows
    if (is_to_apply or is_question) and second.closes:
        return not isinstance(second.closes, MissingDate) and times[1] < second_times[1]
    is_later = any(part.applying and (_times(part) or _NO_TIMES)[0] < second_times[0] for part in parts)
    is_within = times[0] < second_times[0] < times[1] and _opens(second)
    is_vague = not first.applying and isinstance(first.date or first.closes, Period)
    return is_later and is_within and is_vague and second.id not in first.follows


def _usual(stage: Stage) -> int:
    return USUAL.index(stage.kind)


def _ends_before(first: Stage, second: Stage) -> bool:
    """Return True if both stages have dates, and those of the first are surely the earlier ones."""
    times, second_times = _times(first), _times(second)
    return bool(times and second_times and times[0] < second_times[0] and times[1] <= second_times[0])


def _in_time(parts: Sequence[Stage], predecessors: Predecessors) -> Predecessors:
    """Return predecessors without those that come after a date later than that of what they precede."""
    begins = {part.id: times[0] if (times := _times(part)) else None for part in parts}

    def earliest(name: str, trail: frozenset[str] = frozenset()) -> datetime.datetime:
        own = begins[name]
        before = [earliest(other, trail | {name}) for other in predecessors[name] - trail]
        return own or max(before, default=_LONG_AGO)

    return {
        name: frozenset(
            other
            for other in names
            if (own := begins[name]) is None or earliest(other, frozenset({name})) <= own
        )
        for name, names in predecessors.items()
    }


def _rank(kind: StageKind) -> int:
    """Return the place of a kind among stages of one date: what answers something is where it was written."""
    return min(USUAL.index(kind), USUAL.index(StageKind.RESPONSE))


def circle(follows: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the names of stages that follow each other in a circle, in order; none where there is none."""
    for start in follows:
        path = _way_back(start, start, follows, frozenset())
        if path:
            return path
    return ()


def _way_back(
    name: str, goal: str, follows: Mapping[str, Sequence[str]], trail: frozenset[str]
) -> tuple[str, ...]:
    for predecessor in follows.get(name, ()):
        if predecessor == goal:
            return (name, predecessor)
        if predecessor not in trail and (
            rest := _way_back(predecessor, goal, follows, trail | {predecessor})
        ):
            return (name, *rest)
    return ()


def _predecessors(stage: Stage, stages: Sequence[Stage]) -> frozenset[str]:
    """Return what a stage comes after: what it names, or else what its kind does where a date is absent.

    What names no other and is named by some comes after what has a date, if theirs are later.
    """
    followers = [_times(other) or _NO_TIMES for other in stages if stage.id in other.follows]
    latest = min((begins for begins, _ in followers), default=_DISTANT_FUTURE)
    follows = {stage.id: stage.follows for stage in stages}
    usual = (
        candidate.id
        for candidate in stages
        if _usually_before(candidate, stage, stages) or _surely_before(candidate, stage, stages)
        if not _way_back(candidate.id, stage.id, follows, frozenset())
        if not followers or ((times := _times(candidate)) and times[1] <= latest)
    )
    return frozenset(stage.follows or usual)


def _usually_before(first: Stage, second: Stage, stages: Sequence[Stage]) -> bool:
    same_side = first.side is None or second.side in (None, first.side)
    have_dates = _is_placed(first, stages) and _times(second)
    return same_side and not have_dates and _usual_place(first, stages) < _usual_place(second, stages)


def _usual_place(stage: Stage, stages: Sequence[Stage]) -> int:
    """Return the place of the kind of a stage: institutions nominate first where only the invited apply."""
    invitations = [
        sibling.invite_only
        for sibling in stages
        if sibling.applying and (stage.side is None or sibling.side in (None, stage.side))
    ]
    is_nomination = stage.kind is StageKind.INSTITUTION_APPROVAL and invitations and all(invitations)
    return USUAL.index(StageKind.REGISTRATION if is_nomination else stage.kind)


def _is_placed(stage: Stage, stages: Sequence[Stage]) -> bool:
    """Return True if a stage has a date, or comes after one that has."""
    return bool(_times(stage)) or any(sibling.id in stage.follows and _times(sibling) for sibling in stages)


def _surely_before(first: Stage, second: Stage, stages: Sequence[Stage]) -> bool:
    """Return True if the kinds of two stages say more than their dates, one of which is only about when.

    So a panel in March is before the decision of that spring. What opens before it closes has its place by
    that. Where there are two decisions, one may be the panel's reason.
    """
    is_alone = sum(stage.kind is second.kind and stage.side == second.side for stage in stages) == 1
    times, second_times = _times(first), _times(second)
    kinds, are_points = {first.kind, second.kind}, not any(_opens(stage) for stage in (first, second))
    is_comparable = kinds <= _AFTER_APPLYING or (are_points and kinds <= _TO_APPLY)
    if not (times and second_times and is_alone and is_comparable):
        return False
    overlaps = times[0] < second_times[1] and second_times[0] < times[1]
    is_vague = any(isinstance(stage.date or stage.closes, Period) for stage in (first, second))
    return overlaps and is_vague and USUAL.index(first.kind) < USUAL.index(second.kind)


def _opens(stage: Stage) -> bool:
    return stage.window is not None or isinstance(stage.opens, Exact | Day | Period)


def _key(stage: Stage, parts: Sequence[Stage], predecessors: Predecessors) -> Times:
    """Return when a stage is; one without a date is after what it follows, or before what follows it."""
    predecessor_times = [_times(part) or _NO_TIMES for part in parts if part.id in predecessors[stage.id]]
    successor_times = [_times(part) or _NO_TIMES for part in parts if stage.id in part.follows]
    return _place(stage) or max(predecessor_times, default=min(successor_times, default=_NO_TIMES))


def _times(stage: Stage) -> Times | None:
    """Return when a stage begins and ends, as far as one of its dates is known."""
    spans = [_span(moment) for moment in _moments(stage)]
    return (min(begins for begins, _ in spans), max(ends for _, ends in spans)) if spans else None


def _place(stage: Stage) -> Times | None:
    """Return the times that a stage is placed by: a month or a quarter stands behind the days in it."""
    spans = [(_span(moment), isinstance(moment, Period)) for moment in _moments(stage)]
    if not spans:
        return None
    begins = min(ends if is_vague else begins for (begins, ends), is_vague in spans)
    return begins, max(ends for (_, ends), _ in spans)


def _moments(stage: Stage) -> list[DatedMoment]:
    window = stage.window
    moments = (window.start, window.end) if window else (stage.opens, stage.date, stage.closes)
    return [moment for moment in moments if moment is not None and not isinstance(moment, MissingDate)]


def _span(moment: DatedMoment) -> Times:
    """Return when a moment begins and ends; days are the same for all sides, whatever their clocks."""
    if isinstance(moment, Exact):
        return moment.begins, moment.ends
    first, last = (moment.day, moment.day) if isinstance(moment, Day) else (moment.first, moment.last)
    begins, ends = (
        datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC) for day in (first, last)
    )
    return begins, ends + datetime.timedelta(days=1)
