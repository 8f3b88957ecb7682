"""Ask kiwipiepy, the morphological analyser, about words. Loading it takes most of a second of a build.

What it says of a word is kept as text: form, tag, start and end of each morpheme that makes a term.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from exchange.languages.ko.search_terms import FIRST_WORD, RUN

NOUNS = frozenset({"NNG", "NNP", "XR", "NNB"})
AFFIXES = frozenset({"XPN", "XSN"})
AS_THEY_ARE = frozenset({"MAG", "MM", "NR"})
"""Adverbs, determiners and numerals, terms if they have two syllables or more."""
STEMS = frozenset({"VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"})
CONTENT_TAGS = NOUNS | AFFIXES | AS_THEY_ARE | STEMS


class Token(Protocol):
    """What we use of a morpheme as kiwipiepy gives it, which comes without types."""

    form: str
    tag: str
    """Of the Sejong tag set."""
    start: int
    len: int


class Tokenizer(Protocol):
    """What we use of ``kiwipiepy.Kiwi``."""

    def tokenize(self, text: str) -> Iterable[Token]:
        """Morphemes of a text. Given many at once it would use threads, which a copy of a process lacks."""
        ...


def has_kiwi() -> bool:
    """True where kiwipiepy and its model are installed: they are an extra."""
    return all(importlib.util.find_spec(package) is not None for package in ("kiwipiepy", "kiwipiepy_model"))


def kiwi_name() -> str:
    """Versions of the analyser and of its model, which is a package too."""
    versions = (importlib.metadata.version(package) for package in ("kiwipiepy", "kiwipiepy_model"))
    return "kiwi by words " + " ".join(versions)


@cache
def loaded_kiwi() -> Tokenizer:
    """Loaded by the first word that needs it, once a process: a build in which no word is new never does.

    Its dictionaries of names and of typing errors are left out: loading takes about half the time, and
    docs/search.md has the figures with and without them.
    """
    package = importlib.import_module("kiwipiepy")
    kiwi: Tokenizer = package.Kiwi(
        num_workers=1, load_default_dict=False, load_multi_dict=False, load_typo_dict=False
    )
    kiwi.tokenize(FIRST_WORD)  # the first word takes it another third of a second, once
    return kiwi


def analyse(words: Sequence[str]) -> dict[str, str]:
    """Return what is kept of each word."""
    kiwi = loaded_kiwi()
    return {word: _lemmas(kiwi.tokenize(word)) for word in words}


def _lemmas(tokens: Iterable[Token]) -> str:
    return " ".join(
        f"{token.form},{token.tag},{token.start},{token.start + token.len}"
        for token in tokens
        if RUN.fullmatch(token.form) and token.tag in CONTENT_TAGS
    )
