"""English spelling: what is proposed is itself right in British English."""

from __future__ import annotations

import pytest

from exchange.languages.en import slips


def proposals(text: str) -> list[tuple[str, str]]:
    """Return each rule that a sentence breaks and what it proposes."""
    return [(slip.rule, slip.better) for slip in slips(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The product is licensed, and the licensing authority holds the licence.",
        "The unlicensed use was sublicensed to a licensee, who then relicensed it.",
        "The plan was refocused; refocusing it took a week.",
        "Routing is set in a writable file.",
        "A specialty trainee gave magnesium sulfate, and the judgment of the court followed.",
    ],
)
def test_right_forms_that_are_spelt_alike_everywhere_pass(text: str) -> None:
    """Only the noun is `licence`; the verb, and words with one spelling, give no finding."""
    assert proposals(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "better"),
    [
        ("A licenced product.", "spelling", "licensed"),
        ("The licencing body.", "spelling", "licensing"),
        ("An unlicenced medicine.", "spelling", "unlicensed"),
        ("The licencee signs.", "spelling", "licensee"),
        ("The centers take part.", "house-spelling", "centres"),
        ("They practiced it.", "house-spelling", "practised"),
    ],
)
def test_wrong_forms_are_given_the_british_one(text: str, rule: str, better: str) -> None:
    """A verb made like the noun is a misspelling, an American form is against the house spelling."""
    assert proposals(text) == [(rule, better)]
