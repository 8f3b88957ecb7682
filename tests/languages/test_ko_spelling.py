"""Korean spelling is checked where matchum is installed, and everything else is checked without it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest

from exchange.languages import ko

TEXT = "몇일 뒤에 임상 시험은 시작됩니다 ."


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    ko._spelling.cache_clear()
    yield
    ko._spelling.cache_clear()


def test_without_matchum_the_other_rules_stay(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One line says so, however many pages are read."""
    monkeypatch.setitem(sys.modules, "matchum", None)
    with caplog.at_level(logging.INFO, "mkdocs.plugins.exchange"):
        rules = [[slip.rule for slip in ko.slips(TEXT)] for _ in range(2)]
    assert rules == [["space-before-mark"]] * 2
    assert [record.getMessage() for record in caplog.records] == [
        "matchum is not installed: the spelling of Korean is not checked."
    ]


def test_with_matchum_spelling_is_checked_too() -> None:
    """A word that is always wrong is found."""
    pytest.importorskip("matchum")
    assert [slip.rule for slip in ko.slips(TEXT)] == ["space-before-mark", "spelling"]


@pytest.mark.parametrize(
    "text",
    [
        "값이 true여야 합니다.",
        "NIHR이어야 합니다.",
        "API라서 그렇습니다.",
        "CSV이면서 표입니다.",
        "RCT야말로 답입니다.",
        "PDF니까 읽힙니다.",
    ],
)
def test_endings_stand_close_to_words_in_latin_letters(text: str) -> None:
    """The copula and its forms take no space before them, whatever the noun is written in."""
    assert [slip.rule for slip in ko.slips(text)] == []
