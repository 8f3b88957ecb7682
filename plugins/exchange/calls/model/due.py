"""Say when what the site shows next changes by itself, so that a rebuild can be set for that moment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from exchange.calls.model.call import Call
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import status, transitions


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One coming change: when, of which call, from which state to which."""

    instant: datetime.datetime
    call: str
    old_state: str
    new_state: str


def due(calls: Sequence[Call], now: datetime.datetime, settings: Settings) -> tuple[Due, ...]:
    """Return the next change of each call, soonest first; embargoed calls begin as `withheld`."""
    changes = []
    for call in calls:
        instants = [instant for instant in transitions(call, settings) if instant > _first_look(call, now)]
        if instants:
            old_state, new_state = (_word(call, moment, settings) for moment in (now, instants[0]))
            changes.append(Due(instant=instants[0], call=call.id, old_state=old_state, new_state=new_state))
    return tuple(sorted(changes, key=lambda change: (change.instant, change.call)))


def _first_look(call: Call, now: datetime.datetime) -> datetime.datetime:
    """Return the moment after which a call can change: what it does while it is withheld nobody sees."""
    if call.publish is None:
        return now
    return max(now, call.publish.begins - datetime.timedelta(microseconds=1))


def due_json(calls: Sequence[Call], now: datetime.datetime, settings: Settings) -> dict[str, object]:
    """Return the changes as plain values: moments in UTC (RFC 3339), `next` the first of them or None."""
    changes = due(calls, now, settings)
    return {
        "now": _utc(now),
        "next": _utc(changes[0].instant) if changes else None,
        "changes": [
            {
                "at": _utc(change.instant),
                "call": change.call,
                "before": change.old_state,
                "after": change.new_state,
            }
            for change in changes
        ],
    }


def _word(call: Call, moment: datetime.datetime, settings: Settings) -> str:
    if call.publish is not None and moment < call.publish.begins:
        return "withheld"
    return status(call, moment, settings).state.value


def _utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
