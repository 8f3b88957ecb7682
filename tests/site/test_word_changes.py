"""Differences of two texts: nothing is lost, and a Korean word changes without its particle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.site.word_changes import Fate, word_changes

texts = st.text(alphabet="가나는을 이에서 ab.\n", max_size=60)


@given(texts, texts, st.sampled_from(["en", "ko", "xx"]))
def test_both_texts_are_in_their_differences(before: str, after: str, locale: str) -> None:
    """Without what came it is the text before, without what went the text after."""
    passages = word_changes(before, after, locale)
    assert "".join(text for fate, text in passages if fate is not Fate.ADDED) == before
    assert "".join(text for fate, text in passages if fate is not Fate.REMOVED) == after
    assert all(text for _, text in passages)


@pytest.mark.parametrize(
    ("locale", "before", "after", "removed", "added"),
    [
        ("en", "within 60 days of award", "within 45 days of award", "60", "45"),
        ("ko", "연구자는 임상시험을 한다", "연구자는 임상연구를 한다", "임상시험을", "임상연구를"),
        ("ko", "신청자는 낸다", "연구책임자는 낸다", "신청자", "연구책임자"),
        ("ko", "기관에서 정한다", "기관이 정한다", "에서", "이"),
    ],
)
def test_only_words_that_changed_are_shown(
    locale: str, before: str, after: str, removed: str, added: str
) -> None:
    """Words in English; in Korean stems and particles, each by itself."""
    passages = word_changes(before, after, locale)
    assert "".join(text for fate, text in passages if fate is Fate.REMOVED) == removed
    assert "".join(text for fate, text in passages if fate is Fate.ADDED) == added
