"""Find in a text the terms of the termbase that are to be avoided, and approved ones written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exchange.languages.language import language
from exchange.terms.termbase import Term

_WORD_START = re.compile(r"(?<![\w-])\w.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMatch:
    """A term in a text that is not as the termbase has it, from `start` to before `end`."""

    start: int
    end: int
    text: str
    replacements: tuple[str, ...]  # what to write: several names where the word is avoided for several terms
    is_avoided: bool  # or spaced, hyphenated or inflected otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class _AvoidedName:
    """Why a word is avoided: the terms that are approved in its place."""

    name: str
    replacements: tuple[str, ...]


class TermMatcher:
    """The termbase in one language. The longest name wins; what a name's qualifier says is left to people."""

    def __init__(self, terms: Iterable[Term], locale: str) -> None:
        self._language = language(locale)
        terms = tuple(terms)
        self._names = frozenset(name for term in terms for name in term.approved_names(locale))
        self._right = {_key(name): name for name in sorted(self._names)}
        self._folded_names = {name.casefold() for name in self._names}
        self._avoided_names = self._read_avoided(terms, locale)
        self._tolerated_names = {name for term in terms for name in term.unchecked_names.get(locale, ())}
        self._groups = self._names_by_length()
        self._patterns: dict[str, re.Pattern[str]] = {}

    def _read_avoided(self, terms: tuple[Term, ...], locale: str) -> dict[str, _AvoidedName]:
        names: dict[str, _AvoidedName] = {}
        for term in terms:
            for name in term.avoid[locale]:
                key = _key(name)
                earlier_names = names[key].replacements if key in names else ()
                replacements = (*earlier_names, term.approved_names(locale)[0])
                names[key] = _AvoidedName(name=name, replacements=replacements)
        return names

    def _names_by_length(self) -> dict[str, list[str]]:
        """Return the patterns of all names by how they begin: few are tried at each word."""
        parts: list[tuple[str, str]] = []
        for name in self._right.values():
            loose = self._language.loose_term(name)
            parts += [(name, self._language.approved_term(name)), *([(name, loose)] if loose else [])]
        parts += [
            (entry.name, self._language.avoided_term(entry.name)) for entry in self._avoided_names.values()
        ]
        parts.sort(key=lambda part: (-len(part[0]), part))
        groups: dict[str, list[str]] = {}
        for name, pattern in parts:
            groups.setdefault(_beginning(name), []).append(pattern)
        return groups

    def _pattern(self, beginning: str) -> re.Pattern[str] | None:
        """Return one pattern for all names that begin alike, made when the first such word is met."""
        if beginning not in self._groups:
            return None
        if beginning not in self._patterns:
            self._patterns[beginning] = re.compile("|".join(self._groups[beginning]))
        return self._patterns[beginning]

    def _names_in(self, text: str) -> Iterator[re.Match[str]]:
        position = 0
        for word in _WORD_START.finditer(text):
            pattern = self._pattern(_beginning(word[0]))
            if pattern and word.start() >= position and (match := pattern.match(text, word.start())):
                position = match.end()
                yield match

    def matches(self, text: str) -> Iterator[TermMatch]:
        """Yield each use of an avoided term, and each approved one that is spaced or hyphenated otherwise."""
        for match in self._names_in(text):
            if self._is_approved(match[0]):
                continue
            key = _key(match[0])
            entry = self._avoided_names.get(key) or self._avoided_names.get(key.removesuffix("s"))
            if entry:
                yield _term_match(match, match[0].replace("\n", " "), entry.replacements, is_avoided=True)
            elif match[0] not in self._tolerated_names:
                yield from self._form(match)

    def _is_approved(self, text: str) -> bool:
        """Return True if a text is a name, in any case, or a plain plural of one that is not avoided."""
        spelling = " ".join(text.split()).casefold()
        if text in self._names or spelling in self._folded_names:
            return True
        return spelling.removesuffix("s") in self._folded_names and _key(spelling) not in self._avoided_names

    def _form(self, match: re.Match[str]) -> Iterator[TermMatch]:
        spelling = " ".join(match[0].split())
        right = self._right.get(_key(spelling)) or self._right.get(_key(spelling).removesuffix("s"), spelling)
        if spelling.casefold().removesuffix("s") != right.casefold().removesuffix("s"):
            yield _term_match(match, spelling, (right,), is_avoided=False)


def _term_match(
    match: re.Match[str], text: str, replacements: tuple[str, ...], *, is_avoided: bool
) -> TermMatch:
    return TermMatch(
        start=match.start(), end=match.end(), text=text, replacements=replacements, is_avoided=is_avoided
    )


def _beginning(text: str) -> str:
    """Return the two characters by which names are sorted, or one where no letter follows."""
    start = text[:2] if text[1:2].isalnum() else text[:1]
    return start.lower()


def _key(text: str) -> str:
    """Return what names have in common that differ only by spaces, hyphens and capitals."""
    return re.sub(r"[\s-]+", "", text).casefold()
