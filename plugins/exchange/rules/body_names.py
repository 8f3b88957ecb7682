"""Find the bodies that a site names in its site.yml, by what any of its languages calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from exchange.languages.notions import Notion

_CASED = r"A-Za-zÀ-ɏͰ-ӿ"  # scripts with capitals put spaces between words; particles of others follow at once


class Body(NamedTuple):
    """A regulator, a funder or the like: the code of its country, and its names in all languages."""

    country: str
    names: tuple[str, ...]


def body_notions(text: str, bodies: tuple[Body, ...]) -> Iterator[Notion]:
    """Yield each body that a text names, as `body_XX_3` with the code of its country.

    The longest name wins, and capitals count: the abbreviation `WHO` is no question.
    """
    if not bodies:
        return
    pattern, numbers, beginnings = _finder(bodies)
    if not any(beginning in text for beginning in beginnings):  # quicker than a pattern of many names
        return
    for match in pattern.finditer(text):
        number = numbers[(match.lastindex or 1) - 1]
        name = f"body_{bodies[number].country}_{number}"
        yield Notion(name=name, start=match.start(), end=match.end())


@lru_cache(maxsize=4)
def _finder(bodies: tuple[Body, ...]) -> tuple[re.Pattern[str], tuple[int, ...], frozenset[str]]:
    """Return a pattern with a group for each name, the number of the body of each, and all first words."""
    names = {name: number for number, body in enumerate(bodies) for name in body.names}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    parts = (f"({_name_pattern(name)})" for name in longest_first)
    beginnings = frozenset(name.split()[0] for name in names if name.split())
    return re.compile("|".join(parts)), tuple(names[name] for name in longest_first), beginnings


def _name_pattern(name: str) -> str:
    """Return the pattern of a name as a whole word; scripts without capitals space their names freely."""
    cased = re.compile(f"[{_CASED}]")
    words = [re.escape(word) for word in name.split()]
    space = r"\s+" if cased.search(name) else r"\s*"
    left_edge = rf"(?<![{_CASED}])" if cased.match(name) else ""
    right_edge = rf"(?![{_CASED}])" if cased.match(name[-1:]) else ""
    return left_edge + space.join(words) + right_edge
