"""What was not published of a call is said once, in one line at the end of its page."""

from __future__ import annotations

import pytest
from tests.calls.outputs import all_files
from tests.calls.samples import WORDINGS, call, changed, utc

from exchange.calls.views.call_views import call_page, calls_view, published_dates, stage_dates
from exchange.calls.views.unpublished import unpublished_text

BARE = "    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
UNKNOWN = "    opens: unpublished\n    closes: unpublished\n"
SIDED = """\
    side: GB
    opens: 2026-09-01
    closes: unpublished
  - {id: panel, kind: panel, date: unpublished}
"""
FULL_SIDES = """\
  - {side: GB, funder: one, apply_url: "https://example.org/", eligibility: {en: "All", ko: "누구나"}}
  - {side: KR, funder: two, eligibility: {en: "All", ko: "누구나"}, budget: {per_award: {KRW: {max: 5}}}}
"""
SIDES = "  - {side: GB, funder: one}\n  - {side: KR, funder: two}\n"


ENGLISH = "Not published where we could read it: {}."
KOREAN = "다음은 확인할 수 있는 자료에 공개되지 않았습니다: {}."


@pytest.mark.parametrize(
    ("replaced", "english", "korean"),
    [
        ({}, "where to apply; who may apply; amount of funding", "신청처; 신청자격; 지원금"),
        (
            {BARE: UNKNOWN},
            "opening and closing dates (Application); where to apply; who may apply; amount of funding",
            "신청서 접수 시작과 마감; 신청처; 신청자격; 지원금",
        ),
        (
            {BARE: SIDED, SIDES: FULL_SIDES},
            "closing date (Application, UK); date (Panel meeting); where to apply (Republic of Korea)",
            "신청서(영국) 접수 마감; 선정평가 일자; 신청처(한국)",
        ),
    ],
)
def test_each_missing_fact_is_named_once(replaced: dict[str, str], english: str, korean: str) -> None:
    """Dates by stage and side, other facts by the sides that lack them; an amount of any side counts."""
    found = call(changed(*replaced.items()))
    assert unpublished_text(found, WORDINGS["en"], is_past=False) == ENGLISH.format(english)
    assert unpublished_text(found, WORDINGS["ko"], is_past=False) == KOREAN.format(korean)


def test_where_to_apply_is_not_missed_once_a_call_is_over() -> None:
    """Nobody can apply any more, so its absence is no gap."""
    english = ENGLISH.format("who may apply; amount of funding")
    assert unpublished_text(call(), WORDINGS["en"], is_past=True) == english


def test_a_number_of_awards_is_no_amount() -> None:
    """A record that says how many awards there are, and not how much they pay, lacks the money."""
    counted = call(changed(("changes:", "budget:\n  awards: 7\nchanges:")))
    assert "amount of funding" in unpublished_text(counted, WORDINGS["en"], is_past=True)


def test_the_state_of_an_event_has_words_of_its_own() -> None:
    """A step to apply in closes; a decision is past."""
    record = changed(("changes:", "  - {id: decision, kind: decision, date: 2027-01-11}\nchanges:"))
    found = call(record)
    for now, states in ((utc(2026, 8, 1), ["Upcoming"] * 2), (utc(2027, 2, 1), ["Closed", "Past"])):
        site = calls_view([found], now, WORDINGS["en"])
        assert [stage.state_text for stage in call_page(found, site, root="../").stages] == states


def test_a_date_that_is_still_to_come_is_not_called_unpublished() -> None:
    """What is to be confirmed stays with its stage, and so does what is known."""
    found = call(changed((BARE, "    opens: 2026-09-01\n    closes: tbc\n")))
    assert "Application" not in unpublished_text(found, WORDINGS["en"], is_past=False)
    (stage,) = found.stages
    assert published_dates(stage, WORDINGS["en"], is_over=False) == stage_dates(stage, WORDINGS["en"])


def test_a_stage_shows_only_dates_that_were_published() -> None:
    """A known opening stays, an unpublished closing leaves; without either no date is shown."""
    for record, names in ((BARE, ["Opens", "Closes"]), (SIDED, ["Opens"]), (UNKNOWN, [])):
        stage = call(changed((BARE, record))).stages[0]
        for is_over in (True, False):
            assert [row.name for row in published_dates(stage, WORDINGS["en"], is_over=is_over)] == names


@pytest.mark.parametrize(
    ("closes", "words"),
    [
        ("unpublished", 'label: {en: "At any time", ko: "상시"}'),
        ("unpublished", 'note: {ko: "예산 소진 시까지 접수"}'),
        ("unpublished", 'label: {en: "Open until the money is spent"}'),
        ("none", 'label: {en: "At any time"}'),
    ],
)
def test_what_had_no_closing_day_does_not_lack_one(closes: str, words: str) -> None:
    """Neither at the end of its page, nor on its card, nor in feeds; nor is an opening missed of it."""
    record = changed((BARE, f"    opens: unpublished\n    closes: {closes}\n    {words}\n"))
    one = call(record)
    site = calls_view([one], utc(2026, 12, 1), WORDINGS["en"])
    page = call_page(one, site, root="")
    assert "date" not in page.unpublished
    assert not any("Not published" in date.moment.text for step in page.card.steps for date in step.dates)
    assert not any(b"Not published" in content for content in all_files([one]).values())
    unsaid = unpublished_text(call(record.replace(words, "basis: firm")), WORDINGS["en"], is_past=True)
    assert closes == "none" or "closing" in unsaid


def test_a_call_that_gives_everything_has_no_such_line() -> None:
    """Nothing is missing, nothing is said."""
    sides = FULL_SIDES.replace("funder: two,", 'funder: two, apply_url: "https://example.org/",')
    assert unpublished_text(call(changed((SIDES, sides))), WORDINGS["en"], is_past=False) == ""
