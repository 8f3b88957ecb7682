"""Records: every fault of the golden cases is found, placed and worded; a call reads back as itself."""

from __future__ import annotations

import datetime
import os
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calls.samples import RECORD, ROOT, SETTINGS, call, changed, utc
from tests.calls.strategies import calls

from exchange.calls.model.call import Basis, Budget, Call, Stage
from exchange.calls.model.moments import write_moment
from exchange.calls.reading.cautions import cautions
from exchange.calls.reading.prose import check_record_texts
from exchange.calls.reading.record import read_call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.writing import write_call
from exchange.languages.claims import AmountClaim, with_thousands
from exchange.languages.language import language
from exchange.text.problems import ContentProblems, explain, messages

_CASES = sorted((ROOT / "tests" / "golden" / "calls").glob("*.yml"))
_MARKS = {"en": "# en: ", "ko": "# ko: "}
# Rules that no single record can break: they compare versions, prose or the whole site.
_ELSEWHERE = (
    "call-named-early",
    "call-removed",
    "call-renamed",
    "call-withheld-again",
    "history-rewritten",
    "history-cut-off",
    "no-history",
    "host-of-many",
    "host-unfamiliar",
    "unit-unknown",
    "open-for-years",
    "more-than-announced",
    "parts-above-total",
    "text-relative",
    "stage-removed",
    "stage-renamed",
    "stage-changed-silently",
    "date-moved-silently",
    "from-never-published",
    "past-unreadable",
    "since-",
    "deadline-",
    "deadlines-",
    "source-unchecked",
    "expected-date-",
    "opening-unclear",
    "years-away",
    "closing-unclear",
    "rounds-run-out",
    "supersedes-unknown",
    "prose-",
    "record-text",
    "record-copied",
    "stage-of-other-side",
    "text-signs",
    "notice-of-other-call",
    "unknown-call",
    "unknown-stage",
    "not-a-call-form",
    "notice-without-record",
    "call-elsewhere",
    "overview-elsewhere",
    "file-name",
    "reserved-name",
    # of site.yml: cases are in tests/site/test_partnership.py
    "not-a-zone",
    "not-a-currency",
    "not-holidays",
    "not-host",
    "not-folder",
    "language-folder",
)

_TODAY = datetime.date(2026, 11, 29)

_unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def _findings(text: str) -> dict[str, list[str]]:
    try:
        read_call(text, path="content/calls/case.yml", settings=SETTINGS, today=_TODAY)
    except ContentProblems as found:
        return {code: [explain(problem, code) for problem in found.problems] for code in _MARKS}
    return {code: [] for code in _MARKS}


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.stem)
def test_a_faulty_record_is_explained(case: Path) -> None:
    """Each case says, in comments at its end, what is found in it, in both languages.

    `UPDATE_GOLDEN=1 pytest` writes what is found now; read the difference before you commit it.
    """
    text = case.read_text(encoding="utf-8")
    body = "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(tuple(_MARKS.values()))
    )
    found = _findings(body)
    if os.environ.get("UPDATE_GOLDEN"):
        lines = [f"{mark}{line}\n" for code, mark in _MARKS.items() for line in found[code]]
        case.write_text(body + "".join(lines), encoding="utf-8")
        return
    for code, mark in _MARKS.items():
        expected = [line.removeprefix(mark) for line in text.splitlines() if line.startswith(mark)]
        assert found[code] == expected
        assert expected, "a golden case shows a fault"


def test_every_rule_about_a_record_has_a_case() -> None:
    """A rule without a case is a message nobody has read."""
    shown = "".join(case.read_text(encoding="utf-8") for case in _CASES)
    rules = [rule for rule in messages("calls", "en") if not rule.startswith(_ELSEWHERE)]
    assert [rule for rule in rules if f"[calls/{rule}]" not in shown] == []


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(calls())
def test_a_call_reads_back_as_itself(drawn: Call) -> None:
    """read(write(call)) == call."""
    assert call(write_call(drawn)) == drawn


@pytest.mark.parametrize(
    "case", sorted((ROOT / "content" / "calls").glob("*.yml")), ids=lambda case: case.stem
)
def test_the_site_s_own_records_read_back(case: Path) -> None:
    """What staff wrote survives being written by us."""
    read = read_call(case.read_text(encoding="utf-8"), path=str(case), settings=SETTINGS)
    assert call(write_call(read), name=case.stem) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("closes: 2026. 10. 22.(목) 17:00 Europe/London", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 2026년 10월 22일 오후 5시 Europe/London", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 22 October 2026, 5pm Europe/London", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 2026. 10. 22.(목) 17:00까지 Europe/London", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 22nd October 2026, 5.00pm UK time", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 5pm BST 22 October 2026", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 오후 5:00 2026-10-22 영국시간", "closes: 2026-10-22 17:00 Europe/London"),
        ("closes: 10.12.2026 5pm UK time", "closes: 2026-12-10 17:00 Europe/London"),
        ("closes: 2026. 12월 중", "closes: 2026-12"),
        ("closes: 2026년", "closes: 2026"),
        (
            "closes: 2026-10-22 17:00 Europe/London (noon in New York)",
            'closes: 2026-10-22 17:00 Europe/London\n    note: {en: "noon in New York"}',
        ),
    ],
)
def test_a_time_with_its_zone_is_read_in_any_notation(typed: str, meant: str) -> None:
    """As is a year with its word; other clocks in brackets are a note."""
    line = "closes: 2026-10-22 17:00 Europe/London"
    assert call(changed((line, typed))) == call(changed((line, meant)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{en: 'A; b', ko: '가; 나'}", {"en": "A; b", "ko": "가; 나"}),
        ("[{en: A., ko: 가}, {en: b, ko: 나}]", {"en": "A;\u2003b", "ko": "가;\u2003나"}),
        ("[{ko: 대학}, {ko: 병원}]", {"ko": "대학;\u2003병원"}),
        ("{en: [A university, a hospital]}", {"en": "A university;\u2003a hospital"}),
        (
            "\n      en: |\n        The lead is at\n        a university.\n",
            {"en": "The lead is at a university."},
        ),
        ("\n      ko: |\n        - 대학\n        - 병원\n", {"ko": "대학;\u2003병원"}),
        ("[대학에 있는 연구자, 병원에 있는 연구자]", {"ko": "대학에 있는 연구자;\u2003병원에 있는 연구자"}),
    ],
)
def test_a_list_of_texts_is_one_text_however_it_is_written(written: str, read: dict[str, str]) -> None:
    """With the language above its lines, in each of them, or in none where it is plain."""
    side = ("funder: one}", "funder: one}".replace("}", f"\n    eligibility: {written}"))
    text = changed(side).replace("  - {side: GB, ", "  - side: GB\n    ")
    assert read_call(text, path="x.yml", settings=SETTINGS).sides[0].eligibility == read


def test_a_time_that_may_be_of_another_weekday_or_clock_is_asked_for() -> None:
    """Whatever zone is named beside it."""
    for typed in (
        "2026. 10. 22.(금) 17:00 Europe/London",
        "2026. 10. 22. 17:00",
        "22 October 2026, 5:00 Europe/London",
        "22 October 2026, 5 Europe/London",
        "22 October 2026, 5:00 UK time",
        *(f"22 October 2026, 5pm {clock}" for clock in ("GMT", "EST", "CST", "MST", "GMT+1", "UTC -5")),
    ):
        assert _findings(changed(("2026-10-22 17:00 Europe/London", typed)))["en"]


@pytest.mark.parametrize(
    "changes",
    [
        ("{at: 2026-02, kind: updated}", "{at: 2026-08-01, kind: added}", "{at: 2026-09-01, kind: updated}"),
        ("{at: 2026-08-01, kind: added}", "{at: 2026-02, kind: updated}", "{at: 2026-09-01, kind: updated}"),
        ("{at: 2026-09-01, kind: updated}", "{at: 2026-02, kind: updated}", "{at: 2026-08-01, kind: added}"),
    ],
)
def test_a_history_may_begin_before_the_call_was_added_or_with_the_newest(changes: tuple[str, ...]) -> None:
    """It is one history, `added` first; of a change without a day, the month is enough."""
    read = call(changed(("  - {at: 2026-08-01, kind: added}", "\n".join(f"  - {one}" for one in changes))))
    assert [write_moment(change.at) for change in read.changes] == ["2026-08-01", "2026-02", "2026-09-01"]


def test_all_problems_come_at_once() -> None:
    """An author mends a file in one go."""
    text = changed(
        ("lifecycle: announced", "lifecycle: anounced"),
        ("17:00 Europe/London", "17:00"),
        ("\nkind: grant", "\nkynd: grant"),
        ("checked: 2026-08-01", "checked: 2026-08"),
    )
    rules = [line.rpartition("/")[2] for line in _findings(text)["en"]]
    expected = ["not-an-option]", "unknown-field]", "time-without-zone]", "not-a-day]"]
    assert rules == expected


def test_places_point_at_the_fault() -> None:
    """Line and column are those of the characters that are wrong, also within a moment."""
    text = changed(("17:00 Europe/London", "25:00 Europe/London"))
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "25:00" in line)
    column = text.splitlines()[line - 1].index("25:00") + 1
    assert _findings(text)["en"][0].startswith(f"content/calls/case.yml:{line}:{column}: ")


@pytest.mark.parametrize(
    ("line", "is_doubtful"),
    [
        ("duration: 3 yaers", True),
        ("duration: 36개울", True),
        ("duration: 24 mnths", True),
        ("budget: {per_award: £2 milion}", True),
        ("budget: {per_award: 2 milion pounds}", True),
        ("duration: 52 weeks", False),
        ("duration: 1년 반", False),
        ("duration: as long as the trial runs", False),
        ("budget: {per_award: 'up to £200,000 for a pilot, £1 million for a trial'}", False),
        ("budget: {per_award: 과제당 2억 원 내외}", False),
    ],
)
def test_a_unit_with_a_slip_is_shown_to_the_editor(line: str, is_doubtful: bool) -> None:
    """What is kept in words because no unit in it is known may be a figure with a wrong letter."""
    record = RECORD.replace("changes:\n", f"{line}\nchanges:\n")
    doubts = [
        problem
        for problem in cautions(
            read_call(record, path="content/calls/case.yml", settings=SETTINGS, today=_TODAY),
            datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC),
            SETTINGS,
            RecordPlaces(record, path="content/calls/case.yml"),
        )
        if problem.rule == "unit-unknown"
    ]
    assert len(doubts) == is_doubtful
    assert all(record.split("\n")[problem.place.line - 1] == line for problem in doubts)


def _cautions_of(record: str) -> list[str]:
    read = read_call(record, path="content/calls/case.yml", settings=SETTINGS, today=_TODAY)
    places = RecordPlaces(record, path="content/calls/case.yml")
    now = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
    return [problem.rule for problem in cautions(read, now, SETTINGS, places)]


@pytest.mark.parametrize(
    ("opens", "change", "is_asked"),
    [
        ("2010-03-02", "", True),
        ("2010", "", True),
        ("2025-03-02", "", False),
        ("2010-03-02", "\n  - {at: 2025-11, kind: updated, stage: full}", False),
    ],
)
def test_a_call_that_nobody_closed_for_years_is_asked_about(opens: str, change: str, is_asked: bool) -> None:
    """Without news it would be shown as open for ever; a change of these years is news."""
    record = changed(
        (
            "opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London",
            f"opens: {opens}\n    closes: none",
        ),
        ("kind: added}", f"kind: added}}{change}"),
    )
    assert ("open-for-years" in _cautions_of(record)) is is_asked
    assert "open-for-years" not in _cautions_of(record.replace("closes: none", "closes: unpublished"))


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Applications opened later this year.", True),
        ("작년 시범사업에 이은 공고입니다.", True),
        ("The panel met last Friday.", True),
        ("A mid-career award for each year of study.", False),
        ("현재 재직 중인 연구자를 지원합니다.", False),
    ],
)
def test_words_that_are_another_time_for_each_reader_are_asked_about(text: str, is_asked: bool) -> None:
    """Whatever the language; what is so while somebody applies is no such time."""
    for old in ("For a test.", "시험용입니다."):
        if text.isascii() == old.isascii():
            assert ("text-relative" in _cautions_of(changed((old, text)))) is is_asked
    budget = 'budget: {total: "105억원(올해 사업비)"}\nchanges:\n'
    assert "text-relative" in _cautions_of(changed(("changes:\n", budget)))


@pytest.mark.parametrize(("awards", "is_asked"), [("up to 10", True), ("20", False), ("about 10", False)])
def test_more_awards_than_announced_are_asked_about(awards: str, is_asked: bool) -> None:
    """Either number may count something else."""
    results = f"budget: {{awards: {awards}}}\nresults: {{funded: 20}}\nchanges:\n"
    record = changed(("lifecycle: announced", "lifecycle: awarded"), ("changes:\n", results))
    assert ("more-than-announced" in _cautions_of(record)) is is_asked


@pytest.mark.parametrize(
    ("parts", "is_asked"),
    [(["GBP: 600000"] * 2, True), (["GBP: 2000000"], True), (["GBP: {max: 2000000}", "KRW: 9000000"], False)],
)
def test_parts_above_the_total_are_asked_about(parts: list[str], is_asked: bool) -> None:
    """At the parts, with the line of the total; a limit is none, and another currency is another sum."""
    entries = "".join(f"    - {{name: {{en: A}}, amount: {{{amount}}}}}\n" for amount in parts)
    record = changed(("changes:\n", f"budget:\n  total: {{GBP: 1000000}}\n  parts:\n{entries}changes:\n"))
    places = RecordPlaces(record, path="trial.yml")
    asked = [
        (problem.place.line, problem.values["line"])
        for problem in cautions(call(record), utc(2026, 9, 2), SETTINGS, places)
        if problem.rule == "parts-above-total"
    ]
    assert asked == ([(18, "17")] if is_asked else [])


@pytest.mark.parametrize("gap", [" ", "\xa0", "\u202f", "\u2009", "’"])
@pytest.mark.parametrize("form", ["{} EUR", "€{}", "up to {} 유로"])
def test_thousands_apart_are_one_figure(form: str, gap: str) -> None:
    """In amounts, in counts and in prose; digits of a telephone or behind a year are none."""
    text = form.format(f"2{gap}500{gap}000")
    line = f'budget:\n  per_award: "{text}"\n  awards: 1{gap}000\nchanges:\n'
    budget = call(changed(("changes:\n", line))).budget
    assert budget
    assert budget.awards
    assert budget.awards.low == 1000
    assert [(amount.currency, amount.high) for amount in budget.per_award] == [("EUR", 2_500_000)]
    claims = [claim for code in ("en", "ko") for claim in language(code).claims(f"It pays {text}.")]
    assert {claim.claim.figure for claim in claims if isinstance(claim.claim, AmountClaim)} == {2_500_000}
    assert with_thousands("+82 2 880 519, 17 March 2027 500") == "+82 2 880 519, 17 March 2027 500"


@pytest.mark.parametrize(
    ("side", "phone", "numbers"),
    [
        ("GB", "01793 444423, 444233", ("+44 1793 444423", "+44 1793 444233")),
        ("GB", "020 7395 2000 / 7395 2001", ("+44 20 7395 2000", "+44 20 7395 2001")),
        ("KR", "043-713-8000, 8010", ("+82 43 713 8000", "+82 43 713 8010")),
        ("KR", "02-3460-5500, 3460-5600", ("+82 2 3460 5500", "+82 2 3460 5600")),
        ("KR", "043-713-8000, 1544-0000", ("+82 43 713 8000", "1544-0000")),
        ("KR", "+33 1 23 45 67 89, 45 67 90", ("+33 1 23 45 67 89", "+33 1 23 45 67 90")),
        ("GB", "020 7946 0000 (ext. 12)", ("+44 20 7946 0000 x12",)),
        ("KR", "02-2095-1234, 내선 12 / 043)713-8000", ("+82 2 2095 1234 x12", "+82 43 713 8000")),
    ],
)
def test_a_second_telephone_has_the_area_of_the_first(
    side: str, phone: str, numbers: tuple[str, ...]
) -> None:
    """In every country; the number of a service has none."""
    contact = f'contacts: [{{office: {{en: Office}}, side: {side}, phone: "{phone}"}}]\nchanges:\n'
    assert call(changed(("changes:\n", contact))).contacts[0].phone == numbers


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("(02) 880-5196", "+82 2 880 5196"),
        ("08 9368 3725", "+61 8 9368 3725"),
        ("1800 123 456", "1800 123 456"),
        ("0300 123 1234", "+44 300 123 1234"),
        ("1-888-603-4178", "+1 888 603 4178"),
        ("82-2-880-5196", "+82 2 880 5196"),
        ("+44 (0)20 7946 0000", "+44 20 7946 0000"),
    ],
)
def test_a_number_has_the_country_of_the_call_that_it_is_of(phone: str, number: str) -> None:
    """Of a side, or of a funder of a third country; one that nobody reaches from abroad stays as it is."""
    contact = f'contacts: [{{office: {{en: Office}}, phone: "{phone}"}}]\nchanges:\n'
    funder = "  - {id: three, name: {en: Three}, country: AU}\nsides:\n"
    assert call(changed(("changes:\n", contact), ("sides:\n", funder))).contacts[0].phone == (number,)


@pytest.mark.parametrize("phone", ["444423", "713-8000", "01793 444423", "08 9368 3725"])
def test_a_number_without_area_or_country_is_asked_about(phone: str) -> None:
    """It is no short number that nobody dials from abroad, nor is an area here a mobile elsewhere."""
    contact = f'contacts: [{{office: {{en: Office}}, phone: "{phone}"}}]\nchanges:\n'
    with pytest.raises(ContentProblems) as asked:
        call(changed(("changes:\n", contact)))
    assert [problem.rule for problem in asked.value.problems] == ["not-phone"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-07-18 18:00 AEST", "2027-07-18 18:00 Australia/Sydney"),
        ("18 March 2027, 4pm AEDT", "2027-03-18 16:00 Australia/Sydney"),
        ("2027-01-18 17:00 EET", "2027-01-18 17:00 Europe/Helsinki"),
        ("5:00pm Canberra time on 3 March 2027", "2027-03-03 17:00 Australia/Sydney"),
        ("17:00 New Zealand time on 3 March 2027", "2027-03-03 17:00 Pacific/Auckland"),
        ("3 March 2027, noon (Brussels local time)", "2027-03-03 12:00 Europe/Brussels"),
    ],
)
def test_the_clock_of_another_country_is_read(typed: str, meant: str) -> None:
    """Where it is that of the day there."""
    closes = "2026-10-22 17:00 Europe/London"
    assert call(changed((closes, typed))) == call(changed((closes, meant)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027年3月11日", "2027-03-11"),
        ("２０２７年３月１１日（木）", "2027-03-11"),
        ("令和9年3月11日", "2027-03-11"),
        ("2027年3月中旬", "mid 2027-03"),
        ("2027年3月11日（木）午後5時30分（日本時間）", "2027-03-11 17:30 Asia/Tokyo"),
        ("民國116年3月11日下午5時 台灣時間", "2027-03-11 17:00 Asia/Taipei"),
        ("11 mars 2027 à 17h00 (heure de Paris)", "2027-03-11 17:00 Europe/Paris"),
        ("11. März 2027", "2027-03-11"),
        ("15 września 2027", "2027-09-15"),
        ("2027년 3월 11일 13:00(영국) / 22:00(한국)", "2027-03-11 13:00 Europe/London"),
        ("11 March 2027, by 5 p.m. (ET)", "2027-03-11 17:00 America/New_York"),
        ("11 March 2027 at the latest 17:00 CET", "2027-03-11 17:00 Europe/Brussels"),
        ("16 September 2027, 17.00 CEST", "2027-09-16 17:00 Europe/Brussels"),
        ("4pm Ottawa time, 11 March 2027", "2027-03-11 16:00 America/Toronto"),
    ],
)
def test_a_date_of_a_notice_in_another_language_is_read(typed: str, meant: str) -> None:
    """As is one on the clocks of both sides that is one instant."""
    closes = "2026-10-22 17:00 Europe/London"
    assert call(changed((closes, typed))) == call(changed((closes, meant)))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("2027年3月11日（木）正午", "2027-03-11 12:00 Europe/London"),
        ("2027年3月11日17時まで", "2027-03-11 17:00 Asia/Seoul"),
        ("2027年3月11日（金）", "2027-03-11"),
        ("15. September 2027, 12:00 Uhr MESZ", "2027-09-15 12:00 Europe/Brussels"),
        ("15 de septiembre de 2027 a las 17:00", "2027-09-15 17:00 Europe/London"),
        ("2027. 3. 11.(목) 18:00 (영국 09:00)", "2027-03-11 18:00 Asia/Seoul"),
        ("11 March 2027 13:00 (UK), 22:00 (KST)", "2027-03-11 13:00 Europe/London"),
        ("2027-03-18 17:00 SGT", "2027-03-18 17:00 Asia/Singapore"),
        ("2027-03-18 18:00 AEST", "2027-03-18 18:00 Australia/Sydney"),
        ("2027-03-18 18:00 AEST", "2027-03-18 19:00 Australia/Sydney"),
    ],
)
def test_an_uncertain_time_of_another_country_has_its_line(typed: str, line: str) -> None:
    """For each that it may mean: a clock of another season is not kept on the day."""
    with pytest.raises(ContentProblems) as asked:
        call(changed(("2026-10-22 17:00 Europe/London", typed)))
    assert f"`{line}`" in explain(asked.value.problems[0], "en")


@pytest.mark.parametrize(
    ("typed", "currencies", "figure"),
    [
        ("R$ 20 000", ["BRL"], 20_000),
        ("NT$3,000,000", ["TWD"], 3_000_000),
        ("$100,000 CAD", ["CAD"], 100_000),
        ("ZAR 500,000", ["ZAR"], 500_000),
        ("R500,000", ["ZAR"], 500_000),
        ("500 000 zł", ["PLN"], 500_000),
        ("₹50 lakh", ["INR"], 5_000_000),
        ("5,000万円", ["JPY"], 50_000_000),
        ("50만 홍콩달러", ["HKD"], 500_000),
        ("20 000 kr", ["SEK", "NOK", "DKK", "ISK"], 20_000),
        ("30万元", ["CNY", "TWD"], 300_000),
        ("¥5,000,000", ["JPY", "CNY"], 5_000_000),
        ("$100,000", ["USD", "CAD", "AUD", "NZD"], 100_000),
    ],
)
def test_a_sign_is_a_currency_or_asked_about(typed: str, currencies: list[str], figure: int) -> None:
    """A sign of several has a line for each, and is never taken for the one of another sign."""
    text = changed(("changes:\n", f'budget: {{per_award: "{typed}"}}\nchanges:\n'))
    if len(currencies) == 1:
        amounts = call(text).budget.per_award
        assert [(amount.currency, amount.low) for amount in amounts] == [(currencies[0], figure)]
        return
    with pytest.raises(ContentProblems) as asked:
        call(text)
    lines = explain(asked.value.problems[0], "en")
    assert [code for code in ("GBP", "KRW", *currencies) if f"{{{code}: {figure}}}" in lines] == currencies


@pytest.mark.parametrize("words", ["an R01 of $500,000", "R 4.2 on 20 ft shelves", "try 50 sites"])
def test_letters_beside_a_figure_are_no_currency(words: str) -> None:
    """Where they are the name of something."""
    claims = [claim.claim for claim in language("en").claims(words)]
    assert {claim.currency for claim in claims if isinstance(claim, AmountClaim)} <= {"USD"}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12-month to multi-annual", None, None),
        ("최대 3년 이상", None, None),
        ("at most 3 years or more", None, None),
        ("3년 미만", None, None),
        ("more than 3 years", None, None),
        ("under 3 years", None, None),
        ("3년 초과", None, None),
        ("3+ years", 36, None),
        ("3 years or longer", 36, None),
        ("no longer than 3 years", None, 36),
        ("no fewer than 18 months", 18, None),
        ("3년부터", 36, None),
        ("3년 이내(최소 1년)", None, 36),
    ],
)
def test_words_that_change_a_figure_are_never_dropped(text: str, low: int | None, high: int | None) -> None:
    """They make it a limit, or they are shown and no figure is."""
    duration = call(changed(("changes:\n", f'duration: "{text}"\nchanges:\n'))).duration
    assert duration
    assert (duration.low, duration.high) == (low, high)
    assert (low, high) != (None, None) or [*(duration.note or {}).values()] == [text]


_TWO_TIMES = "window: {{from: 2027-01-18 {} Europe/London, to: 2027-01-18 {} Europe/London}}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("date: 2027년 3월 말부터", "date: late 2027-03"),
        ("date: 2027-03-25부터", "date: 2027-03-25"),
        ("date: 2027-03-25 ~", "date: 2027-03-25"),
        ("date: from late summer 2027", "date: late 2027-summer"),
        ("date: 2027년 상반기 말", "date: late 2027-H1"),
        ("date: 2027년 늦여름", "date: late 2027-summer"),
        ("date: October/November 2027", "window: {from: 2027-10, to: 2027-11}"),
        ("date: 2027년 10월/11월", "window: {from: 2027-10, to: 2027-11}"),
        ("date: 18 January 2027, 9:30am-11am UK time", _TWO_TIMES.format("09:30", "11:00")),
        ("date: 2027. 1. 18.(월) 14:00~16:00 Europe/London", _TWO_TIMES.format("14:00", "16:00")),
        ("date: 2027. 1. 18.(월) 14시~16시(영국시간)", _TWO_TIMES.format("14:00", "16:00")),
        ("date: 18 January 2027, 2-4pm UK time", _TWO_TIMES.format("14:00", "16:00")),
        ("date: 18 January 2027, 11–1pm UK time", _TWO_TIMES.format("11:00", "13:00")),
        ("date: Monday 18 January 2027 from 10am until noon UK time", _TWO_TIMES.format("10:00", "12:00")),
        ("date: (예정) 2027-03-25", "date: 2027-03-25\n    basis: expected"),
        ("date: 2027년 3월 20~22일", "window: {from: 2027-03-20, to: 2027-03-22}"),
        ("date: 2027년 3월 20-22일", "window: {from: 2027-03-20, to: 2027-03-22}"),
        ("date: 2027년 3월 20~4월 2일", "window: {from: 2027-03-20, to: 2027-04-02}"),
        ("date: 2027년 3~4분기", "window: {from: 2027-Q3, to: 2027-Q4}"),
        ("date: Q3/Q4 2027", "window: {from: 2027-Q3, to: 2027-Q4}"),
        ("date: December 2027/January 2028", "window: {from: 2027-12, to: 2028-01}"),
        ("date: 1st of August 2027", "date: 2027-08-01"),
        ("date: early October 2027 (anticipated)", "date: early 2027-10\n    basis: expected"),
        ("date: by 7 January 2027 at 17:00 GMT", "closes: 2027-01-07 17:00 Europe/London"),
        ('date: "February 3rd, 2027, at 9:00 Brussels time"', "date: 2027-02-03 09:00 Europe/Brussels"),
        ('date: "February 25th 2027, 17:00 Brussels local time"', "date: 2027-02-25 17:00 Europe/Brussels"),
        ("date: 17:00 Irish time on 25 February 2027", "date: 2027-02-25 17:00 Europe/Dublin"),
        ("date: 2027. 2. 25. 17:00(파리 현지시각)", "date: 2027-02-25 17:00 Europe/Paris"),
        ("date: 분기별", "date: tbc"),
        ("date: 연 4회", "date: tbc"),
        ("date: quarterly", "date: tbc"),
    ],
)
def test_a_date_in_the_words_of_a_notice_is_read(written: str, read: str) -> None:
    """What an open end, a season's third or a clock says stays; words beside it are the note."""

    def panel(date: str) -> Stage:
        stage = f"  - id: panel\n    kind: panel\n    {date}\n"
        return next(
            one for one in call(changed(("changes:\n", f"{stage}changes:\n"))).stages if one.id == "panel"
        )

    assert replace(panel(written), note=None) == panel(read)
    note = panel(written).note or {}
    is_open = any(word in written for word in ("부터", "from late", "~", "분기별", "연 4회", "quarterly"))
    is_open = is_open and "window" not in read
    assert [*note.values()] == ([written.removeprefix("date: ")] if is_open else [])


def test_brackets_behind_a_last_day_are_its_note() -> None:
    """As behind any other day."""
    stage = "  - {id: panel, kind: panel, date: by 31 July 2027 (as first published)}\n"
    panel = call(changed(("changes:\n", f"{stage}changes:\n"))).stages[-1]
    assert (panel.is_by, panel.note) == (True, {"en": "as first published"})


@pytest.mark.parametrize(
    "label", ["For meetings taking place 1 January–31 March", "1월 1일~3월 31일에 열리는 학회"]
)
def test_the_days_of_what_a_round_pays_for_are_no_dates_of_the_call(label: str) -> None:
    """Others in a label are, and are told together."""
    code = "en" if label.isascii() or "–" in label else "ko"
    record = changed(("    kind: full\n", f'    kind: full\n    label: {{{code}: "{label}"}}\n'))
    deadline = label.replace("meetings taking place", "deadlines of").replace("열리는 학회", "접수 마감")
    for text, rules in ((label, []), (deadline, ["record-text"])):
        changed_record = record.replace(label, text)
        read = read_call(changed_record, path="content/calls/case.yml", settings=SETTINGS, today=_TODAY)
        places = RecordPlaces(changed_record, path="content/calls/case.yml")
        assert [problem.rule for problem in check_record_texts(read, SETTINGS, places)] == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ('documents: [{title: {en: "Form"}}]', []),
        ('results: {projects: [{leads: [{side: KR, institution: {ko: "어느 병원"}}]}]}', []),
        ("results: {projects: [{amount: {GBP: 1000}}]}", ["missing-field"]),
    ],
)
def test_what_is_named_only_needs_no_address_or_title(line: str, rules: list[str]) -> None:
    """A form attached to the notice, and a project of which the institution alone was announced."""
    record = changed(("lifecycle: announced", "lifecycle: awarded"), ("changes:\n", f"{line}\nchanges:\n"))
    with pytest.raises(ContentProblems) if rules else nullcontext() as found:
        read = call(record)
        assert call(write_call(read)) == read
    assert ([problem.rule for problem in found.value.problems] if found else []) == rules


@pytest.mark.parametrize(
    ("remark", "basis"),
    [
        ("provisional", Basis.EXPECTED),
        ("online, provisional", Basis.EXPECTED),
        ("온라인, 예정", Basis.EXPECTED),
        ("to be confirmed", Basis.EXPECTED),
        ("online", Basis.FIRM),
    ],
)
def test_a_doubt_in_brackets_makes_a_date_an_expected_one(remark: str, basis: Basis) -> None:
    """Also among other words, which readers see; alone it says nothing that the basis does not."""
    stage = f"  - id: visit\n    kind: interview\n    date: 3 March 2027 ({remark})\n"
    record = changed(("changes:\n", f"{stage}changes:\n"))
    visit = next(one for one in call(record).stages if one.id == "visit")
    assert visit.basis is basis
    assert list((visit.note or {}).values()) == (
        [] if remark in ("provisional", "to be confirmed") else [remark]
    )


_ONE_SIDE = ("  - {side: KR, funder: two}\n", "")


@pytest.mark.parametrize(
    "replacements",
    [
        [("changes:\n", "total: £5 million\nduration: 3 years\nchanges:\n")],
        [("changes:\n", "budget: {total: £5 million, duration: 3 years}\nchanges:\n")],
        [_ONE_SIDE, ("funder: one}", "funder: one, duration: 3 years, total: £5 million}")],
        [("changes:\n", "duration: 3 years\nbudget: {rate: 80}\ntotal: £5 million\nchanges:\n")],
    ],
)
def test_money_and_length_are_read_where_only_one_place_can_be_meant(
    replacements: list[tuple[str, str]],
) -> None:
    """At the top, in the budget, or below the only side."""
    read = call(changed(*replacements))
    assert read.budget
    assert read.duration
    assert (read.budget.total[0].high, read.duration.high) == (5_000_000, 36)


@pytest.mark.parametrize(
    "amount",
    [
        "5년간 1,500억원 내외",
        '"5년간 1,500억원 내외"',
        "{KRW: 5년간 1,500억원 내외}",
        '{KRW: "약 1,500억원(5년)"}',
        "about KRW 150,000,000,000 over 5 years",
    ],
)
def test_a_sum_beside_a_length_is_read_also_without_quotes_in_braces(amount: str) -> None:
    """The commas of a figure can be meant for nothing else."""
    parts = f"budget:\n  parts:\n    - {{name: 통합 대학, amount: {amount}}}\nchanges:\n"
    ((part,), money) = (call(changed(("changes:\n", parts))).budget or Budget()).parts, 150_000_000_000
    assert [(one.currency, one.low, one.high, one.about) for one in part.amount] == [
        ("KRW", money, money, True)
    ]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("8 & 12 July 2027", ["2027-07-08", "2027-07-12"]),
        ("8, 9 and 12 July 2027", ["2027-07-08", "2027-07-09", "2027-07-12"]),
        ("2027. 7. 8., 12.", ["2027-07-08", "2027-07-12"]),
        ("2027년 7월 8일, 12일", ["2027-07-08", "2027-07-12"]),
        ("July 8-9, 2027", ["2027-07-08 ~ 2027-07-09"]),
        ("8 or 12 July 2027", []),
        ("8/12 July 2027", []),
        ("8–9 & 12 July 2027", []),
    ],
)
def test_no_day_of_several_is_dropped(typed: str, days: list[str]) -> None:
    """Also where the last or the first alone tells the month; what is not certain is asked for."""
    stage = "  - {{id: panel, kind: panel, date: {}}}\n"
    several = changed(("changes:\n", stage.format(f'"{typed}"') + "changes:\n"))
    if not days:
        assert _findings(several)["en"]
        return
    alone = "".join(
        stage.format(day).replace("id: panel", f"id: panel-{number}" if number > 1 else "id: panel")
        for number, day in enumerate(days, start=1)
    )
    assert call(several).stages == call(changed(("changes:\n", f"{alone}changes:\n"))).stages


@pytest.mark.parametrize("typed", ["3 to 5 times the budget", "2~3배수", "about 3x the awards"])
def test_a_multiple_is_no_number(typed: str) -> None:
    """What a stage selects is then in the words of the notice."""
    stage = f'  - {{id: panel, kind: panel, date: 2027-05, selects: "{typed}"}}\nchanges:\n'
    (panel,) = (one for one in call(changed(("changes:\n", stage))).stages if one.id == "panel")
    assert panel.selects
    assert (panel.selects.low, panel.selects.high) == (None, None)


def test_what_counts_from_another_day_is_asked_for() -> None:
    """With the words that count: what is meant, only the notice says."""
    for typed in (
        "30 days prior to the application due date",
        "two weeks before the deadline",
        "마감일 2주 전",
    ):
        (message,) = _findings(changed(("2026-10-22 17:00 Europe/London", typed)))["en"]
        assert message.endswith("[calls/moment-relative]")


@pytest.mark.parametrize(("country", "currency"), [("US", "USD"), ("CA", "CAD"), ("TW", "TWD")])
def test_a_sign_of_several_is_that_of_the_funder_s_country(country: str, currency: str) -> None:
    """Where only one of them is paid in by a funder or a side of the call."""
    record = changed(("changes:\n", 'budget: {total: "up to $50 million"}\nchanges:\n'))
    record = record.replace("country: KR", f"country: {country}").replace("  - {side: KR, funder: two}\n", "")
    (total,) = call(record).budget.total
    assert (total.currency, total.high) == (currency, 50_000_000)


def test_a_stage_that_is_not_read_makes_no_other_one_wrong() -> None:
    """Its name is there to follow, as is that of a round and its outcome."""
    first = "  - {id: eoi, kind: eoi, opens: 2026-09-01, closes: 2026-09-31}\n"
    rounds = "rounds:\n  - {id: june, opens: 2026-09-01, closes: 2026-13-02}\n"
    following = "  - {id: visit, kind: interview, date: 2027, follows: [june-outcome, full, eoi]}\n"
    record = changed(("changes:\n", f"{first}{following}{rounds}changes:\n"))
    assert [line.rpartition("/")[2] for line in _findings(record)["en"]] == ["no-such-date]", "no-such-date]"]


@pytest.mark.parametrize(("to", "is_same"), [("2026-10-22", True), ("2026-10", True), ("2026-10-23", False)])
def test_a_change_may_name_the_day_or_the_month_of_a_date_with_its_hour(to: str, is_same: bool) -> None:
    """In the history as in what it comes to today; another day is another date."""
    history = (
        f"  - {{at: 2026-08-02, kind: extended, stage: full, from: 2026-09-10, to: {to}}}\n"
        "  - {at: 2026-08-03, kind: corrected, stage: full, from: 2026-10-22 16:00 Europe/London, "
        "to: 2026-10-22}\nsource:\n"
    )
    assert bool(_findings(changed(("source:\n", history)))["en"]) is not is_same


@pytest.mark.parametrize("name", ["Trial", "trial_1", "트라이얼", "index", "calendar"])
def test_a_file_s_name_must_do_as_an_address(name: str) -> None:
    """The name of a file is the address of its call for ever."""
    with pytest.raises(ContentProblems):
        call(RECORD, name=name)


@_unhurried
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is a call or a list of problems that can be printed."""
    found = _findings(text)
    assert len(found["en"]) == len(found["ko"])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_damage_to_a_record_breaks_the_reader(data: st.DataObject) -> None:
    """A record with some of its characters replaced is read or explained, never a traceback."""
    text = list(RECORD)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at] = data.draw(st.sampled_from(list("{}[]:-,\"'\n #&*!|>%@0:é한\x00\u202e")))
    _findings("".join(text))
