"""The words of a page compared with the termbase: terms to avoid, and approved ones in a wrong form."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

TERM_AVOIDED = Rule(
    name="term-avoided",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The glossary avoids '{text}'.",
            way_out="Use: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 용어집에서 쓰지 않기로 한 말입니다.",
            way_out="이 말을 써 주십시오: {better}",
        ),
    },
    example=Example(wrong="피험자가 동의합니다.", right="임상시험 대상자가 동의합니다.", locale="ko"),
)
TERM_FORM = Rule(
    name="term-form",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The glossary writes '{text}' otherwise.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'의 표기가 용어집과 다릅니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="전자 동의를 받습니다.", right="전자동의를 받습니다.", locale="ko"),
)
RULES = (
    TERM_AVOIDED,
    TERM_FORM,
)


def check(page: Page) -> Iterator[Problem]:
    """Yield each use of an avoided term, and each approved one that is spaced or hyphenated otherwise."""
    if page.terms is None or page.meta.kind.traits.shows_words:
        return
    for match in page.terms.matches(page.views.unquoted):
        rule = TERM_AVOIDED if match.is_avoided else TERM_FORM
        single_term = match.replacements[0] if len(match.replacements) == 1 else None
        values = {"text": match.text, "better": " / ".join(match.replacements)}
        yield page.problem(rule, match.start, match.end, values, better=single_term)
