"""Strings: the interface's words, complete or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.editions.words import words_of
from exchange.text.frame import Frame, frame_of
from exchange.text.original_text import Part
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


def test_parts_of_a_language_are_of_that_language_together(tmp_path: Path) -> None:
    """Particles are its own, and words that one part lacks are marked as those of another language."""
    for name, words in {
        "en": {"one": "One {what}", "both": "first"},
        "ko": {"one": "{what}을(를) 봅니다", "both": "처음"},
        "part.en": {"two": "Two", "both": "second"},
        "part.ko": {"own": "{what}이(가) 있습니다"},
    }.items():
        file = tmp_path / "locales" / f"{name}.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(words), encoding="utf-8")
    words = Frame(folders=(tmp_path,)).strings("ko", "part.ko")
    assert words("one", what="지도") == "지도를 봅니다"
    assert words("own", what="공고") == "공고가 있습니다"
    assert [getattr(words(key), "parts", None) for key in ("two", "both")] == [
        (Part("Two", "en"),),
        (Part("second", "en"),),
    ]


def test_a_variety_speaks_as_its_language_where_it_says_nothing_else(tmp_path: Path) -> None:
    """A country's variety does; another script does not. Facts about the language are its own."""
    for name, words in {
        "en": {"language": "en", "babel-locale": "en_GB", "one": "One", "two": "Two"},
        "fr": {"language": "fr", "babel-locale": "fr_FR", "one": "Un", "two": "Deux"},
        "fr-CA": {"two": "Deux (Canada)"},
        "sr": {"one": "Један"},
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(words), encoding="utf-8")
    words, serbian = read_strings(tmp_path, "fr-CA"), read_strings(tmp_path, "sr-Latn")
    assert [words(key) for key in ("one", "two")] == ["Un", "Deux (Canada)"]
    assert [words(key) for key in ("language", "babel-locale")] == ["fr-CA", "fr_CA"]
    assert getattr(words("one"), "parts", None) is None
    assert serbian("one") == "One"


def test_words_of_the_root_are_of_their_language() -> None:
    """Those of editions and of the calendar among them."""
    words = words_of(frame_of(None), ["en", "ko"])["ko"]
    assert "의료기관을 적은" in words("overview.for.description", selection="의료기관")


@pytest.mark.parametrize(("key", "values"), [("absent", {}), ("minutes", {"number": 3})])
def test_what_is_missing_is_never_a_blank(key: str, values: dict[str, int]) -> None:
    """An absent key or value is an error of ours, at once."""
    with pytest.raises(KeyError):
        Strings({"minutes": "{count} minutes"})(key, **values)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", {1: "1 minute", 2: "2 minutes"}),
        ("ko", {1: "1분", 2: "2분"}),
        ("cy", {1: "1 munud", 2: "2 funud", 3: "3 munud"}),
        ("ar", {1: "دقيقة", 2: "2 دقيقة", 3: "3 دقائق", 11: "11 دقيقة"}),
        ("xx", {1: "1 minute", 2: "2 minutes"}),
    ],
)
def test_words_beside_a_number_have_the_form_of_its_category(
    tmp_path: Path, code: str, said: dict[int, str]
) -> None:
    """Categories are the CLDR's; a language has the forms it needs, and none of English where it has any."""
    words = {
        "en": {"minutes": "{count} minutes", "minutes.one": "{count} minute"},
        "ko": {"minutes": "{count}분"},
        "cy": {"minutes": "{count} munud", "minutes.two": "{count} funud"},
        "ar": {"minutes": "{count} دقيقة", "minutes.one": "دقيقة", "minutes.few": "{count} دقائق"},
    }
    for language, texts in words.items():
        (tmp_path / f"{language}.json").write_text(json.dumps(texts), encoding="utf-8")
    strings = read_strings(tmp_path, code)
    assert {count: str(strings("minutes", count=count)) for count in said} == said


def test_words_that_fall_back_name_the_language_of_the_page(tmp_path: Path) -> None:
    """Each page of a site says another language, though all of them are in English."""
    (tmp_path / "en.json").write_text('{"language-name": "English", "open": "In {this_language}"}', "utf-8")
    assert [str(read_strings(tmp_path, code)("open")) for code in ("en", "de", "pl", "xx")] == [
        "In English",
        "In Deutsch",
        "In Polski",
        "In xx",
    ]
