"""Ask kiwipiepy, the morphological analyser, about words. Loading it takes most of a second of a build.

What it says of a word is kept as text: form, tag, start and end of each morpheme that makes a term.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache, partial
from typing import Protocol

from exchange.build.processes import START_ERRORS, Process, Say, copies_are_safe, start
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


def load_in_background() -> None:
    """Load kiwipiepy for builds to come, by this process or its copies: those of a preview.

    No copy is made meanwhile: it would have half of it, and locks that are never released.
    """
    importlib.import_module("kiwipiepy")
    loading = threading.Lock()

    def load() -> None:
        with loading:
            loaded_kiwi()

    if copies_are_safe():
        os.register_at_fork(
            before=loading.acquire, after_in_parent=loading.release, after_in_child=loading.release
        )
    threading.Thread(target=load, daemon=True).start()


class Kiwi:
    """kiwipiepy, asked here about what another process has not answered before: the unforeseen."""

    def __init__(self) -> None:
        self._helper: Process | None = None

    def expect(self, words: Callable[[], Iterable[str]]) -> None:
        """Begin to ask another process about words, which it finds itself, where that can be started.

        It ends when it has answered: the model takes a quarter of a gigabyte.
        """
        is_loaded = loaded_kiwi.cache_info().currsize > 0
        if not is_loaded and (os.cpu_count() or 1) > 1:
            with suppress(*START_ERRORS):
                self._helper = start(partial(_answer, words))

    def analyse(self, words: Sequence[str]) -> dict[str, str]:
        """Return what is kept of each word."""
        foreseen = _answers(self._helper) if self._helper else {}
        new_words = [word for word in words if word not in foreseen]
        results = {word: foreseen[word] for word in words if word in foreseen}
        return results | (_analyse(new_words) if new_words else {})

    def end(self) -> None:
        """Forget the answers: a new build begins."""
        if self._helper:
            self._helper.end()
        self._helper = None


def _answers(helper: Process) -> dict[str, str]:
    """Wait for the answers; there are none if it failed or was stopped."""
    with suppress(Exception):  # whatever it was, it is asked here again
        answers: dict[str, str] = json.loads(next(helper.lines(), "{}"))
        return answers
    return {}


def _answer(words: Callable[[], Iterable[str]], say: Say) -> int:
    new = sorted(words())
    say(json.dumps(_analyse(new) if new else {}, ensure_ascii=False))
    return 0


def _analyse(words: Sequence[str]) -> dict[str, str]:
    kiwi = loaded_kiwi()
    return {word: _lemmas(kiwi.tokenize(word)) for word in words}


def _lemmas(tokens: Iterable[Token]) -> str:
    return " ".join(
        f"{token.form},{token.tag},{token.start},{token.start + token.len}"
        for token in tokens
        if RUN.fullmatch(token.form) and token.tag in CONTENT_TAGS
    )
