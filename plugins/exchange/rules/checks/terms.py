"""The words of a page compared with the termbase: terms to avoid, in a wrong form, or absent here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Place, Problem, Severity

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
TERM_ABSENT = Rule(
    name="term-absent",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault=(
                "[[The section '{title}' has no term for '{term}', which is in {twin}.]] "
                "[[The beginning of the page has no term for '{beginning_term}', which is in {twin}.]]"
            ),
            way_out="Use: {better}. If the text says the same in other words, it may stay.",
        ),
        "ko": Words(
            fault=(
                "[['{title}' 절에 '{term}'에 해당하는 용어가 없습니다. 이 말은 {twin}에 있습니다.]] "
                "[[이 페이지의 첫머리에 '{beginning_term}'에 해당하는 용어가 없습니다. 이 말은 {twin}에 "
                "있습니다.]]"
            ),
            way_out="이 말을 써 주십시오: {better}. 같은 뜻을 풀어 쓴 것이면 그대로 두어도 됩니다.",
        ),
    },
    example=Example(wrong="This is a non-inferiority trial.", right="This is a trial."),
)
RULES = (
    TERM_AVOIDED,
    TERM_FORM,
    TERM_ABSENT,
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


def absent_term(place: Place, title: str, term: str, names: Sequence[str], twin: str) -> Problem:
    """Return what is said of a section that has no approved name of a term that its twin uses at a place."""
    values = {
        "title": title,
        "term" if title else "beginning_term": term,
        "twin": twin,
        "better": " / ".join(names),
    }
    return TERM_ABSENT.problem(place, None, values)
