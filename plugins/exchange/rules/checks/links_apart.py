"""Links whose two parts are apart: they are shown as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

LINK_APART = Rule(
    name="link-apart",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' is no link: there is a space between its two parts.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 두 부분 사이에 빈칸이 있어 링크가 되지 않습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="See [Estimands] (estimands.md).", right="See [Estimands](estimands.md)."),
)
RULES = (LINK_APART,)

_APART = re.compile(
    r"(?<![\]\\!])\[(?P<words>[^\[\]^\n][^\[\]\n]*)\][ \u00a0]+"
    r"\((?P<target>https?://[^\s()]+|[\w./-]+\.md(?:#[\w-]+)?|#[\w-]+)\)"
)


def check(page: Page) -> Iterator[Problem]:
    """Yield links with a space between the brackets."""
    for match in _APART.finditer(page.views.structure):
        better = f"[{match['words']}]({match['target']})"
        yield page.problem(LINK_APART, *match.span(), {"text": match[0], "better": better}, better=better)
