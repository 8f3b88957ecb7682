"""Ask kiwipiepy, the morphological analyser, about words. Loading it takes most of a second of a build.

What it says of a word is kept as text: form, tag, start and end of each morpheme that makes a term.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from multiprocessing.connection import Connection
from typing import Protocol

from .hangul import RUN

NOUNS = frozenset({"NNG", "NNP", "XR", "NNB"})
AFFIXES = frozenset({"XPN", "XSN"})
AS_THEY_ARE = frozenset({"MAG", "MM", "NR"})
"""Adverbs, determiners and numerals, terms if they have two syllables or more: 함께, 모든, 여섯."""
STEMS = frozenset({"VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"})
KEPT = NOUNS | AFFIXES | AS_THEY_ARE | STEMS

CAN_COPY = (
    sys.platform == "linux"
)  # elsewhere a copy of a process may inherit locks of the system's libraries


class Token(Protocol):
    """What we use of a morpheme as kiwipiepy gives it, which comes without types."""

    form: str
    tag: str
    """Of the Sejong tag set."""
    start: int
    len: int


class Tokenizer(Protocol):
    """What we use of ``kiwipiepy.Kiwi``."""

    def tokenize(self, text: Sequence[str]) -> Iterable[list[Token]]:
        """Morphemes of each text."""
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
    return kiwi


def load_in_background() -> None:
    """Load kiwipiepy for builds to come, by this process or its copies: those of a preview."""
    importlib.import_module("kiwipiepy")  # here: a copy made meanwhile would find half a module
    threading.Thread(target=loaded_kiwi, daemon=True).start()


class Kiwi:
    """kiwipiepy, asked in this process or in a copy that loads it while this one goes on."""

    def __init__(self) -> None:
        self.expected = False
        self._helper: _Helper | None = None

    def expect(self) -> None:
        """Begin to load: words will be asked about. Where that cannot be done ahead, nothing is done."""
        self.expected = True
        here = loaded_kiwi.cache_info().currsize > 0
        if CAN_COPY and not here and self._helper is None and (os.cpu_count() or 1) > 1:
            self._helper = _Helper()

    def analysed(self, words: Sequence[str]) -> list[str]:
        """Return what is kept of each word, in their order."""
        if self._helper:
            with contextlib.suppress(EOFError, OSError):  # it was ended by somebody: we load ourselves
                return self._helper.analysed(words)
        return _analysed(words)

    def end(self) -> None:
        """End the copy, if there is one; another may be begun."""
        if self._helper:
            self._helper.end()
        self._helper = None
        self.expected = False


class _Helper:
    """A copy of this process. It ends with it, at the latest when it has loaded."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_help, args=(theirs, self._pipe), daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: none of ours holds a lock
            self._process.start()
        theirs.close()

    def analysed(self, words: Sequence[str]) -> list[str]:
        self._pipe.send(words)
        answer: list[str] = self._pipe.recv()
        return answer

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()


def _help(pipe: Connection, not_ours: Connection) -> None:
    """Load, then answer until the other end is closed."""
    not_ours.close()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who reads that waits for the last to close it
    loaded_kiwi()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(_analysed(pipe.recv()))


def _analysed(words: Sequence[str]) -> list[str]:
    return [_kept(tokens) for tokens in loaded_kiwi().tokenize(words)]


def _kept(tokens: Iterable[Token]) -> str:
    return " ".join(
        f"{token.form},{token.tag},{token.start},{token.start + token.len}"
        for token in tokens
        if RUN.fullmatch(token.form) and token.tag in KEPT
    )
