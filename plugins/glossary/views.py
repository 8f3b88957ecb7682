"""What the glossary page shows: terms grouped by first letter, in the reader's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitekit.terms import Term

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_DOUBLED = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A term's name in another language."""

    locale: str
    name: str
    abbreviation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A term for readers of one language."""

    id: str
    name: str
    abbreviation: str
    definition: str
    others: tuple[OtherName, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The terms that begin with one letter: A to Z, or a Hangul initial."""

    letter: str
    id: str
    entries: tuple[TermEntry, ...]


def letters(terms: Iterable[Term], *, locale: str, locales: Sequence[str]) -> tuple[Letter, ...]:
    """Return all terms in dictionary order of the reader's language, grouped by first letter."""
    entries = [entry(term, locale=locale, locales=locales) for term in terms]
    entries.sort(key=lambda item: (first_letter(item.name), item.name.casefold(), item.id))
    groups = groupby(entries, key=lambda item: first_letter(item.name))
    return tuple(
        Letter(letter=letter, id=f"letter-{number}", entries=tuple(group))
        for number, (letter, group) in enumerate(groups, 1)
    )


def entry(term: Term, *, locale: str, locales: Sequence[str]) -> TermEntry:
    """Return one term for readers of one language."""
    return TermEntry(
        id=term.id,
        name=term.names[locale],
        abbreviation=term.abbreviations[locale],
        definition=term.definitions[locale],
        others=tuple(
            OtherName(locale=other, name=term.names[other], abbreviation=term.abbreviations[other])
            for other in locales
            if other != locale
        ),
        avoid=term.avoid[locale],
    )


def first_letter(name: str) -> str:
    """Return the heading a name stands under: a Hangul initial without doubling, or a capital letter."""
    first = unicodedata.normalize("NFC", name)[0]
    if "가" <= first <= "힣":
        return _LEADS[(ord(first) - ord("가")) // 588].translate(_DOUBLED)
    return first.upper()
