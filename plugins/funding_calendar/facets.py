"""What search may filter a call by: its state, settled or by the clock, and its sides."""

from __future__ import annotations

import datetime

from funding_calendar.model import Call, Lifecycle
from funding_calendar.settings import Settings
from funding_calendar.status import StageTimes, State, status, timeline
from sitekit.facets import Facets

_SETTLED = {
    Lifecycle.AWARDED: "awarded",
    Lifecycle.CANCELLED: "cancelled",
    Lifecycle.WITHDRAWN: "cancelled",
    Lifecycle.PLANNED: "upcoming",
}


def facets(call: Call, now: datetime.datetime, settings: Settings) -> Facets:
    """Return the facets of a call. One whose opening is not known is never open before it closes."""
    applying = [stage for stage in timeline(call, settings).stages if stage.applying and stage.closes]
    settled = _SETTLED.get(call.lifecycle)
    if settled is None and not applying:
        state = status(call, now, settings).state
        settled = "open" if state is State.ROLLING else "closed" if state is State.CLOSED else "upcoming"
    if settled is not None:
        return Facets(status=settled, sides=call.side_codes)
    closes = max(stage.closes for stage in applying if stage.closes is not None)
    return Facets(sides=call.side_codes, opens=_moment(_opens(applying, closes)), closes=_moment(closes))


def _opens(applying: list[StageTimes], closes: int) -> int:
    return min((stage.opens for stage in applying if stage.opens is not None), default=closes)


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
