"""Turn terms of the termbase into concepts with all their spellings, the avoided too: readers type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exchange.languages.language import in_any_language
from exchange.search.model import Concept
from exchange.terms.termbase import Term

REMARK = re.compile(r"\s*\([^()]*\)")
"""``sponsor (law)``: what tells one name from another like it."""

ANOTHER_CONCEPT = re.compile(in_any_language(lambda language: language.other_concept))
"""A remark such as ``as a synonym``: a word of another concept, to be avoided in this sense only."""


def concepts(terms: Iterable[Term]) -> tuple[Concept, ...]:
    """Concepts of a termbase, in its order."""
    return tuple(_concept(term) for term in terms)


def _concept(term: Term) -> Concept:
    names = {locale: tuple(dict.fromkeys(_names(term, locale))) for locale in term.names}
    definitions = {code: text for code, text in term.definitions.items() if text}
    return Concept(id=term.id, names=names, definitions=definitions)


def _names(term: Term, locale: str) -> Iterator[str]:
    """The preferred spelling as written, then every other form without its remark."""
    main_name = term.names[locale]
    if main_name:
        yield main_name
        yield from _spellings(main_name)
    yield from _spellings(term.abbreviations.get(locale, ""))
    remarks = term.remarks.get(locale, {})
    groups = (term.variants, term.avoid, term.unchecked_names)
    for word in (word for words in groups for word in words.get(locale, ())):
        if not ANOTHER_CONCEPT.search(remarks.get(word, "")):
            yield from _spellings(word)


def _spellings(text: str) -> Iterator[str]:
    bare = REMARK.sub("", text).strip()
    for alternative in bare.split(";"):
        first, *rest = (part.split() for part in alternative.split("/"))
        for words in (first, *(_in_full(short_form, first) for short_form in rest)):
            if len(spelling := " ".join(words)) > 1:
                yield spelling


def _in_full(short_form: list[str], first: list[str]) -> list[str]:
    """``adequacy regulations / decision``: a shorter alternative shares the beginning of the first."""
    return [*first[: max(0, len(first) - len(short_form))], *short_form]
