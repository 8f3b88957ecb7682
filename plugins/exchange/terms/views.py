"""What the glossary page shows: terms grouped by first letter, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from exchange.languages.language import language
from exchange.terms.termbase import NameSource, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A term's name in another language."""

    locale: str
    name: str
    abbreviation: str
    variants: tuple[str, ...]

    ours: bool
    """True if no official form of the name exists: this site translated it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A term for readers of one language."""

    id: str
    name: str
    abbreviation: str
    variants: tuple[str, ...]
    definition: str

    lang: str
    """The language of name and definition where it is not the reader's, else an empty text."""

    ours: bool
    others: tuple[OtherName, ...]

    avoid: tuple[tuple[str, str], ...]
    """Words to avoid, each with its remark or an empty text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The terms that begin with one letter: as its language sorts names."""

    letter: str
    id: str
    entries: tuple[TermEntry, ...]


def letters(terms: Iterable[Term], *, locale: str, locales: Sequence[str]) -> tuple[Letter, ...]:
    """Return all terms in dictionary order of the reader's language, grouped by first letter."""
    entries = [entry(term, locale=locale, locales=locales) for term in terms]
    initial = language(locale).initial
    entries.sort(key=lambda item: (initial(item.name), item.name.casefold(), item.id))
    groups = groupby(entries, key=lambda item: initial(item.name))
    return tuple(
        Letter(letter=letter, id=f"letter-{number}", entries=tuple(group))
        for number, (letter, group) in enumerate(groups, 1)
    )


def entry(term: Term, *, locale: str, locales: Sequence[str]) -> TermEntry:
    """Return one term for readers of one language."""
    shown_locale = term.language(locale)
    return TermEntry(
        id=term.id,
        name=term.names[shown_locale],
        abbreviation=term.abbreviations[shown_locale],
        variants=term.variants.get(shown_locale, ()),
        definition=term.definitions[shown_locale],
        lang="" if shown_locale == locale else shown_locale,
        ours=term.sources.get(shown_locale) is NameSource.OURS,
        others=tuple(
            _other_name(term, code) for code in locales if code != shown_locale and term.names[code]
        ),
        avoid=tuple(term.avoided_names(locale).items()),
    )


def _other_name(term: Term, locale: str) -> OtherName:
    return OtherName(
        locale=locale,
        name=term.names[locale],
        abbreviation=term.abbreviations[locale],
        variants=term.variants.get(locale, ()),
        ours=term.sources.get(locale) is NameSource.OURS,
    )
