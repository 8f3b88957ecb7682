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
    approved: tuple[str, ...]  # what to write: several names where the word is avoided for several terms
    avoided: bool  # or spaced, hyphenated or inflected otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Avoided:
    """Why a word is avoided: the terms that are approved in its place."""

    name: str
    approved: tuple[str, ...]


class TermMatcher:
    """The termbase in one language. The longest name wins; what a name's qualifier says is left to people."""

    def __init__(self, terms: Iterable[Term], locale: str) -> None:
        self._language = language(locale)
        terms = tuple(terms)
        self._names = frozenset(name for term in terms for name in term.approved(locale))
        self._right = {_key(name): name for name in sorted(self._names)}
        self._folded = {name.casefold() for name in self._names}
        self._avoided = self._read_avoided(terms, locale)
        self._tolerated = {name for term in terms for name in term.unchecked.get(locale, ())}
        self._groups = self._sorted()
        self._compiled: dict[str, re.Pattern[str]] = {}

    def _read_avoided(self, terms: tuple[Term, ...], locale: str) -> dict[str, _Avoided]:
        avoided: dict[str, _Avoided] = {}
        for term in terms:
            for name in term.avoid[locale]:
                key = _key(name)
                before = avoided[key].approved if key in avoided else ()
                approved = (*before, term.approved(locale)[0])
                avoided[key] = _Avoided(name=name, approved=approved)
        return avoided

    def _sorted(self) -> dict[str, list[str]]:
        """Return the patterns of all names by how they begin: few are tried at each word."""
        parts: list[tuple[str, str]] = []
        for name in self._right.values():
            loose = self._language.loose_term(name)
            parts += [(name, self._language.approved_term(name)), *([(name, loose)] if loose else [])]
        parts += [(one.name, self._language.avoided_term(one.name)) for one in self._avoided.values()]
        parts.sort(key=lambda part: (-len(part[0]), part))
        groups: dict[str, list[str]] = {}
        for name, pattern in parts:
            groups.setdefault(_beginning(name), []).append(pattern)
        return groups

    def _pattern(self, beginning: str) -> re.Pattern[str] | None:
        """Return one pattern for all names that begin alike, made when the first such word is met."""
        if beginning not in self._groups:
            return None
        if beginning not in self._compiled:
            self._compiled[beginning] = re.compile("|".join(self._groups[beginning]))
        return self._compiled[beginning]

    def _names_in(self, text: str) -> Iterator[re.Match[str]]:
        reached = 0
        for word in _WORD_START.finditer(text):
            pattern = self._pattern(_beginning(word[0]))
            if pattern and word.start() >= reached and (match := pattern.match(text, word.start())):
                reached = match.end()
                yield match

    def matches(self, text: str) -> Iterator[TermMatch]:
        """Yield each use of an avoided term, and each approved one that is spaced or hyphenated otherwise."""
        for match in self._names_in(text):
            if self._is_approved(match[0]):
                continue
            key = _key(match[0])
            avoided = self._avoided.get(key) or self._avoided.get(key.removesuffix("s"))
            if avoided:
                yield _term_match(match, match[0].replace("\n", " "), avoided.approved, avoided=True)
            elif match[0] not in self._tolerated:
                yield from self._form(match)

    def _is_approved(self, text: str) -> bool:
        """Return True if a text is a name, in any case, or a plain plural of one that is not avoided."""
        written = " ".join(text.split()).casefold()
        if text in self._names or written in self._folded:
            return True
        return written.removesuffix("s") in self._folded and _key(written) not in self._avoided

    def _form(self, match: re.Match[str]) -> Iterator[TermMatch]:
        written = " ".join(match[0].split())
        right = self._right.get(_key(written)) or self._right.get(_key(written).removesuffix("s"), written)
        if written.casefold().removesuffix("s") != right.casefold().removesuffix("s"):
            yield _term_match(match, written, (right,), avoided=False)


def _term_match(match: re.Match[str], text: str, approved: tuple[str, ...], *, avoided: bool) -> TermMatch:
    return TermMatch(start=match.start(), end=match.end(), text=text, approved=approved, avoided=avoided)


def _beginning(text: str) -> str:
    """Return the two characters by which names are sorted, or one where no letter follows."""
    start = text[:2] if text[1:2].isalnum() else text[:1]
    return start.lower()


def _key(text: str) -> str:
    """Return what names have in common that differ only by spaces, hyphens and capitals."""
    return re.sub(r"[\s-]+", "", text).casefold()
