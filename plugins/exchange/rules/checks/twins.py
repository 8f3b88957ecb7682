"""What the languages of one page must have in common beyond their sections: sources, ⟳ marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.site_facts import SiteFacts, first_written
from exchange.text.problems import Place, Problem, Severity

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
    FOOTNOTES_DIFFER,
    RECHECKS_DIFFER,
)


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield what a page says and the language that it was written in first does not, or the reverse."""
    first = first_written(twin for twin in site_facts.pages[page.name].values() if twin.readable)
    if first and page.readable and page.locale != first.locale:
        yield from _differences(page, first)


def _differences(page: Facts, first: Facts) -> Iterator[Problem]:
    place = Place(path=page.path, line=1)
    labels = _missing_values(page.footnotes, first.footnotes)
    twin_labels = _missing_values(first.footnotes, page.footnotes)
    if labels or twin_labels:
        values = {"twin": first.path, "here": ", ".join(labels), "there": ", ".join(twin_labels)}
        yield FOOTNOTES_DIFFER.problem(place, None, values)
    if page.rechecks != first.rechecks:
        values = {"twin": first.path, "here": str(page.rechecks), "there": str(first.rechecks)}
        yield RECHECKS_DIFFER.problem(place, None, values)


def _missing_values(values: Sequence[str], twin_values: Sequence[str]) -> list[str]:
    return sorted(set(values) - set(twin_values))
