"""Decide whether an edit of a text changes what it says, or only how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from exchange.languages.language import Language, language

_WORD = re.compile(r"[\w%£€$₩⟳]+(?:[.,:’'-]\w+)*")
_ALIKE = 0.8  # of two words: the same one, spelt otherwise or in another form
_CHANGED_LITTLE = 0.5  # of the words that an edit touches
_LONG = 20  # words: a shorter text is not put into other words by accident
_SEVERAL = 3  # texts in which one change replaces a word by the same other one
_MOSTLY = 0.6  # of the texts that lose a word
_ENOUGH = 400  # characters that show the script of a text
_FEW = 2  # numbers and names that show where an addition comes from
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_LATIN = re.compile(r"[a-z_][a-z0-9_.-]*[a-z0-9_]|\d+(?:[.,:]\d+)*")


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, in lower case."""
    return tuple(_WORD.findall(normalize("NFC", text).lower()))


Choices = frozenset[tuple[str, str]]
"""Stems of words that one change replaces by others all over: a choice of words, not another meaning."""


def choices_of_words(edits: Sequence[tuple[str, str]], locale: str) -> Choices:
    """Return what a change of many texts of a language replaces alike in several: texts before and after."""
    if len(edits) < _SEVERAL:
        return frozenset()
    word_stem = language(locale).word_stem
    gone: dict[str, set[int]] = {}
    come: dict[str, set[int]] = {}
    for number, (old, new) in enumerate(edits):
        before, after = set(words_of(old)), set(words_of(new))
        for words, places in ((before - after, gone), (after - before, come)):
            for word in {_stem(word, word_stem) for word in words if word.isalpha()}:
                places.setdefault(word, set()).add(number)
    often = [(word, places) for word, places in come.items() if len(places) >= _SEVERAL]
    return frozenset(
        (word, other)
        for word, places in gone.items()
        if len(places) >= _SEVERAL
        for other, others in often
        if len(places & others) >= max(_SEVERAL, _MOSTLY * len(places))
    )


def names_shared(old: str, new: str, twins: Collection[str], *, fewest: int = _FEW) -> bool:
    """Return True if an edit adds numbers or names that the other languages of the text have already.

    A translation takes up then what the others said before. Names are words in another script than the text.
    """
    added = _anchors(new) - _anchors(old)
    return len(added) >= fewest and all(added <= _anchors(twin, whole=True) for twin in twins)


def _anchors(text: str, *, whole: bool = False) -> frozenset[str]:
    """Return the numbers of a text, and the Latin words in it where it is in another script, or `whole`."""
    words = whole or not _is_latin(text)
    return frozenset(_LATIN.findall(text.lower())) if words else frozenset(_NUMBER.findall(text))


@lru_cache(maxsize=2048)
def _is_latin(text: str) -> bool:
    letters = [sign for sign in text[:_ENOUGH] if sign.isalpha()]
    return sum(sign < "\u0250" for sign in letters) * 2 > len(letters)


@lru_cache(maxsize=4096)
def is_same_meaning(old: str, new: str, locale: str, choices: Choices = frozenset()) -> bool:
    """Return True if two versions of a text differ in marks, spacing, spelling or small words at most.

    A number, a negation, a duty or a permission that changes is another meaning, and so is each word that
    neither version has in another form; unless the whole text is put into other words, about as many.
    """
    if is_same_wording(old, new, locale):
        return True
    habits = language(locale)
    before, after = words_of(old), words_of(new)
    removed, added = _difference(before, after)
    if not removed and not added:
        return False
    if _numbers(removed) != _numbers(added) or _forces(old, locale) != _forces(new, locale):
        return False
    if min(len(before), len(after)) >= _LONG and _is_put_otherwise(before, after, removed):
        return True
    gone, come = _unlike(list(removed.elements()), list(added.elements()), habits, choices)
    if not _is_latin(new):  # names in Latin letters that are written in those of the text now
        native = [word for word in gone if not word.isascii()]
        return not native and len(come) <= 2 * (len(gone) - len(native))
    return not gone and not come


@lru_cache(maxsize=4096)
def is_same_wording(old: str, new: str, locale: str) -> bool:
    """Return True if two versions of a text have the same words, in whatever form and spelling."""
    if old == new:
        return True
    habits = language(locale)
    before, after = words_of(old), words_of(new)
    if before == after:
        return True
    removed, added = _difference(before, after)
    if not removed and not added:
        return _is_little(before, after)  # an order of words may be another meaning: `A before B`
    if "".join(removed.elements()) == "".join(added.elements()):
        return True  # spaced otherwise
    if _numbers(removed) != _numbers(added) or _forces(old, locale) != _forces(new, locale):
        return False
    return not any(_unlike(list(removed.elements()), list(added.elements()), habits, frozenset()))


@lru_cache(maxsize=1024)
def _difference(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    """Return the words that are gone and those that have come, each as often."""
    change = Counter(after)
    change.subtract(before)
    return -change, +change


def _is_put_otherwise(before: Sequence[str], after: Sequence[str], removed: Counter[str]) -> bool:
    """Return True if most of a text is in other words, and it is about as long as it was."""
    return removed.total() > _CHANGED_LITTLE * len(before) and abs(len(before) - len(after)) <= (
        1 - _ALIKE
    ) * len(before)


def _is_little(before: Sequence[str], after: Sequence[str]) -> bool:
    return SequenceMatcher(a=before, b=after, autojunk=False).ratio() > 1 - _CHANGED_LITTLE / 10


def _numbers(words: Counter[str]) -> Counter[str]:
    """Return the numbers among words, without what is written close behind them."""
    return Counter(_NUMBER.findall(" ".join(words.elements())))


@lru_cache(maxsize=2048)
def _forces(text: str, locale: str) -> Counter[str]:
    """Return how often a text commands, allows, forbids and denies."""
    habits = language(locale)
    forces = Counter(binding.force.value for binding in habits.bindings(text))
    if habits.denial is not None:
        forces["denial"] = len(habits.denial.findall(text))
    return forces


def _unlike(
    removed: list[str], added: list[str], habits: Language, choices: Choices
) -> tuple[list[str], list[str]]:
    """Return the words of either side that have no like on the other."""
    added = [word for word in added if word not in habits.small_words]
    gone = []
    for word in removed:
        if word in habits.small_words:
            continue
        stem = _stem(word, habits.word_stem)
        like = next(
            (
                other
                for other in added
                if _is_alike(word, other, habits.word_stem)
                or (choices and (stem, _stem(other, habits.word_stem)) in choices)
            ),
            None,
        )
        if like is None:
            gone.append(word)
        else:
            added.remove(like)
    return gone, added


@lru_cache(maxsize=32768)
def _stem(word: str, word_stem: Callable[[str], str]) -> str:
    return word_stem(word)


@lru_cache(maxsize=32768)
def _is_alike(one: str, other: str, word_stem: Callable[[str], str]) -> bool:
    """Return True if one word may be another form of the other, or a slip: not if it has more in front."""
    if one.endswith(other) or other.endswith(one):
        return False
    if _stem(one, word_stem) == _stem(other, word_stem):
        return True
    letters, others = normalize("NFD", one), normalize("NFD", other)
    if 2 * min(len(letters), len(others)) < _ALIKE * (len(letters) + len(others)):
        return False  # too few letters in common, wherever they are
    match = SequenceMatcher(a=letters, b=others, autojunk=False)
    return match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE
