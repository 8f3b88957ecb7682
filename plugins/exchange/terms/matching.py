"""Find where a text uses a term, by the habits of its language (`Language.term_uses`)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from exchange.build.inputs import fingerprint
from exchange.languages.language import language
from exchange.terms.termbase import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A term used in a text, from `start` to `end`."""

    start: int
    end: int
    term: Term


class Matcher:
    """Finds terms in the texts of one language; the longest name wins, ambiguous names are left alone."""

    def __init__(self, terms: Iterable[Term], locale: str) -> None:
        self.locale = locale
        self._by_name = _unambiguous(terms, locale)
        self._by_form: dict[str, Term | None] = {}  # by what texts have named them by
        self.digest = fingerprint({name: term.id for name, term in sorted(self._by_name.items())})

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return names_pattern(self._by_name, self.locale) if self._by_name else None

    @cached_property
    def shared_words(self) -> frozenset[str]:
        """The patterns of words (`Language.term_words`) that are in the names of several terms."""
        find = language(self.locale).term_words
        pairs = {(word, term.id) for name, term in self._by_name.items() for word in find(name.lower())}
        counts = Counter(word for word, _ in pairs)
        return frozenset(word for word, count in counts.items() if count > 1)

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], list[Term]]:
        find = language(self.locale).term_words
        terms: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        for name, term in self._by_name.items():
            terms[find(name.lower())].append(term)
        return terms

    def likely_terms(self, term: Term) -> Iterable[Term]:
        """Return a term, and those of the same stem: the sponsor `monitors`, as a verb, is `monitoring`."""
        words = language(self.locale).term_words(term.approved_names(self.locale)[0].lower())
        return (term, *self._by_words.get(words, ()))

    def uses(self, text: str) -> Iterator[Use]:
        """Yield the uses of all terms, in their order."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            term = self._term(match["name"])
            if term is not None:
                yield Use(start=match.start("name"), end=match.end("name"), term=term)

    def first_uses(self, text: str) -> list[Use]:
        """Return the first use of each term, in their order."""
        uses: dict[str, Use] = {}
        for use in self.uses(text):
            uses.setdefault(use.term.id, use)
        return list(uses.values())

    def _term(self, name: str) -> Term | None:
        """Return the term a match names."""
        if name not in self._by_form:
            names = language(self.locale).dictionary_forms(" ".join(name.split()))
            self._by_form[name] = next((self._by_name[name] for name in names if name in self._by_name), None)
        return self._by_form[name]


def names_pattern(names: Iterable[str], locale: str) -> re.Pattern[str]:
    """Return the pattern of the uses of any of the names: the group `name`, from the longest name down.

    A name may go on in the next line.
    """
    sorted_names = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(language(locale).term_uses(sorted_names).replace(r"\ ", r"[ \n]+"))


def _unambiguous(terms: Iterable[Term], locale: str) -> dict[str, Term]:
    names: dict[str, list[Term]] = {}
    for term in terms:
        abbreviation = term.abbreviations[locale]
        names_in_text = (
            name if name == abbreviation else _lower_first(name) for name in term.approved_names(locale)
        )
        for form in dict.fromkeys(names_in_text):
            names.setdefault(form, []).append(term)
    return {name: terms_of_name[0] for name, terms_of_name in names.items() if len(terms_of_name) == 1}


def _lower_first(name: str) -> str:
    """Return a name as it is written in a sentence; proper names and abbreviations keep their capitals."""
    return name if name[1:] != name[1:].lower() else name.lower()
