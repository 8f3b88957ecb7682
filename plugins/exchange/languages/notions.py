"""Notions that every language has words for and that exclude one another: before and after, all and some."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notion:
    """A word for a notion in a text, from `start` to before `end`. Names are the same in all languages."""

    name: str
    start: int
    end: int


_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "least/most before/after and/or from/until all/some all/none some/none include/exclude rise/fall "
        "open/closed duty/release ban/release leave/ban"
    ).split()
)
DEMANDED = frozenset({"denial", "except", "exclude", "only", "day_after"})
"""Notions of which each use must have some answer in the other language."""


def is_opposed(one: str, other: str) -> bool:
    """Return True if two notions exclude one another: a pair above, or two of one family: `party_sponsor`."""
    family, mark, _ = one.partition("_")
    return (bool(mark) and other.startswith(f"{family}_")) or frozenset((one, other)) in _OPPOSITES


def notion_finder(patterns: Mapping[str, str]) -> Callable[[str], Iterator[Notion]]:
    """Return a function that yields the notions of a text; the first of the table that fits."""
    pattern = re.compile("|".join(f"(?P<{name}>{words})" for name, words in patterns.items()), re.IGNORECASE)

    def find(text: str) -> Iterator[Notion]:
        for match in pattern.finditer(text):
            if match.lastgroup:
                yield Notion(name=match.lastgroup, start=match.start(), end=match.end())

    return find
