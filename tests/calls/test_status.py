"""How far a call is: the rule, its two twins, and that time only moves a call forward."""

from __future__ import annotations

import datetime
import json
import random
import shutil
import subprocess
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calls.outputs import site_of
from tests.calls.samples import SETTINGS, call, changed, utc
from tests.calls.strategies import calls

from exchange.calls.model.call import Call
from exchange.calls.model.moments import read_moment
from exchange.calls.model.status import (
    FINAL_STATES,
    StageState,
    StageTimes,
    State,
    Timeline,
    stage_state,
    status,
    status_of,
    timeline,
    timeline_json,
    transitions,
)
from exchange.calls.views.call_views import call_page
from exchange.text.frame import THEME

_CASES = 24_000
_RANK = tuple(StageState)

_unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(2026, 8, 31, 22, 59), State.FORECAST),
        (utc(2026, 8, 31, 23), State.OPEN),
        (utc(2026, 10, 8, 15, 59), State.OPEN),
        (utc(2026, 10, 8, 16), State.CLOSING_SOON),
        (utc(2026, 10, 22, 15, 59, 59), State.CLOSING_SOON),
        (utc(2026, 10, 22, 16), State.CLOSED),
    ],
)
def test_a_call_opens_and_closes_at_its_instants(now: datetime.datetime, state: State) -> None:
    """It is open from the first instant that is the opening day everywhere until the deadline itself."""
    assert status(call(), now, SETTINGS).state is state


@pytest.mark.parametrize(
    "dates",
    [
        "opens: 2026-09\n    closes: tbc",
        "opens: tbc\n    closes: tbc",
        "opens: tbc\n    closes: late 2030-10",
        "opens: 2026-09-01\n    closes: 2030-10-22\n    basis: expected",
    ],
)
def test_what_is_not_sure_is_never_open(dates: str) -> None:
    """A call whose opening nobody has published stays a forecast."""
    text = changed(("opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London", dates))
    assert status(call(text), utc(2027, 1, 1), SETTINGS).state is State.FORECAST


def test_a_past_call_without_dates_is_closed() -> None:
    """Dates that lie behind and were never published do not leave a call open."""
    text = changed(("2026-09-01", "unpublished"), ("2026-10-22 17:00 Europe/London", "unpublished"))
    assert status(call(text), utc(2026, 1, 1), SETTINGS).state is State.CLOSED


def test_each_side_has_its_own_state() -> None:
    """When one side closes a week earlier, the call is still open for the other."""
    text = changed(
        (
            "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London",
            "  - {id: uk, kind: full, side: GB, opens: 2026-09-01, closes: 2026-10-05 17:00 Europe/London}\n"
            "  - {id: korea, kind: full, side: KR, opens: 2026-09-01, closes: 2026-10-12 17:00 Asia/Seoul}",
        )
    )
    found = status(call(text), utc(2026, 10, 6), SETTINGS)
    assert found.sides == {"GB": State.CLOSED, "KR": State.CLOSING_SOON}
    assert found.state is State.CLOSING_SOON


def test_a_stage_for_the_chosen_does_not_open_the_call() -> None:
    """After the first stage, a stage by invitation leaves the call to those who were invited."""
    stage = "  - {id: second, kind: full, opens: 2026-12-01, closes: 2027-01-31, invite_only: yes}\n"
    text = changed(("kind: full", "kind: outline"), ("changes:", f"{stage}changes:"))
    assert status(call(text), utc(2026, 12, 15), SETTINGS).state is State.INVITED_ONLY


@_unhurried
@given(calls(), st.lists(st.integers(0, 6 * 365 * 24 * 60), min_size=2, max_size=6))
def test_time_only_moves_a_call_forward(drawn: Call, minutes: list[int]) -> None:
    """No stage goes back, and a call that is closed stays closed until its record changes."""
    times = timeline(drawn, SETTINGS)
    start = utc(2024, 1, 1)
    found = [
        status_of(times, int((start + datetime.timedelta(minutes=minute)).timestamp()))
        for minute in sorted(minutes)
    ]
    for before, after in pairwise(found):
        for name, state in before.stages.items():
            assert _RANK.index(after.stages[name]) >= _RANK.index(state)
        if before.state in (State.CLOSED, State.AWARDED, State.CANCELLED):
            assert after.state is before.state


@_unhurried
@given(calls(), st.integers(0, 6 * 365 * 24 * 60))
def test_nothing_changes_between_two_transitions(drawn: Call, minute: int) -> None:
    """Between the last change and the next, everything shown of a call stays the same."""
    now = utc(2024, 1, 1) + datetime.timedelta(minutes=minute)
    instants = transitions(drawn, SETTINGS)
    here = status(drawn, now, SETTINGS)
    for since in [instant for instant in instants if instant <= now][-1:]:
        assert status(drawn, since, SETTINGS) == here
    for until in [instant for instant in instants if instant > now][:1]:
        assert status(drawn, until - datetime.timedelta(seconds=1), SETTINGS) == here


@_unhurried
@given(calls())
def test_every_transition_changes_something(drawn: Call) -> None:
    """A scheduled rebuild is never for nothing, but for the end of an embargo."""
    second = datetime.timedelta(seconds=1)
    for instant in transitions(drawn, SETTINGS):
        if drawn.publish is None or instant != drawn.publish.begins:
            assert status(drawn, instant, SETTINGS) != status(drawn, instant - second, SETTINGS)


def test_python_and_javascript_agree() -> None:
    """Both twins give the same answer on cases aimed at folds, midnights and the edges of stages."""
    if shutil.which("node") is None:
        pytest.fail("Node.js is not installed: the JavaScript twin was not checked")
    source = random.Random(20261122)  # noqa: S311 -- cases that repeat
    cases = [_case(source) for _ in range(_CASES)]
    script = (THEME / "assets/js/calendar/status.js").as_uri()
    program = (
        f"import {{ status }} from {json.dumps(script)};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        "console.log(JSON.stringify(JSON.parse(text).map(([timeline, now]) => status(timeline, now))));"
    )
    given_cases = json.dumps([[timeline_json(times), now] for times, now in cases])
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        input=given_cases,
        capture_output=True,
        text=True,
        check=True,
    )
    answers = json.loads(done.stdout)
    assert len(answers) == _CASES
    for (times, now), answer in zip(cases, answers, strict=True):
        found = status_of(times, now)
        assert answer == {
            "state": found.state.value,
            "extended": found.extended,
            "sides": {side: state.value for side, state in found.sides.items()},
            "stages": {name: state.value for name, state in found.stages.items()},
        }


_TEXTS = [
    f"{day} {time}"
    for day in ("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2026-12-31", "2027-01-01")
    for time in (
        "00:00 Europe/London",
        "00:59 Europe/London",
        "02:00 Europe/London",
        "00:00 Asia/Seoul",
        "09:00 Asia/Seoul",
        "10:00 Asia/Seoul",
        "23:59 Asia/Seoul",
    )
] + [
    f"2026-10-25 01:{minute} Europe/London {fold}"
    for minute in ("00", "30", "59")
    for fold in ("first", "second")
]
_INSTANTS = [int(read_moment(text, zone_choices=SETTINGS.zones).begins.timestamp()) for text in _TEXTS]


def _case(source: random.Random) -> tuple[Timeline, int]:
    """Return a timeline whose edges lie on aimed instants, and a moment at or beside one of them."""
    stages = []
    for number in range(source.randint(0, 4)):
        opens, soon, closes = (source.choice([*_INSTANTS, None, 0]) for _ in range(3))
        stages.append(
            StageTimes(
                id=f"stage-{number}",
                side=source.choice([None, "GB", "KR"]),
                applying=source.random() < 0.8,
                invite_only=source.random() < 0.3,
                rolling=source.random() < 0.3,
                is_paused=source.random() < 0.2,
                opens=opens,
                closing_soon_start=soon,
                closes=closes,
            )
        )
    times = Timeline(
        id="case",
        decided=source.choice([None] * 5 + [State.FORECAST, *FINAL_STATES]),
        next_round=source.choice([*_INSTANTS, None, None]),
        extended=source.random() < 0.3,
        sides=source.choice([("GB", "KR"), ("GB",), ("KR",), ()]),
        stages=tuple(stages),
    )
    return times, source.choice(_INSTANTS) + source.choice([-1, 0, 1, -3600, 3600])


@_unhurried
@given(st.integers(0, 10**10))
def test_a_stage_that_has_no_dates_is_still_to_come(now: int) -> None:
    """A stage of which nothing is known is neither open nor over."""
    stage = StageTimes(
        id="x",
        side=None,
        applying=True,
        invite_only=False,
        rolling=False,
        is_paused=False,
        opens=None,
        closing_soon_start=None,
        closes=None,
    )
    assert stage_state(stage, now) is StageState.UPCOMING


@pytest.mark.parametrize(
    ("stage", "passes"),
    [
        ("kind: decision, date: 2026-10-01", utc(2026, 10, 1, 23)),
        ("kind: panel, date: 2026-10", utc(2026, 10, 31, 23, 59)),
        ("kind: eoi, opens: 2026-08-10, closes: 2026-09-15 12:00 Asia/Seoul", utc(2026, 9, 15, 3)),
        ("kind: interview, window: {from: 2026-10-01, to: 2026-10-02}", utc(2026, 10, 2, 23)),
    ],
)
def test_an_expected_date_that_passes_is_awaited(stage: str, passes: datetime.datetime) -> None:
    """It does not go on as if it were to come; nor is it said to have taken place. The site is built anew."""
    one = call(changed(("changes:\n", f"  - {{id: late, {stage}, basis: expected}}\nchanges:\n")))
    before, after = (status(one, passes + days, SETTINGS) for days in (-_DAYS, _DAYS))
    assert (before.awaited, after.awaited) == (frozenset(), {"late"})
    assert after.stages["late"] is StageState.UPCOMING
    assert any(abs(instant - passes) < _DAYS for instant in transitions(one, SETTINGS))
    for locale, words in (("en", "Expected by now; no news yet"), ("ko", "예상일이 지났으나 아직 소식 없음")):
        for moment, is_said in ((passes - _DAYS, False), (passes + _DAYS, True)):
            shown = call_page(one, site_of([one], locale, moment), root="").stages
            assert (words in {view.state_text for view in shown}) is is_said


_DAYS = datetime.timedelta(days=2)
