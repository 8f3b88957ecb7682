"""Matching: where a text uses a term, by the habits of each language."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.terms.termbase import TERMS, term

from exchange.languages.ko.particles import AFTER_TERMS
from exchange.terms.matching import Matcher, names_pattern
from exchange.terms.termbase import Term


def used(text: str, locale: str = "ko", terms: tuple[Term, ...] = TERMS) -> list[tuple[str, str]]:
    """Return the words found and the ids of their terms."""
    return [(text[use.start : use.end], use.term.id) for use in Matcher(terms, locale).first_uses(text)]


@pytest.mark.parametrize(
    "text",
    [
        "임상시험", "임상시험을", "임상시험은", "임상시험이", "임상시험의", "임상시험에서는",
        "임상시험으로", "임상시험과", "임상시험까지", "임상시험입니다", "임상시험(CT)",
        "‘임상시험’", "임상시험, 그리고", "임상시험에 관한",
    ],
)  # fmt: skip
def test_a_korean_term_is_found_with_its_particles(text: str) -> None:
    """A noun keeps its particle outside the mark."""
    assert used(text) == [("임상시험", "g101")]


@pytest.mark.parametrize(
    "text", ["임상시험실", "비임상시험", "임상시험기관", "재임상시험을", "임상시험X", "A임상시험"]
)
def test_a_compound_is_another_word(text: str) -> None:
    """A term within a longer word is not the term."""
    assert used(text) == []


def test_the_longest_term_wins() -> None:
    """A term inside a longer one is not marked there."""
    assert used("스마트 임상시험의 임상시험") == [("스마트 임상시험", "g102"), ("임상시험", "g101")]
    assert used("A smart clinical trial is a clinical trial.", "en") == [
        ("smart clinical trial", "g102"),
        ("clinical trial", "g101"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("clinical trial", "clinical trial"),
        ("Clinical trials", "Clinical trials"),
        ("CLINICAL TRIAL", "CLINICAL TRIAL"),
        ("a clinical trial's end", "clinical trial"),
        ("(clinical trial)", "clinical trial"),
    ],
)
def test_an_english_term_is_found_in_any_case_and_number(text: str, found: str) -> None:
    """Whole words, any capitals, a plain plural."""
    assert used(text, "en") == [(found, "g101")]


@pytest.mark.parametrize(
    "text", ["preclinical trial", "clinical trialist", "non-clinical trial", "clinical-trial"]
)
def test_a_part_of_an_english_word_is_not_the_term(text: str) -> None:
    """A hyphen makes another word."""
    assert used(text, "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("an ICF here", [("ICF", "g103")]), ("an icf here", []), ("two ICFs", [("ICFs", "g103")]), ("ICFX", [])],
)
def test_an_abbreviation_is_found_as_it_is_written(text: str, expected: list[tuple[str, str]]) -> None:
    """Capitals are what makes it an abbreviation; it may have a plural."""
    assert used(text, "en") == expected


def test_an_ambiguous_abbreviation_is_left_alone() -> None:
    """A name that two concepts share is marked as neither; their own names are."""
    both = (
        term("g201", "data monitoring committee", "가", "DMC"),
        term("g202", "data management centre", "나", "DMC"),
    )
    assert used("The DMC, or data monitoring committee", "en", both) == [
        ("data monitoring committee", "g201")
    ]


def test_a_qualifier_in_brackets_is_no_part_of_the_name() -> None:
    """`consent (informed)` in the termbase is `consent` in a text."""
    assert used("Consent is asked for.", "en", (term("g301", "consent (informed)", "동의"),)) == [
        ("Consent", "g301")
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("study", "studies"),
        ("biopsy", "biopsies"),
        ("process", "processes"),
        ("placebo", "placebos"),
        ("index", "index"),
    ],
)
def test_a_plural_is_found(name: str, text: str) -> None:
    """English plurals of the plain kinds."""
    assert used(text, "en", (term("g401", name, "가"),)) == [(text, "g401")]


def test_each_term_is_found_once() -> None:
    """The first use counts."""
    uses = Matcher(TERMS, "en").first_uses("a clinical trial, a clinical trial")
    assert [(use.start, use.term.id) for use in uses] == [(2, "g101")]


def test_without_terms_nothing_is_found() -> None:
    """An empty termbase is no error."""
    assert used("임상시험", "ko", ()) == []


@given(st.sampled_from(["en", "ko"]), st.text(max_size=30), st.text(max_size=30))
def test_uses_are_apart_in_order_and_in_the_text(locale: str, before: str, after: str) -> None:
    """Whatever stands around a term, the uses found are disjoint, in order, one a term."""
    text = f"{before} {TERMS[0].names[locale]} {after}"
    uses = Matcher(TERMS, locale).first_uses(text)
    spans = [place for use in uses for place in (use.start, use.end)]
    assert spans == sorted(spans)
    assert all(use.start < use.end for use in uses)
    assert len({use.term.id for use in uses}) == len(uses)


@given(st.sampled_from(TERMS), st.sampled_from(["en", "ko"]))
def test_every_term_is_found_by_its_own_name(one: Term, locale: str) -> None:
    """A name alone is a use of its term."""
    assert used(one.names[locale], locale) == [(one.names[locale], one.id)]


ENGLISH = ("key", "Kelvin scale", "survey", "KS", "survey of sites", "investigator", "K", "kit", "s-test")
KOREAN = ("가", "가나", "나 다", "나", "다라마", "CT", "C")
SAID = (
    "key", "KEYS", "\u212aey", "keY", "keies", "Kelvin scale", "kelvin scale", "Kelvin scales", "surveys",
    "ſurvey", "SURVEYS of sites", "survey of ſites", "KS", "ks", "KSs", "İnvestigator",
    "ınvestigators", "k", "Ks", "kİt", "kıts", "ſ-teſt", "가나", "가", "나 다", "나", "다라마", "CT", "은",
    "는", "을", " ", " ", "-", "_", ".", "x",
)  # fmt: skip


@given(st.lists(st.sampled_from(SAID), max_size=8).map("".join))
def test_english_names_are_found_as_if_tried_one_after_the_other(text: str) -> None:
    """From the longest to the shortest, in any case, with the letters that `re` takes for alike."""
    one_after_the_other = "|".join(_plainly(name) for name in _longest_first(ENGLISH))
    plain = re.compile(rf"(?<![\w-])(?P<name>{one_after_the_other})(?![\w-])")
    assert _spans(names_pattern(ENGLISH, "en"), text) == _spans(plain, text)


@given(st.lists(st.sampled_from(SAID), max_size=8).map("".join))
def test_korean_names_are_found_as_if_tried_one_after_the_other(text: str) -> None:
    """With their particles, the longest name first."""
    particles = "|".join(AFTER_TERMS)
    one_after_the_other = "|".join(_longest_first(KOREAN))
    plain = re.compile(rf"(?<!\w)(?P<name>{one_after_the_other})(?=(?:{particles})?(?!\w))")
    assert _spans(names_pattern(KOREAN, "ko"), text) == _spans(plain, text)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _plainly(name: str) -> str:
    if name != name.lower():
        return f"{name}s?"
    return f"(?i:{name[:-1]}(?:ys?|ies))" if name.endswith("y") else f"(?i:{name}(?:e?s)?)"


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span("name") for match in pattern.finditer(text)]
