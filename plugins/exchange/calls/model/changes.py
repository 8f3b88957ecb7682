"""How often an event was revised and when last: what `changes` declares, and what git knows beyond it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exchange.calls.model.call import Call, Change, Dated
from exchange.calls.reading.record_dates import OPENING


def touching(call: Call, stage: str | None = None, what: Dated | None = None) -> tuple[Change, ...]:
    """Return the changes that touch a stage, or one date of it: also those of the whole call."""
    return tuple(change for change in call.changes if _touches(change, stage, what))


def _touches(change: Change, stage: str | None, what: Dated | None) -> bool:
    if stage is None or change.stage is None:
        return True
    return change.stage == stage and (what is None or not change.moves_a_date or change.what is what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event was revised, and when last, in seconds since 1970."""

    number: int
    modified: int


@dataclass(frozen=True, slots=True)
class Revisions:
    """What git knows of events: by call, and by stage (openings by `<stage>.opens`).

    Where it knows nothing, what the record declares counts.
    """

    known: Mapping[tuple[str, str], Revision] = field(default_factory=dict)

    def sequence(self, call: Call, stage: str, what: Dated | None = None) -> int:
        """Return how often an event was revised: its SEQUENCE (RFC 5545, 3.8.7.4)."""
        known = self.known.get((call.id, _event(stage, what)))
        declared = len(touching(call, stage, what)) - 1
        return declared if known is None else max(known.number, declared)

    def event_modified(self, call: Call, stage: str, what: Dated | None = None) -> datetime.datetime:
        """Return when an event last changed, in UTC."""
        known = self.known.get((call.id, _event(stage, what)))
        return _latest(touching(call, stage, what), [] if known is None else [known])

    def modified(self, call: Call, stage: str | None = None) -> datetime.datetime:
        """Return when a call, or one stage of it, last changed, in UTC."""
        names = (stage, f"{stage}{OPENING}")
        known = [
            one
            for (name, event), one in self.known.items()
            if name == call.id and (not stage or event in names)
        ]
        return _latest(touching(call, stage), known)

    def newest(self, calls: Sequence[Call]) -> datetime.datetime:
        """Return when any of some calls last changed; 1970 where there are none."""
        return max((self.modified(call) for call in calls), default=_moment(0))


NOT_REVISED = Revisions()
"""Nothing is known beyond what records declare."""


def _event(stage: str, what: Dated | None) -> str:
    return f"{stage}{OPENING}" if what is Dated.OPENS else stage


def _latest(changes: Sequence[Change], known: Sequence[Revision]) -> datetime.datetime:
    declared = (change.at.begins for change in changes)
    return max((*declared, *(_moment(one.modified) for one in known)))


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def created(call: Call) -> datetime.datetime:
    """Return when a call was added, in UTC."""
    return call.changes[0].at.begins
