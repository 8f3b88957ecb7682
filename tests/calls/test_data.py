"""Data for programs and spreadsheets: valid by its own schema, harmless wherever it is opened."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest
from common_grants_sdk.schemas.pydantic.responses import OpportunitiesListResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc
from tests.calls.strategies import many

from exchange.calls.model.call import ENTRY_SEPARATOR, Call, StageKind
from exchange.calls.model.status import status
from exchange.calls.outputs.commongrants import calls_json, schema
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.outputs.spreadsheet import FACTS_PATH, calls_csv, facts_csv
from exchange.calls.reading.measures import amount_lines
from exchange.calls.reading.writing import write_call
from exchange.calls.views.call_views import call_page
from exchange.calls.views.jsonld import graph
from exchange.text.problems import ContentProblems, explain
from exchange.text.spreadsheets import is_formula, safe_cell

_slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
_SCHEMA = jsonschema.Draft202012Validator(schema(SETTINGS), format_checker=jsonschema.FormatChecker())

_unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@_slow
@given(many(3))
def test_calls_json_is_what_its_schema_and_commongrants_say(drawn: list[Call]) -> None:
    """Our schema is closed; the protocol's own library reads every opportunity."""
    site = site_of(drawn)
    content = calls_json(site.calls, site.statuses, site.wording)
    _SCHEMA.validate(json.loads(content))
    read = OpportunitiesListResponse.model_validate_json(content)
    assert len(read.items) == len(drawn)


def test_the_schema_is_a_schema() -> None:
    """The published file is valid by the rules of JSON Schema itself."""
    jsonschema.Draft202012Validator.check_schema(json.loads(all_files([])["calls.schema.json"]))


def test_a_deadline_keeps_its_zone() -> None:
    """CommonGrants has dates without zones; ours stands beside them, with the instant."""
    (item,) = json.loads(all_files([call()])["calls.json"])["items"]
    (stage,) = item["customFields"]["stages"]["value"]
    assert stage["closes"] == {
        "precision": "minute",
        "written": "2026-10-22 17:00 Europe/London",
        "local": "2026-10-22T17:00:00",
        "zone": "Europe/London",
        "utc": "2026-10-22T16:00:00Z",
    }


@_unhurried
@given(st.one_of(st.text(), st.sampled_from(["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "\ufeff=1"])))
def test_no_cell_is_a_formula(value: str) -> None:
    """A spreadsheet runs nothing that a record says."""
    assert not is_formula(safe_cell(one_line(value)))


@_slow
@given(many(2))
def test_every_row_of_the_table_has_every_column(drawn: list[Call]) -> None:
    """One row for each stage and cut-off, on both clocks."""
    site = site_of(drawn, "ko")
    text = calls_csv(site.calls, site.statuses, site.wording).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) - 1 == sum(len(call.dated_parts) for call in drawn)


def _facts(content: bytes) -> dict[tuple[str, str], str]:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert header == ["id", "field", "value"]
    assert len({(call, name) for call, name, _ in rows}) == len(rows)
    return {(call, name): value for call, name, value in rows}


@_slow
@given(many(2))
def test_every_field_of_every_call_is_a_fact(drawn: list[Call]) -> None:
    """By its declaration: a field that is added tomorrow is in the table without a change of it."""
    names = {(call, name.partition(".")[0]) for call, name in _facts(facts_csv(drawn))}
    for one in drawn:
        lines = [line for line in write_call(one).splitlines() if not line.endswith("{}")]
        written = {line.partition(":")[0] for line in lines if line[0].isalpha()}
        assert {name for call, name in names if call == one.id} == written


_MATCHED = """\
budget:
  matching: cash-or-in-kind
  matching_share: 100
  matching_cash: {min: 10}
  parts: [{name: {en: "First year", ko: "1차년도"}, amount: {KRW: 45000000}}]
changes:
"""


def test_parts_places_and_shares_are_facts() -> None:
    """Each under the names that a record has for it; so are shares in the data and on the page."""
    place = 'id: talk, kind: briefing, date: 2026-09-20, place: {en: "Osong", ko: "오송"}, url: https://x.example/'
    one = call(changed(("changes:\n", _MATCHED), ("  - id: full\n", f"  - {{{place}}}\n  - id: full\n")))
    facts = _facts(all_files([one])[FACTS_PATH])
    for name, value in (
        ("budget.parts.1.name.ko", "1차년도"),
        ("budget.parts.1.amount.KRW", "45000000"),
        ("budget.matching_share", "100"),
        ("budget.matching_cash.min", "10"),
        ("stages.talk.place.en", "Osong"),
        ("stages.talk.url", "https://x.example/"),
    ):
        assert facts[one.id, name] == value
    (item,) = json.loads(all_files([one])["calls.json"])["items"]
    assert item["customFields"]["facts"]["value"]["budget"]["matching_cash"] == {"min": "10"}
    for locale, texts in (("en", ("100%", "at least 10%")), ("ko", ("100%", "10% 이상"))):
        rows = {row.text for row in call_page(one, site_of([one], locale), root="").money}
        assert {*texts} <= rows


@pytest.mark.parametrize(
    ("typed", "better"),
    [("1:1", "100"), ("matched 1:1", "100"), ("50%", "50"), ("at least 50 %", "{min: 50}"),
     ("50% 이상", "{min: 50}"), ("50 per cent", "50"), ("up to 30%", "{max: 30}"),
     ("25~50%", "{min: 25, max: 50}")],
)  # fmt: skip
def test_a_share_is_read_as_notices_write_it(typed: str, better: str) -> None:
    """In either language, as the same in figures."""
    typed_call, plain_call = (
        call(changed(("changes:\n", f"budget: {{matching_share: {value}}}\nchanges:\n")))
        for value in (f'"{typed}"', better)
    )
    assert typed_call == plain_call


_READ = (
    *(("total", f"{{KRW: {typed}}}", f"{{KRW: {figure}}}") for typed, figure in (
        ("11억", "1100000000"), ("144억 8200만원", "14482000000"), ('"23,850백만원"', "23850000000"),
        ('"1억 2천만원"', "120000000"), ('"500,000천원"', "500000000"), ("₩3억", "300000000"),
        ("3억원 이내", "{max: 300000000}"), ("14,482백만원", "14482000000"),
        ("{max: 500,000,000}", "{max: 500000000}"),
        ("{min: 1,000,000, max: 2,000,000}", "{min: 1000000, max: 2000000}"),
        ("약 2.5억 원", "{about: 250000000}"),
        ('"1,100 million"', "1100000000"),
    )),
    *(("per_award", f"{{GBP: {typed}}}", f"{{GBP: {figure}}}") for typed, figure in (
        ("£0.7m", "700000"), ("up to £600k", "{max: 600000}"), ("{max: 1.5 million}", "{max: 1500000}"),
        ("about 2000000", "{about: 2000000}"), ("2 million pounds", "2000000"),
        ("'at least £50,000'", "{min: 50000}"),
    )),
    *((name, f"{{KRW: {typed}}}", "{KRW: {max: 1500000000}}") for name, typed in (
        ("per_award", "up to 1.5bn each"),
        ("per_year", "연 15억원 이내"), ("per_year", "up to ₩1.5bn a year"),
    )),
    *((name, f"{{KRW: {typed}}}", f"{{KRW: {{max: 1500000000, note: {{ko: {typed}}}}}}}") for name, typed in (
        ("per_award", "과제당 15억원 이내"), ("per_year", "학교당 15억원 이내"),
    )),
    *(("awards", typed, count) for typed, count in (
        ("5-8", "{min: 5, max: 8}"), ("5~6개", "{min: 5, max: 6}"), ("5개 내외", "{about: 5}"),
        ("7개 과제", "{min: 7, max: 7, note: {ko: 7개 과제}}"),
        ("up to 5 awards", "{max: 5}"), ("3 to 4 projects", "{min: 3, max: 4, note: {en: 3 to 4 projects}}"),
        ("10명 이내", "{max: 10, note: {ko: 10명 이내}}"),
        ("ten", "10"), ("four awards", "4"), ("four teams", "{min: 4, max: 4, note: {en: four teams}}"),
    )),
    ("cost_share", "{max: 70%}", "{max: 70}"),
    *(("per_award", typed, f"{{{plain}}}") for typed, plain in (
        ("'£25,000 to £100,000'", "GBP: {min: 25000, max: 100000}"),
        ("£1.5m - £5m", "GBP: {min: 1500000, max: 5000000}"),
        ("{EUR: 6~8 million}", "EUR: {min: 6000000, max: 8000000}"), ("3억원 이내", "KRW: {max: 300000000}"),
        ("{GBP: between £25,000 and £50,000}", "GBP: {min: 25000, max: 50000}"),
        ("{KRW: 5~6억원}", "KRW: {min: 500000000, max: 600000000}"),
        ("'£10,000 or more'", "GBP: {min: 10000}"),
        ("1억~3억원", "KRW: {min: 100000000, max: 300000000}"),
        ("5천만~1억원", "KRW: {min: 50000000, max: 100000000}"),
        ("5만~10만유로", "EUR: {min: 50000, max: 100000}"),
        ("{KRW: 64,134백만원}", "KRW: 64134000000"),
    )),
)  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "plain"), _READ)
def test_money_and_numbers_are_read_as_notices_write_them(name: str, typed: str, plain: str) -> None:
    """In either language, as the same in figures: nobody is sent back for a notation that is certain."""
    typed_call, plain_call = (
        call(changed(("changes:\n", f"budget: {{{name}: {value}}}\nchanges:\n"))) for value in (typed, plain)
    )
    assert typed_call == plain_call


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (
            "30억원 내외(과제당 최대 3억원)",
            "total: {KRW: {about: 3000000000}}, per_award: 과제당 최대 3억원",
        ),
        ("£30m (up to £3m per project)", "total: {GBP: 30000000}, per_award: up to £3m per project"),
        (
            "{KRW: 30억원(과제당 1~3억원)}",
            "total: {KRW: 3000000000}, per_award: {KRW: 과제당 1~3억원}",
        ),
        (
            "최대 30억원(과제당 3억원, 10개 과제)",
            "total: {KRW: {max: 3000000000, note: {ko: '과제당 3억원, 10개 과제'}}}",
        ),
        ("30억원(연 10억원)", "total: {note: {ko: 30억원(연 10억원)}}"),
    ],
)
def test_a_total_may_name_the_sum_of_each_award(typed: str, plain: str) -> None:
    """In brackets behind it, with what it counts; with more than that there, these are its words."""
    total = typed if typed.startswith("{") else json.dumps(typed)
    typed_call, plain_call = (
        call(changed(("changes:\n", f"budget: {{{text}}}\nchanges:\n")))
        for text in (f"total: {total}", plain)
    )
    assert typed_call == plain_call


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("최대 100만 달러", "{USD: {max: 1000000}}"),
        ("100만~300만 달러", "{USD: {min: 1000000, max: 3000000}}"),
        ("1억-3억", "{KRW: {min: 100000000, max: 300000000}}"),
        ("64, 134백만원", "64,134백만원"),
    ],
)
def test_money_that_is_asked_about_has_a_line_that_works(typed: str, line: str) -> None:
    """The line of the answer is read when it is typed."""
    with pytest.raises(ContentProblems) as asked:
        call(changed(("changes:\n", f"budget: {{total: '{typed}'}}\nchanges:\n")))
    assert line in explain(asked.value.problems[0], "en")
    assert call(changed(("changes:\n", f"budget:\n  total: {line}\nchanges:\n"))).budget


def test_a_dollar_is_that_of_the_site_where_it_has_one() -> None:
    """Of several, each is offered; without any, those that notices mean by it."""
    assert amount_lines("$3 million", ["CAD", "GBP"]) == ["CAD: 3000000"]
    assert amount_lines("$3 million", ["CAD", "USD"]) == ["CAD: 3000000", "USD: 3000000"]
    assert amount_lines("$3 million", ["GBP", "KRW"]) == [
        f"{code}: 3000000" for code in ("USD", "CAD", "AUD", "NZD")
    ]


def test_a_comma_within_a_figure_ends_no_entry_of_a_list() -> None:
    """So it is within braces; with a blank behind it, it is asked about with the figure whole."""
    listed = "funder: one, eligibility: {en: [Up to 1,000 staff, Others], ko: [총 1,234명, 나]}}"
    one = call(changed(("funder: one}", listed)))
    assert [text.split(ENTRY_SEPARATOR) for text in (one.sides[0].eligibility or {}).values()] == [
        ["Up to 1,000 staff", "Others"],
        ["총 1,234명", "나"],
    ]
    with pytest.raises(ContentProblems, match=r'"64,134백만원"'):
        call(
            changed(
                ("changes:\n", "budget: {total: {KRW: 64, 134백만원}, note: {en: 1,200 people}}\nchanges:\n")
            )
        )


def test_data_files_show_a_list_of_entries_as_one() -> None:
    """As a list in JSON, with a plain sign in the table: never the sign that stands for it here."""
    one = call(changed(("funder: one}", "funder: one, eligibility: {en: [A hospital; or a trust, Others]}}")))
    statuses = {one.id: status(one, utc(2026, 9, 2), SETTINGS)}
    (item,) = json.loads(calls_json([one], statuses, WORDINGS["en"]))["items"]
    side = item["customFields"]["facts"]["value"]["sides"][0]
    assert side["eligibility"] == {"en": ["A hospital; or a trust", "Others"]}
    assert _facts(facts_csv([one]))["trial", "sides.1.eligibility.en"] == "A hospital; or a trust; Others"
    assert not any(ENTRY_SEPARATOR.encode() in content for content in all_files([one]).values())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("up to 3 years", "{max: P3Y}"),
        ("36개월", "P36M"),
        ("18 months", "P18M"),
        ("5년 이내", "{max: P5Y}"),
        ("2 to 5 years", "{min: P2Y, max: P5Y}"),
        ("4년 9개월 이내", "{max: P57M}"),
        ("{max: 6개월}", "{max: P6M}"),
        ("18~24개월", "{min: P18M, max: P24M}"),
        ("between 6 and 18 months", "{min: P6M, max: P18M}"),
        ("three years", "P3Y"),
        ("{min: six months, max: P3Y}", "{min: P6M, max: P3Y}"),
    ],
)
def test_a_duration_is_read_as_notices_write_it(typed: str, plain: str) -> None:
    """In figures or words, with its limits."""
    typed_call, plain_call = (
        call(changed(("changes:\n", f"duration: {value}\nchanges:\n"))) for value in (typed, plain)
    )
    assert typed_call.duration == plain_call.duration


@pytest.mark.parametrize(
    ("field", "typed", "plain"),
    [
        ("total", "{{KRW: {}}}", ("국비 11억", "min: 1100000000, max: 1100000000")),
        ("total", "{{KRW: {}}}", ("3억원 이내 (현물 별도)", "max: 300000000")),
        ("total", "{{GBP: {}}}", ("about 2000000 and travel", "about: 2000000")),
        ("per_award", "{{KRW: {}}}", ("2천만원(간접비 포함)", "min: 20000000, max: 20000000")),
        ("per_award", "{{KRW: {{max: {}}}}}", ("15억원 정액", "max: 1500000000")),
        ("awards", "{}", ("5-8 in all", "min: 5, max: 8")),
        ("awards", "{}", ("국내 5개 내외", "about: 5")),
        ("matching_cash", "{}", ("중소기업 10% 이상", "min: 10")),
        ("parts", "[{{name: {{en: Phase}}, duration: {}}}]", ("3년 이내(2+1)", "max: P3Y")),
        ("parts", "[{{name: {{en: Phase}}, duration: {}}}]", ("2+2년", "min: P4Y, max: P4Y")),
        ("parts", "[{{name: {{en: Phase}}, duration: {}}}]", ("up to 3 years each", "max: P3Y")),
    ],
)
def test_words_beside_a_figure_are_its_note(field: str, typed: str, plain: tuple[str, str]) -> None:
    """Nobody is sent back for them and none is lost: readers see them beside the figure."""
    words, limits = plain
    code = "en" if words.isascii() else "ko"
    noted = f'{{{limits}, note: {{{code}: "{words}"}}}}'
    typed_call, plain_call = (
        call(changed(("changes:\n", f"budget: {{{field}: {text}}}\nchanges:\n")))
        for text in (typed.format(f'"{words}"'), typed.replace("{{max: {}}}", "{}").format(noted))
    )
    assert typed_call == plain_call
    page = call_page(typed_call, site_of([typed_call], "en"), root="")
    rest = re.search(r"[(](.*)[)]$", words)  # the figure is told in the reader's words
    assert any((rest[1] if rest else words) in row.text for row in page.money)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("date: by 2027-06-01", "closes: 2027-06-01"),
        ("date: 2027-06 까지", "closes: 2027-06"),
        ("date: week of 2027-04-12", "window: {from: 2027-04-12, to: 2027-04-18}"),
        ("date: 2027-04-12 ~ 2027-04-16", "window: {from: 2027-04-12, to: 2027-04-16}"),
        ("window: 2027-04-12 to 2027-04-16", "window: {from: 2027-04-12, to: 2027-04-16}"),
        ("window: 2027-04 ~ 2027-05", "window: {from: 2027-04, to: 2027-05}"),
    ],
)
def test_days_with_a_word_are_the_field_that_it_means(typed: str, plain: str) -> None:
    """Where the days are as records have them; nothing beside them is left out."""
    typed_call, plain_call = (
        call(changed(("stages:\n", f"stages:\n  - {{id: meeting, kind: panel, {text}}}\n")))
        for text in (typed, plain)
    )
    assert typed_call == plain_call


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("date: 2027-04-12 ~ 2027-04-16 (Osong)", "window: {from: 2027-04-12, to: 2027-04-16}, note: Osong"),
        ("date: Between 1 January and 1 April 2028", "window: {from: 2028-01-01, to: 2028-04-01}"),
        ("date: October 2027", "date: 2027-10"),
        ("date: by 18 March 2027", "closes: 2027-03-18"),
        ("date: 2027-09 이후", "date: 2027-09, note: 2027-09 이후"),
        ("date: mid-March 2027", "date: mid 2027-03"),
        ("date: 2027년 3월 말", "date: late 2027-03"),
        ("date: 18 March 2027", "date: 2027-03-18"),
        ("date: 2027. 3. 18.(목)", "date: 2027-03-18"),
        ("date: 미정", "date: tbc"),
        ("date: 2027-05 (예정)", "date: 2027-05, basis: expected"),
        ("date: 2027-05 (within 30 days of the end)", "date: 2027-05, note: within 30 days of the end"),
        ("date: as soon as the ministry agrees", "date: tbc, note: as soon as the ministry agrees"),
        ("date: 매월 말 심의", "date: tbc, note: 매월 말 심의"),
    ],
)
def test_a_date_without_a_clock_is_read_as_notices_write_it(typed: str, plain: str) -> None:
    """With the words beside it as the stage's note; words without any day are a date to be confirmed."""
    typed_call, plain_call = (
        call(changed(("stages:\n", f"stages:\n  - {{id: meeting, kind: panel, {text}}}\n")))
        for text in (typed, plain)
    )
    assert typed_call == plain_call


@pytest.mark.parametrize(
    "typed", ["2027-05-25, 2027-05-27", "2027-05-25 and 2027-05-27", "[2027-05-25, 2027-05-27]"]
)
def test_a_stage_on_several_days_is_a_stage_for_each(typed: str) -> None:
    """The second has the id with a number behind it, so that each has its calendar event."""
    one = call(
        changed(
            (
                "stages:\n",
                f"stages:\n  - {{id: panel, kind: panel, date: '{typed}'}}\n".replace("'[", "[").replace(
                    "]'", "]"
                ),
            )
        )
    )
    assert [stage.id for stage in one.stages if stage.kind is StageKind.PANEL] == ["panel", "panel-2"]


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-17 (18:00)",
        "2027-03-18 (Friday)",
        "next March",
        "11/12/2027",
        "2027-05-25 and perhaps 2027-05-27",
        *("2027-05 18:00", "2027년 5월 18:00 (예정)", "May 2027, 4pm UK time", "2027년 5월 오후 6시"),
    ],
)
def test_a_day_that_is_not_certain_is_asked_for(typed: str) -> None:
    """An open end, a time in brackets or of a month, another weekday, either order: a person says which."""
    with pytest.raises(ContentProblems):
        call(changed(("stages:\n", f"stages:\n  - {{id: meeting, kind: panel, date: '{typed}'}}\n")))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *((f"{name}: {{{currency}: TEXT}}", text) for name, currency, text in (
            ("total", "GBP", "£3000 a month"), ("total", "GBP", "£50k and £20k for travel"),
            ("total", "KRW", "3억원씩 3년간"), ("total", "KRW", "연 5억원"),
            ("per_award", "KRW", "매월 300만원"),
            ("total", "GBP", "£20,000 a year"), ("total", "KRW", "1차년도 12억원, 총 48억원"),
        )),
        ("per_award: TEXT", "up to £450,000, or £650,000 with a trial"),
        ("per_award: TEXT", "salary and fees"),
        ("total: TEXT", "2027년 30억, 2028년 45억"),
        ("awards: TEXT", "5 of 8"), ("awards: TEXT", "several"), ("awards: TEXT", "예산 소진 시까지"),
        ("rate: TEXT", "direct costs only"), ("cost_share: TEXT", "중소기업 67% 이하, 대기업 33% 이하"),
        ("matching: TEXT", "encouraged, not required"),
        ("parts: [{name: {en: Part}, duration: TEXT}]", "up to 52 weeks"),
        ("parts: [{name: {en: Part}, duration: TEXT}]", "1년 반"), ("cost_share: TEXT", "절반"),
        ("parts: [{name: {en: Part}, duration: TEXT}]", "3 years, or 5 years part-time"),
    ],
)  # fmt: skip
def test_what_no_single_figure_says_is_kept_in_words(field: str, text: str) -> None:
    """Readers see it as it was written; no figure is made of it, and a notice may repeat those in it."""
    one = call(changed(("changes:\n", f"budget: {{{field.replace('TEXT', json.dumps(text))}}}\nchanges:\n")))
    assert any(text in row.text for row in call_page(one, site_of([one], "en"), root="").money)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("parts: [{name: {en: P}, amount: {GBP: '£20,780 a year'}}]",
         "parts: [{name: {en: P}, per_year: {GBP: 20780}}]"),
        ("parts: [{name: {en: P}, amount: 연 200백만원 이내}]",
         "parts: [{name: {en: P}, per_year: {KRW: {max: 200000000}}}]"),
        ("parts: [{name: {en: P}, per_award: 5천만원/년}]",
         "parts: [{name: {en: P}, per_year: {KRW: 50000000}}]"),
        ("parts: [{name: {en: P}, total: '£5,000'}]", None),
        ("parts: [{name: {en: P}, amount: 641억원, per_award: 1~3억원}]",
         "parts: [{name: {en: P}, amount: {KRW: 64100000000},"
         " per_award: {KRW: {min: 100000000, max: 300000000}}}]"),
        ("parts: [{name: {en: P}, amount: 연 10억원, per_award: 연 1억원}]",
         "parts: [{name: {en: P}, amount: {note: {ko: 연 10억원}}, per_award: {note: {ko: 연 1억원}}}]"),
        ("per_award: up to £30k per annum", "per_year: {GBP: {max: 30000}}"),
        ("per_award: '£30,000/yr'", "per_year: {GBP: 30000}"),
        ("per_award: {KRW: 매년 1억원}", "per_year: {KRW: 100000000}"),
        ("per_award: £30,000 over a year",
         "per_award: {GBP: {min: 30000, max: 30000, note: {en: £30,000 over a year}}}"),
        ("per_award: 3억원(연 1억원)", "per_award: {note: {ko: 3억원(연 1억원)}}"),
        ("parts: [{name: {en: P}, amount: 월 200만원}]",
         "parts: [{name: {en: P}, amount: {note: {ko: 월 200만원}}}]"),
    ],
)  # fmt: skip
def test_the_amount_of_a_year_is_never_read_as_the_whole(typed: str, plain: str | None) -> None:
    """It is `per_year`, also of a part, whatever field it is typed in; a total of one year stays in words."""
    of_years = changed(("changes:\n", f"budget: {{{typed}}}\nchanges:\n"))
    if plain is None:
        with pytest.raises(ContentProblems, match="amount"):
            call(of_years)
    else:
        assert call(of_years) == call(changed(("changes:\n", f"budget: {{{plain}}}\nchanges:\n")))


def test_results_are_counted_as_notices_count_them() -> None:
    """With the word for what is counted behind the number; a full economic cost with its sign."""
    typed, plain = (
        call(
            changed(("changes:\n", f"budget: {{rate: {rate}}}\nresults: {{applied: {applied}}}\nchanges:\n"))
        )
        for rate, applied in (("80%", "31건"), ("80", "31"))
    )
    assert typed == plain


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((f"total: {{{currency}: {typed}}}", typed) for currency, typed in (
            ("GBP", "£1.500"), ("GBP", "2.000.000"), ("GBP", "€5000"), ("GBP", "5 awards"),
            ("KRW", "£3억"), ("GBP", "£1,000,00"), ("GBP", "2O0,000"), ("KRW", "3억5"), ("KRW", "3억 5천"),
            ("KRW", "-3억"), ("GBP", "£1m+"), ("GBP", "£12,345.67"),
                    )),
        ("cost_share: 150%", "150%"),
        *((f"awards: {typed}", typed) for typed in ("5 million", "5천", "8-5", "5+2", "5k", "N/A")),
        *((f"awards: {typed}", typed) for typed in ("-0", "-5-8", "−3 awards")),
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_read(field: str, value: str) -> None:
    """A point that may divide thousands, another currency or field, several figures, a scale for a number."""
    with pytest.raises(ContentProblems) as raised:
        call(changed(("changes:\n", f"budget: {{{field}}}\nchanges:\n")))
    (problem,) = raised.value.problems
    assert value in explain(problem, "en")
    assert value in explain(problem, "ko")


def test_search_engines_get_documents_rounds_and_results() -> None:
    """What a page shows of them is in its JSON-LD, a round that has been as completed."""
    more = (
        "documents: [{title: {en: Notice}, url: 'https://example.org/n.pdf', type: pdf, language: en}]\n"
        "rounds: [{id: spring, closes: 2026-03-04 12:00 Europe/London}]\n"
        "results: {applied: 40, funded: 0, projects: [{title: {en: A project}, "
        "leads: [{side: KR, institution: {en: A hospital}}]}]}\n"
    )
    one = call(changed(("kind: grant", f"{more}kind: grant")))
    grant = graph(one, status(one, utc(2026, 10, 10), SETTINGS), WORDINGS["en"])["@graph"][0]
    document, report = grant["subjectOf"]
    assert (document["url"], document["encodingFormat"]) == ("https://example.org/n.pdf", "pdf")
    assert report["abstract"] == "Applications and awards: 40 applied, 0 funded"
    assert grant["fundedItem"][0]["member"][0]["name"] == "A hospital"
    states = {action["name"]: action["actionStatus"] for action in grant["potentialAction"]}
    assert states["Application round"] == "https://schema.org/CompletedActionStatus"
