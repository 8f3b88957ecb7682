"""The words of every code: a new one joins by itself, whatever package it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

import pytest

from exchange.languages.ko.particles import CHOICE
from exchange.site.catalogue import catalogue
from exchange.text.problems import Place, Problem, explanation, messages

LANGUAGES = ("en", "ko")
CODES = [entry.code for entry in catalogue()]
_COMMAND = re.compile(
    r"(?<![\w/.-])(?:(?:git|kx|mkdocs|pip|npm|LC_ALL=C) [a-z-]+|make (?:site|serve|test))\b"
)
_OF_MAINTAINERS = re.compile(
    r"editions/(?:disk|git-unreadable|edition-.*|ledger.*|note-.*|notes-shape|published-otherwise|seal-.*|other-publisher)"
    r"|calls/(?:history-cut-off|no-history|past-unreadable|since-.*)"
    r"|pages/(?:clone-sparse|not-installed|option-value|plugin-missing|port-taken|preview-open|settings-(?:folder|path)|strings-.*)|text/(?:baseline-.*|commit-date|not-lowered)"
)
"""What is about branches, the ledger, the clone or the machine: those who mend it have a terminal."""

_SAMPLES = ("서울", "한국", "KHIDI", "2027-03-18", "12", "closes", "Estimands", "보건산업진흥원")
"""Values with and without a final consonant, in digits and in letters."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_way_out_for_staff_is_a_command(language: str) -> None:
    """People who publish have a web page, and no terminal."""
    wrong = {
        code: _words(code, language)["way_out"]
        for code in CODES
        if not _OF_MAINTAINERS.fullmatch(code) and _COMMAND.search(_words(code, language)["way_out"])
    }
    assert wrong == {}


@pytest.mark.parametrize("sample", _SAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_particles_and_blanks_are_filled_in_every_message(language: str, sample: str) -> None:
    """Whatever the values: one form of each particle, no sign of a template, no empty value."""
    wrong = {}
    for code in CODES:
        words = _words(code, language)
        names = {name for text in words.values() for _, name, _, _ in Formatter().parse(_plain(text)) if name}
        for values in (dict.fromkeys(names, sample), dict.fromkeys(names - _optional(words), sample)):
            said = explanation(Problem(code=code, place=Place(path="content/x.md"), values=values), language)
            for text in (said.fault, said.way_out):
                if CHOICE.search(text) or re.search(r"\{\w+\}|\[\[|\]\]|''", text):
                    wrong[code] = text
    assert wrong == {}


def _words(code: str, language: str) -> Mapping[str, str]:
    package, _, rule = code.partition("/")
    return messages(package, language)[rule]


def _plain(text: str) -> str:
    return text.replace("[[", "").replace("]]", "")


def _optional(words: Mapping[str, str]) -> set[str]:
    """Return the values that a message does without: those in double square brackets only."""
    inside = {name for text in words.values() for part in re.findall(r"\[\[(.*?)\]\]", text)
              for _, name, _, _ in Formatter().parse(part) if name}  # fmt: skip
    outside = {name for text in words.values()
               for _, name, _, _ in Formatter().parse(re.sub(r"\[\[.*?\]\]", "", text)) if name}  # fmt: skip
    return inside - outside
