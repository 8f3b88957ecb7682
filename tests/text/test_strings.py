"""Strings: the interface's words, complete or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.strings import Strings, read_strings


def test_words_of_a_language_come_from_its_file(tmp_path: Path) -> None:
    """Each language has one file of its own name."""
    (tmp_path / "ko.json").write_text('{"minutes": "{count}분"}', encoding="utf-8")
    words = read_strings(tmp_path, "ko")
    assert words("minutes", count=20) == "20분"
    assert words.keys() == {"minutes"}


@given(st.text())
def test_values_are_put_in_as_they_are(title: str) -> None:
    """A value with braces is no placeholder."""
    assert Strings({"link": "‘{title}’"})("link", title=title) == f"‘{title}’"


def test_words_without_values_are_printed_as_they_are() -> None:
    """Where nothing is to be put in, braces are text."""
    assert Strings({"script": "if (a) {b}"})("script") == "if (a) {b}"


@pytest.mark.parametrize(("key", "values"), [("absent", {}), ("minutes", {"number": 3})])
def test_what_is_missing_is_never_a_blank(key: str, values: dict[str, int]) -> None:
    """An absent key or value is an error of ours, at once."""
    with pytest.raises(KeyError):
        Strings({"minutes": "{count} minutes"})(key, **values)
