"""What two languages of a section state: numbers, dates, times, amounts, durations, duties and bans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exchange.rules.comparison import Difference, differences
from exchange.rules.page_facts import Facts
from exchange.rules.passages import SectionText, section_texts
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.site_facts import SiteFacts, first_written
from exchange.text.problems import Place, Problem, Severity

FACTS_DIFFER = Rule(
    name="facts-differ",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault=(
                "[[The section '{title}' does not say the same in {twin}.]] [[The beginning of the page does "
                "not say the same in {beginning_twin}.]] [[Only here: {here}.]] [[Only there: {there}.]]"
            ),
            way_out="Read both, and correct the one that is wrong. If both are right, they may stay.",
        ),
        "ko": Words(
            fault=(
                "[['{title}' 절의 내용이 {twin}와(과) 다릅니다.]] [[이 페이지의 첫머리가 "
                "{beginning_twin}와(과) 다릅니다.]] [[여기에만 있는 것: {here}.]] "
                "[[그쪽에만 있는 것: {there}.]]"
            ),
            way_out="두 글을 대조하여 틀린 쪽을 고쳐 주십시오. 둘 다 맞으면 그대로 두어도 됩니다.",
        ),
    },
    example=Example(wrong="Reply within 45 days.", right="Reply soon."),
)
RULES = (FACTS_DIFFER,)
_TEXT_LIMIT = 5


def compare_languages(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield, once a section, what a page and the one it is a translation of do not both say."""
    first = first_written(site_facts.pages[page.name].values())
    if first is None or not first.readable or not page.readable or page.locale == first.locale:
        return
    texts = _texts(page, site_facts)
    for name, original in _texts(first, site_facts).items():
        if name in texts:
            discrepancies = [
                difference
                for difference in differences(
                    texts[name], original, (page.locale, first.locale), site_facts.settings.bodies
                )
                if not _is_of_page(difference, page, first)
            ]
            if discrepancies:
                yield _problem(page, first, texts[name], discrepancies)


def _is_of_page(difference: Difference, *pages: Facts) -> bool:
    """Return True for a source that one page lacks wholly: that is said of the page."""
    label = difference.text.removeprefix("[^").removesuffix("]")
    return label != difference.text and not all(label in page.footnotes for page in pages)


def _texts(page: Facts, site_facts: SiteFacts) -> dict[str, SectionText]:
    content = site_facts.read_file(f"{page.locale}/{page.name}") or b""
    text = content.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
    sections = section_texts(text, body_line=page.body_line, sections=page.sections, locale=page.locale)
    return {section.id: section for section in sections}


def _problem(page: Facts, first: Facts, section: SectionText, discrepancies: list[Difference]) -> Problem:
    twin_lines = [
        difference.twin_line if difference.locale == page.locale else difference.line
        for difference in discrepancies
    ]
    lines = [
        difference.line if difference.locale == page.locale else difference.twin_line
        for difference in discrepancies
    ]
    at_line = replace(section, line=min(lines))
    return difference_problem(
        page.path, f"{first.path}:{min(twin_lines)}", at_line, page.locale, discrepancies
    )


def difference_problem(
    path: str, twin: str, section: SectionText, locale: str, discrepancies: list[Difference]
) -> Problem:
    """Return what is said of a section, at its line, that does not say the same as its twin at a place."""
    values = {
        "title": section.title,
        "twin" if section.title else "beginning_twin": twin,
        "here": _summary(difference for difference in discrepancies if difference.locale == locale),
        "there": _summary(difference for difference in discrepancies if difference.locale != locale),
    }
    return FACTS_DIFFER.problem(Place(path=path, line=section.line), None, values)


def _summary(discrepancies: Iterable[Difference]) -> str:
    texts = list(dict.fromkeys(" ".join(difference.text.split()) for difference in discrepancies))
    ellipsis = ", …" if len(texts) > _TEXT_LIMIT else ""
    return f"{', '.join(texts[:_TEXT_LIMIT]).removesuffix('.')}{ellipsis}"  # a full stop follows
