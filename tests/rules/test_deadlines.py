"""A deadline typed into a page is history only if it was over when the page was last checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.examination import examine

from exchange.rules.examination import PageRules

RULES = PageRules(locales=("en", "ko"), terms=())
FRONT = "---\ntitle: A\ndescription: B\nkind: {kind}\nid: a\noriginal: en\n{checked}---\n"
SENTENCES = {"en": "The deadline is {day} November 2026.", "ko": "접수 마감은 2026년 11월 {day}일입니다."}


def typed(locale: str, day: int, *, checked: str, kind: str = "guide") -> bool:
    """Return True if a page that says this deadline is told that it may not."""
    front = FRONT.format(kind=kind, checked=f"checked: {checked}\n" if checked else "")
    text = f"{front}{SENTENCES[locale].format(day=day)}\n"
    examined = examine(RULES, text.encode(), locale=locale, name="guides/a.md")
    return "deadline-typed" in [problem.rule for problem in examined.problems]


@given(st.sampled_from(sorted(SENTENCES)), st.integers(1, 30), st.integers(1, 30))
def test_a_deadline_that_was_over_may_stay(locale: str, day: int, checked: int) -> None:
    """One of the very day of the check was not over: it could still move."""
    assert typed(locale, day, checked=f"2026-11-{checked:02}") == (day >= checked)


@pytest.mark.parametrize("locale", sorted(SENTENCES))
def test_without_a_day_of_the_check_no_deadline_is_over(locale: str) -> None:
    """Nor does it matter in a page that no edition keeps."""
    assert typed(locale, 1, checked="")
    assert not typed(locale, 1, checked="", kind="page")
