"""Decide whether an edit of a text changes what it says, or only how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from exchange.languages.language import Language, language

_WORD = re.compile(r"[\w%£€$₩⟳]+(?:[.,:’'-]\w+)*")
_ALIKE = 0.8  # of two words: the same one, spelt otherwise or in another form
_CHANGED_LITTLE = 0.5  # of the words that an edit touches


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, in lower case."""
    return tuple(_WORD.findall(normalize("NFC", text).lower()))


@lru_cache(maxsize=4096)
def is_same_meaning(old: str, new: str, locale: str) -> bool:
    """Return True if two versions of a text differ in marks, spacing, spelling or small words at most.

    A number, a negation, a duty or a permission that changes is another meaning, and so is each word that
    neither version has in another form.
    """
    if old == new:
        return True
    habits = language(locale)
    before, after = words_of(old), words_of(new)
    if before == after:
        return True
    removed, added = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if not removed and not added:
        return _is_little(before, after)  # an order of words may be another meaning: `A before B`
    if "".join(removed.elements()) == "".join(added.elements()):
        return True  # spaced otherwise
    return (
        _numbers(removed) == _numbers(added)
        and _forces(old, habits) == _forces(new, habits)
        and not _unlike(list(removed.elements()), list(added.elements()), habits)
    )


def _is_little(before: Sequence[str], after: Sequence[str]) -> bool:
    return SequenceMatcher(a=before, b=after, autojunk=False).ratio() > 1 - _CHANGED_LITTLE / 10


def _numbers(words: Counter[str]) -> Counter[str]:
    """Return the numbers among words, without what is written close behind them."""
    found: Counter[str] = Counter()
    for word, count in words.items():
        for number in re.findall(r"\d+(?:[.,:]\d+)*", word):
            found[number] += count
    return found


def _forces(text: str, habits: Language) -> Counter[str]:
    """Return how often a text commands, allows, forbids and denies."""
    forces = Counter(binding.force.value for binding in habits.bindings(text))
    if habits.denial is not None:
        forces["denial"] = len(habits.denial.findall(text))
    return forces


def _unlike(removed: list[str], added: list[str], habits: Language) -> bool:
    """Return True if a word of one side has no like on the other."""
    removed = [word for word in removed if word not in habits.small_words]
    added = [word for word in added if word not in habits.small_words]
    for word in removed:
        like = next((other for other in added if _is_alike(word, other, habits)), None)
        if like is None:
            return True
        added.remove(like)
    return bool(added)


def _is_alike(one: str, other: str, habits: Language) -> bool:
    """Return True if one word may be another form of the other, or a slip: not if it has more in front."""
    if one.endswith(other) or other.endswith(one):
        return False
    if habits.word_stem(one) == habits.word_stem(other):
        return True
    letters = SequenceMatcher(a=normalize("NFD", one), b=normalize("NFD", other), autojunk=False)
    return letters.ratio() >= _ALIKE
