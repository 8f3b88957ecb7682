"""Prose cannot contradict a record: wrong statements are found, right and harmless ones are not refused."""

from __future__ import annotations

import pytest
from tests.calls.outputs import site_of
from tests.calls.samples import RECORD, ROOT, SETTINGS, call, changed

from exchange.calls.reading.drafts import read_draft
from exchange.calls.reading.prose import check_mentions, check_prose, check_record_texts
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.views.call_views import call_page
from exchange.text.problems import explain

_STAGES = """\
  - {id: full-uk, kind: full, side: GB, opens: 2027-01-11, closes: 2027-03-17 13:00 Europe/London}
  - {id: full-korea, kind: full, side: KR, opens: 2027-01-11, closes: 2027-03-17 18:00 Asia/Seoul}
"""
_CASES = ROOT / "tests" / "golden" / "prose"
_RECORD = changed(
    (
        "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n",
        _STAGES,
    ),
    ("funder: one}", "funder: one, budget: {total: {GBP: 600000}, rate: 80}}"),
    (
        "funder: two}",
        "funder: two, budget: {total: {KRW: 1100000000}}, applicants: {types: [university, hospital]}}",
    ),
    ("changes:\n", "budget: {awards: {max: 5}}\nduration: {max: P3Y}\nchanges:\n"),
)
_CALL = call(_RECORD)


def _lines(name: str) -> list[str]:
    return (_CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", _lines("wrong"))
def test_a_statement_that_the_record_does_not_hold_is_found(line: str) -> None:
    """In every usual notation of a date, a time and an amount, in both languages."""
    assert check_prose(line, _CALL, SETTINGS, path="x.md")


@pytest.mark.parametrize("line", [*_lines("right"), *_lines("harmless")])
def test_what_the_record_holds_or_is_not_about_is_not_refused(line: str) -> None:
    """Office hours, laws, costs of a part and numbers of anything else are no statement about the call."""
    assert check_prose(line, _CALL, SETTINGS, path="x.md") == []


_SIDES_DIFFER = call((_CASES / "sides-differ.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", _lines("sides-differ-wrong"))
def test_a_date_of_one_side_is_not_that_of_the_other(line: str) -> None:
    """So is whatever else a call with deadlines, money and applicants of its own on each side denies."""
    (problem, *_) = check_prose(line, _SIDES_DIFFER, SETTINGS, path="x.md")
    assert explain(problem, "ko")


@pytest.mark.parametrize("line", _lines("sides-differ-harmless"))
def test_dates_of_both_sides_may_stand_in_one_sentence(line: str) -> None:
    """As may what is about neither."""
    assert check_prose(line, _SIDES_DIFFER, SETTINGS, path="x.md") == []


def test_the_way_out_of_a_date_of_the_other_side_is_a_date_of_this_one() -> None:
    """In a notice the inline form of its own deadline; in a record, where no form works, the fields."""
    line = "UK applicants must apply by 24 March."
    (problem,) = check_prose(line, _SIDES_DIFFER, SETTINGS, path="x.md")
    assert problem.code == "calls/prose-side"
    assert "`{call:trial/full-uk}`" in explain(problem, "en")
    text = (_CASES / "sides-differ.yml").read_text(encoding="utf-8").replace("For a test.", line)
    (problem,) = check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))
    assert problem.code == "calls/record-text-side"
    assert "a date of UK" in explain(problem, "en")
    assert "영국 측" in explain(problem, "ko")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("The call opens on 17 March 2027.", "prose-opening"),
        ("3월 17일에 접수를 시작합니다.", "prose-opening"),
        ("Applications close on 11 January 2027.", "prose-closing"),
        ("1월 11일까지 신청해 주십시오.", "prose-closing"),
        ("The panel meets on 17 March 2027.", "prose-judging"),
        ("3월 17일에 선정 결과를 발표합니다.", "prose-judging"),
    ],
)
def test_an_opening_is_no_closing(line: str, code: str) -> None:
    """Nor the other way round, in a notice as in a record."""
    (problem,) = check_prose(line, _CALL, SETTINGS, path="x.md")
    assert problem.code == f"calls/{code}"
    way_out = "`date`" if code == "prose-judging" else "{call:trial/full"
    assert all(way_out in explain(problem, locale) for locale in ("en", "ko"))
    text = _RECORD.replace("For a test." if line.isascii() else "시험용입니다.", line)
    (problem,) = check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))
    assert problem.code == "calls/record-text-point"
    assert "'summary'" in explain(problem, "ko")


def test_a_page_elsewhere_is_held_against_the_call_that_a_paragraph_names() -> None:
    """By a date of it or a link; paragraphs that name none, or two, are about something else."""
    page = (
        "Our clinic opens on 1 March.\n\n"
        "- The [trial call](../calls/trial.md) closes on 31 March 2027.\n- Others follow on 2 April.\n\n"
        "[The call](../calls/trial.md) and [another](../calls/other.md) close on 1 May.\n\n"
        "공고({call:trial/full-uk})는 3월 17일에 마감하며 4년 동안 지원합니다.\n"
    )
    found = check_mentions(page, {"trial": _CALL, "other": _CALL}, SETTINGS, path="x.md", first_line=10)
    assert [(problem.place.line, problem.values["text"]) for problem in found] == [
        (12, "31 March 2027"),
        (17, "4년"),
    ]


def test_a_date_before_it_moved_is_found_unless_the_move_is_told() -> None:
    """A notice that still names the old deadline misleads; one that tells of the move does not."""
    moved = (
        "  - {at: 2026-11-01, kind: extended, stage: full-uk, from: 2027-03-10 13:00 Europe/London, "
        "to: 2027-03-17 13:00 Europe/London}\nsource:\n"
    )
    one = call(_RECORD.replace("source:\n", moved))
    for line in ("The deadline is 10 March 2027.", "마감: 3월 10일"):
        (problem,) = check_prose(line, one, SETTINGS, path="x.md")
        assert problem.code == "calls/prose-former"
        assert "2027" in explain(problem, "ko") or "3월" in explain(problem, "ko")
    for line in (
        "The deadline was extended from 10 March 2027 to 17 March 2027.",
        "마감이 3월 10일에서 3월 17일로 연장되었습니다.",
    ):
        assert check_prose(line, one, SETTINGS, path="x.md") == []


@pytest.mark.parametrize(
    "above",
    [
        *("::: call x", "::: call x\n\n::: call y", "[^a]: A source.", "[^a]: A source.\n    Of two lines."),
        *("`a`", "```a```", "```\nx\n```", "<!-- a -->", "<!-- a", "<!-- a <!-- b -->", "{call:x/full}"),
    ],
)
def test_what_hides_words_hides_none_below(above: str) -> None:
    """A card, a source, code or a comment above a wrong date does not keep it from being found."""
    text = f"{above}\n\nThe deadline is 1 March 2031."
    assert [problem.place.line for problem in check_prose(text, _CALL, SETTINGS, path="x.md")] == [
        text.count("\n") + 1
    ]


@pytest.mark.parametrize(
    ("line", "was", "now"),
    [
        (
            "This call has been cancelled.",
            "kind: added}",
            "kind: added}\n  - {at: 2026-11-01, kind: cancelled}",
        ),
        ("이 공고는 철회되었습니다.", "kind: added}", "kind: added}\n  - {at: 2026-11-01, kind: withdrawn}"),
        ("신청은 중단되었습니다.", "kind: added}", "kind: added}\n  - {at: 2026-11-01, kind: paused}"),
        (
            "The results have been announced.",
            "kind: added}",
            "kind: added}\n  - {at: 2026-11-01, kind: results}",
        ),
        ("There is no closing date.", "closes: 2027-03-17 13:00 Europe/London", "closes: none"),
        ("접수가 종료되었습니다.", "2027-", "2025-"),
        (
            "Applicants are invited to interview.",
            "changes:\n",
            "  - {id: interview, kind: interview, date: tbc}\nchanges:\n",
        ),
    ],
)
def test_what_was_done_to_a_call_may_be_told_once_the_record_says_so(line: str, was: str, now: str) -> None:
    """The state, the stages and the end of a call are held against its record, not against a clock."""
    (problem,) = check_prose(line, _CALL, SETTINGS, path="x.md")
    assert problem.code in ("calls/prose-state", "calls/prose-stage")
    assert explain(problem, "ko")
    stages_first = _RECORD.replace(
        "budget: {awards: {max: 5}}\nduration: {max: P3Y}\nchanges:\n", "changes:\n"
    )
    assert was in stages_first
    text = stages_first.replace(was, now)
    for lifecycle in ("cancelled", "withdrawn"):
        if f"kind: {lifecycle}}}" in now:
            text = text.replace("lifecycle: announced", f"lifecycle: {lifecycle}")
    assert check_prose(line, call(text), SETTINGS, path="x.md") == []


def test_the_stage_that_a_message_writes_is_valid_in_a_record() -> None:
    """The way out works as it is typed, for a stage that is applied in and for one that is not."""
    for line in ("An expression of interest is required first.", "Applicants will be interviewed."):
        (problem,) = check_prose(line, _CALL, SETTINGS, path="x.md")
        text = RECORD.replace("changes:\n", f"  {problem.values['line']}\nchanges:\n")
        assert check_prose(line, call(text), SETTINGS, path="x.md") == []


@pytest.mark.parametrize(
    ("was", "now", "name"),
    [
        ('title: {en: "Trial call"', 'title: {en: "Trial call, until 18 March 2027"', "title"),
        ('ko: "시험용입니다."', 'ko: "7억 원을 지원합니다."', "summary"),
        ("funder: one,", 'funder: one, eligibility: {en: "By 5pm.", ko: "누구나"},', "eligibility"),
        (
            "changes:\n",
            'questions:\n  - {question: {en: "When?"}, answer: {en: "By 5pm."}}\nchanges:\n',
            "answer",
        ),
        ("kind: added}", 'kind: added, note: {en: "Now £700,000.", ko: "변경"}}', "note"),
        ('ko: "시험용입니다."', 'ko: "공고가 취소되었습니다."', "summary"),
        ("kind: full, side: GB", 'kind: full, label: {en: "By 1 May", ko: "신청"}, side: GB', "label"),
    ],
)
def test_texts_of_the_record_are_checked_as_well(was: str, now: str, name: str) -> None:
    """Title, summary, eligibility, labels and notes of changes are read by the same rules."""
    assert was in _RECORD
    text = _RECORD.replace(was, now, 1)
    (problem,) = check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))
    assert problem.values["name"] == name
    assert explain(problem, "ko")


@pytest.mark.parametrize(
    "words",
    [
        "Companies with at least £50,000 of funding raised",
        "크라우드펀딩 목표액을 500만원 이상 달성한 기업",
        "누적 투자 유치액 10억원 이상 기업; 연구비 중복 지원 불가",
        "Partners add £20,000 in cash; other grants are no bar",
    ],
)
def test_what_applicants_must_have_or_add_is_no_sum_of_the_call(words: str) -> None:
    """Where a text says who may apply; what it says that they are paid is one."""
    text = _RECORD.replace("funder: one,", f'funder: one, eligibility: "{words}",', 1)
    assert [*check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))] == []
    paid = text.replace(words, f"{words}; up to £700,000")
    (problem,) = check_record_texts(call(paid), SETTINGS, RecordPlaces(paid, path="x.yml"))
    assert problem.values["text"] == "£700,000"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("2027-03-17 13:00 Europe/London", "Tuesday 17 March 2027"),
        ("2027-03-17 13:00 Europe/London", "2027-03-17 13:0"),
        ("summary:", "apply_url: x\nsummary:"),
        ("summary:", "total: -3\nsummary:"),
        ("rate: 80", "rate: eighty"),
    ],
)
def test_a_fault_of_a_field_does_not_hide_those_of_texts(was: str, now: str) -> None:
    """A date that the faulty field cannot hold is told at once; one that it may hold is not."""
    text = _RECORD.replace(was, now, 1)
    for line, count in (("Until 18 April 2027.", 1), ("Until 17 March 2027.", 0)):
        record = text.replace("For a test.", line)
        draft = read_draft(record, path="content/calls/trial.yml", settings=SETTINGS)
        assert draft
        places = RecordPlaces(record, path="x.yml")
        found = [*check_record_texts(draft.call, SETTINGS, places, draft.unread)]
        assert [problem.values["name"] for problem in found] == ["summary"] * count


@pytest.mark.parametrize(
    ("was", "now", "field"),
    [
        ("18:00 Asia/Seoul", "18：00 Asia/Seoul", "stages"),
        ("closes: 2027-03-17 18:00 Asia/Seoul", "closes: [2027-03-17 18:00 Asia/Seoul]", "stages"),
        ("side: KR, opens", "side: [KR], opens", "stages"),
        ("changes:\n", "changes: none\nwas:\n", "changes"),
        ("source:\n", "source: none\nwas:\n", "source"),
    ],
)
def test_what_is_written_in_another_form_is_read_as_meant(was: str, now: str, field: str) -> None:
    """What depends on it is not hidden by its form: both deadlines of the call are there."""
    text = _RECORD.replace(was, now, 1)
    assert text != _RECORD
    draft = read_draft(text, path="content/calls/trial.yml", settings=SETTINGS)
    assert draft
    assert field in draft.unread
    assert [(stage.side, stage.closes) for stage in draft.call.stages] == [
        (stage.side, stage.closes) for stage in call(_RECORD).stages
    ]


@pytest.mark.parametrize("line", _lines("conditions-harmless"))
def test_a_date_of_what_applicants_are_is_none_of_the_call(line: str) -> None:
    """Degrees, papers, grants that end, firms founded: the text on who may apply has their days."""
    for name in ("eligibility", "applicants: {limits"):
        words = f'funder: one, {name}: {{{_code(line)}: "{line}"}}{"}" * name.count("{")},'
        text = _RECORD.replace("funder: one,", words, 1)
        assert [*check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))] == []


@pytest.mark.parametrize("line", _lines("conditions-wrong"))
def test_a_date_of_applying_is_one_of_the_call_wherever_it_is(line: str) -> None:
    """Also in a text on who may apply."""
    text = _RECORD.replace("funder: one,", f'funder: one, eligibility: {{{_code(line)}: "{line}"}},', 1)
    assert [*check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))]


def _code(line: str) -> str:
    return "en" if line.isascii() else "ko"


def test_a_number_in_a_label_is_that_of_its_stage() -> None:
    """How many go on from a stage is not how many are funded; a wrong date in a label is one."""
    for label, count in (
        ("1차 평가(40개 과제 선정)", 0),
        ("Shortlisting: 12 teams will be selected", 0),
        ("재응모과제 6개 가운데 9개 선정 예정", 0),
        ("Interviews of 12 teams on 1 May 2031", 1),
    ):
        words = f'kind: full, label: {{{_code(label)}: "{label}"}}, side: GB'
        text = _RECORD.replace("kind: full, side: GB", words, 1)
        found = [*check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))]
        assert [problem.values["name"] for problem in found] == ["label"] * count


def test_a_first_step_without_a_kind_of_its_own_may_be_told_by_any_of_their_names() -> None:
    """Rounds, or a full stage, before one by invitation; where a record has an outline, it has no other."""
    invited = (
        "  - {id: two, kind: full, invite_only: yes, follows: full-uk, opens: tbc, closes: tbc}\nchanges:\n"
    )
    stages_first = _RECORD.replace(
        "budget: {awards: {max: 5}}\nduration: {max: P3Y}\nchanges:\n", "changes:\n"
    ).replace("changes:\n", invited)
    for line in ("An outline comes first.", "개요 신청서를 먼저 제출합니다."):
        assert check_prose(line, call(stages_first), SETTINGS, path="x.md") == []
        outline = stages_first.replace("kind: full, side: GB", "kind: eoi, side: GB")
        assert [one.rule for one in check_prose(line, call(outline), SETTINGS, path="x.md")] == [
            "prose-stage"
        ]


def test_a_question_is_no_claim_and_its_answer_is() -> None:
    """Whether or not it ends with a mark."""
    line = "questions:\n  - {question: 기업이 주관할 수 있습니까, answer: ANSWER}\nchanges:\n"
    for answer, count in (("없습니다.", 0), ("기업이 주관할 수 있습니다.", 1)):
        text = _RECORD.replace("changes:\n", line.replace("ANSWER", answer))
        problems = [*check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))]
        assert [problem.values["name"] for problem in problems] == ["answer"] * count


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("The call is part of the £30 million Global Fund.", True),
        ("이 공고는 3,000만 파운드 규모의 기금 사업에 속합니다.", True),
        ("Up to £30 million is available for projects.", False),
        ("£30 million is paid per project.", False),
        ("The fund holds £31 million.", False),
    ],
)
def test_money_that_is_not_the_call_s_may_be_named_and_is_never_its_own(text: str, is_right: bool) -> None:
    """It is shown among the background alone, and the refusal of a sum says where such a one goes."""
    around = 'background:\n  - {amount: {GBP: 30000000}, text: {en: "The fund", ko: "기금"}}\nchanges:\n'
    one = call(_RECORD.replace("changes:\n", around))
    problems = check_prose(text, one, SETTINGS, path="x.md")
    assert not problems if is_right else "- {amount: {GBP: " in explain(problems[0], "en")
    page = call_page(one, site_of([one], "en"), root="")
    assert page.background[0].name == "The fund: £30,000,000"
    assert "30,000,000" not in str((page.money, page.sides, page.card, page.jsonld))


@pytest.mark.parametrize(
    ("note", "refused"),
    [
        ("한도를 10만원에서 60만원으로 올렸습니다.", ["60만원"]),
        ("기존 한도 3억원을 없앴습니다.", []),
        ("한도를 3억원으로 올렸습니다.", ["3억원"]),
        ("The maximum was raised from £10,000 to £600,000.", []),
        ("The maximum was raised from £10,000 to £700,000.", ["£700,000"]),
        ("Previously up to £10,000; £20,000 became £600,000.", []),
        ("Now £700,000.", ["£700,000"]),
    ],
)
def test_a_note_of_a_change_may_name_what_was_before(note: str, refused: list[str]) -> None:
    """By words that say so; what is true now, some field holds."""
    added = f'kind: added}}\n  - {{at: 2026-09, kind: updated, note: "{note}"}}'
    text = _RECORD.replace("kind: added}", added, 1)
    problems = [*check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))]
    assert [problem.values["text"] for problem in problems] == refused


def test_a_range_is_no_change_of_a_sum() -> None:
    """Where a note is not that of a change."""
    text = _RECORD.replace(
        "budget: {awards: {max: 5}}", 'budget: {awards: {max: 5}, note: "Grants from £10,000 to £600,000"}', 1
    )
    (problem,) = check_record_texts(call(text), SETTINGS, RecordPlaces(text, path="x.yml"))
    assert problem.values["text"] == "£10,000"
