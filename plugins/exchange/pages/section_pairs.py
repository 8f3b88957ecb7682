"""Find which sections of two languages of a page are the same one, by ids, order, level and shared words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from typing import NamedTuple

from exchange.text.sections import Section, has_only_latin_letters

_SHARED_WORD = re.compile(r"[A-Za-z]{2,}|\d+")
_MOST_COMPARED = 40_000  # pairs of sections: as many as 200 on each side, in some 50 ms


class IdSource(IntEnum):
    """Where a section's id comes from; of two that differ, the higher one is right."""

    NONE = 0
    REMAINS = 1  # what is left of the heading without its letters beyond ASCII
    HEADING = 2  # the whole heading
    AUTHOR = 3  # written in braces


class SectionPair(NamedTuple):
    """The same section in two languages; None where one lacks it. Not `certain` where others are possible."""

    own: Section | None
    twin: Section | None
    certain: bool = True


def id_source(section: Section) -> IdSource:
    """Return where the id of a section comes from."""
    if section.id is None:
        return IdSource.NONE
    if section.has_written_id:
        return IdSource.AUTHOR
    return IdSource.HEADING if has_only_latin_letters(section.title) else IdSource.REMAINS


def section_pairs(own: Sequence[Section], twin: Sequence[Section]) -> Iterator[SectionPair]:
    """Yield all sections of two languages in order.

    Where both have the same levels, they are paired one by one; otherwise those of the same ids are, and what
    is between two of these by order, level, and the Latin words and numbers that headings share.
    """
    if _levels(own) == _levels(twin):
        yield from (SectionPair(*pair) for pair in zip(own, twin, strict=True))
        return
    matcher = SequenceMatcher(None, [s.id for s in twin], [s.id for s in own], autojunk=False)
    for kind, start, end, own_start, own_end in matcher.get_opcodes():
        if kind == "equal" or _levels(own[own_start:own_end]) == _levels(twin[start:end]):
            pairs = zip(own[own_start:own_end], twin[start:end], strict=True)
            yield from (SectionPair(*pair) for pair in pairs)
        else:
            yield from _aligned(own[own_start:own_end], twin[start:end])


def _levels(sections: Sequence[Section]) -> list[int]:
    return [section.level for section in sections]


def _aligned(own: Sequence[Section], twin: Sequence[Section]) -> Iterator[SectionPair]:
    """Yield the pairs of the best alignment (Needleman and Wunsch, 1970): as many as possible, in order."""
    if len(own) * len(twin) > _MOST_COMPARED:
        yield from (SectionPair(None, section) for section in twin)
        yield from (SectionPair(section, None) for section in own)
        return
    best = _scores(own, twin)
    i = j = 0
    while i < len(own) or j < len(twin):
        paired = i < len(own) and j < len(twin) and _likeness(own[i], twin[j])
        if paired and best[i][j] == paired + best[i + 1][j + 1]:
            yield SectionPair(own[i], twin[j], certain=False)
            i, j = i + 1, j + 1
        elif j < len(twin) and best[i][j] == best[i][j + 1]:
            yield SectionPair(None, twin[j])
            j += 1
        else:
            yield SectionPair(own[i], None)
            i += 1


def _scores(own: Sequence[Section], twin: Sequence[Section]) -> list[list[int]]:
    """Return, for each two places, how alike the sections from there on can be made."""
    best = [[0] * (len(twin) + 1) for _ in range(len(own) + 1)]
    for i in range(len(own) - 1, -1, -1):
        for j in range(len(twin) - 1, -1, -1):
            likeness = _likeness(own[i], twin[j])
            paired = likeness + best[i + 1][j + 1] if likeness else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def _likeness(own: Section, twin: Section) -> int:
    """Return how alike two sections are; 0 where they cannot be the same one."""
    written = id_source(own) is IdSource.AUTHOR and id_source(twin) is IdSource.AUTHOR
    if own.level != twin.level or written:
        return 0
    shared = _shared_words(own) & _shared_words(twin)
    return 2 + 2 * min(len(shared), 3)


def _shared_words(section: Section) -> set[str]:
    return {word.lower() for word in _SHARED_WORD.findall(section.title)}
