"""Tell an edit by which a language says what the other one says already from one that the other lacks.

Which words translate one another is learnt from the sections whose languages agree. A text that is put into
other words or corrected fits its translation better than before; one that says something new does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from exchange.languages.language import language
from exchange.languages.notions import DEMANDED, FORCES, is_opposed
from exchange.text.json_codec import JsonCodec
from exchange.translation.meaning import (
    facts_of,
    is_rewording,
    names_of,
    new_names,
    stem_of,
    values_of,
    words_of,
)

_BETTER = 0.75  # of a word that is answered no longer, or now: less is chance (see docs/translation.md)
_AS_WELL = 1.5  # words: other words for the same, of which some are known for others
_FEWEST = 2  # passages in which two words meet
_OFTENER = 2  # times as often as by chance
_BINDING = FORCES | DEMANDED | {"limiting", "box"}
_BLOCK_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+|$]|\d{1,2}[.)]|#{1,6}|///|!!!|\{\*)[ \t])")
_PASSAGE_END = re.compile(rf"{_BLOCK_END.pattern}|(?<=[.?!])\s+(?=\S)")

Texts = Mapping[str, str]
"""What the languages of a section say."""


_Passage = tuple[tuple[str, ...], ...]
"""The stems of a passage, in each language."""

_PASSAGES: JsonCodec[list[_Passage]] = JsonCodec(list[_Passage])


@dataclass(slots=True)
class _Words:
    """The stems of one language: in which passages each is, and which each passage has."""

    passages: list[Collection[str]] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def add(self, stems: Collection[str]) -> None:
        for stem in stems:
            self.places.setdefault(stem, []).append(len(self.passages))
        self.passages.append(stems)


class Correspondence:
    """Which words of two languages are found in the same places."""

    def __init__(
        self,
        sections: Iterable[Texts],
        locales: Sequence[str],
        remember: Callable[[Callable[[], str]], str] = lambda make: make(),
    ) -> None:
        """Take the sections to learn from; `remember` returns what was made of them before, or makes it."""
        self._sections = sections
        self._locales = locales
        self._remember = remember
        self._likenesses: dict[tuple[str, str], Mapping[str, float]] = {}

    @cached_property
    def _words(self) -> Mapping[str, _Words]:
        """The words of the sections: few edits need them."""
        words = {locale: _Words() for locale in self._locales}
        for passages in _PASSAGES.read(self._remember(lambda: _PASSAGES.write([*self._passages()]))):
            for locale, stems in zip(self._locales, passages, strict=True):
                words[locale].add(stems)
        return words

    def _passages(self) -> Iterator[_Passage]:
        for texts in self._sections:
            parts = [passages_of(texts[locale]) for locale in self._locales]
            if len(parts[0]) != len(parts[1]):
                parts = [(texts[locale],) for locale in self._locales]
            for passages in zip(*parts, strict=True):
                yield tuple(
                    tuple(sorted(stems_of(passage, locale)))
                    for locale, passage in zip(self._locales, passages, strict=True)
                )

    def is_answered(
        self,
        old: str,
        new: str,
        twin: str,
        *,
        locale: str,
        twin_locale: str,
        is_restated: bool = False,
    ) -> bool:
        """Return True if a text fits its translation better after an edit, and in no fact less.

        Of one that is only said in other words, as far as its commit shows, it is enough if it fits as well,
        in however many sentences; so it is where all that comes are words that the translation has.
        """
        parts_of = blocks_of if is_restated else passages_of
        distance, old_distance = (abs(len(parts_of(twin)) - len(parts_of(text))) for text in (new, old))
        if _is_copied(old, new, twin):
            return True
        if distance > old_distance:
            return False
        names_left = names_of(new) if is_restated else None
        if len(passages_of(twin)) == len(passages_of(new)):
            old, new, twin = _changed_passages(old, new, twin)
        if _strays(old, new, twin, locale, twin_locale, names_left):
            return False
        old_stems, stems, twin_stems = (
            stems_of(text, code) for text, code in ((old, locale), (new, locale), (twin, twin_locale))
        )
        gains = ((words_of(old), words_of(new), words_of(twin)), (old_stems, stems, twin_stems))
        is_literal = not is_restated and any(
            bool({*after} - {*before}) and {*after} - {*before} <= {*others}
            for before, after, others in gains
        )
        known = stems if is_literal else old_stems
        before, after = (
            self._unanswered(
                words, twin_stems, locale, twin_locale, words - (other if is_restated else known)
            )
            + self._unanswered(twin_stems, words, twin_locale, locale)
            for words, other in ((old_stems, stems), (stems, old_stems))
        )
        if is_literal:
            return before >= after
        return before - after > (-_AS_WELL if is_restated else _BETTER)

    def _unanswered(
        self, stems: Set[str], twin: Set[str], locale: str, twin_locale: str, new: Set[str] = frozenset()
    ) -> float:
        """Return how many words a translation has no counterpart of; unknown ones count if they are new."""
        total = 0.0
        for stem in stems - twin:
            likenesses = self._likenesses_of(stem, locale, twin_locale)
            if likenesses:
                best = max((likenesses[word] for word in twin if word in likenesses), default=0.0)
                total += 1 - best / max(likenesses.values())
            elif stem in new:
                total += 1
        return total

    def _likenesses_of(self, stem: str, locale: str, twin_locale: str) -> Mapping[str, float]:
        """Return the words found where a word is, with the share of their places in common (Dice)."""
        if (locale, stem) not in self._likenesses:
            words, twins = self._words[locale], self._words[twin_locale]
            numbers = words.places.get(stem, [])
            counts = Counter(chain.from_iterable(twins.passages[number] for number in numbers))
            self._likenesses[locale, stem] = {
                word: 2 * count / (len(numbers) + len(twins.places[word]))
                for word, count in counts.items()
                if count >= _FEWEST
                and count * len(words.passages) > _OFTENER * len(numbers) * len(twins.places[word])
            }
        return self._likenesses[locale, stem]


def says_no_more(old: str, new: str, twin: str, locale: str, twin_locale: str) -> bool:
    """Return True if an edit brings and removes no passage, fact or number but as the translation has it.

    Of a text that is put into other words throughout, the passages and numbers are enough.
    """
    is_reworded = is_rewording(old, new)
    parts_of = blocks_of if is_reworded else passages_of
    distance, old_distance = (abs(len(parts_of(twin)) - len(parts_of(text))) for text in (new, old))
    if distance > old_distance:
        return False
    if is_reworded and not values_of(old, locale) ^ values_of(new, locale):
        return True
    return not _strays(old, new, twin, locale, twin_locale, names_of(new))


def _is_copied(old: str, new: str, twin: str) -> bool:
    """Return True if an edit only adds passages that the translation has letter for letter: code, names."""
    old_passages, passages = Counter(passages_of(old)), Counter(passages_of(new))
    gained = passages - old_passages
    return bool(gained) and not old_passages - passages and gained <= Counter(passages_of(twin))


def _changed_passages(old: str, new: str, twin: str) -> tuple[str, str, str]:
    """Return what an edit has removed, what it has brought, and the translation of that."""
    old_passages, passages = passages_of(old), passages_of(new)
    pairs = [pair for pair in zip(passages, passages_of(twin), strict=True) if pair[0] not in old_passages]
    removed = (passage for passage in old_passages if passage not in passages)
    return "\n".join(removed), "\n".join(text for text, _ in pairs), "\n".join(text for _, text in pairs)


def _strays(
    old: str, new: str, twin: str, locale: str, twin_locale: str, names_left: Set[str] | None = None
) -> bool:
    """Return True if an edit brings a fact that its translation lacks, or removes a fact or a name it has.

    Where it is only said in other words, `names_left` are those that need not be where they were, what may
    be done may be said less often (`can` is no fact in many sentences), and a notion may come or go that
    meets no opposite.
    """
    facts, old_facts, twin_facts = (
        facts_of(text, code) for text, code in ((new, locale), (old, locale), (twin, twin_locale))
    )
    if any(
        abs(facts[name] - twin_facts[name]) > abs(old_facts[name] - twin_facts[name])
        for name in facts.keys() | old_facts.keys()
        if names_left is None
        or not _may_differ(name, facts, twin_facts if facts[name] > old_facts[name] else facts)
    ):
        return True
    twin_names = names_of(twin) - language(twin_locale).small_words
    lost, gained = new_names(new, old), new_names(old, new)
    if any(not stem.isascii() for stem in stems_of(new, locale) - stems_of(old, locale)):
        lost = frozenset()  # a name may be written in the letters of the language now
    return bool(
        (lost & twin_names) - (names_left or frozenset())
        or {name for name in gained if name[0].isdigit()} - twin_names
    )


def _may_differ(name: str, facts: Counter[str], others: Counter[str]) -> bool:
    """Return True if other words for the same may have a notion more or less: there is no opposite of it."""
    if name == "leave":
        return bool(facts[name])
    return name.isalpha() and name not in _BINDING and not any(is_opposed(name, other) for other in +others)


@lru_cache(maxsize=8192)
def blocks_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs, items and rows of a text."""
    return tuple(part.strip() for part in _BLOCK_END.split(text) if part.strip())


@lru_cache(maxsize=8192)
def passages_of(text: str) -> tuple[str, ...]:
    """Return the sentences, items and rows of a text."""
    return tuple(part.strip() for part in _PASSAGE_END.split(text) if part.strip())


@lru_cache(maxsize=16384)
def stems_of(text: str, locale: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    small_words = language(locale).small_words
    return frozenset(stem_of(word, locale) for word in words_of(text) if word not in small_words)
