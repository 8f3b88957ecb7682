"""What one language of a section states and the other does not is found; what says the same is not."""

from __future__ import annotations

import pytest
from tests.rules.planted import PLANTED, Planted

from exchange.rules.comparison import Difference, differences
from exchange.rules.passages import SectionText, section_texts
from exchange.text.sections import sections


def _section(text: str, locale: str) -> SectionText:
    (section,) = section_texts(text, body_line=1, sections=sections(text), locale=locale)
    return section


def _differences(en: str, ko: str) -> list[Difference]:
    return list(differences(_section(en, "en"), _section(ko, "ko"), ("en", "ko")))


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_a_planted_difference_is_found(case: Planted) -> None:
    """And nothing is found before the edit."""
    assert _differences(case.en, case.ko) == []
    assert case.old in case.en + case.ko
    if case.old in case.en:
        assert _differences(case.en.replace(case.old, case.new), case.ko)
    else:
        assert _differences(case.en, case.ko.replace(case.old, case.new))
