"""An amount in words and the same amount in digits behind it, which say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from exchange.languages.claims import AmountClaim
from exchange.languages.language import all_languages
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

AMOUNTS_DIFFER = Rule(
    name="amounts-differ",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' is another amount in words than in digits: {first} and {last}.",
            way_out="Check with the source which of the two is right.",
        ),
        "ko": Words(
            fault="'{text}'에서 글로 적은 금액({first})과 숫자로 적은 금액({last})이 다릅니다.",
            way_out="어느 쪽이 맞는지 출처에서 확인해 주십시오.",
        ),
    },
    example=Example(
        wrong="It pays two million pounds (£3,000,000).", right="It pays two million pounds (£2,000,000)."
    ),
)
RULES = (AMOUNTS_DIFFER,)

_IN_BRACKETS = re.compile(
    r"(?<=[^\W\d])[ ]?[(（](?P<figure>(?:[£€$₩￦][ ]?\d|\d{1,3},\d{3})[\d,.]*[^()\d\n]{0,16})[)）]"
)
_LONGEST_WORDS = 60


def check(page: Page) -> Iterator[Problem]:
    """Yield amounts in words with another amount in brackets right behind."""
    prose = page.views.prose
    for match in _IN_BRACKETS.finditer(prose, page.body_at):
        start = max(prose.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_WORDS)
        words = prose[start : match.start()]
        spelt = [amount for amount in _amounts(words) if amount.end == len(words)]
        digits = [*_amounts(match["figure"])]
        for first, last in zip(spelt[:1], digits, strict=False):
            said, amounts = words[first.start :], [f"{amount.figure:,}" for amount in (first, last)]
            if first.figure != last.figure and not any(map(str.isdigit, said)):
                values = {"first": amounts[0], "last": amounts[1], "text": f"{said}{match[0]}"}
                yield page.problem(AMOUNTS_DIFFER, start + first.start, match.end(), values)


class _Amount(NamedTuple):
    start: int
    end: int
    figure: int


def _amounts(text: str) -> Iterator[_Amount]:
    """Yield the amounts of a text, in the notation of any language."""
    for lang in all_languages():
        for said in lang.claims(text):
            if isinstance(said.claim, AmountClaim):
                yield _Amount(said.start, said.end, said.claim.figure)
