"""Decide by the pages of a site, and by its termbase, which terms a section should have in both languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, cached_property
from itertools import chain
from operator import add
from typing import NamedTuple

from exchange.languages.language import language
from exchange.rules.term_comparison import Rendering, TermUse, is_name
from exchange.terms.matching import Matcher
from exchange.terms.termbase import Term

_Direction = tuple[str, str, str]  # a term's id, the language that uses it, and the other
_ONE_IN = 20  # sections that may render a term otherwise, or that use an everyday one
_MANY_SECTIONS = 10
_FEW_SECTIONS = 5  # that show how a site renders a term
_MANY_DEFINITIONS = 3  # of other terms that explain themselves by an everyday one


class PageTerms(NamedTuple):
    """The terms that a page uses in two languages."""

    counts: tuple[tuple[_Direction, tuple[int, ...]], ...]  # sections by rendering
    sections: tuple[tuple[str, tuple[str, ...]], ...]  # what each section uses
    shortened: tuple[TermUse, ...]  # what is not rendered by its whole name


def page_terms(uses: Collection[TermUse]) -> PageTerms:
    """Return what a site must know of the terms of a page."""
    counts: dict[_Direction, list[int]] = defaultdict(lambda: [0] * len(Rendering))
    sections: dict[str, dict[str, None]] = defaultdict(dict)
    for use in uses:
        counts[_direction(use)][use.rendering] += 1
        sections[use.section][use.term] = None
    return PageTerms(
        counts=tuple((direction, tuple(numbers)) for direction, numbers in counts.items()),
        sections=tuple((section, tuple(terms)) for section, terms in sections.items()),
        shortened=tuple(use for use in uses if use.rendering < Rendering.WHOLE),
    )


class _Answer(Enum):
    """Whether a section probably has another word than a term."""

    YES = "yes"
    NO = "no"
    UNLESS_TOPIC = "unless the section is about the term"


class TermHabits:
    """How a site renders its terms. The terms of each page come with its path in all languages."""

    def __init__(
        self,
        terms: Mapping[str, Term],
        pages: Collection[tuple[str, PageTerms]],
        named: Callable[[str, str], frozenset[str]],
        explaining: Callable[[], frozenset[str]],
    ) -> None:
        """Take what a text of a language names, and what definitions explain others by: both are dear."""
        self._terms = terms
        self._named = named
        self._explaining = explaining
        self._pages = pages
        self._counts: dict[_Direction, list[int]] = defaultdict(lambda: [0] * len(Rendering))
        for _, page in pages:
            for direction, numbers in page.counts:
                self._counts[direction] = [*map(add, self._counts[direction], numbers)]
        self._answer = cache(self._answer_by_form)
        self._have_sibling = cache(
            lambda term, others, *locales: any(
                _are_siblings(terms[term], terms[one], locales) for one in others
            )
        )
        shortened: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for path, page in pages:
            for use in page.shortened:
                shortened[path, use.section, use.locale].add(use.term)
        self._shortened = {place: tuple(sorted(names)) for place, names in shortened.items()}

    def is_unusual(self, page: str, use: TermUse, titles: Callable[[], str]) -> bool:
        """Return True if the other language of a section has probably another word than a term.

        `titles` say what the section is about. A name is never absent. Of other terms, all sections have
        a part, but one in twenty; where two sentences use it, the whole name if the others have that. A
        right translation may drop an everyday word, or the topic, from one sentence.
        """
        answer = self._answer(use.name, _direction(use), use.rendering, use.sentence_count > 1)
        if answer is _Answer.YES or self._is_replaced(page, use):
            return True
        return answer is _Answer.UNLESS_TOPIC and use.term not in self._named(titles(), use.locale)

    def _answer_by_form(
        self, name: str, direction: _Direction, rendering: Rendering, is_repeated: bool
    ) -> _Answer:
        term, locale, _ = direction
        if is_name(name, self._terms[term], locale):
            return _Answer.YES
        forms = self._forms_missed(direction, rendering)
        if is_repeated:
            return _Answer.YES if forms else _Answer.NO
        parts = {form: count for form, count in forms.items() if form < Rendering.WHOLE}
        is_alone = 1 in parts.values() and sum(self._counts[direction]) >= _FEW_SECTIONS
        is_told = parts and (is_alone or not self._is_everyday(term))
        return _Answer.UNLESS_TOPIC if is_told else _Answer.NO

    def _forms_missed(self, direction: _Direction, rendering: Rendering) -> dict[Rendering, int]:
        """Return the forms that a use falls short of though the others have them, but one in twenty.

        Each comes with the number of sections that fall short of it.
        """
        use_count = sum(self._counts[direction])
        forms = {}
        for form in Rendering:
            count = sum(self._counts[direction][:form])
            is_shown = form is not Rendering.PART or use_count >= _FEW_SECTIONS
            if rendering < form and is_shown and (count - 1) * _ONE_IN <= use_count - 1:
                forms[form] = count
        return forms

    def _is_everyday(self, term: str) -> bool:
        """Return True for a word that explains others, or that many sections use."""
        return term in self._frequent or _is_plain_word(self._terms[term]) or term in self._explaining()

    @cached_property
    def _frequent(self) -> frozenset[str]:
        """The terms that one in twenty sections use."""
        places: dict[tuple[str, str], set[str]] = defaultdict(set)
        for path, page in self._pages:
            for section, names in page.sections:
                places[path, section].update(names)
        fewest = max(_MANY_SECTIONS, len(places) / _ONE_IN)
        counts = Counter(chain.from_iterable(places.values()))
        return frozenset(name for name, count in counts.items() if count >= fewest)

    def _is_replaced(self, page: str, use: TermUse) -> bool:
        """Return True if a term of the same kind is in its place: `equivalence trial`."""
        others = self._shortened.get((page, use.section, use.twin_locale))
        return bool(others) and self._have_sibling(use.term, others, use.locale, use.twin_locale)


def _direction(use: TermUse) -> _Direction:
    return use.term, use.locale, use.twin_locale


def explaining_terms(terms: Mapping[str, Term], matchers: Mapping[str, Matcher]) -> Iterator[str]:
    """Yield the terms that the definitions of several others use, in some language."""
    for code, matcher in matchers.items():
        counts = Counter(
            use.term.id
            for term in terms.values()
            for use in matcher.first_uses(term.definitions[code])
            if use.term.id != term.id
        )
        yield from (name for name, count in counts.items() if count >= _MANY_DEFINITIONS)


def _is_plain_word(term: Term) -> bool:
    """Return True for a single word that is a term only with a remark: `agreement (funding)`."""
    names = {code: term.approved_names(code)[0] for code, name in term.names.items() if name}
    has_remark = any(name != term.names[code] for code, name in names.items())
    return has_remark and all(len(name.split()) == 1 for name in names.values())


def _are_siblings(term: Term, sibling: Term, locales: Sequence[str]) -> bool:
    """Return True if two names end in one word in both languages, and neither holds the other."""
    for code in locales:
        names = [entry.approved_names(code)[0].lower() for entry in (term, sibling)]
        first, second = (language(code).term_words(name)[-1:] for name in names)
        if first != second or names[0] in names[1] or names[1] in names[0]:
            return False
    return term.id != sibling.id
