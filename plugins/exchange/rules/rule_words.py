"""What the rules say, in each language: read by `text.problems` when a problem is explained."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.rules.rule_modules import rules


def words(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the `fault` and `way_out` of each rule that has words in a language, by the rule's name."""
    return {name: rule.words[language]._asdict() for name, rule in rules().items() if language in rule.words}


def word_languages() -> frozenset[str]:
    """Return the languages in which every rule has words."""
    return frozenset.intersection(*(frozenset(rule.words) for rule in rules().values()))
