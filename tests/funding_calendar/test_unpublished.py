"""What was not published of a call is said once, in one line at the end of its page."""

from __future__ import annotations

import pytest
from tests.funding_calendar.samples import WORDINGS, call, changed

from funding_calendar.unpublished import published, unpublished

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


@pytest.mark.parametrize(
    ("replaced", "english", "korean"),
    [
        (
            {},
            "Not published: where to apply; who may apply; amount of funding.",
            "다음은 공개되지 않았습니다: 신청처; 신청자격; 지원금.",
        ),
        (
            {BARE: UNKNOWN},
            "Not published: opening and closing dates (Application); where to apply; who may apply; "
            "amount of funding.",
            "다음은 공개되지 않았습니다: 신청서 접수 시작과 마감; 신청처; 신청자격; 지원금.",
        ),
        (
            {BARE: SIDED, SIDES: FULL_SIDES},
            "Not published: closing date (Application, UK); date (Panel meeting); "
            "where to apply (Republic of Korea).",
            "다음은 공개되지 않았습니다: 신청서(영국) 접수 마감; 선정평가 일자; 신청처(한국).",
        ),
    ],
)
def test_each_missing_fact_is_named_once(replaced: dict[str, str], english: str, korean: str) -> None:
    """Dates by stage and side, other facts by the sides that lack them; an amount of any side counts."""
    found = call(changed(*replaced.items()))
    assert unpublished(found, WORDINGS["en"]) == english
    assert unpublished(found, WORDINGS["ko"]) == korean


def test_a_date_that_is_still_to_come_is_not_called_unpublished() -> None:
    """What is to be confirmed stays with its stage, and so does what is known."""
    found = call(changed((BARE, "    opens: 2026-09-01\n    closes: tbc\n")))
    assert "Application" not in unpublished(found, WORDINGS["en"])
    (stage,) = found.stages
    assert published(stage) == stage


def test_a_call_that_gives_everything_has_no_such_line() -> None:
    """Nothing is missing, nothing is said."""
    sides = FULL_SIDES.replace("funder: two,", 'funder: two, apply_url: "https://example.org/",')
    assert unpublished(call(changed((SIDES, sides))), WORDINGS["en"]) == ""
