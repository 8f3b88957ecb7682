"""A text with parts in another language stays one, whatever is done with it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from exchange.build.inputs import fingerprint
from exchange.text.original_text import OriginalText, Part

TEXT = OriginalText(Part("¶ "), Part("이름", "ko"))


def _sent(text: OriginalText) -> OriginalText:
    sent: OriginalText = pickle.loads(pickle.dumps(text))  # noqa: S301 -- our own
    return sent


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, _sent])
def test_a_copy_has_the_same_parts(copied: Callable[[OriginalText], OriginalText]) -> None:
    """Records are copied with their fields, and go to other processes."""
    assert copied(TEXT) == "¶ 이름"
    assert copied(TEXT).parts == TEXT.parts


def test_the_languages_of_a_text_are_in_its_fingerprint() -> None:
    """A title that is translated by the same letters is another title: what was made of it is made again."""
    assert fingerprint(OriginalText(Part("NIHR", "en"))) != fingerprint(OriginalText(Part("NIHR")))
    assert fingerprint((TEXT,)) == fingerprint((copy.copy(TEXT),))
