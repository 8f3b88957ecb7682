"""Compare two texts of one language word by word: which words went, which came, which stayed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from itertools import chain, groupby
from typing import NamedTuple

from exchange.languages.language import language

_PIECE = re.compile(r"\s+|\d+(?:[.,:]\d+)+(?!\w)|\w+|[^\w\s]")
_LONGEST = 20_000  # pieces of both texts: comparing takes their product in the worst case


class Fate(Enum):
    """What became of a passage."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Passage(NamedTuple):
    """Words that share a fate, as they were written."""

    fate: Fate
    text: str


def word_changes(old_text: str, new_text: str, locale: str) -> tuple[Passage, ...]:
    """Return the passages of both texts in order; those that are not added, joined, are the text before."""
    old, new = _pieces(old_text, locale), _pieces(new_text, locale)
    if len(old) + len(new) > _LONGEST:
        return _join([Passage(Fate.REMOVED, old_text), Passage(Fate.ADDED, new_text)])
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    passages: list[Passage] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            passages.append(Passage(Fate.SAME, "".join(old[start:end])))
        else:
            passages.append(Passage(Fate.REMOVED, "".join(old[start:end])))
            passages.append(Passage(Fate.ADDED, "".join(new[new_start:new_end])))
    return _join(passages)


def excerpts(passages: Sequence[Passage], *, context: int) -> Iterator[tuple[Passage, ...]]:
    """Yield each change with so many words before and behind it; changes that are near are one."""
    group: list[Passage] = []
    for number, passage in enumerate(passages):
        if passage.fate is not Fate.SAME:
            group.append(passage)
            continue
        words = re.findall(r"\S+\s*|\s+", passage.text)
        if len(words) <= 2 * context and 0 < number < len(passages) - 1:
            group.append(passage)
            continue
        if group:
            yield (*group, Passage(Fate.SAME, "".join(words[:context])))
        group = [Passage(Fate.SAME, "".join(words[-context:]))]
    if any(passage.fate is not Fate.SAME for passage in group):
        yield tuple(group)


def _pieces(text: str, locale: str) -> list[str]:
    parts = language(locale).word_parts
    return list(chain.from_iterable(parts(piece) for piece in _PIECE.findall(text)))


def _join(passages: list[Passage]) -> tuple[Passage, ...]:
    groups = groupby((passage for passage in passages if passage.text), key=lambda passage: passage.fate)
    return tuple(Passage(fate, "".join(passage.text for passage in group)) for fate, group in groups)
