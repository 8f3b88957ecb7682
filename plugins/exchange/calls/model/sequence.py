"""The stages of a call in the order in which they happen, those without a date in their logical place.

A stage follows what it names under `follows`. Where the date of one of two stages is not known, the order of
their kinds counts too: an expression of interest is before the application, a decision after it. So it does
for a panel, a decision and what is later where one of their dates is only about when.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from exchange.calls.model.call import Call, DatedMoment, Day, MissingDate, Period, Stage, StageKind

_USUAL = (
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

_AFTER_APPLYING = frozenset(_USUAL[_USUAL.index(StageKind.PANEL) :])

Times: TypeAlias = tuple[datetime.datetime, datetime.datetime]
Before: TypeAlias = Mapping[str, frozenset[str]]
_FAR = datetime.datetime.max.replace(tzinfo=datetime.UTC)
_NEVER = (_FAR, _FAR)


def in_sequence(call: Call) -> tuple[Stage, ...]:
    """Return the stages of a call, those of its rounds among them, in the order in which they happen."""
    stages, dated = list(call.dated_parts), call.dated_parts
    before = {stage.id: _before(stage, stages) for stage in stages}
    ordered: list[Stage] = []
    while stages:
        done = {stage.id for stage in ordered}
        ready = [stage for stage in stages if before[stage.id] <= done] or stages
        chosen = min(ready, key=lambda stage: (_key(stage, dated, before), _USUAL.index(stage.kind)))
        ordered.append(chosen)
        stages.remove(chosen)
    return tuple(ordered)


def circle(follows: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the names of stages that follow each other in a circle, in order; none where there is none."""
    for start in follows:
        path = _way_back(start, start, follows, frozenset())
        if path:
            return path
    return ()


def _way_back(
    name: str, goal: str, follows: Mapping[str, Sequence[str]], seen: frozenset[str]
) -> tuple[str, ...]:
    for other in follows.get(name, ()):
        if other == goal:
            return (name, other)
        if other not in seen and (rest := _way_back(other, goal, follows, seen | {other})):
            return (name, *rest)
    return ()


def _before(stage: Stage, stages: Sequence[Stage]) -> frozenset[str]:
    """Return what a stage comes after: what it names, or else what its kind does where a date is absent."""
    if not stage.follows and any(stage.id in other.follows for other in stages):
        return frozenset()
    follows = {stage.id: stage.follows for stage in stages}
    usual = (
        other.id
        for other in stages
        if _usually_before(other, stage) or _surely_before(other, stage, stages)
        if not _way_back(other.id, stage.id, follows, frozenset())
    )
    return frozenset(stage.follows or usual)


def _usually_before(one: Stage, other: Stage) -> bool:
    same_side = one.side is None or other.side in (None, one.side)
    dated = _times(one) and _times(other)
    return same_side and not dated and _USUAL.index(one.kind) < _USUAL.index(other.kind)


def _surely_before(one: Stage, other: Stage, stages: Sequence[Stage]) -> bool:
    """Return True if the kinds of two stages say more than their dates, one of which is only about when.

    So a panel in March is before the decision of that spring. Where there are two decisions, one may be the
    panel's reason.
    """
    alone = sum(stage.kind is other.kind and stage.side == other.side for stage in stages) == 1
    times, later = _times(one), _times(other)
    if not (times and later and alone and {one.kind, other.kind} <= _AFTER_APPLYING):
        return False
    overlaps = times[0] < later[1] and later[0] < times[1]
    about = isinstance(one.date, Period) or isinstance(other.date, Period)
    return overlaps and about and _USUAL.index(one.kind) < _USUAL.index(other.kind)


def _key(stage: Stage, dated: Sequence[Stage], before: Before) -> Times:
    """Return when a stage is; one without a date is after what it follows, or before what follows it."""
    earlier = [_times(one) or _NEVER for one in dated if one.id in before[stage.id]]
    later = [_times(one) or _NEVER for one in dated if stage.id in one.follows]
    return _times(stage) or max(earlier, default=min(later, default=_NEVER))


def _times(stage: Stage) -> Times | None:
    """Return when a stage begins and ends, as far as one of its dates is known."""
    window = stage.window
    ends = (window.start, window.end) if window else (stage.opens, stage.date, stage.closes)
    moments = [one for one in ends if one is not None and not isinstance(one, MissingDate)]
    if not moments:
        return None
    spans = [_span(one) for one in moments]
    return min(begins for begins, _ in spans), max(ends for _, ends in spans)


def _span(moment: DatedMoment) -> Times:
    """Return when a moment begins and ends; a day is the same for all sides, whatever their clocks."""
    if not isinstance(moment, Day):
        return moment.begins, moment.ends
    begins = datetime.datetime.combine(moment.day, datetime.time(), tzinfo=datetime.UTC)
    return begins, begins + datetime.timedelta(days=1)
