"""Terms of Korean words: each noun, and nouns written together as the one word that readers type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest

from exchange.search.kiwi import Kiwi
from exchange.search.word_analyser import KiwiAnalyser

ANALYSED = {
    "임상시험": "임상,NNG,0,2 시험,NNG,2,4",
    "무작위배정을": "무작위,NNG,0,3 배정,NNG,3,5",
    "임상시험심사위원회": "임상,NNG,0,2 시험,NNG,2,4 심사,NNG,4,6 위원회,NNG,6,9",
    "중간": "중간,NNG,0,2",
    "분석을": "분석,NNG,0,2",
    "있다": "있,VA,0,1",
}
"""What the morphological analyser says of words; a particle makes no term."""


class DictionaryKiwi:
    """Stands for kiwipiepy, which takes seconds to load."""

    def analyse(self, words: Iterable[str]) -> dict[str, str]:
        return {word: ANALYSED[word] for word in words}


def terms(sentence: str) -> list[str]:
    return KiwiAnalyser([], kiwi=cast(Kiwi, DictionaryKiwi())).terms([sentence])[0]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("임상시험", {"임상", "시험", "임상시험"}),
        ("무작위배정을", {"무작위", "배정", "무작위배정"}),
        (
            "임상시험심사위원회",
            {"임상", "시험", "심사", "위원회", "임상시험", "시험심사", "심사위원회", "임상시험심사위원회"},
        ),
        ("중간 분석을", {"중간", "분석", "중간분석"}),
        ("분석을 (중간", {"분석", "중간"}),
        ("있다", set()),
    ],
)
def test_a_compound_is_found_whole_and_by_its_parts(sentence: str, found: set[str]) -> None:
    """Also over a space, and by two neighbours of it; never over a bracket or by words that say little."""
    assert set(terms(sentence)) == found
    assert len(terms(sentence)) == len(found)
