"""Stages of which no day is known: where they stand, whether they are to come, what is shown of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calls.outputs import site_of
from tests.calls.samples import RECORD, SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.call import APPLYING, Call, MissingDate, Stage, StageKind
from exchange.calls.model.schedule import by_month, next_deadline, occurrences
from exchange.calls.model.sequence import circle, in_sequence
from exchange.calls.model.status import StageState, status
from exchange.calls.outputs.commongrants import calls_json
from exchange.calls.outputs.spreadsheet import calls_csv
from exchange.calls.views.call_views import call_page

_ONE = call()
_EVENTS = [kind for kind in StageKind if kind not in APPLYING]
_DEADLINES = {"institution-approval", "internal", "response", "report"}
_WORDS = "four weeks after the papers are in"


def _with(*stages: str) -> Call:
    return call(changed(("changes:\n", "".join(f"  - {{{stage}}}\n" for stage in stages) + "changes:\n")))


def _event(kind: StageKind, when: str) -> Call:
    return _with(f"id: event, kind: {kind.value}, follows: full, {when}")


def _whens(kind: StageKind) -> list[str]:
    name = "closes" if kind.value in _DEADLINES else "date"
    return [f"{name}: tbc", f'{name}: "{_WORDS}"', f"{name}: 2026-10, basis: expected"]


def test_the_first_to_close_is_next_where_its_opening_is_not_known() -> None:
    """It is open by then at the latest: a later one whose opening is known must not hide it."""
    rounds = """rounds:
  - {id: first, opens: tbc, closes: 2027-01-29 13:00 Europe/London}
  - {id: second, opens: 2027-02-01, closes: 2027-03-26 13:00 Europe/London}
changes:
"""
    stages = RECORD[RECORD.index("stages:") : RECORD.index("changes:")]
    one = call(changed((stages, ""), ("changes:\n", rounds)))
    found = next_deadline(one, status(one, utc(2026, 11, 28), SETTINGS))
    assert found is not None
    assert found.id == "first"


_CASES = [(kind, when) for kind in _EVENTS for when in _whens(kind)]


@pytest.mark.parametrize(("kind", "when"), _CASES, ids=lambda value: getattr(value, "value", value))
def test_nothing_is_to_come_that_must_have_passed(kind: StageKind, when: str) -> None:
    """Thirteen years after the last deadline, on the page and in every file; before it, it is to come."""
    one = _event(kind, when)
    assert status(one, utc(2026, 10, 1), SETTINGS).stages["event"] is not StageState.OVER
    late = utc(2039, 12, 31)
    assert status(one, late, SETTINGS).stages["event"] is StageState.OVER
    for locale in WORDINGS:
        shown = call_page(one, site_of([one], locale, late), root="").stages
        (view,) = (view for view in shown if view.stage == "event")
        assert view.state_text == {"en": "Past", "ko": "종료"}[locale]
        assert not {"To be confirmed", "미정"} & {date.moment.text for date in view.dates}
    statuses = {one.id: status(one, late, SETTINGS)}
    (item,) = json.loads(calls_json([one], statuses, WORDINGS["en"]))["items"]
    assert {stage["state"] for stage in item["customFields"]["stages"]["value"]} == {"over"}
    for wording in WORDINGS.values():
        cells = calls_csv([one], statuses, wording).decode().replace("\r\n", ",").split(",")
        assert not {"Upcoming", "예정"} & {*cells}


@pytest.mark.parametrize("when", ["date: tbc", f'date: "{_WORDS}"'])
def test_after_the_deadline_nobody_says_that_an_event_without_a_date_is_ahead(when: str) -> None:
    """Nor that it has been: its date is not known. The site is built again then."""
    one = _event(StageKind.DECISION, when)
    for moment, text in ((utc(2026, 10, 1), "Upcoming"), (utc(2026, 12, 1), "Date not known")):
        shown = call_page(one, site_of([one], "en", moment), root="").stages
        assert [view.state_text for view in shown if view.stage == "event"] == [text]


@pytest.mark.parametrize(
    ("stages", "is_over"),
    [
        (
            ["id: event, kind: panel, follows: full, date: tbc", "id: next, kind: start, date: 2026-11-10"],
            True,
        ),
        (
            ["id: event, kind: panel, follows: full, date: tbc", "id: next, kind: start, date: 2026-12-10"],
            False,
        ),
        (
            [
                "id: event, kind: decision, follows: full, date: tbc",
                "id: next, kind: full, follows: event, invite_only: yes, opens: 2026-11-02, closes: 2027-01",
            ],
            True,
        ),
        (
            [
                "id: event, kind: interview, follows: full, date: tbc",
                "id: next, kind: panel, follows: event, date: unpublished",
            ],
            True,
        ),
    ],
)
def test_what_comes_before_something_that_has_been_has_been(stages: Sequence[str], *, is_over: bool) -> None:
    """By what is said to follow it, or by the order of their kinds."""
    found = status(_with(*stages), utc(2026, 12, 1), SETTINGS).stages["event"]
    assert (found is StageState.OVER) is is_over


def test_a_decision_is_past_once_the_awards_are_known() -> None:
    """Unless a later one of them is still expected."""
    text = changed(
        ("announced", "awarded"), ("changes:\n", "  - {id: event, kind: decision, date: tbc}\nchanges:\n")
    )
    assert status(call(text), utc(2026, 10, 30), SETTINGS).stages["event"] is StageState.OVER
    text = text.replace("date: tbc", "date: 2027-02, basis: expected")
    assert status(call(text), utc(2026, 10, 30), SETTINGS).stages["event"] is not StageState.OVER


def test_rounds_of_one_name_are_told_apart_by_their_cut_offs() -> None:
    """Where another stage says what it comes after."""
    rounds = "rounds:\n  - {id: a, closes: 2026-11-02, label: {en: Seed}}\n"
    rounds += "  - {id: b, closes: 2027-05-03, label: {en: Seed}}\nchanges:\n"
    panel = "  - {id: panel, kind: panel, follows: b, date: tbc}\n"
    one = call(changed(("changes:\n", f"{panel}{rounds}")))
    page = call_page(one, site_of([one], "en", utc(2026, 10, 1)), root="")
    assert page.stages[-1].notes == ("after: Seed (Mon, 3 May 2027)",)


def test_a_month_stands_behind_the_days_in_it() -> None:
    """On the page of a call, and in the list of a month."""
    stages = [
        f"id: {name}, kind: briefing, date: {date}"
        for name, date in (
            ("month", "2026-11"),
            ("quarter", "2026-Q4"),
            ("day", "2026-11-20"),
            ("next", "2026-12-01"),
        )
    ]
    one = _with(*stages)
    assert [stage.id for stage in in_sequence(one)] == ["full", "day", "month", "next", "quarter"]
    november = by_month(occurrences(one))[datetime.date(2026, 11, 1)]
    assert [occurrence.stage.id for occurrence in november] == ["day", "month", "quarter"]


@pytest.mark.parametrize(
    ("stages", "order"),
    [
        (["briefing, date: 2026-09-15"], ["s0", "full"]),
        (["registration, opens: 2026-09-05, closes: 2026-09-20"], ["s0", "full"]),
        (["briefing, date: 2026-10-23"], ["full", "s0"]),
        (["decision, date: 2026-11", "full, opens: 2026-11-15, closes: 2026-12-22"], ["full", "s0", "s1"]),
        (
            ["decision, date: 2026-11, follows: s1", "full, opens: 2026-11-15, closes: 2026-11-20"],
            ["full", "s1", "s0"],
        ),
        (["decision, date: 2026-11", "interview, date: 2026-11-10, follows: s0"], ["full", "s0", "s1"]),
    ],
)
def test_deadlines_stand_in_the_order_of_their_days(stages: list[str], order: list[str]) -> None:
    """What explains or precedes an application stands above its deadline, a choice above what it opens."""
    one = _with(*(f"id: s{number}, kind: {stage}" for number, stage in enumerate(stages)))
    assert [stage.id for stage in in_sequence(one)] == order


_DAYS = st.sampled_from([datetime.date(2026, 11, day) for day in (1, 2, 9, 20)])


@given(
    st.lists(
        st.tuples(
            st.sampled_from([kind for kind in _EVENTS if kind is not StageKind.INTERNAL]), st.none() | _DAYS
        ),
        min_size=2,
        max_size=7,
    ),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
)
def test_what_has_days_is_in_the_order_of_its_days(
    events: list[tuple[StageKind, datetime.date | None]], edges: list[tuple[int, int]]
) -> None:
    """Whatever is written of what follows what; what has none is behind all that it follows."""
    follows = {
        number: sorted({b for a, b in edges if a == number and b != a and b < len(events)})
        for number in range(len(events))
    }
    if circle({str(a): [str(b) for b in names] for a, names in follows.items()}):
        return
    stages = (
        replace(_stage(kind, day), id=f"s{number}", follows=tuple(f"s{name}" for name in follows[number]))
        for number, (kind, day) in enumerate(events)
    )
    one = replace(_ONE, stages=(*_ONE.stages, *stages))
    order = [stage for stage in in_sequence(one) if stage.id != "full"]
    days = [day for stage in order if (day := _day(stage))]
    assert all(first <= second for first, second in pairwise(days))
    ids = [stage.id for stage in order]
    for stage in order:
        assert _day(stage) or all(ids.index(name) < ids.index(stage.id) for name in stage.follows)


def _day(stage: Stage) -> datetime.date | None:
    moment = stage.deadline
    return None if moment is None or isinstance(moment, MissingDate) else moment.begins.date()


@cache
def _stage(kind: StageKind, day: datetime.date | None) -> Stage:
    name = "closes" if kind.value in _DEADLINES else "date"
    return _with(f"id: event, kind: {kind.value}, {name}: {day or 'tbc'}").stages[-1]


_INVITED = "id: invited, kind: full, invite_only: yes, opens: unpublished, closes: unpublished"
_ONLY_STAGE = (
    "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
)


def _only(*stages: str) -> Call:
    return call(changed((_ONLY_STAGE, "".join(f"  - {{{stage}}}\n" for stage in stages))))


@pytest.mark.parametrize(
    "first",
    [
        "kind: institution-approval, label: {en: List, ko: 명단}",
        "kind: institution-approval",
        "kind: registration, opens: unpublished",
        "kind: outline, opens: unpublished",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_those_invited_on_an_unknown_day_come_after_what_they_came_through(
    first: str, *, is_first: bool
) -> None:
    """In whatever order they were written; the headline tells the last deadline that is known."""
    stages = (f"id: first, {first}, closes: 2024-02-20", _INVITED)
    page = call_page(one := _only(*(stages if is_first else stages[::-1])), site_of([one], "en"), root="")
    assert [view.stage for view in page.stages] == ["first", "invited"]
    (line,) = page.standing
    assert line.startswith(f"Closed. {page.stages[0].name} – Closing day: Tuesday 20 February 2024")


def test_an_approval_of_what_anybody_may_send_stays_behind_it() -> None:
    """Only where all were invited does a list of institutions come first."""
    approval = "id: approval, kind: institution-approval, closes: 2024-02-20"
    one = _only("id: full, kind: full, opens: unpublished, closes: unpublished", approval)
    assert [stage.id for stage in in_sequence(one)] == ["full", "approval"]


@pytest.mark.parametrize(
    "stage",
    [
        "id: any, kind: full, label: {en: At any time, ko: 상시}, opens: unpublished, closes: unpublished",
        "id: any, kind: full, opens: 2009, closes: unpublished",
        "id: any, kind: eoi, opens: 2009-03-02, closes: unpublished",
    ],
)
def test_of_a_deadline_that_there_may_not_have_been_a_headline_says_nothing(stage: str) -> None:
    """That nobody published it is told at the end of the page."""
    one = _only(stage)
    for locale, text in (("en", "Closed."), ("ko", "마감되었습니다.")):
        assert call_page(one, site_of([one], locale), root="").standing == (text,)


@pytest.mark.parametrize("words", ["1개월 이내", "within a month", "tbc"])
@pytest.mark.parametrize(("opens", "text"), [("2010", "Past"), ("unpublished", "Date not known")])
def test_an_event_after_what_is_over_on_an_unknown_day_is_not_to_come(
    words: str, opens: str, text: str
) -> None:
    """Years after that opened it has been; where not even this is known, its date is not."""
    one = _only(
        f"id: outline, kind: outline, opens: {opens}, closes: unpublished",
        f"{_INVITED}, follows: outline",
        f"id: panel, kind: panel, follows: invited, date: {words}",
    )
    shown = call_page(one, site_of([one], "en"), root="").stages
    assert [view.state_text for view in shown if view.stage == "panel"] == [text]


def test_applications_that_were_only_expected_are_over_after_a_year() -> None:
    """However often the notice was read since: until then they may still come."""
    one = _with("id: second, kind: full, opens: tbc, closes: 2027-04-30 18:00 Asia/Seoul, basis: expected")
    states = [
        status(one, utc(year, month, 1), SETTINGS).stages["second"]
        for year, month in ((2027, 4), (2027, 6), (2028, 6))
    ]
    assert [state is StageState.OVER for state in states] == [False, False, True]
