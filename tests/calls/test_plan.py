"""The plan to a deadline: over the working days of those who do each step, in both twins."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess

import pytest
from icalendar import Calendar
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import SETTINGS, utc
from tests.calls.sided import CALLS, SEEN, read, record

from exchange.calls.model.call import Call
from exchange.calls.model.plan import DEFAULT_DAYS, PlanStep, StepKind, plan
from exchange.calls.model.status import status
from exchange.calls.model.working_days import holidays_of, is_working_day
from exchange.calls.views.call_views import call_page
from exchange.calls.views.plan_view import plan_view
from exchange.text.frame import THEME


def _plan(call: Call, now: datetime.datetime = SEEN, **days: int) -> tuple[PlanStep, ...]:
    lengths = {kind: days.get(kind.value, default) for kind, default in DEFAULT_DAYS.items()}
    return plan(call, status(call, now, SETTINGS), SETTINGS, lengths)


def test_each_step_ends_before_the_next_begins() -> None:
    """Offices before their own deadline; what is shared before either office, on days when both work."""
    steps = {step.id: step for step in _plan(CALLS["apart"])}
    assert {name: (str(step.starts), str(step.ends)) for name, step in steps.items()} == {
        "ethics-full-uk": ("2027-01-15", "2027-02-04"),
        "translation-full-uk": ("2027-02-05", "2027-02-22"),  # without the Korean new year
        "signature-full-uk": ("2027-02-23", "2027-03-02"),  # without 1 March
        "office-full-uk-gb": ("2027-03-03", "2027-03-09"),
        "office-full-korea-kr": ("2027-03-10", "2027-03-16"),
        "submission-full-uk-gb": ("2027-03-10", "2027-03-10"),
        "submission-full-korea-kr": ("2027-03-17", "2027-03-17"),
    }
    sides = [SETTINGS.side(code) for code in steps["translation-full-uk"].sides]
    assert is_working_day(steps["translation-full-uk"].starts, sides)


def test_a_deadline_on_a_day_off_is_met_on_the_day_before() -> None:
    """A Saturday, and a holiday of that side only: 1 March is one in Korea."""
    for closes, side, sent in (
        ("2027-03-13", "GB", "2027-03-12"),
        ("2027-03-01", "KR", "2027-02-26"),
        ("2027-03-01", "GB", "2027-03-01"),
        ("2027-03-02 00:00 Asia/Seoul", "KR", "2027-02-26"),
    ):
        call = read(record(f"id: full, kind: full, opens: 2026-11-02, closes: {closes}", sides=(side,)), "x")
        steps = {step.kind: step for step in _plan(call)}
        assert str(steps[StepKind.SUBMISSION].ends) == sent
        assert StepKind.TRANSLATION not in steps


@pytest.mark.parametrize("name", ["decided", "months"])
def test_without_a_deadline_ahead_there_is_no_plan(name: str) -> None:
    """Neither once all is over, nor where no day is known."""
    assert _plan(CALLS[name]) == ()
    assert call_page(CALLS[name], site_of([CALLS[name]], "en", SEEN), root="").plan is None


def test_a_side_that_is_over_has_no_steps_of_its_own() -> None:
    """The other goes on."""
    assert {step.id for step in _plan(CALLS["one-over"])} == {
        "ethics-full-korea", "translation-full-korea", "signature-full-korea", "office-full-korea-kr",
        "submission-full-korea-kr",
    }  # fmt: skip


_LONG = {
    "registration-first": read(
        record(
            "id: reg, kind: registration, opens: 2026-11-02, closes: 2027-01-20 17:00 Europe/London",
            "id: full, kind: full, opens: 2027-01-21, closes: 2027-03-17 13:00 Europe/London",
            "id: seal, kind: institution-approval, side: KR, closes: 2027-03-19",
        ),
        "registration-first",
    ),
    "outline-invites": read(
        record(
            "id: letter, kind: eoi, side: GB, opens: 2026-11-02, closes: 2026-12-18",
            "id: outline, kind: outline, opens: 2026-11-02, closes: 2027-01-29",
            "id: shortlist, kind: decision, follows: outline, date: 2027-04",
            "id: full, kind: full, follows: shortlist, invite_only: yes, opens: tbc, closes: 2027-07-01",
        ),
        "outline-invites",
    ),
    "own-deadline-first": read(
        record(
            "id: ours, kind: internal, opens: 2026-11-02, closes: 2027-02-26",
            "id: small, kind: full, opens: 2026-11-02, closes: 2027-03-10",
            "id: large, kind: full, opens: 2026-11-02, closes: 2027-03-17",
            sides=("GB",),
        ),
        "own-deadline-first",
    ),
}


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        (
            "registration-first",
            {
                "submission-reg-gb": "2027-01-20",
                "submission-reg-kr": "2027-01-20",  # 02:00 there of the next day
                "submission-full-gb": "2027-03-17",
                "submission-full-kr": "2027-03-17",
                "submission-seal-kr": "2027-03-19",
            },
        ),
        (
            "outline-invites",
            {
                "submission-letter-gb": "2026-12-18",
                "submission-outline-gb": "2027-01-29",
                "submission-outline-kr": "2027-01-29",
                "submission-full-gb": "2027-07-01",
                "submission-full-kr": "2027-07-01",
            },
        ),
        ("own-deadline-first", {"submission-ours-gb": "2027-02-26", "submission-small-gb": "2027-03-10"}),
    ],
)
def test_the_plan_reaches_the_application(name: str, sent: dict[str, str]) -> None:
    """What is sent before it is a fixed point; another application beside it has no part in the plan."""
    steps = _plan(_LONG[name])
    assert {step.id: str(step.ends) for step in steps if step.kind is StepKind.SUBMISSION} == sent
    target = "full" if "submission-full-gb" in sent else "small"
    assert [step.stage.id for step in steps if step.kind is StepKind.ETHICS] == [target]


def test_an_outline_is_prepared_too() -> None:
    """It is translated and approved before it is sent; names say which of the two applications is meant."""
    call = _LONG["outline-invites"]
    steps = _plan(call)
    assert [step.stage.id for step in steps if step.kind is StepKind.TRANSLATION] == ["outline", "full"]
    assert len([step for step in steps if step.kind is StepKind.OFFICE]) == 4
    view = plan_view(call, status(call, SEEN, SETTINGS), site_of([], "en").wording)
    assert view is not None
    names = [step.name for step in view.steps]
    assert len(names) == len({*names})
    assert "Partners sign (Application)" in names


@pytest.mark.parametrize("name", ["apart", "one-over", "uk-alone", "korea-invites", *_LONG])
def test_each_step_of_one_side_names_it(name: str) -> None:
    """On the page and in the calendar to take away, in the reader's language."""
    call = (CALLS | _LONG)[name]
    files, steps = all_files([call], SEEN), _plan(call)
    for locale, names in (("en", {"GB": "UK", "KR": "Korea"}), ("ko", {"GB": "영국", "KR": "한국"})):
        view = plan_view(call, status(call, SEEN, SETTINGS), site_of([], locale).wording)
        assert view is not None
        events = Calendar.from_ical(files[f"plan/{locale}/{name}.ics"]).walk("VEVENT")
        for step, shown, event in zip(steps, view.steps, events, strict=True):
            if len(step.sides) == 1:
                start = f"{names[step.sides[0]]} · "
                assert shown.name.startswith(start)
                assert str(event["SUMMARY"]).startswith(start)


def test_the_plan_is_a_calendar_to_take_away() -> None:
    """One event of whole days a step, in the order of the page, in the reader's language."""
    files = all_files([CALLS["apart"]], SEEN)
    for locale, first in (("en", "Ask the ethics committees"), ("ko", "윤리위원회")):
        view = plan_view(CALLS["apart"], status(CALLS["apart"], SEEN, SETTINGS), site_of([], locale).wording)
        assert view is not None
        path = view.download.removeprefix(SETTINGS.site_url)
        events = Calendar.from_ical(files[path]).walk("VEVENT")
        assert [event["DTSTART"].dt.isoformat() for event in events] == [
            step.starts_machine for step in view.steps
        ]
        assert str(events[0]["SUMMARY"]).startswith(first)
        assert events[-1]["DTEND"].dt == datetime.date(2027, 3, 18)
        frame = (THEME / "components/call_plan.html").read_text(encoding="utf-8")
        assert f'id="{str(events[0]["URL"]).partition("#")[2]}"' in frame


def test_the_script_draws_up_the_same_plan() -> None:
    """Its twin gives the same days for any lengths and any call with a deadline ahead."""
    if shutil.which("node") is None:
        pytest.fail("Node.js is not installed")
    cases, expected = [], []
    for call in (
        *(CALLS[name] for name in ("apart", "days", "one-over", "uk-alone", "moved")),
        *_LONG.values(),
    ):
        view = plan_view(call, status(call, SEEN, SETTINGS), site_of([], "en").wording)
        assert view is not None
        for number in range(20):
            lengths = {kind.value: 1 + number * (place + 1) for place, kind in enumerate(DEFAULT_DAYS)}
            cases.append([json.loads(view.data), lengths])
            steps = _plan(call, **lengths)
            expected.append({step.id: [str(step.starts), str(step.ends)] for step in steps})
    script = (THEME / "assets/js/calendar/plan.js").as_uri()
    program = (
        f'import {{ plan }} from "{script}"; const iso = (day) => day.toISOString().slice(0, 10);'
        'let text = ""; for await (const part of process.stdin) text += part;'
        "console.log(JSON.stringify(JSON.parse(text).map(([data, days]) => Object.fromEntries("
        'plan(data, (id) => days[id.split("-")[0]])'
        ".map(({ id, starts, ends }) => [id, [iso(starts), iso(ends)]])))));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        input=json.dumps(cases), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == expected


@pytest.mark.parametrize(
    ("closes", "locale", "said"),
    [
        ("2027-03-01 13:00 Europe/London", "en", "Mon, 1 Mar 2027 is a public holiday in Korea"),
        ("2027-03-01 13:00 Europe/London", "ko", "2027년 3월 1일(월), 한국 공휴일(삼일절)입니다."),
        ("2027-03-13", "en", "Sat, 13 Mar 2027 is a weekend day in UK."),
        ("2027-03-29", "ko", "2027년 3월 29일(월), 영국 공휴일(부활절 다음 월요일)입니다."),
    ],
)
def test_readers_are_told_of_deadlines_on_days_off(closes: str, locale: str, said: str) -> None:
    """Of either side, whichever the deadline is for; not once it is over."""
    call = read(record(f"id: full, kind: full, side: GB, opens: 2026-11-02, closes: {closes}"), "x")
    shown = {
        now: call_page(call, site_of([call], locale, now), root="").stages[0].days_off for now in _MOMENTS
    }
    assert any(text.startswith(said) for text in shown[_MOMENTS[0]])
    assert shown[_MOMENTS[1]] == ()


_MOMENTS = (SEEN, utc(2027, 4, 1))


@pytest.mark.parametrize(
    ("calendar", "day", "names"),
    [
        ("GB-ENG", (2027, 3, 26), {"en": "Good Friday", "ko": "성금요일"}),
        ("GB-NIR", (2027, 7, 12), {"en": "Battle of the Boyne", "ko": "보인 전투 기념일"}),
        ("GB-ENG", (2027, 12, 27), {"en": "Christmas Day (substitute day)", "ko": "성탄절 대체 공휴일"}),
        ("KR", (2026, 9, 25), {"en": "Chuseok", "ko": "추석"}),
        ("KR", (2027, 5, 5), {"en": "Children's Day", "ko": "어린이날"}),
        ("JP", (2027, 11, 23), {"en": "Labour Thanksgiving Day", "ko": "근로감사의 날"}),
    ],
)
def test_a_holiday_is_named_in_the_readers_language(
    calendar: str, day: tuple[int, int, int], names: dict[str, str]
) -> None:
    """Those of either country, whatever languages the library has."""
    date = datetime.date(*day)
    assert {code: holidays_of(calendar, date.year, code)[date] for code in names} == names


def test_every_holiday_of_both_countries_has_a_korean_name() -> None:
    """No page in Korean has an English name among its sentences."""
    for calendar in ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS", "KR"):
        for year in range(2019, 2036):
            names = holidays_of(calendar, year, "ko").values()
            assert [name for name in names if re.search("[A-Za-z]", name)] == []
