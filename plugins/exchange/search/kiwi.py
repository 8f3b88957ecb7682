"""Ask kiwipiepy, the morphological analyser, about words. Loading it takes most of a second of a build.

What it says of a word is kept as text: form, tag, start and end of each morpheme that makes a term.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import multiprocessing
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import Protocol

from exchange.build.process_copies import CAN_COPY, copying
from exchange.languages.ko.eojeol import RUN

NOUNS = frozenset({"NNG", "NNP", "XR", "NNB"})
AFFIXES = frozenset({"XPN", "XSN"})
AS_THEY_ARE = frozenset({"MAG", "MM", "NR"})
"""Adverbs, determiners and numerals, terms if they have two syllables or more: 함께, 모든, 여섯."""
STEMS = frozenset({"VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"})
KEPT = NOUNS | AFFIXES | AS_THEY_ARE | STEMS


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
    kiwi.tokenize("처음")  # the first word takes it another third of a second, once
    return kiwi


def load_in_background() -> None:
    """Load kiwipiepy for builds to come, by this process or its copies: those of a preview.

    No copy is made meanwhile: it would have half of it, and locks that nobody opens.
    """
    importlib.import_module("kiwipiepy")
    loading = threading.Lock()

    def load() -> None:
        with loading:
            loaded_kiwi()

    if CAN_COPY:
        os.register_at_fork(
            before=loading.acquire, after_in_parent=loading.release, after_in_child=loading.release
        )
    threading.Thread(target=load, daemon=True).start()


class Kiwi:
    """kiwipiepy, asked here about what a copy of this process has not answered before: the unforeseen."""

    def __init__(self) -> None:
        self._helper: _Helper | None = None

    def expect(self, words: Callable[[], Iterable[str]]) -> None:
        """Begin to ask about words, found by the copy itself. Where that cannot be done, nothing is done."""
        here = loaded_kiwi.cache_info().currsize > 0
        if CAN_COPY and not here and (os.cpu_count() or 1) > 1:
            with suppress(OSError):  # no room for a process or for its answers
                self._helper = _Helper(words)

    def analysed(self, words: Sequence[str]) -> dict[str, str]:
        """Return what is kept of each word."""
        foreseen = self._helper.answers() if self._helper else {}
        others = [word for word in words if word not in foreseen]
        known = {word: foreseen[word] for word in words if word in foreseen}
        return known | (_analysed(others) if others else {})

    def end(self) -> None:
        """Begin anew: another build."""
        if self._helper:
            self._helper.end()
        self._helper = None


class _Helper:
    """A copy of this process, which loads, answers and ends: the model takes a quarter of a gigabyte."""

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self._answers = tempfile.TemporaryFile()  # noqa: SIM115 -- it lives as long as this
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_answer, args=(words, self._answers.fileno()), daemon=True)
        with copying():
            self._process.start()

    def answers(self) -> dict[str, str]:
        """Wait for the answers; there are none if it was ended by somebody."""
        self._process.join()
        if self._process.exitcode:
            return {}
        self._answers.seek(0)
        answers: dict[str, str] = json.loads(self._answers.read())
        return answers

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._answers.close()


def _answer(words: Callable[[], Iterable[str]], file: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who reads our output waits until nobody has it open
    new = sorted(words())
    answers = _analysed(new) if new else {}
    with os.fdopen(os.dup(file), "wb") as written:
        written.write(json.dumps(answers, ensure_ascii=False).encode())


def _analysed(words: Sequence[str]) -> dict[str, str]:
    kiwi = loaded_kiwi()
    return {word: _kept(kiwi.tokenize(word)) for word in words}


def _kept(tokens: Iterable[Token]) -> str:
    return " ".join(
        f"{token.form},{token.tag},{token.start},{token.start + token.len}"
        for token in tokens
        if RUN.fullmatch(token.form) and token.tag in KEPT
    )
