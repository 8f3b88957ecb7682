"""A text with parts in another language stays one, whatever is done with it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

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
