"""What the languages of one page must have in common beyond their sections: dates, sources, ⟳ marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.site_facts import SiteFacts
from exchange.text.problems import Place, Problem, Severity

DATES_DIFFER = Rule(
    name="dates-differ",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault=("Some dates are not the same in {twin}. [[Only here: {here}.]] [[Only there: {there}.]]"),
            way_out="Say the same dates in both languages.",
        ),
        "ko": Words(
            fault=(
                "{twin}와(과) 날짜가 다릅니다. [[여기에만 있는 날짜: {here}.]] [[그쪽에만 있는 날짜: "
                "{there}.]]"
            ),
            way_out="두 언어에 같은 날짜를 적어 주십시오.",
        ),
    },
    example=Example(wrong="It began on 28 April 2026.", right="It began in spring."),
)
FOOTNOTES_DIFFER = Rule(
    name="footnotes-differ",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault=("The sources are not the same in {twin}. [[Only here: {here}.]] [[Only there: {there}.]]"),
            way_out="Use the same labels in both languages.",
        ),
        "ko": Words(
            fault=(
                "{twin}와(과) 출처가 다릅니다. [[여기에만 있는 것: {here}.]] [[그쪽에만 있는 것: {there}.]]"
            ),
            way_out="두 언어에서 같은 이름표를 써 주십시오.",
        ),
    },
    example=Example(wrong="It is law.[^act]\n\n[^act]: The Act.", right="It is law.[^guide]"),
)
RECHECKS_DIFFER = Rule(
    name="rechecks-differ",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The number of ⟳ is {here} here and {there} in {twin}.",
            way_out="Mark the same statements in both languages.",
        ),
        "ko": Words(
            fault="⟳ 표시의 수가 여기서는 {here}, {twin}에서는 {there}입니다.",
            way_out="두 언어에서 같은 내용에 표시해 주십시오.",
        ),
    },
    example=Example(wrong="It is law⟳.", right="It is law."),
)
RULES = (
    DATES_DIFFER,
    FOOTNOTES_DIFFER,
    RECHECKS_DIFFER,
)


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield what a page says and the language that it was written in first does not, or the reverse."""
    readable = [twin for twin in site_facts.pages[page.name].values() if twin.readable]
    if len(readable) < 2:
        return
    first = next((twin for twin in readable if twin.locale == twin.original), readable[0])
    if page.locale != first.locale:
        yield from _differences(page, first)


def _differences(page: Facts, first: Facts) -> Iterator[Problem]:
    place = Place(path=page.path, line=1)
    for rule, additions, omissions in (
        (DATES_DIFFER, _unsaid(page, first), _unsaid(first, page)),
        (
            FOOTNOTES_DIFFER,
            _missing_values(page.footnotes, first.footnotes),
            _missing_values(first.footnotes, page.footnotes),
        ),
    ):
        if additions or omissions:
            values = {"twin": first.path, "here": _list_text(additions), "there": _list_text(omissions)}
            yield rule.problem(place, None, values)
    if page.rechecks != first.rechecks:
        values = {"twin": first.path, "here": str(page.rechecks), "there": str(first.rechecks)}
        yield RECHECKS_DIFFER.problem(place, None, values)


def _unsaid(page: Facts, twin: Facts) -> list[str]:
    """Return the dates of a page whose day and month the other page does not name in any form."""
    return [date for date in page.dates if date[5:] not in twin.days]


def _missing_values(values: Sequence[str], twin_values: Sequence[str]) -> list[str]:
    return sorted(set(values) - set(twin_values))


def _list_text(items: Sequence[str]) -> str:
    return ", ".join(items)
