"""What search shows of a call and filters it by: its states by the clock, its sides and their deadlines."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from exchange.calls.model.call import Call, DatedMoment, MissingDate, Stage
from exchange.calls.model.schedule import next_deadlines
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import (
    BEGINNING_OF_TIME,
    State,
    Status,
    status,
    status_of,
    timeline,
    transitions,
)
from exchange.calls.views.wording import Wording
from exchange.search.facets import Deadline, Facets

_WORDS = {
    State.CLOSING_SOON: "open",
    State.OPEN: "open",
    State.ROLLING: "open",
    State.PAUSED: "paused",
    State.FORECAST: "upcoming",
    State.INVITED_ONLY: "invited",
    State.CLOSED: "closed",
    State.AWARDED: "awarded",
    State.NO_AWARD: "closed",
    State.CANCELLED: "cancelled",
}


def facets(call: Call, now: datetime.datetime, settings: Settings, wordings: Mapping[str, Wording]) -> Facets:
    """Return the facets of a call: every state it goes through, and the deadlines to act on at a moment.

    `wordings` are those of every language, since a reader of one finds pages in the others.
    """
    states, now_status = _states(call, settings), status(call, now, settings)
    deadlines = tuple(
        Deadline(
            words={
                code: _text(call, stage, closes, wording, now_status) for code, wording in wordings.items()
            },
            ends=closes.ends,
        )
        for stage in next_deadlines(call, now_status)
        if (closes := stage.closes) is not None and not isinstance(closes, MissingDate)
    )
    if len(states) == 1:
        return Facets(sides=call.side_codes, status=states[0][1], deadlines=deadlines)
    return Facets(sides=call.side_codes, states=states, deadlines=deadlines)


def _states(call: Call, settings: Settings) -> tuple[tuple[datetime.datetime, str], ...]:
    """Return each state with the moment from which it holds, the first since always."""
    times = timeline(call, settings)
    words_by_instant: list[tuple[datetime.datetime, str]] = []
    for instant in (
        datetime.datetime.fromtimestamp(BEGINNING_OF_TIME, tz=datetime.UTC),
        *transitions(call, settings),
    ):
        state = _WORDS[status_of(times, int(instant.timestamp())).state]
        if not words_by_instant or words_by_instant[-1][1] != state:
            words_by_instant.append((instant, state))
    return tuple(words_by_instant)


def _text(call: Call, stage: Stage, closes: DatedMoment, wording: Wording, now_status: Status) -> str:
    """Return a deadline as search labels it, under the name of its side."""
    deadline = wording.paused_text(call, stage, wording.deadline(closes).full, now_status)
    if stage.side is None:
        return wording.strings("deadline.search", when=deadline)
    return wording.strings("deadline.search_of", side=wording.short_side(stage.side), when=deadline)
