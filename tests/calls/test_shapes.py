"""Calls in the shapes in which funders of both countries, Europe and Japan announce them: what each shows."""

from __future__ import annotations

import datetime
import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import RECORD, ROOT, SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.call import Basis, Call, CallKind, Exact
from exchange.calls.model.overviews import Overview, OverviewKind
from exchange.calls.model.schedule import next_deadlines
from exchange.calls.model.selections import Facet, facet_values
from exchange.calls.model.status import StageState, State, status
from exchange.calls.reading.prose import check_record_texts
from exchange.calls.reading.record import read_call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.writing import write_call
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import CallPage, call_page
from exchange.calls.views.jsonld import result_rows
from exchange.calls.views.timeline import LEFT_EDGE, WIDTH, year_page
from exchange.languages.language import likely_language
from exchange.text.problems import ContentProblems

_FOLDER = ROOT / "tests" / "golden" / "call-shapes"
_CASES = sorted(_FOLDER.glob("*.yml"))
_TODAY = datetime.date(2026, 11, 28)


def _call(name: str) -> Call:
    text = (_FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    return read_call(text, path=f"{name}.yml", settings=SETTINGS, today=_TODAY)


def _page(name: str, *moment: int, locale: str = "en") -> CallPage:
    call = _call(name)
    return call_page(call, site_of([call], locale, utc(*moment)), root="")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.stem)
def test_a_shape_is_read_and_written_in_every_output(case: Path) -> None:
    """Without a fault, as a person wrote it with the page on writing; it reads back as itself."""
    call = _call(case.stem)
    places = RecordPlaces(case.read_text(encoding="utf-8"), path=case.name)
    assert [*check_record_texts(call, SETTINGS, places)] == []
    assert read_call(write_call(call), path=case.name, settings=SETTINGS) == call
    for now in (utc(2026, 11, 28), utc(2027, 3, 20), utc(2028, 9, 1)):
        assert all_files([call], now)
        for locale in WORDINGS:
            assert call_page(call, site_of([call], locale, now), root="").stages


@pytest.mark.parametrize(
    ("name", "moment", "state", "stages"),
    [
        ("two-stage-with-rebuttal", (2027, 1, 1), State.OPEN, ["outline"]),
        ("two-stage-with-rebuttal", (2027, 5, 1), State.INVITED_ONLY, ["full"]),
        ("rolling-responsive", (2026, 12, 1), State.ROLLING, ["january-2027"]),
        ("rolling-responsive", (2027, 1, 5), State.CLOSING_SOON, ["january-2027"]),
        ("rolling-responsive", (2027, 2, 1), State.ROLLING, ["april-2027"]),
        ("blind-two-stage-consortium", (2027, 6, 1), State.OPEN, ["stage-1"]),
        ("ministry-with-named-and-free-tasks", (2027, 2, 18), State.CLOSING_SOON, ["free"]),
        ("joint-two-portals", (2027, 1, 15), State.OPEN, ["registration-korea", "full-uk"]),
        ("joint-two-portals", (2027, 4, 16), State.CLOSING_SOON, ["full-korea", "full-uk"]),
        ("forecast-of-a-half-year", (2027, 6, 30), State.FORECAST, ["full"]),
        ("paused-then-reopened", (2026, 11, 28), State.OPEN, ["full"]),
        ("withdrawn", (2026, 11, 28), State.CANCELLED, []),
        ("decided-with-results", (2026, 11, 28), State.AWARDED, ["full-uk", "full-korea"]),
        ("parallel-with-japan", (2027, 2, 1), State.OPEN, ["full"]),
        ("invited-second-stage-with-rebuttal", (2026, 12, 1), State.INVITED_ONLY, ["stage-2"]),
        ("invited-second-stage-with-rebuttal", (2027, 4, 10), State.CLOSED, ["stage-2"]),
        ("one-side-reopens", (2026, 11, 10), State.FORECAST, ["full-uk", "full-korea-again"]),
        ("one-side-reopens", (2026, 11, 28), State.CLOSING_SOON, ["full-uk", "full-korea-again"]),
        ("extended-for-one-side-by-a-typhoon", (2026, 10, 1), State.CLOSING_SOON, ["full-uk", "full-korea"]),
        ("supplement-to-running-awards", (2026, 12, 1), State.ROLLING, ["supplement"]),
        ("results-under-embargo", (2026, 12, 1), State.CLOSED, ["full"]),
        ("cancelled-after-opening", (2026, 12, 1), State.CANCELLED, []),
        ("merged-into-another-call", (2026, 12, 1), State.CANCELLED, []),
        ("matchmaking-series-first", (2026, 12, 1), State.OPEN, ["profile"]),
        ("matchmaking-series-first", (2027, 1, 25), State.FORECAST, ["full"]),
        ("fellowship-nominated-by-institutions", (2027, 2, 12), State.INVITED_ONLY, ["full"]),
        ("prize-with-nominations-and-ceremony", (2027, 2, 20), State.CLOSING_SOON, ["nomination"]),
        ("travel-grants-twice-a-year", (2027, 4, 5), State.ROLLING, ["autumn-2027"]),
        ("travel-grants-twice-a-year", (2027, 10, 5), State.ROLLING, ["full"]),
        ("eoi-full-and-interview", (2027, 1, 25), State.INVITED_ONLY, ["full"]),
        ("ministry-notice-with-completion-and-objection", (2027, 1, 28), State.CLOSED, ["full"]),
        (
            *("joint-with-pre-registration-on-one-side", (2027, 2, 15), State.OPEN),
            ["full-korea", "full-uk"],
        ),
        ("panels-of-each-side-and-a-joint-one", (2027, 3, 1), State.CLOSED, ["full"]),
        ("opened-again-after-no-award", (2026, 11, 28), State.OPEN, ["full-again"]),
        ("two-calls-merged-into-this-one", (2027, 2, 1), State.OPEN, ["full"]),
        ("first-come-until-the-budget-is-spent", (2026, 11, 28), State.CLOSED, ["full"]),
        ("tender-with-deadline-for-questions", (2027, 1, 5), State.OPEN, ["full"]),
        ("open-all-year-but-for-the-holidays", (2026, 12, 25), State.FORECAST, ["from-january"]),
        ("open-all-year-but-for-the-holidays", (2027, 1, 5), State.ROLLING, ["from-january"]),
        ("run-by-a-third-body", (2026, 12, 10), State.OPEN, ["eoi"]),
    ],
)
def test_what_to_act_on(name: str, moment: tuple[int, ...], state: State, stages: list[str]) -> None:
    """The state and the deadlines of each side."""
    call = _call(name)
    found = status(call, utc(*moment), SETTINGS)
    assert found.state is state
    assert [stage.id for stage in next_deadlines(call, found)] == stages


def test_a_deadline_among_several_says_of_which_step_it_is() -> None:
    """A registration that closes first is not taken for the application."""
    korea, uk = _page("joint-two-portals", 2027, 2, 20).standing
    assert korea.startswith("Korea · Open. Registration – Deadline: Wed, 31 Mar 2027")
    assert uk.startswith("UK · Open. Deadline: Wed, 21 Apr 2027")
    (korean,) = _page("rolling-responsive", 2027, 2, 1, locale="ko").standing
    assert korean.startswith("영국 · 상시 접수 중입니다. 이번 회차 – 마감: 2027년 4월 28일(수)")


def test_what_happens_by_a_day_is_no_deadline_and_does_not_ring() -> None:
    """It is ahead until then, and its event says that it is the latest day."""
    call = _call("two-stage-with-rebuttal")
    found = status(call, utc(2026, 12, 10), SETTINGS)
    assert found.stages["start"] is StageState.UPCOMING
    events = Calendar.from_ical(all_files([call])["calendar/en/all-alarms.ics"]).walk("VEVENT")
    (event,) = [event for event in events if ".start." in event["UID"]]
    assert event["SUMMARY"].startswith("UK · Contracts start by, at the latest:")
    assert event.walk("VALARM") == []
    rows = next(
        stage for stage in _page("two-stage-with-rebuttal", 2026, 12, 10).stages if stage.stage == "start"
    )
    assert [row.name for row in rows.dates] == ["By"]


def test_an_institution_approves_while_applications_are_taken() -> None:
    """Without an opening of its own it is not under way before the call is."""
    call = _call("ministry-with-named-and-free-tasks")
    states = [
        status(call, utc(*moment), SETTINGS).stages["institution"]
        for moment in ((2026, 12, 1), (2027, 1, 20), (2027, 3, 1))
    ]
    assert states == [StageState.UPCOMING, StageState.OPEN, StageState.OVER]


def test_rounds_without_names_are_told_apart() -> None:
    """A decision says after which round it comes, by its cut-off."""
    stages = {stage.stage: stage for stage in _page("rolling-responsive", 2026, 12, 1).stages}
    assert stages["april-2027-outcome"].notes == ("after: Application round (Wed, 28 Apr 2027)",)


def test_money_of_any_currency_is_in_whole_units_and_a_zone_has_a_name() -> None:
    """No hundredths of a euro, no bare offset for Brussels."""
    page = _page("blind-two-stage-consortium", 2026, 12, 1)
    rows = {row.name: row.text for side in page.sides for row in side.rows} | {
        row.name: row.text for row in page.money
    }
    assert rows["In total"] == "€50,000,000"
    assert "17:00 CEST / Thu, 16 Sept 2027, 16:00 BST" in page.standing[0]


def test_a_window_of_days_is_a_span_of_days() -> None:
    """Nothing is said of times that nobody expects."""
    page = _page("joint-two-portals", 2026, 12, 1)
    (row,) = next(stage for stage in page.stages if stage.stage == "interview-korea").dates
    assert row.moment.full == "Mon, 17 May 2027 to Fri, 21 May 2027"


def test_a_call_without_a_closing_date_says_when_it_opens() -> None:
    """Nothing else in the sentence says by when to come back."""
    (line,) = _page("open-all-year-but-for-the-holidays", 2026, 12, 25).standing
    assert line == "UK · Not yet open. Application – Opens: Mon, 4 Jan 2027 (time of day not published)."
    (korean,) = _page("open-all-year-but-for-the-holidays", 2026, 12, 25, locale="ko").standing
    assert "접수 시작: 2027년 1월 4일(월)" in korean


def test_the_deadline_for_questions_rings() -> None:
    """It is a deadline of its own, under the name that the funder gives it."""
    events = Calendar.from_ical(
        all_files([_call("tender-with-deadline-for-questions")])["calendar/en/all-alarms.ics"]
    ).walk("VEVENT")
    (event,) = [event for event in events if ".questions." in event["UID"]]
    assert event["SUMMARY"].startswith("UK · Deadline: ")
    assert len(event.walk("VALARM")) == 2


def test_calls_that_were_merged_lead_to_the_one_that_follows_and_back() -> None:
    """Each of them, and one name without a list is read as before."""
    merged = _call("two-calls-merged-into-this-one")
    earlier = [
        read_call(
            (_FOLDER / "merged-into-another-call.yml").read_text(encoding="utf-8"),
            path=f"{name}.yml",
            settings=SETTINGS,
        )
        for name in merged.supersedes
    ]
    site = site_of([merged, *earlier], "en", utc(2026, 12, 1))
    assert [link.url for _, link in call_page(merged, site, root="").related] == [
        "calls/sensors-2026/",
        "calls/data-2026/",
    ]
    assert all(len(call_page(one, site, root="").related) == 1 for one in earlier)
    text = write_call(merged).replace("supersedes:\n  - sensors-2026\n  - data-2026", "supersedes: data-2026")
    one = read_call(text, path="one.yml", settings=SETTINGS)
    assert one.supersedes == ("data-2026",)
    assert "supersedes: data-2026\n" in write_call(one)


def test_applications_without_an_end_are_drawn_to_the_end_of_the_year() -> None:
    """They go on: a mark on the day on which they open would look as if they were over."""
    found = agenda(site_of([_call("open-all-year-but-for-the-holidays")], "en", utc(2026, 12, 1)))
    (line,) = year_page(found, Overview(kind=OverviewKind.YEAR, year=2027), root="").year.lines
    (bar,) = line.bars
    assert bar.x + bar.width == WIDTH - LEFT_EDGE - 3  # the last day begins there


def test_parts_have_figures_of_their_own() -> None:
    """How many, for how long and what share of the costs are beside the name of each phase or applicant."""
    money = {row.name: row.text for row in _page("contracts-in-two-phases", 2026, 12, 1).money}
    assert money["Phase 2, each contract"] == "up to £1,000,000; number: up to 4; up to 1 year"
    korean = _page("small-companies-with-a-share-of-costs", 2026, 12, 1, locale="ko").money
    assert [row.text for row in korean if row.name == "중소기업"] == ["비용의 최대 75%"]


def test_a_window_of_months_is_whole_in_the_data() -> None:
    """Both of its ends, as an interval of ISO 8601."""
    (item,) = json.loads(all_files([_call("small-companies-with-a-share-of-costs")])["calls.json"])["items"]
    dates = item["keyDates"]["otherDates"]
    assert dates["agreement"]["details"] == "2024-05/2024-06"
    assert dates["written"]["details"] == "early 2024-03/mid 2024-03"


def test_a_second_phase_without_dates_does_not_go_before_what_is_dated() -> None:
    """It is after the stage that it follows, and a reply is after the decision of the same month."""
    stages = [stage.stage for stage in _page("contracts-in-two-phases", 2026, 12, 1).stages]
    assert stages == ["launch", "questions", "full", "interviews", "outcome", "contracts", "phase-2"]
    again = [stage.stage for stage in _page("announced-again-after-a-demand-survey", 2026, 12, 1).stages]
    assert again[-3:] == ["outcome", "objection", "agreement"]


def test_a_joint_call_says_once_what_it_asks_of_all() -> None:
    """At the top of its record, and in one cell of the table; money of each side stays in two."""
    page = _page("joint-with-conditions-for-all", 2026, 12, 1)
    texts = {rule.name: rule.texts for rule in page.rules}
    assert texts["Who may apply"] == ("Platform studies of phase 2 or 3",)
    assert texts["Per award"] == ("up to £1,000,000", "up to KRW 1 billion")
    assert [stage.stage for stage in page.stages] == [
        "webinar",
        "questions",
        "outline",
        "decision",
        "full-korea",
        "full-uk",
    ]
    assert [row.name for row in page.background] == ["The programme is paused for review."]
    rows = {row.name: row.text for row in (*page.money, *page.rows)}
    assert rows["Topics"] == "Data, and its use\nDevices"
    assert rows["How applications are judged"] == "Quality 60%\nPartnership 40%"
    assert rows["Costs of a whole project"] == "£2,000,000 to £5,000,000"


def test_a_list_that_lacks_an_entry_in_a_language_is_shown_in_the_other() -> None:
    """A reader would take its other entries for all; the record is then said to lack that language."""
    text = changed(
        (
            "stages:\n",
            'criteria:\n  - {en: "Quality", ko: "우수성"}\n  - {ko: "환자 기여"}\nstages:\n',
        )
    )
    assert call(text).criteria == {"ko": "우수성;\N{EM SPACE}환자 기여"}


def test_a_share_of_costs_is_an_amount_of_funding() -> None:
    """Where it is published, no amount is said to be missing; a fax says that it is one."""
    text = changed(
        (
            "changes:\n",
            'budget: {project_costs: "up to £350,000", rate: 80}\n'
            'contacts:\n  - {office: {en: "Office", ko: "부서"}, side: KR, '
            "phone: 02-3277-3189, fax: 02-3277-3084}\n"
            "changes:\n",
        )
    )
    one = call(text)
    page = call_page(one, site_of([one], "ko", utc(2026, 12, 1)), root="")
    assert "지원금" not in page.unpublished
    assert page.contacts[0].phone == ("+82 2 3277 3189", "팩스: +82 2 3277 3084")


def test_an_ended_call_offers_no_way_to_apply() -> None:
    """It still says to whom each side applied."""
    for moment, links in (((2026, 12, 1), 2), ((2028, 12, 1), 0)):
        page = _page("joint-with-conditions-for-all", *moment)
        assert [side.funder for side in page.sides] == ["One", "Two"]
        assert len([side for side in page.sides if side.apply]) == links


def test_what_is_planned_without_dates_is_to_come() -> None:
    """`unpublished` is of a day that was never published: of a call that is planned it may be yet."""
    text = changed(
        ("lifecycle: announced", "lifecycle: planned"),
        (
            "opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London",
            "opens: unpublished\n    closes: unpublished",
        ),
    )
    one = call(text)
    page = call_page(one, site_of([one], "en", utc(2026, 12, 1)), root="")
    assert [stage.state for stage in page.stages] == ["upcoming"]


def test_a_deadline_that_was_lifted_long_ago_is_not_missed() -> None:
    """It became none, and nobody knows since when nothing is taken."""
    text = changed(
        ("id: full\n", 'id: full\n    label: {en: "Until the amount ring-fenced has been committed"}\n'),
        ("closes: 2026-10-22 17:00 Europe/London", "closes: unpublished"),
        (
            "source:\n",
            "  - {at: 2026-09-01, kind: extended, stage: full, from: 2026-10-22 17:00 Europe/London, "
            "to: none}\nsource:\n",
        ),
    )
    one = call(text)
    page = call_page(one, site_of([one], "en", utc(2026, 12, 1)), root="")
    assert "closing" not in page.unpublished


def test_each_round_has_a_state_of_its_own() -> None:
    """Only the next of those without openings gathers what comes now."""
    stages = _page("standing-dates-with-phases", 2025, 1, 5).stages
    rounds = {stage.stage: stage.state for stage in stages if stage.stage[:2] in ("ju", "oc", "fe")}
    assert rounds == {
        "june-2024": "over",
        "june-2024-outcome": "over",
        "october-2024": "over",
        "october-2024-outcome": "upcoming",
        "february-2025": "open",
        "february-2025-outcome": "upcoming",
        "june-2025": "upcoming",
        "february-2027": "upcoming",
    }


def test_calendars_are_folded_once_nothing_is_to_come() -> None:
    """A call that is closed and waits for its decision still has dates; one whose dates are over has none."""
    assert _page("small-companies-with-a-share-of-costs", 2026, 12, 1).is_over
    assert not _page("contracts-in-two-phases", 2026, 12, 1).is_over
    assert not _page("registration-and-application-in-canada", 2027, 4, 1).is_over


def test_facts_are_read_where_a_first_attempt_puts_them() -> None:
    """What belongs to the only side may stand at the top, and figures, sizes and clocks as they are said."""
    one = _call("facts-beside-their-places")
    (side,) = one.sides
    assert (side.side, side.funder, one.kind.value) == ("GB", "one", "contract")
    assert "UK;\u2003One" in (side.eligibility or {})["en"]
    closes = [str(stage.closes.wall) for stage in one.dated_parts if isinstance(stage.closes, Exact)]
    assert closes == [
        *("2026-03-19 16:00:00", "2026-03-26 12:00:00"),
        *("2026-05-21 09:30:00", "2026-06-21 17:00:00"),
    ]
    assert [document.size for document in one.documents] == ["11.11 MB", "14 p.", "3 p."]
    assert [entry.label for entry in one.rounds] == [
        {"en": "France", "ko": "프랑스"},
        {"en": "Japan", "ko": "일본"},
    ]
    assert one.changes[1].before is None  # which is not to say that it was never published
    assert one.background[0].text == {"en": "The programme (2021 ~ 2030)"}
    page = _page("facts-beside-their-places", 2026, 12, 1, locale="ko")
    assert [row.text for row in page.money][:2] == [
        "",
        "비용의 최대 60%; 자부담 가운데 현금 비율: 10% 이상",
    ]
    assert page.contacts[0].phone == ("0800 917 0000(국외에서는 걸 수 없습니다)", "+44 20 7946 0000")
    assert facet_values(one)[Facet.TOPIC] == ("sensors",)
    (project,) = page.results.projects if page.results else ()
    assert "아랍에미리트" in project.leads[0]


def test_words_that_say_the_figure_say_it_once() -> None:
    """In the language that they are in; a reader of the other one sees the figure as well."""
    results = {
        locale: _page("facts-beside-their-places", 2026, 12, 1, locale=locale).results
        for locale in ("en", "ko")
    }
    numbers = [found.rows[0].text for found in results.values() if found]
    assert numbers[0] == "14,487 proposals (as of 17:30) applied, 6 teams (39 people) funded"
    assert "선정 6팀" in numbers[1]


@pytest.mark.parametrize(
    ("results", "korean", "english"),
    [
        ("applied: 94건(108개교)", "신청 94건(108개교)", "94 (108개교) applied"),
        ("funded: 54개 팀(339명)", "선정 54개 팀(339명)", "54 teams (339명) funded"),
        ("funded: 10개사", "선정 10개사", "10 organisations funded"),
        ("applied: 12건", "신청 12건", "12 applied"),
        ("applied: 1204, shortlisted: 40", "신청 1,204건, 1차 통과 40건", "1,204 applied, 40 shortlisted"),
        ("funded: 약 30건", "선정 약 30건", "about 30 funded"),
        ("funded: 3 teams", "선정 3팀", "3 teams funded"),
        ("funded: 5 awards", "선정 5건", "5 funded"),
        ("applied: 1271명", "신청 1271명", "1,271 applied"),
        ("funded: 20 people in total", "선정 20명", "20 people in total funded"),
        ("applied: 1과제", "신청 1과제", "1 project applied"),
        ("funded: two institutions", "선정 2개 기관", "two institutions funded"),
    ],
)
def test_what_results_count_is_said_in_the_words_of_the_notice(
    results: str, korean: str, english: str
) -> None:
    """With what was done, applied or funded; a word that says no more than the number is none."""
    found = call(changed(("changes:\n", f"results: {{{results}}}\nchanges:\n"))).results
    assert found
    for code, text in (("ko", korean), ("en", english)):
        assert [row[1] for row in result_rows(found, CallKind.GRANT, WORDINGS[code])] == [text]


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        ('per_award: "£60k (non-FEC)"', "£60,000 (non-FEC)", "6만 파운드(non-FEC)"),
        ('per_award: "£200,000 (upper limit)"', "up to £200,000", "최대 20만 파운드"),
        ("per_award: £200,000 at the most", "up to £200,000", "최대 20만 파운드"),
        ("per_award: 3억원(상한)", "up to KRW 300,000,000", "최대 3억원"),
        (
            'per_award: "7억원 이내(1차년도 2억원)"',
            "up to KRW 700,000,000 (1차년도 2억원)",
            "최대 7억원(1차년도 2억원)",
        ),
        ('per_award: "about £5m for each centre"', "about £5m for each centre", ""),
        ("per_award: 1천5백만원 이내", "up to KRW 15,000,000", "최대 1,500만원"),
        ('per_award: "up to €100,000.00"', "up to €100,000", "최대 10만 유로"),
        (
            'per_award: "2~6억원 내외(유형별 상이)"',
            "about KRW 200,000,000 to KRW 600,000,000 (유형별 상이)",
            "2~6억원 내외(유형별 상이)",
        ),
        ('awards: "12건(연안 4건, 심해 8건)"', "12 (연안 4건, 심해 8건)", "12개(연안 4건, 심해 8건)"),
        ('awards: "5 (of which 5 abroad)"', "5 (of which 5 abroad)", "5개(of which 5 abroad)"),
        ('awards: "10명(남 10명, 여 10명)"', "10 (남 10명, 여 10명)", "10명(남 10명, 여 10명)"),
        ("awards: 1204", "1,204", "1,204개"),
        ('awards: "a third of them, 30%"', "a third of them, 30%", "a third of them, 30%"),
        ('awards: "신청 과제의 20% 안팎"', "신청 과제의 20% 안팎", "신청 과제의 20% 안팎"),
        ('per_award: {en: "worth £1,000", ko: "1천 파운드 상당"}', "worth £1,000", "1천 파운드 상당"),
        ('awards: {en: "a third of them", ko: "3분의 1"}', "a third of them", "3분의 1"),
        ('duration: "3년 이내(2+1)"', "up to 3 years (2+1)", "최대 3년(2+1)"),
        ('duration: "P4Y (full time)"', "4 years (full time)", "4년(full time)"),
        (
            'duration: "up to 5 years (two on average)"',
            "up to 5 years (two on average)",
            "최대 5년(two on average)",
        ),
        (
            'duration: "up to 5 years part time"',
            "up to 5 years part time",
            "최대 5년(up to 5 years part time)",
        ),
    ],
)
def test_beside_a_figure_is_what_the_notice_says_beyond_it(value: str, english: str, korean: str) -> None:
    """With its language; the words as they are, to those who read them, where they cannot be told apart."""
    place = f"{value}\n" if value.startswith("duration") else f"budget:\n  {value}\n"
    one = call(changed(("changes:\n", f"{place}changes:\n")))
    assert call(write_call(one)) == one
    for locale, text in (("en", english), ("ko", korean)):
        page = call_page(one, site_of([one], locale, utc(2026, 12, 1)), root="")
        assert not text or text in [row.text for row in (*page.money, *page.rows)]


@pytest.mark.parametrize(
    ("text", "code"), [("4 finalists", "en"), ("£30k (non-FEC)", "en"), ("3년 이내", "ko"), ("2+1", "ko")]
)
def test_words_of_a_notice_have_their_language_whichever_a_site_names_first(text: str, code: str) -> None:
    """Those in Latin letters are no Korean, also where that is the first; without letters it is."""
    assert likely_language(text, ("ko", "en")) == code


@pytest.mark.parametrize(
    ("kind", "korean", "english"),
    [
        ("institution-approval", "승인 마감", "Approval by"),
        ("internal", "내부 마감", "Internal deadline"),
        ("report", "제출 마감", "Due"),
        ("response", "마감", "Deadline"),
        ("registration", "접수 마감", "Closes"),
    ],
)
def test_a_deadline_is_named_by_what_is_due(kind: str, korean: str, english: str) -> None:
    """Applications close; nothing is applied for with an approval. A list of months repeats no name."""
    opens = "opens: 2026-09-01, " if kind == "registration" else ""
    stage = f"  - {{id: other, kind: {kind}, {opens}closes: 2026-10-20}}\nchanges:\n"
    one = call(changed(("changes:\n", stage)))
    for locale, text in (("ko", korean), ("en", english)):
        page = call_page(one, site_of([one], locale, utc(2026, 12, 1)), root="")
        (view,) = (view for view in page.stages if view.stage == "other")
        assert view.dates[-1].name == text


def test_a_call_of_letters_then_invitations_is_known_by_its_last_cut_off() -> None:
    """Not by the stage after it, of which no date was published; a round says what was sent in it."""
    page = _page("rounds-of-letters-long-closed", 2026, 11, 28)
    (text,) = page.standing
    assert "Expression of interest – Deadline: Thu, 10 Oct 2019" in text
    assert "not published" not in text
    notes = [view.note for view in page.stages if view.name == "Expression of interest"]
    assert notes == ["", "", ""]
    assert {view.state for view in page.stages} == {"over"}
    assert facet_values(_call("rounds-of-letters-long-closed"))[Facet.STAGE].count("eoi") == 1
    (visit,) = (view for view in page.stages if view.stage == "visit")
    assert visit.notes[0] == "selects: about 12"


def test_days_stand_in_their_order_whatever_follows_what() -> None:
    """A start in May is before an end in October, also where an undated panel comes after that."""
    page = _page("planning-study-then-selection", 2026, 11, 28)
    assert [view.stage for view in page.stages] == [
        *("full", "first-panel", "approval", "start", "end", "main-panel", "decision"),
    ]


def test_results_have_sums_finalists_and_a_note() -> None:
    """On the page and in what is published beside it; a deadline that nobody knows is not told of."""
    page = _page("prize-with-finalists-and-sums", 2026, 11, 28, locale="ko")
    assert page.standing == ("선정이 완료되었습니다.",)
    assert page.results
    assert page.results.rows[0].text == "신청 1,204건, 1차 통과 4건(4 finalists), 선정 1건(a team of three)"
    assert page.results.rows[-1].text == "2등은 없습니다."
    (project,) = page.results.projects
    assert project.amount == "30만 파운드(in two parts)"
    assert project.leads == ("영국 · 어느 병원, 20만 파운드", "일본 · 어느 연구소, 2,000만 일본 엔화")
    assert [finalist.title for finalist in page.results.finalists] == ["에코", "작은 소리"]
    assert page.background[0].name == "일본 · 일본 접수 마감"
    assert [row.text for side in page.sides for row in side.rows if row.name == "지원 기간"] == [
        "18개월",
        "2년",
    ]
    files = all_files([_call("prize-with-finalists-and-sums")])
    for name in ("calls.json", "data/call-facts.csv"):
        assert "No second prize was given." in files[name].decode()


@pytest.mark.parametrize(
    ("results", "faults"),
    [
        ("{applied: 3, shortlisted: 9}", 1),
        ("{shortlisted: 9, funded: 12}", 1),
        ("{applied: 30, shortlisted: 9, funded: 12}", 1),
        ('{applied: "about 30", shortlisted: 12, funded: 12}', 0),
        ("{applied: {min: 3}, funded: 12}", 0),
    ],
)
def test_no_more_are_chosen_than_there_were(results: str, faults: int) -> None:
    """Of those who applied, and of those who were shortlisted; a least number bounds nothing."""
    with pytest.raises(ContentProblems) if faults else nullcontext() as found:
        call(changed(("changes:\n", f"results: {results}\nchanges:\n")))
    assert len(found.value.problems if found else ()) == faults


def test_a_doubt_about_an_outcome_is_none_about_the_cut_off() -> None:
    """A round stays open where only the day of its decision is expected."""
    line = "{id: may, opens: 2026-10-01, closes: 2026-12-21 17:00 Europe/London, outcome: 2027-03 (expected)}"
    one = call(changed(("changes:\n", f"rounds:\n  - {line}\nchanges:\n")))
    found = status(one, utc(2026, 11, 1), SETTINGS)
    assert found.stages["may"] is StageState.OPEN
    assert one.stage("may-outcome").basis is Basis.EXPECTED
    assert (one.stage("may").note, one.stage("may-outcome").note) == (None, None)


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("2019년 12월 둘째 주", "2019년 12월 둘째 주"),
        ("2024. 1. 22.(월) ~ 1. 26.(금)", ""),
        ("2020. 6. 9.(화) ~ 6. 15.(월)", ""),
        ("2024. 1. 22. ~ 1. 26.(온라인)", "온라인"),
        ("2024년 2월 말(예정)", ""),
        ("2024년 2월 말(온라인, 예정)", "온라인, 예정"),
    ],
)
def test_no_word_of_a_date_is_lost_or_said_twice(date: str, note: str) -> None:
    """A week stays beside its month, a weekday is none, and “expected” is said once."""
    record = call(changed(("changes:\n", f"  - {{id: visit, kind: interview, date: '{date}'}}\nchanges:\n")))
    views = call_page(record, site_of([record], locale="ko"), root="").stages
    assert [view.note for view in views if view.stage == "visit"] == [note]


@pytest.mark.parametrize(
    ("kind", "value", "english", "korean"),
    [
        ("mobility", 'awards: "25과제 내외"', "Number of projects: about 25", "선정 과제 수: 25과제 내외"),
        ("fellowship", "awards: 5 teams", "Number of teams: 5 teams", "선정 팀 수: 5팀"),
        ("grant", "awards: 50명", "Number of people: 50", "선정 인원: 50명"),
        ("grant", "awards: 5~6개 기관", "Number of organisations: 5 to 6", "선정 기관 수: 5~6개 기관"),
        ("grant", "awards: 20편 내외", "Number of awards: about 20", "선정 과제 수: 20편 내외"),
        ("fellowship", "per_award: 팀당 500만원", "Per team: KRW 5,000,000", "팀당 지원금: 500만원"),
        (
            "grant",
            "per_year: 1인당 연 2천만원",
            "Per person and year: KRW 20,000,000",
            "1인당 연간: 2,000만원",
        ),
        ("studentship", "per_award: £9k per project", "Per project: £9,000", "과제당 지원금: 9,000 파운드"),
        ("grant", "total: 1억3천만원 규모", "In total: about KRW 130,000,000", "총 지원금: 약 1억 3,000만원"),
        ("grant", "total: 50억원 선", "In total: about KRW 5 billion", "총 지원금: 약 50억원"),
        ("grant", "total: c.£5m", "In total: about £5,000,000", "총 지원금: 약 500만 파운드"),
        (
            *("grant", "total: in the region of £50k"),
            *("In total: about £50,000", "총 지원금: 약 5만 파운드"),
        ),
        (
            *("grant", "parts: [{name: {en: A, ko: A}, awards: 2곳, duration: 2년간}]"),
            *("A: Number of organisations: 2; 2 years", "A: 선정 기관 수: 2곳; 2년"),
        ),
    ],
)
def test_what_a_figure_counts_is_as_the_notice_says(kind: str, value: str, english: str, korean: str) -> None:
    """Whatever calls of the kind else pay for; and a figure that is not exact is none in any language."""
    one = call(changed(("kind: grant", f"kind: {kind}"), ("changes:\n", f"budget:\n  {value}\nchanges:\n")))
    for locale, text in (("en", english), ("ko", korean)):
        page = call_page(one, site_of([one], locale, utc(2026, 12, 1)), root="")
        assert [f"{row.name}: {row.text}" for row in page.money] == [text]


def test_one_day_on_both_sides_is_one_deadline() -> None:
    """Where no time was published, although it ends earlier in the east; a time makes two of it."""
    stages = "\n".join(
        f"  - {{id: full-{side.lower()}, kind: full, side: {side}, opens: unpublished, closes: 2026-10-22}}"
        for side in ("GB", "KR")
    )
    text = changed((RECORD.partition("stages:\n")[2].partition("changes:\n")[0], f"{stages}\n"))
    for record, number in ((text, 0), (text.replace("10-22}", "10-23}", 1), 1)):
        one = call(record)
        assert len(call_page(one, site_of([one], "en", utc(2026, 12, 1)), root="").differ) == number


_ROUNDS = """rounds:
  - {id: june, label: {en: "June meeting", ko: "6월 회의"}, closes: 2024-04-20, outcome: 2024-06-21}
  - {id: july, label: {en: "July meeting", ko: "7월 회의"}, opens: 2024-04-21, closes: 2024-07-20}
results:
  parts:
    - {name: {en: "June meeting", ko: "6월 회의"}, applied: almost 700, funded: 18, total: £300k}
    - {name: {en: "Commended", ko: "장려상"}, funded: 2, note: {en: "No money.", ko: "상금은 없습니다."}}
"""


def test_results_are_told_of_each_round_and_prize() -> None:
    """On the page and in the data; and that awards were made names no round of which nothing is known."""
    stages = RECORD.partition("stages:\n")[2].partition("changes:\n")[0]
    one = call(
        changed(
            ("announced", "awarded"),
            (f"stages:\n{stages}", _ROUNDS),
            ("2026-08-01, kind", "2024-08-01, kind"),
        )
    )
    assert call(write_call(one)) == one
    expected = {
        "en": (
            [
                ("June meeting", "about 700 applied, 18 funded; £300,000"),
                ("Commended", "2 funded; No money."),
            ],
            "Awards made.",
        ),
        "ko": (
            [
                ("6월 회의", "신청 약 700건, 선정 18건; 30만 파운드"),
                ("장려상", "선정 2건; 상금은 없습니다."),
            ],
            "선정이 완료되었습니다.",
        ),
    }
    for locale, (rows, standing) in expected.items():
        page = call_page(one, site_of([one], locale, utc(2026, 12, 1)), root="")
        assert page.results
        assert [(row.name, row.text) for row in page.results.rows] == rows
        assert page.standing == (standing,)


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        ("duration: 25 March 2019 to 28 June 2019", "Mon, 25 Mar 2019 to Fri, 28 Jun 2019", None),
        ("duration: 2019. 3. 25. ~ 6. 28.", "Mon, 25 Mar 2019 to Fri, 28 Jun 2019", None),
        ("duration: 25 March 2019 to 28 June 2019", None, "2019년 3월 25일(월) ~ 2019년 6월 28일(금)"),
        ("cost_share: 민간부담금 20%", "80% (민간부담금 20%)", "80%(민간부담금 20%)"),
        ("cost_share: 20% (자부담)", "80% (20% (자부담))", None),
        ("cost_share: applicants pay at least 20%", "up to 80% (applicants pay at least 20%)", None),
        ("cost_share: 80%(자부담 20%)", "80% (자부담 20%)", None),
        ('cost_share: "90%, applicants pay the rest"', "90%, applicants pay the rest", None),
    ],
)
def test_spans_of_days_and_own_shares_are_read(value: str, english: str, korean: str | None) -> None:
    """A contract from one day to another; what applicants pay leaves the rest, where it is called so."""
    place = f"{value}\n" if value.startswith("duration") else f"budget:\n  {value}\n"
    one = call(changed(("changes:\n", f"{place}changes:\n")))
    assert call(write_call(one)) == one
    for locale, text in (("en", english), ("ko", korean)):
        page = call_page(one, site_of([one], locale, utc(2026, 12, 1)), root="")
        assert text in (None, *(row.text for row in (*page.money, *page.rows)))
