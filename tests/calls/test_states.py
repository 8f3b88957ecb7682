"""Each cell of the table of states, and what rounds, pauses and sides make of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.calls.samples import ROOT, SETTINGS, WORDINGS, call, changed, utc
from tests.calls.state_cells import NOW, PRECISIONS, ROWS, Row, expected, page, record

from exchange.calls.model.rounds import next_round
from exchange.calls.model.schedule import next_deadline
from exchange.calls.model.sequence import in_sequence
from exchange.calls.model.status import State, status
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.unclear_dates import unclear_dates
from exchange.calls.views.standing import standing
from exchange.text.problems import ContentProblems

_STAGE = "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
_ROUNDS = """\
rounds:
  - {id: spring, opens: 2026-01-12, closes: 2026-05-21 17:00 Europe/London, outcome: 2026-09}
  - {id: autumn, opens: 2026-05-22, closes: 2026-11-30 17:00 Europe/London, outcome: 2027-03}
"""


def _with_rounds(more: str = "") -> str:
    """Return a record that has rounds and no stage."""
    return changed((_STAGE, ""), ("stages:\n", ""), ("changes:", f"{more}{_ROUNDS}changes:"))


def _cells() -> Iterator[tuple[Row, str, str, str]]:
    for row in ROWS:
        for date, precision, cell in zip(row.dates, PRECISIONS, row.cells.split(), strict=True):
            yield row, date, precision, cell


@pytest.mark.parametrize("sides", [1, 2], ids=["one side", "both"])
@pytest.mark.parametrize(
    ("row", "date", "cell"),
    [pytest.param(row, date, cell, id=f"{row.title}-{precision}") for row, date, precision, cell in _cells()],
)
def test_a_cell_of_the_table(row: Row, date: str, cell: str, sides: int) -> None:
    """The state is right, on each side, and what a build cannot know is pointed out."""
    state, pointed_out = expected(cell)
    text = record(row, date, sides=sides)
    if state is None:
        with pytest.raises(ContentProblems):
            call(text)
        return
    one = call(text)
    found = status(one, NOW, SETTINGS)
    assert found.state is state
    assert [*found.sides.values()] == [state] * sides
    problems = [*unclear_dates(one, NOW, SETTINGS, RecordPlaces(text, path="x.yml"))]
    assert bool(problems) == pointed_out, problems


def test_the_table_in_docs_is_the_one_under_test() -> None:
    """Staff read what the tests hold."""
    assert (ROOT / "docs" / "call-states.md").read_text(encoding="utf-8") == page()


def test_a_day_ends_with_the_day_of_its_own_side() -> None:
    """A day for both sides is over in Korea while it still is that day in the United Kingdom."""
    shared = call(changed(("2026-10-22 17:00 Europe/London", "2026-10-22")))
    assert status(shared, utc(2026, 10, 22, 14, 59), SETTINGS).sides["KR"] is State.CLOSING_SOON
    assert status(shared, utc(2026, 10, 22, 15), SETTINGS).sides == {
        "GB": State.CLOSING_SOON,
        "KR": State.CLOSED,
    }
    assert status(shared, utc(2026, 10, 22, 23), SETTINGS).state is State.CLOSED


def test_a_pause_of_one_side_leaves_the_other_open() -> None:
    """A change that names a side is of that side."""
    pause = "kind: added}\n  - {at: 2026-08-02, kind: paused, side: KR}\n"
    one = call(changed(("kind: added}\n", pause)))
    assert status(one, utc(2026, 9, 20), SETTINGS).sides == {"GB": State.OPEN, "KR": State.PAUSED}


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(2026, 1, 1), State.FORECAST),
        (utc(2026, 3, 1), State.OPEN),
        (utc(2026, 5, 10), State.CLOSING_SOON),
        (utc(2026, 5, 21, 20), State.FORECAST),
        (utc(2026, 7, 1), State.OPEN),
        (utc(2026, 11, 20), State.CLOSING_SOON),
        (utc(2026, 12, 1), State.FORECAST),
        (utc(2027, 6, 1), State.CLOSED),
    ],
)
def test_rounds_decide_the_state(now: object, state: State) -> None:
    """The next cut-off is what closes soon; after the last, the call waits for the round that is likely."""
    one = call(_with_rounds())
    assert status(one, now, SETTINGS).state is state  # type: ignore[arg-type]


def test_the_next_round_is_an_estimate_and_never_a_date() -> None:
    """Past rounds give a month; it says that it is an estimate, and from what."""
    one = call(_with_rounds())
    found = status(one, utc(2026, 12, 1), SETTINGS)
    estimate = next_round(one)
    assert estimate is not None
    assert estimate.text == "2027-05"
    (english,) = {*standing(one, found, WORDINGS["en"])}
    assert "about May 2027: an estimate from past rounds" in english
    ended = call(_with_rounds("next_expected: none\n"))
    assert next_round(ended) is None
    assert status(ended, utc(2026, 12, 1), SETTINGS).state is State.CLOSED


def test_a_cut_off_of_a_rolling_call_is_what_to_act_on() -> None:
    """A call without a closing date stays open; before a cut-off it closes soon."""
    stage = _STAGE.replace("2026-10-22 17:00 Europe/London", "none")
    one = call(changed((_STAGE, stage), ("changes:", "cutoffs: [{id: near, at: 2026-11-30}]\nchanges:")))
    now = utc(2026, 11, 20)
    found = status(one, now, SETTINGS)
    assert found.state is State.CLOSING_SOON
    act_on = next_deadline(one, found)
    assert act_on is not None
    assert act_on.id == "near"
    assert status(one, utc(2026, 12, 2), SETTINGS).state is State.ROLLING


@pytest.mark.parametrize(
    ("stages", "order"),
    [
        ("{id: eoi, kind: eoi, opens: tbc, closes: tbc}", "eoi full"),
        ("{id: decision, kind: decision, date: tbc}", "full decision"),
        ("{id: shortlist, kind: decision, date: 2026-11}", "full shortlist"),
        (
            "{id: panel, kind: panel, date: tbc}\n"
            "  - {id: webinar, kind: briefing, follows: panel, date: tbc}",
            "full panel webinar",
        ),
        (
            "{id: shortlist, kind: decision, date: 2026-11}\n"
            "  - {id: webinar, kind: briefing, date: tbc}\n"
            "  - {id: second, kind: full, invite_only: yes, opens: tbc, closes: tbc}",
            "full shortlist webinar second",
        ),
        (
            "{id: panel, kind: panel, date: tbc}\n  - {id: webinar, kind: briefing, date: tbc}",
            "webinar full panel",
        ),
        (
            "{id: second, kind: full, invite_only: yes, follows: panel, opens: tbc, closes: tbc}\n"
            "  - {id: panel, kind: panel, follows: full, date: tbc}\n"
            "  - {id: end, kind: end, date: 2030}",
            "full panel second end",
        ),
        (
            "{id: selection, kind: panel, date: tbc}\n"
            "  - {id: internal, kind: internal, follows: selection, closes: 2026-08-01}",
            "selection internal full",
        ),
    ],
)
def test_stages_are_in_the_order_in_which_they_happen(stages: str, order: str) -> None:
    """Without a date a stage is where its kind, or what it follows, puts it."""
    one = call(changed(("changes:", f"  - {stages}\nchanges:")))
    assert " ".join(stage.id for stage in in_sequence(one)) == order
