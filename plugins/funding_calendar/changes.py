"""What happened to a call after it was published: how often, when last, and what two versions differ in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from funding_calendar.model import Call, Change, Cutoff, Dated, Moment, Stage
from funding_calendar.moments import write_moment
from sitekit.problems import Place, Problem


def touching(call: Call, stage: str | None = None, what: Dated | None = None) -> tuple[Change, ...]:
    """Return the changes that touch a stage, or one date of it: also those of the whole call."""
    return tuple(change for change in call.changes if _touches(change, stage, what))


def _touches(change: Change, stage: str | None, what: Dated | None) -> bool:
    if stage is None or change.stage is None:
        return True
    return change.stage == stage and (what is None or not change.moves_a_date or change.what is what)


def sequence(call: Call, stage: str, what: Dated | None = None) -> int:
    """Return how often an event was revised: its SEQUENCE (RFC 5545, 3.8.7.4)."""
    return len(touching(call, stage, what)) - 1


def modified(call: Call, stage: str | None = None, what: Dated | None = None) -> datetime.datetime:
    """Return when a call, a stage or one date of it last changed, in UTC."""
    return max(change.at.begins for change in touching(call, stage, what))


def created(call: Call) -> datetime.datetime:
    """Return when a call was added, in UTC."""
    return call.changes[0].at.begins


def newest(calls: Sequence[Call]) -> datetime.datetime:
    """Return when any of some calls last changed; 1970 where there are none."""
    return max((modified(call) for call in calls), default=datetime.datetime.fromtimestamp(0, datetime.UTC))


def unrecorded(before: Mapping[str, Call], after: Mapping[str, Call], folder: str) -> list[Problem]:
    """Return what was done to published records that their history does not tell.

    `before` and `after` are all calls by id, as published and as proposed; `folder` is where records are.
    """
    problems = []
    for name, old in before.items():
        place = Place(path=f"{folder}/{name}.yml", line=1)
        if name not in after:
            problems.append(_problem("call-removed", place, id=name))
            continue
        new = after[name]
        if new.changes[: len(old.changes)] != old.changes:
            problems.append(_problem("history-rewritten", place))
        problems += _unrecorded_moves(old, new, place)
    return problems


def _unrecorded_moves(old: Call, new: Call, place: Place) -> list[Problem]:
    problems = []
    added = new.changes[len(old.changes) :]
    names = {stage.id for stage in new.dated}
    for stage in old.dated:
        if stage.id not in names:
            problems.append(_problem("stage-removed", place, stage=stage.id))
            continue
        told = {change.what.value for change in added if change.stage == stage.id and change.moves_a_date}
        for what, (was, now) in _moves(stage, new.stage(stage.id)).items():
            if what not in told:
                values = {"stage": stage.id, "what": what, "before": _text(was), "after": _text(now)}
                problems.append(_problem("date-moved-silently", place, **values))
    return problems


def _moves(old: Stage | Cutoff, new: Stage | Cutoff) -> dict[str, tuple[Moment | None, Moment | None]]:
    pairs = {what: (_date(old, what), _date(new, what)) for what in ("opens", "closes", "date")}
    return {what: pair for what, pair in pairs.items() if pair[0] != pair[1]}


def _date(stage: Stage | Cutoff, what: str) -> Moment | None:
    if isinstance(stage, Cutoff):
        return stage.at if what == "closes" else None
    found: Moment | None = getattr(stage, what)
    return found


def _text(moment: Moment | None) -> str:
    return "-" if moment is None else write_moment(moment)


def _problem(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"funding_calendar/{rule}", place=place, values=values)
