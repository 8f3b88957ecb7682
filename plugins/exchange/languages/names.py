"""Patterns that find many names in a text; languages share them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def by_first_letter(choices: Iterable[tuple[str, str]]) -> str:
    """Return the pattern of any of the choices, in their order: a first letter and a pattern of the rest.

    The order of choices with different first letters does not matter, since a text begins with one of them.
    So `re` need not try, at each word, the names that begin with another letter.
    """
    groups: dict[str, list[str]] = {}
    for first, rest in choices:
        groups.setdefault(first, []).append(rest)
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())


def first_letters(name: str) -> set[str]:
    """Return the letters a name may begin with, as `re` understands case: K is also the sign for kelvin."""
    first = name[0]
    if name != name.lower():
        return {first}
    letters = {
        letter for letter in f"{first.upper()}İıſ\u212a" if re.fullmatch(f"(?i:{re.escape(first)})", letter)
    }
    return {first, *letters}


def whole_words(names: Sequence[str]) -> str:
    """Return the pattern of names as whole words; one without capitals may begin a sentence."""
    choices = [(first, re.escape(name[1:])) for name in names for first in first_letters(name)]
    return rf"(?<![\w-])(?P<name>{by_first_letter(choices)})(?![\w-])"
