"""What is said of a call in the words of its kind, and once."""

from __future__ import annotations

import dataclasses

import pytest
from tests.building import FRAME
from tests.calls.outputs import all_files, calendar_files, site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.call import Amount, CallKind, Exact
from exchange.calls.model.moments import read_moment
from exchange.calls.model.plan import StepKind, plan
from exchange.calls.model.settings import Side
from exchange.calls.model.status import status
from exchange.calls.outputs.spreadsheet import calls_csv
from exchange.calls.views.call_views import CallPage, call_page
from exchange.calls.views.wording import Wording
from exchange.languages.typed_values import words_beyond_figure

_BEFORE = utc(2026, 10, 1)


def _page(*replacements: tuple[str, str], locale: str = "en") -> CallPage:
    one = call(changed(*replacements))
    return call_page(one, site_of([one], locale, _BEFORE), root="")


@pytest.mark.parametrize(
    ("kind", "english", "korean"),
    [
        ("grant", ("Per award", "Number of awards", "30"), ("과제당 지원금", "선정 과제 수", "30개")),
        ("fellowship", ("Per person", "Number of people", "30"), ("1인당 지원금", "선정 인원", "30명")),
        ("studentship", ("Per person", "Number of people", "30"), ("1인당 지원금", "선정 인원", "30명")),
        ("mobility", ("Per person", "Number of people", "30"), ("1인당 지원금", "선정 인원", "30명")),
        ("prize", ("Per prize", "Number of prizes", "30"), ("상금(건당)", "시상 건수", "30건")),
        (
            "contract",
            ("Value of each contract", "Number of contracts", "30"),
            ("계약 금액", "계약 건수", "30건"),
        ),
        ("network", ("Per award", "Number of awards", "30"), ("과제당 지원금", "선정 과제 수", "30개")),
    ],
)
def test_money_is_named_by_what_an_award_is(
    kind: str, english: tuple[str, ...], korean: tuple[str, ...]
) -> None:
    """A bursary is paid per person, not per project; also in what is published beside the page."""
    budget = "budget: {per_award: {GBP: 750}, awards: 30, cost_share: 50}\nchanges:\n"
    typed = (("kind: grant", f"kind: {kind}"), ("changes:\n", budget))
    for locale, (name, number_name, number) in (("en", english), ("ko", korean)):
        rows = {row.name: row.text for row in _page(*typed, locale=locale).money}
        assert name in rows
        assert rows[number_name] == number
        assert not any("연구비" in text for text in rows)
    files = all_files([call(changed(*typed))])
    assert any(f"{english[0]}: £750" in text.decode() for name, text in files.items() if ".json" in name)


@pytest.mark.parametrize(
    ("awards", "english", "korean"),
    [
        ("4", "Per person and year", "1인당 연간"),
        ("4 projects", "Per project and year", "과제당 연간"),
        ("4개 팀", "Per team and year", "팀당 연간"),
        ("4 institutions", "Per organisation and year", "기관당 연간"),
    ],
)
def test_a_sum_is_for_each_of_what_is_counted_beside_it(awards: str, english: str, korean: str) -> None:
    """In the budget of the call, in a part of one, and in what is published beside the page."""
    budget = f'{{awards: "{awards}", per_award: {{GBP: 750}}, per_year: {{GBP: 250}}}}'
    part = budget.replace("{awards", "{name: {en: One}, awards")
    typed = (
        ("kind: grant", "kind: mobility"),
        ("changes:\n", f"budget: {budget[:-1]}, parts: [{part}]}}\nchanges:\n"),
    )
    for locale, name in (("en", english), ("ko", korean)):
        rows = {row.name: row.text for row in _page(*typed, locale=locale).money}
        assert name in rows
        assert name in rows["One"]
    files = all_files([call(changed(*typed))]).items()
    each = english.removesuffix(" and year")
    assert any(f"{each}: £750" in text.decode() for name, text in files if ".json" in name)


@pytest.mark.parametrize(
    "typed",
    [
        '"£450,000( for two years)"',
        '"45만 파운드 ( for two years )"',
        '{GBP: {about: 450000, note: {en: "(for two years)"}}}',
    ],
)
def test_words_in_brackets_stand_in_one_pair_without_blanks(typed: str) -> None:
    """In either language, however they were typed."""
    budget = ("changes:\n", f"budget: {{per_award: {typed}}}\nchanges:\n")
    texts = [_page(budget, locale=locale).money[0].text for locale in ("en", "ko")]
    assert texts[0].endswith("£450,000 (for two years)")
    assert texts[1].endswith("45만 파운드(for two years)")


def test_applicants_of_fellowships_are_people() -> None:
    """What a notice says beside the number, that they are people, is not repeated."""
    results = 'results: {applied: "1,271명", funded: 287명}\nchanges:\n'
    typed = (("kind: grant", "kind: fellowship"), ("changes:\n", results))
    for locale, text in (("en", "1,271 applied, 287 funded"), ("ko", "신청 1,271명, 선정 287명")):
        found = _page(*typed, locale=locale).results
        assert found
        assert found.rows[0].text == text


@pytest.mark.parametrize(
    ("currency", "figure", "english", "korean"),
    [
        ("KRW", 350_000_000, "KRW 350,000,000", "3억 5,000만원"),
        ("KRW", 174_500_000_000, "KRW 174.5 billion", "1,745억원"),
        ("KRW", 1_200_000_000_000, "KRW 1.2 trillion", "1조 2,000억원"),
        ("KRW", 14_482_000_000, "KRW 14.482 billion", "144억 8,200만원"),
        ("KRW", 1_234_567_890, "KRW 1,234,567,890", "1,234,567,890원"),
        ("GBP", 200_000, "£200,000", "20만 파운드"),
        ("GBP", 9_500, "£9,500", "9,500 파운드"),
        ("CAD", 300_000, "300,000 Canadian dollars", "30만 캐나다 달러"),
        ("EUR", 1_000_000_000, "€1 billion", "10억 유로"),
    ],
)
def test_large_sums_are_read_in_the_units_of_a_language(
    currency: str, figure: int, english: str, korean: str
) -> None:
    """Exactly, or else in digits."""
    amount = Amount(currency=currency, low=figure, high=figure)
    assert (WORDINGS["en"].amount(amount), WORDINGS["ko"].amount(amount)) == (english, korean)
    assert f"{figure:,}" in WORDINGS["ko"].amount(amount, in_digits=True)


@pytest.mark.parametrize(
    ("note", "rest"),
    [
        ("2,921억원 규모", ""),
        ("601 people", ""),
        ("up to 5 awards", ""),
        ("a maximum of £300,000 (including VAT and expenses)", "including VAT and expenses"),
        ("three to 12 months, irrespective of cost", "irrespective of cost"),
        ("총 5년(3+2년) 이내", "3+2년"),
        ("2+2년", "2+2년"),
        ("최대 3년 이상", "최대 3년 이상"),
        ("630개 팀(3,410명)", "3,410명"),
        ("54 teams (339 people)", "339 people"),
        ("최대 100개 팀", ""),
        ("8개팀", ""),
        ("8 teams", ""),
        ("54개 대학(339명)", "54개 대학(339명)"),
        ("과제당 최대 3.5억원", "과제당 최대 3.5억원"),
    ],
)
def test_beside_a_figure_stand_the_words_that_say_more(note: str, rest: str) -> None:
    """Words that limit two ways, or name other things, are kept whole."""
    assert words_beyond_figure(note) == rest


def test_the_round_after_the_last_is_estimated_once_the_last_is_next() -> None:
    """Before, readers would take the estimate for the next round."""
    rounds = "".join(
        f"  - {{id: r{month}, opens: 2026-01-05, closes: 2026-{month}-01}}\n" for month in ("03", "06", "09")
    )
    one = call(changed(("changes:\n", f"rounds:\n{rounds}changes:\n")))
    for month, is_told in ((2, False), (5, False), (7, True), (10, True)):
        rows = call_page(one, site_of([one], "en", utc(2026, month, 15)), root="").rows
        assert ("Next round (estimate)" in [row.name for row in rows]) is is_told


@pytest.mark.parametrize(
    ("locale", "text"), [("en", "week of 28 March 2022"), ("ko", "2022년 3월 28일부터 한 주")]
)
def test_a_week_is_shown_as_one(locale: str, text: str) -> None:
    """Nobody is interviewed on its Sunday; other windows keep both ends."""
    for ends, is_week in ((3, True), (2, False)):
        window = f"window: {{from: 2022-03-28, to: 2022-04-0{ends}}}"
        stage = f"  - {{id: visit, kind: interview, {window}}}\nchanges:\n"
        page = _page(("changes:\n", stage), locale=locale)
        (view,) = (view for view in page.stages if view.stage == "visit")
        assert (view.dates[0].moment.text == text) is is_week


def test_clocks_that_show_the_same_are_one() -> None:
    """With the names of both; where they differ on the day, each is told."""
    sides = tuple(
        Side(code=code, zone=zone, currency=currency, name={"en": code})
        for code, zone, currency in (("GB", "Europe/London", "GBP"), ("IE", "Europe/Dublin", "EUR"))
    )
    wording = Wording(
        code="en",
        format="en_GB",
        strings=FRAME.strings("en", "calendar.en"),
        settings=dataclasses.replace(SETTINGS, sides=sides),
    )
    moment = read_moment("2021-07-14 17:00 Europe/Dublin", zone_choices=["Europe/Dublin"])
    assert isinstance(moment, Exact)
    assert wording.moment(moment).full == "Wed, 14 Jul 2021, 17:00 Dublin time (UTC+01:00), BST"
    assert WORDINGS["en"].moment(moment).others[-1].startswith("Thu, 15 Jul 2021, 01:00 KST")


def test_a_plan_has_the_steps_of_its_kind() -> None:
    """Nobody asks an ethics committee for a travel bursary, and no partner signs for a prize."""
    for kind in CallKind:
        one = call(changed(("kind: grant", f"kind: {kind.value}")))
        steps = {step.kind for step in plan(one, status(one, _BEFORE, SETTINGS), SETTINGS)}
        assert (StepKind.ETHICS in steps) is (kind in (CallKind.GRANT, CallKind.FELLOWSHIP))
        assert (StepKind.SIGNATURE in steps) is (kind not in (CallKind.PRIZE, CallKind.STUDENTSHIP))
        assert {StepKind.OFFICE, StepKind.SUBMISSION, StepKind.TRANSLATION} <= steps


@pytest.mark.parametrize("kind", list(CallKind))
def test_what_starts_and_ends_is_a_contract_where_one_is_let(kind: CallKind) -> None:
    """On the page, in calendars and in the table; of any other call it is the projects."""
    stages = "  - {id: begin, kind: start, date: 2027-03-01}\n  - {id: end, kind: end, date: 2028-03-01}\n"
    one = call(changed(("kind: grant", f"kind: {kind.value}"), ("changes:\n", f"{stages}changes:\n")))
    is_contract = kind is CallKind.CONTRACT
    for locale, names in (
        ("en", ("Contract starts", "Contract ends") if is_contract else ("Projects start", "Projects end")),
        ("ko", ("계약 시작", "계약 종료") if is_contract else ("연구 개시", "연구 종료")),
    ):
        page = call_page(one, site_of([one], locale), root="")
        assert tuple(view.name for view in page.stages if view.stage != "full") == names
        statuses = {one.id: status(one, _BEFORE, SETTINGS)}
        calendars = b"".join(calendar_files([one], locale).values())
        table = calls_csv([one], statuses, WORDINGS[locale])
        assert all(name.encode() in calendars and name.encode() in table for name in names)


def test_conditions_are_a_list_that_keeps_its_sentences() -> None:
    """However they are written; a sign within an entry divides nothing."""
    for written in (
        '[{en: "Members only. New ones wait."}, {en: "Anyone (a; b)"}]',
        '{en: ["Members only. New ones wait.", "Anyone (a; b)"]}',
        '{en: "- Members only. New ones wait.\\n- Anyone (a; b)"}',
    ):
        side = (
            "  - {side: GB, funder: one}",
            f"  - side: GB\n    funder: one\n    eligibility: {written}",
        )
        rows = {row.name: row.text for row in _page(side).sides[0].rows}
        assert rows["Who may apply"].split("\n") == ["Members only. New ones wait.", "Anyone (a; b)"]


@pytest.mark.parametrize(
    "text",
    [
        "With a company there; neither may have more than 70%.",
        "With approval; UK teams alone; nobody else.",
        "Anyone; PhD students too",
    ],
)
def test_a_text_stays_one_paragraph_whatever_signs_it_has(text: str) -> None:
    """It is a list only where it was written as one, of which an entry may have such a sign."""
    page = _page(("kind: grant", f'consortium: {{en: "{text}"}}\nkind: grant'))
    assert text in [row.text for row in page.rows]
    page = _page(("kind: grant", f'consortium: {{en: ["{text}", "only two"]}}\nkind: grant'))
    assert f"{text.rstrip('.')}\nonly two" in [row.text for row in page.rows]


def test_languages_are_named_in_the_language_of_the_reader() -> None:
    """Also those that the site has."""
    side = ("{side: GB, funder: one}", "{side: GB, funder: one, languages: [en, ko]}")
    for locale, name, text in (
        ("ko", "신청 언어", "영어, 한국어"),
        ("en", "Language of application", "English, Korean"),
    ):
        rows = {row.name: row.text for row in _page(side, locale=locale).sides[0].rows}
        assert rows[name] == text


def test_openings_of_rounds_are_missed_too() -> None:
    """Not in a call to which people may always apply."""
    rounds = "rounds:\n  - {id: spring, label: {en: Spring}, closes: 2026-03-01}\nchanges:\n"
    assert "opening date (Spring)" in _page(("changes:\n", rounds)).unpublished
    assert "opening date (Spring)" not in _page(("changes:\n", f"rolling: yes\n{rounds}")).unpublished


def test_entries_of_a_list_end_alike() -> None:
    """Where one has two sentences all keep their full stops; else none has one."""
    for entries, texts in (
        (("Members only. New ones wait.", "Anyone."), ["Members only. New ones wait.", "Anyone."]),
        (("Members only.", "Anyone."), ["Members only", "Anyone"]),
    ):
        written = ", ".join(f'"{entry}"' for entry in entries)
        page = _page(("kind: grant", f"consortium: {{en: [{written}]}}\nkind: grant"))
        assert "\n".join(texts) in [row.text for row in page.rows]
