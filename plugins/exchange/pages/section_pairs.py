"""Find which sections of two languages of a page are the same one, by ids, order, level and shared words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from typing import NamedTuple

from exchange.authoring.sections import Section, has_only_latin_letters

_SHARED_WORD = re.compile(r"[A-Za-z]{2,}|\d+")
_COMPARISON_LIMIT = 40_000  # pairs of sections: as many as 200 on each side, in some 50 ms


class IdSource(IntEnum):
    """Where a section's id comes from; of two that differ, the higher one is right."""

    ABSENT = 0
    REMAINS = 1  # what is left of the heading without its letters beyond ASCII
    HEADING = 2  # the whole heading
    AUTHOR = 3  # written in braces


class SectionPair(NamedTuple):
    """The same section in two languages; None where one lacks it. Not `certain` where others are possible."""

    section: Section | None
    twin: Section | None
    certain: bool = True


def id_source(section: Section) -> IdSource:
    """Return where the id of a section comes from."""
    if section.id is None:
        return IdSource.ABSENT
    if section.has_written_id:
        return IdSource.AUTHOR
    return IdSource.HEADING if has_only_latin_letters(section.title) else IdSource.REMAINS


def section_pairs(sections: Sequence[Section], twin: Sequence[Section]) -> Iterator[SectionPair]:
    """Yield all sections of two languages in order.

    Where both have the same levels, they are paired one by one; otherwise those of the same ids are, and what
    is between two of these by order, level, and the Latin words and numbers that headings share.
    """
    if _levels(sections) == _levels(twin):
        yield from (SectionPair(*pair) for pair in zip(sections, twin, strict=True))
        return
    matcher = SequenceMatcher(None, [s.id for s in twin], [s.id for s in sections], autojunk=False)
    for kind, start, end, own_start, own_end in matcher.get_opcodes():
        if kind == "equal" or _levels(sections[own_start:own_end]) == _levels(twin[start:end]):
            pairs = zip(sections[own_start:own_end], twin[start:end], strict=True)
            yield from (SectionPair(*pair) for pair in pairs)
        else:
            yield from _align(sections[own_start:own_end], twin[start:end])


def _levels(sections: Sequence[Section]) -> list[int]:
    return [section.level for section in sections]


def _align(sections: Sequence[Section], twin: Sequence[Section]) -> Iterator[SectionPair]:
    """Yield the pairs of the best alignment (Needleman and Wunsch, 1970): as many as possible, in order."""
    if len(sections) * len(twin) > _COMPARISON_LIMIT:
        yield from (SectionPair(None, section) for section in twin)
        yield from (SectionPair(section, None) for section in sections)
        return
    best = _scores(sections, twin)
    i = j = 0
    while i < len(sections) or j < len(twin):
        likeness = i < len(sections) and j < len(twin) and _likeness(sections[i], twin[j])
        if likeness and best[i][j] == likeness + best[i + 1][j + 1]:
            yield SectionPair(sections[i], twin[j], certain=False)
            i, j = i + 1, j + 1
        elif j < len(twin) and best[i][j] == best[i][j + 1]:
            yield SectionPair(None, twin[j])
            j += 1
        else:
            yield SectionPair(sections[i], None)
            i += 1


def _scores(sections: Sequence[Section], twin: Sequence[Section]) -> list[list[int]]:
    """Return, for each two places, how alike the sections from there on can be made."""
    best = [[0] * (len(twin) + 1) for _ in range(len(sections) + 1)]
    for i in range(len(sections) - 1, -1, -1):
        for j in range(len(twin) - 1, -1, -1):
            likeness = _likeness(sections[i], twin[j])
            pair_score = likeness + best[i + 1][j + 1] if likeness else 0
            best[i][j] = max(pair_score, best[i + 1][j], best[i][j + 1])
    return best


def _likeness(section: Section, twin: Section) -> int:
    """Return how alike two sections are; 0 where they cannot be the same one."""
    has_written_ids = id_source(section) is IdSource.AUTHOR and id_source(twin) is IdSource.AUTHOR
    if section.level != twin.level or has_written_ids:
        return 0
    words = shared_words(section) & shared_words(twin)
    return 2 + 2 * min(len(words), 3)


def shared_words(section: Section) -> set[str]:
    """Return the Latin words and numbers of a heading, which languages have in common."""
    return {word.lower() for word in _SHARED_WORD.findall(section.title)}
