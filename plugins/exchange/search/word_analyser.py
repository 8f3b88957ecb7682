"""Turn text in syllables into terms: nouns, nouns written together, stems of verbs and adjectives.

Two analysers give the same kind of answer. ``KiwiAnalyser`` uses the morphological analyser
kiwipiepy; ``SurfaceAnalyser`` is what a build without kiwipiepy falls back to: eojeol less their
particles, and the words of the termbase found inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from exchange.languages.ko.eojeol import without_particle
from exchange.languages.ko.kiwi import AFFIXES, AS_THEY_ARE, NOUNS, STEMS, has_kiwi, kiwi_name
from exchange.languages.ko.particles import PARTICLES
from exchange.languages.ko.search_terms import EMPTY, LONG_PARTICLE, RUN, VERB_ENDING, WORD
from exchange.search.analyses import LearntWords
from exchange.search.kiwi import Kiwi
from exchange.text.digest import digest

_IN_RUNS = NOUNS | AFFIXES
_PARTICLES = frozenset(PARTICLES)
LONGEST_RUN = 12
"""Syllables of a compound worth a term of its own; longer ones are found by their parts."""


LONGEST_COMPOUND = 8
"""Syllables of two words written apart that are also a term as one."""


class Morpheme(NamedTuple):
    """What makes a term, by itself or with its neighbours, and where it stands in its word."""

    form: str
    tag: str
    """Of the Sejong tag set, as kiwipiepy gives it."""
    start: int
    end: int


class Run(NamedTuple):
    """Nouns and their affixes that are written together, and where they stand in their word."""

    terms: tuple[str, ...]
    form: str
    start: int
    end: int
    ends_in_particle: bool


class WordAnalyser(Protocol):
    """What cuts text in syllables into terms."""

    @property
    def name(self) -> str:
        """Names the analyser and its version: part of the key an analysis is cached under."""
        ...

    def prepare(self, sentences: Iterable[str]) -> None:
        """Learn what will be asked for, which is cheaper at once."""
        ...

    def terms(self, sentences: Sequence[str]) -> list[list[str]]:
        """Terms of each sentence, in order of appearance, repetitions included."""
        ...


def best_analyser(
    words: Iterable[str], *, cache: MutableMapping[str, str], kiwi: Kiwi | None = None
) -> WordAnalyser:
    """The best analyser this machine has; ``words`` are the spellings of the termbase."""
    if not has_kiwi():
        return SurfaceAnalyser(words)
    return KiwiAnalyser(words, cache=cache, kiwi=kiwi)


def analyser_name() -> str:
    """Names the analyser ``best_analyser`` would give, without making it."""
    return kiwi_name() if has_kiwi() else SurfaceAnalyser.name


def learnt_words(cache: MutableMapping[str, str]) -> LearntWords:
    """What kiwipiepy of this version said of words in earlier builds."""
    return LearntWords(cache, f"learnt-{digest(kiwi_name().encode())}")


def words_of(texts: Iterable[str]) -> set[str]:
    """Words in syllables, but for particles left alone by a bracket."""
    words = {word for text in texts for word in WORD.findall(text)}
    return {word for word in words if RUN.search(word)}.difference(PARTICLES)


class KiwiAnalyser:
    """Terms by kiwipiepy, and the termbase's words wherever their syllables follow each other.

    Every word is analysed once, by itself: what it is does not depend on the sentence, so that what was
    learnt of it can be kept, and a page made of known words costs nothing.
    """

    def __init__(
        self,
        words: Iterable[str],
        *,
        cache: MutableMapping[str, str] | None = None,
        kiwi: Kiwi | None = None,
    ) -> None:
        """``cache`` keeps what is learnt from one build to the next."""
        self._vocabulary = KnownWords(words)
        self._learnt_words = learnt_words({} if cache is None else cache)
        self._kiwi = kiwi or Kiwi()
        self.name = kiwi_name()

    def prepare(self, sentences: Iterable[str]) -> None:
        """Ask kiwipiepy about words it was not asked about before, all at once."""
        new = sorted(words_of(sentences) - self._learnt_words.words.keys())
        if new:
            self._learnt_words.add(self._kiwi.analyse(new))

    def terms(self, sentences: Sequence[str]) -> list[list[str]]:
        """Terms of each sentence; sentences without syllables have none."""
        try:
            return [self._terms(sentence) for sentence in sentences]
        except KeyError:  # a word that was not prepared
            self.prepare(sentences)
            return [self._terms(sentence) for sentence in sentences]

    def _terms(self, sentence: str) -> list[str]:
        matches = [(match.start(), self._word(match[0])) for match in WORD.finditer(sentence)]
        words = [(start, _read(entry)) for start, entry in matches if entry]
        terms = [term for _, (runs, _) in words for run in runs for term in run.terms]
        terms += _across_spaces([(start, run) for start, (runs, _) in words for run in runs])
        terms += [term for _, (_, additions) in words for term in additions]
        terms += self._vocabulary.words_in(sentence)
        return terms

    def _word(self, word: str) -> str:
        """What is kept of a word; nothing of one without syllables. Raises KeyError for one that is new."""
        entry = self._learnt_words.words.get(word)
        if entry is None:
            if word in _PARTICLES or not RUN.search(word):
                return ""
            raise KeyError(word)
        return entry


@lru_cache(maxsize=65536)
def _read(entry: str) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Read what is kept of a word: its nouns, and what else makes a term."""
    parts = (part.split(",") for part in entry.split())
    morphemes = [Morpheme(form, tag, int(start), int(end)) for form, tag, start, end in parts]
    return tuple(map(_run, _noun_runs(morphemes))), tuple(_other_terms(morphemes))


class SurfaceAnalyser:
    """Terms without a dictionary: eojeol less particles, and the termbase's words inside them."""

    name = "surface 1"

    def __init__(self, words: Iterable[str]) -> None:
        self._vocabulary = KnownWords(words)

    def prepare(self, sentences: Iterable[str]) -> None:
        """There is nothing to learn."""

    def terms(self, sentences: Sequence[str]) -> list[list[str]]:
        """Terms of each sentence."""
        return [[*_surface_terms(sentence), *self._vocabulary.words_in(sentence)] for sentence in sentences]


class KnownWords:
    """The spellings of a termbase, found in text however they are spaced."""

    def __init__(self, words: Iterable[str]) -> None:
        runs = {"".join(RUN.findall(word)) for word in words}
        self._by_two: dict[str, list[str]] = {}
        for word in sorted(runs, key=lambda word: (-len(word), word)):
            if len(word) >= 2:
                self._by_two.setdefault(word[:2], []).append(word)
        self._words_of_run = lru_cache(maxsize=65536)(self._within_run)

    def words_in(self, sentence: str) -> Iterator[str]:
        """Longest spellings that begin a word, and long ones within a word."""
        runs = RUN.findall(sentence)
        for place, run in enumerate(runs):
            yield from self._beginning("".join(runs[place : place + 4]))
            yield from self._words_of_run(run)

    def _within_run(self, run: str) -> tuple[str, ...]:
        starts = range(1, len(run) - 3)
        return tuple(word for start in starts for word in self._beginning(run[start:], minimum=4))

    def _beginning(self, text: str, *, minimum: int = 2) -> tuple[str, ...]:
        """The longest word a text begins with, if any."""
        for word in self._by_two.get(text[:2], ()):
            if len(word) >= minimum and text.startswith(word):
                return (word,)
        return ()


def _surface_terms(sentence: str) -> Iterator[str]:
    for eojeol in RUN.findall(sentence):
        bare = without_particle(eojeol)
        if bare not in EMPTY:
            yield bare


def _other_terms(morphemes: list[Morpheme]) -> Iterator[str]:
    """Adverbs and the like, and stems of verbs."""
    for morpheme in morphemes:
        verb = morpheme.form + VERB_ENDING
        if morpheme.tag in AS_THEY_ARE and len(morpheme.form) > 1:
            yield morpheme.form
        if morpheme.tag in STEMS and verb not in EMPTY:
            yield verb


def _noun_runs(morphemes: list[Morpheme]) -> Iterator[list[Morpheme]]:
    """Nouns and their affixes that are written together."""
    run: list[Morpheme] = []
    for morpheme in morphemes:
        if morpheme.tag not in _IN_RUNS:
            continue
        if run and run[-1].end != morpheme.start:
            yield run
            run = []
        run.append(morpheme)
    if run:
        yield run


def _across_spaces(runs: list[tuple[int, Run]]) -> Iterator[str]:
    """Two runs with nothing but a space between them, as one word."""
    for (left_start, left_run), (right_at, right) in pairwise(runs):
        apart = left_start + left_run.end + 1 == right_at + right.start
        if (
            apart
            and not left_run.ends_in_particle
            and len(left_run.form) + len(right.form) <= LONGEST_COMPOUND
        ):
            yield left_run.form + right.form


def _run(run: list[Morpheme]) -> Run:
    return Run(
        terms=tuple(_run_terms(run)),
        form="".join(morpheme.form for morpheme in run),
        start=run[0].start,
        end=run[-1].end,
        ends_in_particle=LONG_PARTICLE.search(run[-1].form) is not None,
    )


def _run_terms(run: list[Morpheme]) -> Iterator[str]:
    """Each noun, each pair of neighbours, and the whole run."""
    forms = [LONG_PARTICLE.sub("", morpheme.form) for morpheme in run]
    unique: set[str] = set()
    wholes = ["".join(forms)] if len("".join(forms)) <= LONGEST_RUN else []
    pairs = [left_form + right for left_form, right in pairwise(forms)]
    singles = [form for form, morpheme in zip(forms, run, strict=True) if morpheme.tag in NOUNS]
    for term in (*singles, *pairs, *wholes):
        if term not in EMPTY and term not in unique:
            unique.add(term)
            yield term
