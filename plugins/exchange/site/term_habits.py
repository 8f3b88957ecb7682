"""Decide by the pages of a site, and by its termbase, which terms a section should have in both languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from exchange.languages.language import language
from exchange.rules.term_comparison import Rendering, TermUse, is_name
from exchange.terms.matching import Matcher
from exchange.terms.termbase import Term

_Direction = tuple[str, str, str]  # a term's id, the language that uses it, and the other
_ONE_IN = 20  # sections that may render a term otherwise, or that use an everyday one
_MANY_SECTIONS = 10
_FEW_SECTIONS = 5  # that show how a site renders a term
_MANY_DEFINITIONS = 3  # of other terms that explain themselves by an everyday one


class TermHabits:
    """How a site renders its terms. Each use comes with the path of its page in both languages."""

    def __init__(
        self,
        terms: Mapping[str, Term],
        uses: Sequence[tuple[str, TermUse]],
        named: Callable[[str, str], frozenset[str]],
        explaining: Callable[[], frozenset[str]],
    ) -> None:
        """Take what a text of a language names, and what definitions explain others by: both are dear."""
        self._terms = terms
        self._named = named
        self._explaining = explaining
        self._counts: dict[_Direction, list[int]] = defaultdict(lambda: [0] * len(Rendering))
        for _, use in uses:
            self._counts[_direction(use)][use.rendering] += 1
        self._missed_forms = cache(self._forms_missed)
        self._is_name = cache(lambda name, term, locale: is_name(name, terms[term], locale))
        self._are_siblings = cache(
            lambda term, sibling, *locales: _are_siblings(terms[term], terms[sibling], locales)
        )
        self._frequent = frozenset(_frequent(uses))
        self._shortened: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for page, use in uses:
            if use.rendering < Rendering.WHOLE:
                self._shortened[page, use.section, use.locale].append(use.term)

    def is_unusual(self, page: str, use: TermUse, titles: str) -> bool:
        """Return True if the other language of a section has probably another word than a term.

        `titles` say what the section is about. A name is never absent. Of other terms, all sections have
        a part, but one in twenty; where two sentences use it, the whole name if the others have that. A
        right translation may drop an everyday word, or the topic, from one sentence.
        """
        if self._is_name(use.name, use.term, use.locale) or self._is_replaced(page, use):
            return True
        forms = self._missed_forms(_direction(use), use.rendering)
        if use.sentence_count > 1:
            return bool(forms)
        parts = {form: count for form, count in forms.items() if form < Rendering.WHOLE}
        if not parts or use.term in self._named(titles, use.locale):
            return False
        is_alone = 1 in parts.values() and sum(self._counts[_direction(use)]) >= _FEW_SECTIONS
        return is_alone or not self._is_everyday(use)

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

    def _is_everyday(self, use: TermUse) -> bool:
        """Return True for a word that explains others, or that many sections use."""
        is_plain = use.term in self._frequent or _is_plain_word(self._terms[use.term])
        return is_plain or use.term in self._explaining()

    def _is_replaced(self, page: str, use: TermUse) -> bool:
        """Return True if a term of the same kind is in its place: `equivalence trial`."""
        return any(
            self._are_siblings(use.term, sibling, use.locale, use.twin_locale)
            for sibling in self._shortened[page, use.section, use.twin_locale]
        )


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


def _frequent(uses: Sequence[tuple[str, TermUse]]) -> Iterator[str]:
    """Yield the terms that one in twenty sections use."""
    places = {(use.term, page, use.section) for page, use in uses}
    section_count = len({place[1:] for place in places})
    for name, count in Counter(name for name, *_ in places).items():
        if count >= max(_MANY_SECTIONS, section_count / _ONE_IN):
            yield name


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
