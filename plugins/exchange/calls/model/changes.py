"""How often an event was revised and when last: what `changes` declares, and what git knows beyond it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exchange.calls.model.call import Call, Change, ChangeKind, DateField
from exchange.calls.reading.record_dates import OPENING


def touching(call: Call, stage: str | None = None, date_field: DateField | None = None) -> tuple[Change, ...]:
    """Return the changes that touch a stage, or one date of it: also those of the whole call."""
    return tuple(change for change in call.changes if _touches(change, stage, date_field))


def _touches(change: Change, stage: str | None, date_field: DateField | None) -> bool:
    if stage is None or change.stage is None:
        return True
    return change.stage == stage and (
        date_field is None or not change.moves_a_date or change.what is date_field
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event was revised, and when last, in seconds since 1970."""

    number: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Revisions:
    """What git knows of events: by call, and by stage (openings by `<stage>.opens`).

    Where it knows nothing, what the record declares counts.
    """

    by_event: Mapping[tuple[str, str], Revision] = field(default_factory=dict)

    def sequence(self, call: Call, stage: str, date_field: DateField | None = None) -> int:
        """Return how often an event was revised: its SEQUENCE (RFC 5545, 3.8.7.4)."""
        revision = self.by_event.get((call.id, _event(stage, date_field)))
        count = len(touching(call, stage, date_field)) - 1
        return count if revision is None else max(revision.number, count)

    def event_moment(self, call: Call, stage: str, date_field: DateField | None = None) -> datetime.datetime:
        """Return when an event last changed, in UTC."""
        revision = self.by_event.get((call.id, _event(stage, date_field)))
        return _latest(touching(call, stage, date_field), [] if revision is None else [revision])

    def latest_moment(self, call: Call, stage: str | None = None) -> datetime.datetime:
        """Return when a call, or one stage of it, last changed, in UTC."""
        names = (stage, f"{stage}{OPENING}")
        revisions = [
            revision
            for (name, event), revision in self.by_event.items()
            if name == call.id and (not stage or event in names)
        ]
        return _latest(touching(call, stage), revisions)

    def newest(self, calls: Sequence[Call]) -> datetime.datetime:
        """Return when any of some calls last changed; 1970 where there are none."""
        return max((self.latest_moment(call) for call in calls), default=_moment(0))


NO_REVISIONS = Revisions()
"""Nothing is known beyond what records declare."""


def _event(stage: str, date_field: DateField | None) -> str:
    return f"{stage}{OPENING}" if date_field is DateField.OPENS else stage


def _latest(changes: Sequence[Change], revisions: Sequence[Revision]) -> datetime.datetime:
    moments = (change.at.begins for change in changes)
    return max((*moments, *(_moment(revision.seconds) for revision in revisions)))


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def in_order(changes: Sequence[Change]) -> list[tuple[int, Change]]:
    """Return changes with their places in the record: `added` first, and turned if the newest is.

    What a funder had changed before a call was added here may stand in front of `added`, or behind it.
    """
    numbered = list(enumerate(changes))
    added = next((entry for entry in numbered if entry[1].kind is ChangeKind.ADDED), None)
    others = [entry for entry in numbered if entry is not added]
    begins = [change.at.begins for _, change in others]
    if others and added is numbered[-1] and begins == sorted(begins, reverse=True):
        others.reverse()
    return ([added] if added else []) + others


def creation_moment(call: Call) -> datetime.datetime:
    """Return when a call was added, in UTC."""
    return call.changes[0].at.begins
