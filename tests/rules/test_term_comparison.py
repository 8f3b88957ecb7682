"""In which form the other language of a section has a term: its name, a part of it, or nothing."""

from __future__ import annotations

import pytest

from exchange.authoring.sections import sections
from exchange.rules.passages import SectionText, section_texts
from exchange.rules.term_comparison import term_uses
from exchange.terms.matching import Matcher
from exchange.terms.termbase import read_terms

TERMS = read_terms(
    "id,en,ko,abbr_en,abbr_ko,definition_en,definition_ko,avoid_en,avoid_ko\n"
    "g001,Korean Medicines Agency,한국의약품청,KMA,약청,x,x,,\n"
    "g002,consent form,동의 서식,,,x,x,,\n"
    "g003,sponsor,임상시험 의뢰자,,,x,x,,\n"
    "g004,randomisation,무작위배정,,,x,x,,\n"
    "g005,sensitivity analysis,민감도 분석,,,x,x,,\n"
    "g006,modification,변경,,,x,x,,\n"
    "g007,safety,안전성,,,x,x,,\n"
    "g009,monitor,모니터요원,,,x,x,,\n"
    "g010,monitoring,모니터링,,,x,x,,\n"
    "g011,blinding,눈가림,,,x,x,,\n"
    "g012,ethics board,연구윤리 위원회,,,x,x,,\n"
    "g013,safety board,안전 위원회,,,x,x,,\n"
    "g014,joint review,합동심사,,,x,x,,\n"
    "g015,trial agreement,시험 계약,,,x,x,,\n"
    "g008,principal investigator,시험책임자,,,x,x,,\n",
    path="glossary.csv",
    locales=("en", "ko"),
)
MATCHERS = {locale: Matcher(TERMS, locale) for locale in ("en", "ko")}


def _section(text: str, locale: str) -> SectionText:
    (section,) = section_texts(text, body_line=1, sections=sections(text), locale=locale)
    return section


@pytest.mark.parametrize(
    ("en", "ko", "renderings"),
    [
        ("Ask the KMA.", "한국의약품청에 문의합니다.", "KMA whole, 한국의약품청 whole"),
        ("Ask the KMA.", "KMA에 문의합니다.", "KMA whole"),
        ("Ask the KMA.", "위원회에 문의합니다.", "KMA absent"),
        ("Sign the consent form.", "동의서식에 서명합니다.", "consent form whole"),
        ("Sign the form.", "동의 서식에 서명합니다.", "동의 서식 part"),
        ("The sponsor pays.", "의뢰자가 냅니다.", "sponsor part"),
        ("The sponsor pays.", "임상시험 기관이 냅니다.", "sponsor absent"),
        ("Sponsors pay.", "회사가 냅니다.", "Sponsors absent"),
        ("Ask the KMA.", "Okmart에 문의합니다.", "KMA absent"),
        (
            "Ask the\nethics board.",
            "연구윤리 위원회에 문의합니다.",
            "ethics board whole, 연구윤리 위원회 whole",
        ),
        ("Use monitoring.", "‘monitoring’을 합니다.", "monitoring whole"),
        ("Use monitoring.", "살핌(monitoring)을 합니다.", "monitoring absent"),
        ("See safety.", "건강(safety)을 봅니다.", "safety absent"),
        ("It has joint review.", "합동으로 심사합니다.", "joint review whole"),
        ("It has joint review.", "심사는 합동으로 합니다.", "joint review whole"),
        ("It has joint review.", "합동으로 합니다. 나머지 세 가지는 심사합니다.", "joint review absent"),
        (  # a sentence, a cell and a row that refer to the same
            "A sample paper is signed.[^a] An agreement[^b] is new.",
            "시험 계약에 서명합니다.[^a] 약정은 새것입니다.[^b]",
            "시험 계약 absent",
        ),
        (
            "A paper is signed. An agreement[^b] is new.",
            "시험 계약에 서명합니다. 약정은 새것입니다.[^b]",
            "시험 계약 part",
        ),
        (
            "| A | B |\n|---|---|\n| paper[^a] | trial[^b] |",
            "| 가 | 나 |\n|---|---|\n| 시험[^b] | 시험 계약[^a] |",
            "시험 계약 absent",
        ),
        (
            "| A | B |\n|---|---|\n| trial | x |\n| [paper](a.md) | y |",
            "| 가 | 나 |\n|---|---|\n| [시험 계약](a.md) | 나 |\n| 시험 | 가 |",
            "시험 계약 absent",
        ),
        ("They are randomised.", "무작위배정을 합니다.", "무작위배정 whole"),
        ("Chance decides.", "무작위배정을 합니다.", "무작위배정 absent"),
        ("Analyses of sensitivity come last.", "민감도 분석은 끝에 합니다.", "민감도 분석 whole"),
        ("Modify the plan.", "계획의 변경을 알립니다.", "변경 whole"),
        ("It is safe. See safety.", "안전합니다.", "safety part"),
        ("The Bioethics and Safety Act applies.", "생명윤리법을 따릅니다.", ""),
        ("The principal investigator signs.", "책임자가 서명합니다.", "principal investigator part"),
        ("She monitors sites.", "기관을 모니터링합니다.", "monitors whole, 모니터링 whole"),
        ("Blind people to it. The blinding ends.", "눈가림을 합니다.", "blinding whole, 눈가림 whole"),
        ("Ask the ethics board.", "위원회에 문의합니다.", "ethics board common_part"),
        ("Ask the ethics board.", "안전 위원회에 문의합니다.", "ethics board absent, 안전 위원회 absent"),
        (
            "In Korea the sponsor pays.\n\nIn the UK it does not.",
            "영국은 다릅니다.\n\n한국은 의뢰자가 냅니다.",
            "sponsor part",
        ),
        ("Text.[^a]\n\n[^a]: The sponsor.", "글.[^a]\n\n[^a]: 기관.", ""),
    ],
)
def test_the_rendering_of_a_term(en: str, ko: str, renderings: str) -> None:
    """A name in any form, a part of it, as good translations leave; or another word."""
    uses = term_uses(_section(en, "en"), _section(ko, "ko"), ("en", "ko"), MATCHERS)
    assert ", ".join(f"{use.name} {use.rendering.name.lower()}" for use in uses) == renderings
