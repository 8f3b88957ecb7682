"""A small termbase for tests."""

from __future__ import annotations

from exchange.terms.termbase import Term


def term(identifier: str, english: str, korean: str, abbreviation: str = "") -> Term:
    """Return a term with an English abbreviation."""
    return Term(
        id=identifier,
        names={"en": english, "ko": korean},
        abbreviations={"en": abbreviation, "ko": ""},
        definitions={"en": f"What {english} is.", "ko": f"{korean}의 뜻."},
        avoid={"en": (), "ko": ("잘못된 말",)},
    )


TERMS = (
    term("g101", "clinical trial", "임상시험"),
    term("g102", "smart clinical trial", "스마트 임상시험"),
    term("g103", "informed consent form", "동의서", "ICF"),
    term("g104", "estimand", "추정대상모수"),
)
