"""Telephone numbers behind a sign for a telephone: the sign is not read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

TELEPHONE_SIGN = Rule(
    name="telephone-sign",
    severity=Severity.WARNING,
    words={
        "en": Words(fault="'{text}' is a sign in place of a word.", way_out="Write 'telephone'."),
        "ko": Words(fault="'{text}'은(는) 낱말이 아니라 기호입니다.", way_out="'전화'라고 적어 주십시오."),
    },
    example=Example(wrong="☎ 020 7946 0000", right="Telephone 020 7946 0000"),
)
RULES = (TELEPHONE_SIGN,)


def check(page: Page) -> Iterator[Problem]:
    """Yield signs for telephones."""
    for match in re.finditer("[☎📞]", page.views.prose):
        yield page.problem(TELEPHONE_SIGN, *match.span(), {"text": match[0]})
