"""Terms: a word to avoid is found however it is written, and only where it is always wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import ROOT
from tests.rules.examination import examine

from exchange.rules.examination import PageRules
from exchange.terms.termbase import Term, read_terms

LOCALES = ("en", "ko")
FRONT = '---\ntitle: "x"\ndescription: "x"\nkind: page\noriginal: en\n---\n'
TERMBASE = read_terms(
    (ROOT / "content" / "glossary.csv").read_text(encoding="utf-8"), path="glossary.csv", locales=LOCALES
)
OWN_RULES = PageRules(locales=LOCALES, terms=TERMBASE)


def term(**cells: tuple[str, ...]) -> Term:
    """Return a term with Korean words to avoid, unchecked ones and variants."""
    return Term(
        id="g101",
        names={"en": "randomisation", "ko": "무작위배정"},
        abbreviations={"en": "", "ko": ""},
        definitions={"en": "By chance.", "ko": "확률에 따라."},
        avoid={"en": (), "ko": cells.get("avoid", ())},
        unchecked_names={"ko": cells.get("unchecked", ())},
        variants={"ko": cells.get("variants", ())},
    )


def found(rules: PageRules, locale: str, text: str) -> list[tuple[str, str]]:
    """Return the rule and the words of each finding about terms in a text."""
    examined = examine(rules, (FRONT + text + "\n").encode(), locale=locale, name="x.md")
    problems = [problem for problem in examined.problems if problem.rule.startswith("term-")]
    return [(problem.rule, problem.values["text"]) for problem in problems]


def in_korean(text: str, **cells: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the findings about a Korean text, by a termbase of one term."""
    return found(PageRules(locales=LOCALES, terms=[term(**cells)]), "ko", text)


@pytest.mark.parametrize("text", ["무작위 배정을 한다.", "무작위\n배정을 한다.", "이것은 무작위 배정이다."])
def test_a_name_spaced_otherwise_is_found_where_it_is_to_be_avoided(text: str) -> None:
    """The same letters with a space in between are the avoided word; the name itself is right."""
    assert in_korean(text, avoid=("무작위 배정",)) == [("term-avoided", "무작위 배정")]
    assert in_korean("무작위배정을 한다.", avoid=("무작위 배정",)) == []


@pytest.mark.parametrize("word", ["무작위 배정", "랜덤화", "추첨"])
def test_an_unchecked_word_is_left_to_people(word: str) -> None:
    """A word that is wrong in one sense only is never reported, also if it resembles the name."""
    assert in_korean(f"{word}을 한다.", unchecked=(word,)) == []


def test_a_variant_is_as_right_as_the_name() -> None:
    """A variant is not reported; one that has lost its space is told how it is written."""
    assert in_korean("확률적 군 배정을 한다.", variants=("확률적 군 배정",)) == []
    assert in_korean("확률적군배정을 한다.", variants=("확률적 군 배정",)) == [("term-form", "확률적군배정")]


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("ko", "무작위 배정을 한다.", ["무작위 배정"]),
        ("ko", "영업일로 센다.", ["영업일"]),
        ("ko", "전담기관이 심사한다.", ["전담기관"]),
        ("ko", "환자직배송을 한다.", ["환자직배송"]),
        ("ko", "연구자 임상을 한다.", ["연구자 임상"]),
        ("en", "A substantial amendment was made.", ["substantial amendment"]),
        ("en", "The study drug was sent to the next of kin.", ["study drug", "next of kin"]),
        ("en", "Randomization is done at random.", ["Randomization"]),
    ],
)
def test_the_sites_own_termbase_finds_what_it_lists(locale: str, text: str, words: list[str]) -> None:
    """A remark beside a word does not keep it from being found."""
    assert [said for _, said in found(OWN_RULES, locale, text)] == words


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ko", "연구자 임상시험의 의뢰자는 시험자이다. 표본 크기를 정한다. 이상사례를 보고한다."),
        ("ko", "승낙을 받고 심사를 거쳐 지원한다. 임상시험심사위원회의 점검을 받는다."),
        ("en", "The application for approval, the law and the regulation, an audit and an inspection."),
    ],
)
def test_legal_terms_and_words_of_other_senses_pass(locale: str, text: str) -> None:
    """Terms of the law are allowed, and words that are to be avoided in one sense only are not matched."""
    assert found(OWN_RULES, locale, text) == []


@given(st.sampled_from(TERMBASE), st.sampled_from(LOCALES))
def test_no_approved_name_is_reported(one: Term, locale: str) -> None:
    """Every name, variant and abbreviation of the termbase may be used as it is written there."""
    for name in one.approved_names(locale):
        assert found(OWN_RULES, locale, f"{name}") == [], name


@given(st.sampled_from(TERMBASE), st.sampled_from(LOCALES))
def test_every_checked_word_is_reported(one: Term, locale: str) -> None:
    """No word to avoid stands in the termbase without being found in a text."""
    for word in one.avoid[locale]:
        assert found(OWN_RULES, locale, f"{word}") != [], word
