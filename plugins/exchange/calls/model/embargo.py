"""Keep calls out of the site until the moment their records name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from exchange.calls.model.call import Call


def published(calls: Iterable[Call], now: datetime.datetime) -> tuple[Call, ...]:
    """Return the calls that may be shown at a moment, by id."""
    visible_calls = [call for call in calls if call.publish is None or call.publish.begins <= now]
    return tuple(sorted(visible_calls, key=lambda call: call.id))


def calls_under_embargo(calls: Iterable[Call], now: datetime.datetime) -> tuple[Call, ...]:
    """Return the calls that may not be shown yet, by the moment they may."""
    embargoed_calls = [call for call in calls if call.publish is not None and call.publish.begins > now]
    return tuple(sorted(embargoed_calls, key=lambda call: (call.publish and call.publish.begins, call.id)))
