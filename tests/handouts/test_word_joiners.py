"""No line may end inside a word of Hangul, and what is set can be found as it was written."""

from __future__ import annotations

import re

import pytest

from exchange.handouts.word_joiners import JOINER, join_words


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("무작위배정", "무|작|위|배|정"),
        ("임상 시험", "임|상 시|험"),
        ("ICH는 (E6)의", "ICH|는 (E6)|의"),
        ("E6(R3)", "E6(R3)"),
        ("「약사법」에", "「|약|사|법|」|에"),
        ("", ""),
    ],
)
def test_syllables_hold_together_and_spaces_break(text: str, joined: str) -> None:
    """Particles, brackets and foreign words are parts of the word that they stand at."""
    assert join_words(text).replace(JOINER, "|") == joined
    assert join_words(join_words(text)) == join_words(text)
    assert re.sub(JOINER, "", join_words(text)) == text
