"""Calls of kinds that few funders have: no award, a clock at the end of the Earth, approvals, nights."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.plan import deadline_days
from exchange.calls.model.sequence import in_sequence
from exchange.calls.model.settings import Side
from exchange.calls.model.status import StageState, State, status
from exchange.calls.reading.record import read_call
from exchange.calls.views.call_views import call_page, calls_view, card
from exchange.calls.views.facets import facets

_NOW = utc(2026, 10, 10)
_CLOSES = "closes: 2026-10-22 17:00 Europe/London"
_RESULTS = "results: {applied: 11, funded: 0}\nchanges:\n"
_NONE = changed(("lifecycle: announced", "lifecycle: awarded"), ("changes:\n", _RESULTS))
_APPROVAL = """\
  - {id: second, kind: full, invite_only: yes, opens: 2027-03-01, closes: 2027-04-28}
  - {id: approval, kind: institution-approval, closes: 2027-04-29}
changes:
"""


@pytest.mark.parametrize(("locale", "words"), [("en", "No award made"), ("ko", "선정 과제 없음")])
def test_a_call_without_an_award_never_says_that_awards_were_made(locale: str, words: str) -> None:
    """Not on its card, its page, in the table or in the data; and search takes it for closed."""
    one, site = call(_NONE), site_of([call(_NONE)], locale)
    wrong = WORDINGS[locale].strings("state.awarded")
    assert card(one, site, root="").state_text == words
    assert not any(wrong in line for line in call_page(one, site, root="").standing)
    files = {name: content.decode("utf-8", "replace") for name, content in all_files([one]).items()}
    assert words in files[f"data/{locale}/calls.csv"]
    assert not [name for name, text in files.items() if wrong in text]
    data = json.loads(files["calls.json"])["items"][0]
    assert data["status"]["customValue"] == "no-award"
    assert {*data["customFields"]["sides"]["value"].values()} == {"no-award"}
    assert facets(one, _NOW, SETTINGS, WORDINGS).status == "closed"


@pytest.mark.parametrize(
    ("locale", "name"),
    [("en", "anywhere on Earth (AoE, UTC-12:00)"), ("ko", "지구상 가장 늦은 시각대(AoE, UTC-12:00)")],
)
def test_the_last_clock_on_earth_has_its_name(locale: str, name: str) -> None:
    """Its name in the database, `GMT+12`, says the contrary of what it is."""
    one = call(changed((_CLOSES, "closes: 2026-10-22 23:59 Etc/GMT+12")))
    text = WORDINGS[locale].deadline(one.stages[0].closes).text
    assert name in text
    assert "GMT+12" not in text


@pytest.mark.parametrize(
    ("closes", "uk", "korea"),
    [
        ("2026-10-22 16:00 Europe/London", 22, 22),  # midnight in Korea, where the day before is the last
        ("2026-10-22 17:00 Europe/London", 22, 22),  # one in the morning of the 23rd there
        ("2026-10-22 23:59 Europe/London", 22, 22),  # one minute to eight there
        ("2026-10-22 18:00 Asia/Seoul", 22, 22),  # ten in the morning in London
        ("2026-12-22 18:00 Asia/Seoul", 21, 22),  # nine there, when offices open
        ("2026-10-22", 22, 22),
    ],
)
def test_a_deadline_before_offices_open_is_met_the_day_before(closes: str, uk: int, korea: int) -> None:
    """Nobody submits at one in the morning: the plan names the last day on which people work."""
    one = call(changed((_CLOSES, f"closes: {closes}")))
    now_status = status(one, _NOW, SETTINGS)
    days = {side.code: deadline_days(one, now_status, side)["full"].day for side in SETTINGS.sides}
    assert days == {"GB": uk, "KR": korea}


def test_an_approval_is_not_under_way_before_the_application_that_it_approves() -> None:
    """Where those invited apply later, their institutions cannot have begun."""
    one = call(changed(("changes:\n", _APPROVAL)))
    states = status(one, _NOW, SETTINGS)
    assert (states.state, states.stages["approval"]) == (State.CLOSING_SOON, StageState.UPCOMING)
    assert status(one, utc(2027, 3, 2), SETTINGS).stages["approval"] is StageState.OPEN


@pytest.mark.parametrize(
    ("panel", "decision", "order"),
    [
        ("2027-03-08", "2027-spring", ["panel", "decision"]),
        ("2027-03", "2027-Q1", ["panel", "decision"]),
        ("2027-06-08", "2027-spring", ["decision", "panel"]),
    ],
)
def test_a_panel_is_before_the_decision_of_about_that_time(
    panel: str, decision: str, order: list[str]
) -> None:
    """“Spring” begins before any day in it; the order of kinds says more, unless the dates are apart."""
    dates = {"panel": panel, "decision": decision}
    stages = "".join(f"  - {{id: {kind}, kind: {kind}, date: {date}}}\n" for kind, date in dates.items())
    one = call(changed(("changes:\n", f"{stages}changes:\n")))
    assert [stage.id for stage in in_sequence(one)][1:] == order


def test_registration_is_before_an_application_due_in_that_month() -> None:
    """A month begins before any day in it; where neither stage has an opening, their kinds say more."""
    stages = """  - {id: full, kind: full, opens: unpublished, closes: 2019-05}
  - {id: registration, kind: registration, opens: unpublished, closes: 2019-05-02}
"""
    whole = (
        "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
    )
    one = call(changed((whole, stages)))
    assert [stage.id for stage in in_sequence(one)] == ["registration", "full"]


def test_sides_that_open_on_one_day_are_in_the_order_of_their_deadlines() -> None:
    """A day that begins nine hours before the other side's is the same day."""
    both = """\
  - {id: korea, kind: full, side: KR, opens: 2026-09-01, closes: 2026-10-23 18:00 Asia/Seoul}
  - {id: uk, kind: full, side: GB, opens: 2026-09-01, closes: 2026-10-22 16:00 Europe/London}
"""
    whole = (
        "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
    )
    assert [stage.id for stage in in_sequence(call(changed((whole, both))))] == ["uk", "korea"]


_MEETINGS = """\
  - id: webinar
    kind: briefing
    date: 2026-12-03 11:00 Europe/London
    place: {en: "Online", ko: "온라인"}
    url: "https://example.org/webinar"
changes:
"""


def test_a_meeting_has_its_place_and_page() -> None:
    """On the page in each language, with the host of the link, and in calendars."""
    one = call(changed(("changes:\n", _MEETINGS)))
    for locale, place in (("en", "Place: Online"), ("ko", "장소: 온라인")):
        view = call_page(one, site_of([one], locale), root="")
        meeting = next(stage for stage in view.stages if stage.stage == "webinar")
        assert meeting.place == place
        assert meeting.page
        assert meeting.page.url == "https://example.org/webinar"
    calendar = all_files([one])["calendar/en/all.ics"].decode()
    assert calendar.count("\r\nLOCATION:Online\r\n") == 1


def test_a_round_with_a_name_says_whose_deadline_it_is() -> None:
    """Receipt dates of new applications and of those sent again are not one date for all."""
    rounds = "rounds:\n  - {id: again, closes: 2026-11-05, label: {en: Resubmission, ko: 재신청}}\n"
    stages = f"stages:\n  - id: full\n    kind: full\n    opens: 2026-09-01\n    {_CLOSES}\n"
    letter = "stages:\n  - {id: letter, kind: eoi, opens: 2026-09-01, closes: 2026-10-22}\n"
    one = call(changed((stages, letter), ("changes:\n", f"{rounds}changes:\n")))
    lines = [
        call_page(one, site_of([one], "en", now), root="").standing[0] for now in (_NOW, utc(2026, 10, 30))
    ]
    assert "Expression of interest" in lines[0]
    assert "Resubmission" in lines[1]


def test_three_sides_that_differ_are_told_in_one_sentence() -> None:
    """None of them is left out, and nothing speaks of two countries."""
    japan = Side(code="JP", zone="Asia/Tokyo", currency="JPY", name={"en": "Japan", "ko": "일본"})
    three = replace(SETTINGS, sides=(*SETTINGS.sides, japan), sides_name={})
    stages = "stages:\n" + "".join(
        f"  - {{id: {code.lower()}, kind: full, side: {code}, opens: 2026-09-01, closes: 2026-11-{day}}}\n"
        for code, day in (("GB", 17), ("KR", 18), ("JP", 19))
    )
    whole = f"stages:\n  - id: full\n    kind: full\n    opens: 2026-09-01\n    {_CLOSES}\n"
    text = changed((whole, stages), ("  - {side: KR,", "  - {side: JP, funder: one}\n  - {side: KR,"))
    one = read_call(text, path="three.yml", settings=three)
    for locale, wording in WORDINGS.items():
        site = calls_view([one], _NOW, replace(wording, settings=three))
        (sentence,) = call_page(one, site, root="").differ
        assert all(site.wording.side(code) in sentence for code in ("GB", "KR", "JP"))
        assert "two" not in sentence, locale
        assert "양국" not in sentence, locale


def test_an_application_says_that_its_registration_is_over() -> None:
    """“Open” alone would lead those astray who did not register in time."""
    registration = "  - {id: early, kind: registration, opens: 2026-09-01, closes: 2026-10-05}\nchanges:\n"
    one = call(changed(("changes:\n", registration)))
    for now, notes in ((utc(2026, 10, 4), ()), (_NOW, ("Registration closed on Mon, 5 Oct 2026",))):
        site = site_of([one], "en", now)
        view = call_page(one, site, root="")
        assert next(stage.notes for stage in view.stages if stage.stage == "full") == notes
        assert all(note in card(one, site, root="").steps[0].name for note in notes)
