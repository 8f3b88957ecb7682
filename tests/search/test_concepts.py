"""Concepts of the termbase: every way a reader may write a term leads to it."""

from __future__ import annotations

from exchange.search.glossary import concepts
from exchange.terms.termbase import Term


def test_variants_and_avoided_words_are_spellings() -> None:
    """Readers type variants and words to avoid, remarks left out; a word of another concept is none."""
    (concept,) = concepts(
        [
            Term(
                id="g101",
                names={"en": "sample size (planned)", "ko": "목표 시험대상자 수"},
                abbreviations={"en": "SSZ", "ko": ""},
                definitions={"en": "How many.", "ko": "몇 명."},
                avoid={"en": ("head count",), "ko": ("샘플 수",)},
                unchecked_names={"en": ("power", "number"), "ko": ("검정력",)},
                remarks={
                    "en": {"head count": "informal", "power": "as a synonym", "number": "alone"},
                    "ko": {"검정력": "동의어로 쓰는 경우"},
                },
                variants={"ko": ("표본 크기",)},
            )
        ]
    )
    english = ("sample size (planned)", "sample size", "SSZ", "head count", "number")
    assert concept.names == {"en": english, "ko": ("목표 시험대상자 수", "표본 크기", "샘플 수")}
