"""Views: the glossary page in dictionary order of the reader's language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.terms.termbase import TERMS, term

from exchange.languages.language import language
from exchange.terms.termbase import NameSource, Term
from exchange.terms.views import entry, letters

LOCALES = ("en", "ko")
names = st.text(st.sampled_from("가각깎나다따라마빠사씨아자짜차카타파하힣abZ19é"), min_size=1, max_size=4)
terms = st.lists(
    st.builds(lambda number, one, other: term(f"g{number}", one, other), st.integers(100, 999), names, names),
    unique_by=lambda one: one.id,
)


def decomposed(name: str) -> str:
    """Return a name as macOS stores it."""
    return unicodedata.normalize("NFD", name)


@given(terms, st.sampled_from(LOCALES))
def test_every_term_is_listed_once_under_its_letter(found: list[Term], locale: str) -> None:
    """No term is lost or doubled, no letter comes twice or empty, and each has an id of its own."""
    groups = letters(found, locale=locale, locales=LOCALES)
    listed = [one for group in groups for one in group.entries]
    assert sorted(one.id for one in listed) == sorted(one.id for one in found)
    assert len({group.letter for group in groups}) == len({group.id for group in groups}) == len(groups)
    initial = language(locale).initial
    assert all(initial(one.name) == group.letter for group in groups for one in group.entries)


@given(terms, st.sampled_from(LOCALES), st.randoms(use_true_random=False))
def test_the_order_is_that_of_the_names(found: list[Term], locale: str, random: object) -> None:
    """The order of the termbase does not matter; letters and names ascend."""
    groups = letters(found, locale=locale, locales=LOCALES)
    assert groups == letters(found[::-1], locale=locale, locales=LOCALES)
    assert [group.letter for group in groups] == sorted(group.letter for group in groups)
    for group in groups:
        folded = [one.name.casefold() for one in group.entries]
        assert folded == sorted(folded)


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("가", "ㄱ"), ("깎기", "ㄱ"), ("나이", "ㄴ"), ("따로", "ㄷ"), ("리", "ㄹ"), ("뼈", "ㅂ"),
        ("쌍", "ㅅ"), ("임상시험", "ㅇ"), ("짝", "ㅈ"), ("힣", "ㅎ"), (decomposed("한국"), "ㅎ"),
        ("consent", "C"), ("ICF", "I"), ("3상", "3"),
    ],
)  # fmt: skip
def test_a_korean_name_stands_under_its_initial(name: str, letter: str) -> None:
    """Fourteen initials, the doubled ones under the plain, as dictionaries have it; others by capital."""
    assert language("ko").initial(name) == letter


def test_an_entry_shows_both_languages_to_readers_of_one() -> None:
    """Name and definition in the reader's language, the other's name beside, what to avoid in one's own."""
    (consent,) = [
        one
        for group in letters(TERMS, locale="ko", locales=LOCALES)
        for one in group.entries
        if one.id == "g103"
    ]
    assert (consent.name, consent.definition, consent.avoid) == (
        "동의서",
        "동의서의 뜻.",
        (("잘못된 말", ""),),
    )
    assert [(other.locale, other.name, other.abbreviation) for other in consent.others] == [
        ("en", "informed consent form", "ICF")
    ]


def test_variants_remarks_and_our_own_translations_are_shown() -> None:
    """Readers see every approved name, why a word is avoided, and which name has no official form."""
    told = Term(
        id="g105",
        names={"en": "serious breach", "ko": "중대한 위반"},
        abbreviations={"en": "", "ko": ""},
        definitions={"en": "A breach.", "ko": "위반."},
        avoid={"en": ("violation",), "ko": ()},
        unchecked_names={"en": ("deviation",)},
        remarks={"en": {"deviation": "as a synonym"}},
        variants={"ko": ("중대 위반",)},
        sources={"ko": NameSource.OURS, "en": NameSource.OFFICIAL},
    )
    english, korean = (entry(told, locale=code, locales=LOCALES) for code in LOCALES)
    assert (english.variants, english.ours) == ((), False)
    assert english.avoid == (("violation", ""), ("deviation", "as a synonym"))
    assert [(other.variants, other.ours) for other in english.others] == [(("중대 위반",), True)]
    assert (korean.variants, korean.ours, korean.avoid) == (("중대 위반",), True, ())
