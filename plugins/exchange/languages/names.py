"""Patterns that find many names in a text; languages share them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence


def by_first_letter(choices: Iterable[tuple[Collection[str], str]]) -> str:
    """Return the pattern of any of the choices, in their order: the letters one may begin with, and its rest.

    The order of choices that begin with different letters does not matter, since a text begins with one of
    them. So `re` need not try, at each word, the names that begin with another letter; and a name that may
    begin with a capital too is compiled once.
    """
    groups: dict[str, list[tuple[Collection[str], str]]] = {}
    for letters, rest in choices:
        groups.setdefault(min(letters).lower(), []).append((letters, rest))
    return "|".join(map(_group, groups.values()))


def _group(choices: Sequence[tuple[Collection[str], str]]) -> str:
    all_letters = {letter for letters, _ in choices for letter in letters}
    rests = (
        rest if len(letters) == len(all_letters) else f"(?<={_any_of(letters)}){rest}"
        for letters, rest in choices
    )
    return f"{_any_of(all_letters)}(?:{'|'.join(rests)})"


def _any_of(letters: Collection[str]) -> str:
    first, *others = sorted(map(re.escape, letters))
    return f"[{''.join((first, *others))}]" if others else first


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
    choices = [(first_letters(name), re.escape(name[1:])) for name in names]
    return rf"(?<![\w-])(?P<name>{by_first_letter(choices)})(?![\w-])"
