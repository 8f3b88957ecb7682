"""A call is kept out of the site until the moment its record names, and not a second longer."""

from __future__ import annotations

import datetime

import pytest
from tests.calls.samples import call, changed, utc

from exchange.calls.model.embargo import calls_under_embargo, published

OPEN = call(name="a-open")
LATER = call(changed(("kind: grant", "kind: grant\npublish: 2026-10-01 09:00 Asia/Seoul")), name="b-later")
MOMENT = utc(2026, 10, 1, 0)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (MOMENT - datetime.timedelta(days=400), ["a-open"]),
        (MOMENT - datetime.timedelta(seconds=1), ["a-open"]),
        (MOMENT, ["a-open", "b-later"]),
        (MOMENT + datetime.timedelta(days=400), ["a-open", "b-later"]),
    ],
)
def test_a_call_is_shown_from_its_moment_on(now: datetime.datetime, shown: list[str]) -> None:
    """Before it the call is withheld: each call is one or the other."""
    calls = (LATER, OPEN)
    assert [one.id for one in published(calls, now)] == shown
    assert [one.id for one in calls_under_embargo(calls, now)] == [
        name for name in ("b-later",) if name not in shown
    ]
