"""A figure that is longer than any number is no claim, and ends no check."""

from __future__ import annotations

import pytest

from exchange.languages.language import Language, all_languages


@pytest.mark.parametrize("digits", [400, 5_000])
@pytest.mark.parametrize(
    "text", ["£{}", "KRW {} million", "{} months", "{} awards", "{}원", "{}개 과제", "{}년"]
)
@pytest.mark.parametrize("language", all_languages())
def test_digits_without_end_are_no_claim(language: Language, text: str, digits: int) -> None:
    """Neither as money, nor as a period, nor as a number of awards."""
    assert list(language.claims(text.format("9" * digits))) == []
