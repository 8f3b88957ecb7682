"""Turn Korean text into terms: nouns, nouns written together, stems of verbs and adjectives.

Two analysers give the same kind of answer. ``KiwiAnalyser`` uses the morphological analyser
kiwipiepy; ``SurfaceAnalyser`` is what a build without kiwipiepy falls back to: eojeol less their
particles, and the words of the termbase found inside them.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Protocol

from .hangul import RUN, without_particle

NOUNS = frozenset({"NNG", "NNP", "XR", "NNB"})
AFFIXES = frozenset({"XPN", "XSN"})
STEMS = frozenset({"VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"})
EMPTY = frozenset(
    "것 수 등 때 데 바 점 뿐 채 명 개 번 회 시 중 내 외 후 전 위하다 하다 있다 없다 되다 같다 대하다 "
    "따르다 통하다 "
    "관하다 않다 이다 아니다 말다 보다 주다 지다 받다 싶다".split()
)
"""Words that stand in most sentences and say little about any."""

LONG_PARTICLE = re.compile("(?<=[가-힣]{2})(?:에서|에게|으로|까지|부터)[는도의]?$")
"""What the analyser now and then takes for the end of a noun it does not know."""

LONGEST_RUN = 12
"""Syllables of a compound worth a term of its own; longer ones are found by their parts."""


LONGEST_JOINED = 8
"""Syllables of two words written apart that are also a term as one."""


class Token(Protocol):
    """What we use of a morpheme as kiwipiepy gives it, which comes without types."""

    form: str
    tag: str
    start: int
    len: int


class Tokenizer(Protocol):
    """What we use of ``kiwipiepy.Kiwi``."""

    def tokenize(self, text: Sequence[str]) -> Iterable[list[Token]]:
        """Morphemes of each text."""
        ...


class KoreanAnalyser(Protocol):
    """What cuts Korean text into terms."""

    @property
    def name(self) -> str:
        """Names the analyser and its version: part of the key an analysis is cached under."""
        ...

    def terms(self, sentences: Sequence[str]) -> list[list[str]]:
        """Terms of each sentence, in order of appearance, repetitions included."""
        ...


def korean_analyser(words: Iterable[str]) -> KoreanAnalyser:
    """The best analyser this machine has; ``words`` are the Korean spellings of the termbase."""
    installed = importlib.util.find_spec("kiwipiepy") is not None
    return KiwiAnalyser(words) if installed else SurfaceAnalyser(words)


class KiwiAnalyser:
    """Terms by kiwipiepy, and the termbase's words wherever their syllables follow each other."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = KnownWords(words)

    @cached_property
    def name(self) -> str:
        """Versions of the analyser and of its model, which is a package too."""
        versions = (importlib.metadata.version(package) for package in ("kiwipiepy", "kiwipiepy_model"))
        return "kiwi " + " ".join(versions)

    def terms(self, sentences: Sequence[str]) -> list[list[str]]:
        """Terms of each sentence; sentences without Hangul have none."""
        analysed = _kiwi().tokenize(sentences)
        return [
            [*_token_terms(list(tokens)), *self._known.found_in(sentence)]
            for sentence, tokens in zip(sentences, analysed, strict=True)
        ]


@cache
def _kiwi() -> Tokenizer:
    """Loaded by the first page that needs it, once a process: a build in which no page changed never does.

    Its dictionaries of names and of typing errors are left out: loading takes about half the time, and
    docs/search.md has the figures with and without them.
    """
    package = importlib.import_module("kiwipiepy")
    kiwi: Tokenizer = package.Kiwi(
        num_workers=1, load_default_dict=False, load_multi_dict=False, load_typo_dict=False
    )
    return kiwi


class SurfaceAnalyser:
    """Terms without a dictionary: eojeol less particles, and the termbase's words inside them."""

    name = "surface 1"

    def __init__(self, words: Iterable[str]) -> None:
        self._known = KnownWords(words)

    def terms(self, sentences: Sequence[str]) -> list[list[str]]:
        """Terms of each sentence."""
        return [[*_surface_terms(sentence), *self._known.found_in(sentence)] for sentence in sentences]


class KnownWords:
    """The Korean spellings of a termbase, found in text however they are spaced."""

    def __init__(self, words: Iterable[str]) -> None:
        joined = {"".join(RUN.findall(word)) for word in words}
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(joined, key=lambda word: (-len(word), word)):
            if len(word) >= 2:
                self._by_first.setdefault(word[0], []).append(word)

    def found_in(self, sentence: str) -> Iterator[str]:
        """Longest spellings that begin a word, and long ones within a word."""
        runs = [match[0] for match in RUN.finditer(sentence)]
        for place, run in enumerate(runs):
            yield from self._beginning("".join(runs[place : place + 4]))
            for start in range(1, len(run) - 3):
                yield from self._beginning(run[start:], least=4)

    def _beginning(self, text: str, *, least: int = 2) -> Iterator[str]:
        """The longest word a text begins with, if any."""
        known = self._by_first.get(text[0], ())
        found = next((word for word in known if len(word) >= least and text.startswith(word)), None)
        if found:
            yield found


def _surface_terms(sentence: str) -> Iterator[str]:
    for eojeol in RUN.findall(sentence):
        bare = without_particle(eojeol)
        if bare not in EMPTY:
            yield bare


def _token_terms(tokens: list[Token]) -> Iterator[str]:
    runs = list(_noun_runs(tokens))
    for run in runs:
        yield from _run_terms(run)
    yield from _across_spaces(runs)
    for token in tokens:
        verb = token.form + "다"
        if token.tag in STEMS and verb not in EMPTY and RUN.fullmatch(verb):
            yield verb


def _noun_runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Nouns and their affixes that are written together."""
    run: list[Token] = []
    for token in tokens:
        if token.tag not in NOUNS | AFFIXES or not RUN.fullmatch(token.form):
            continue
        if run and run[-1].start + run[-1].len != token.start:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _across_spaces(runs: list[list[Token]]) -> Iterator[str]:
    """Two runs with nothing but a space between them, as one word: 중간 분석 is also 중간분석."""
    for left, right in pairwise(runs):
        joined = "".join(token.form for token in (*left, *right))
        apart = left[-1].start + left[-1].len + 1 == right[0].start
        if apart and len(joined) <= LONGEST_JOINED and not LONG_PARTICLE.search(left[-1].form):
            yield joined


def _run_terms(run: list[Token]) -> Iterator[str]:
    """Each noun, each pair of neighbours, and the whole run."""
    forms = [LONG_PARTICLE.sub("", token.form) for token in run]
    seen: set[str] = set()
    wholes = ["".join(forms)] if len("".join(forms)) <= LONGEST_RUN else []
    pairs = [left + right for left, right in pairwise(forms)]
    singles = [form for form, token in zip(forms, run, strict=True) if token.tag in NOUNS]
    for term in (*singles, *pairs, *wholes):
        if term in EMPTY or (term in seen and term not in singles):
            continue
        seen.add(term)
        yield term
