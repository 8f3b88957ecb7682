"""Compare the terms of two languages of a section: in which form the one has what the other uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from exchange.languages.language import language
from exchange.rules.masking import MASK
from exchange.rules.notion_comparison import is_elsewhere, sentences
from exchange.rules.passages import Passage, SectionText
from exchange.terms.matching import Matcher, Use
from exchange.terms.termbase import Term

_WORDS_BETWEEN = 3  # those of a name: `the analysis is federated`
_FEWEST_OF_A_PHRASE = 3  # words of a name, of which one may stand for it: `under-served group`
_BRACKETS = re.compile(r"\([^()]*\)")
"""A name in brackets explains the word before it, which may be a wrong one."""
_IN_SENTENCE = re.compile(r"\w,? $")


class Rendering(IntEnum):
    """In which form the other language of a section has a term."""

    ABSENT = 0
    COMMON_PART = 1  # a word of a longer name that other names have too: `committee`
    PART = 2  # a word of a longer name, as good translations shorten it
    WHOLE = 3


class TermUse(NamedTuple):
    """A term that one language of a section uses, and its rendering in the other."""

    section: str
    locale: str
    twin_locale: str
    term: str  # its id
    name: str  # as it is written
    line: int
    rendering: Rendering
    sentence_count: int  # of the section that use it; 0 where it is whole


def term_uses(
    text: SectionText, twin: SectionText, locales: tuple[str, str], terms: Mapping[str, Matcher]
) -> Iterator[TermUse]:
    """Yield each term that one language of a section uses and that has a name in the other, once.

    Footnotes use none: each language may name its own edition of a source.
    """
    pairs = _passage_pairs(text, twin, locales)
    for section, other_section, (locale, twin_locale), passage_pairs in (
        (text, twin, locales, pairs),
        (twin, text, locales[::-1], [pair[::-1] for pair in pairs]),
    ):
        without_headings = _without_headings(other_section)
        for passages_and_uses in _uses_by_term(section, twin_locale, terms[locale]).values():
            (passage, use), passages = passages_and_uses[0], [*dict(passages_and_uses)]
            name = " ".join(passage.prose[use.start : use.end].split())
            line = passage.line + passage.prose.count("\n", 0, use.start)
            likely_terms, matcher = [*terms[locale].likely_terms(use.term)], terms[twin_locale]
            is_label = all(_is_label(passage, section) for passage in passages)
            whole = other_section if is_label else without_headings
            rendering, count = Rendering.WHOLE, 0
            if not any(_is_whole(name, term, whole, matcher) for term in likely_terms):
                counterparts = (
                    _cited_counterparts(passages_and_uses, (section, other_section), (locale, twin_locale))
                    or _counterparts(passages, passage_pairs)
                    or _body(other_section)
                )
                rendering = max(_partly(term, counterparts, matcher) for term in likely_terms)
                count = _sentence_count(use.term, passages, terms[locale])
            yield TermUse(section.id, locale, twin_locale, use.term.id, name, line, rendering, count)


def _uses_by_term(
    section: SectionText, twin_locale: str, matcher: Matcher
) -> Mapping[str, list[tuple[Passage, Use]]]:
    uses: dict[str, list[tuple[Passage, Use]]] = {}
    for passage in _body(section):
        for use in matcher.uses(passage.prose):
            if use.term.names[twin_locale] and not _is_in_name(passage.prose, use):
                uses.setdefault(use.term.id, []).append((passage, use))
    return uses


def _sentence_count(term: Term, passages: Iterable[Passage], matcher: Matcher) -> int:
    """Return how many sentences of some passages use a term."""
    return sum(
        any(use.term.id == term.id for use in matcher.first_uses(sentence))
        for passage in passages
        for _, sentence in sentences(passage.prose, matcher.locale)
    )


def _passage_pairs(
    text: SectionText, twin: SectionText, locales: tuple[str, str]
) -> list[tuple[Passage, Passage]]:
    """Return which passages translate one another; none where it is divided otherwise, or puts another
    country first.
    """
    sides = _body(text), _body(twin)
    kinds, twin_kinds = ([passage.kind for passage in side] for side in sides)
    pairs = list(zip(*sides, strict=True)) if kinds == twin_kinds else []
    is_moved = any(is_elsewhere(passage.prose, other.prose, locales, ()) for passage, other in pairs)
    return [] if is_moved else pairs


def _body(section: SectionText) -> list[Passage]:
    return [passage for passage in section.passages if passage.kind != "note"]


def _counterparts(
    passages: Collection[Passage], pairs: Iterable[tuple[Passage, Passage]]
) -> Collection[Passage]:
    """Return the passages that translate those given; items and rows may be in another order."""
    moving_kinds = {passage.kind for passage in passages} & {"item", "row"}
    return [twin for passage, twin in pairs if passage in passages or passage.kind in moving_kinds]


class _Part(NamedTuple):
    """A passage, or a sentence or cell of one, with what it refers to."""

    kind: str
    start: int
    text: str
    marks: tuple[str, ...]


def _cited_counterparts(
    uses: Iterable[tuple[Passage, Use]], sections: tuple[SectionText, SectionText], locales: tuple[str, str]
) -> list[Passage]:
    """Return what translates the sentences, cells or passages of some uses: only it refers to the same.

    None where a use has nothing of the kind around it.
    """
    parts, twin_parts = (
        [part for passage in _body(section) for part in _parts(passage, locale)]
        for section, locale in zip(sections, locales, strict=True)
    )
    counterparts = []
    for passage, use in uses:
        around = (
            part
            for part in _parts(passage, locales[0])
            if part.marks and part.start <= use.start <= part.start + len(part.text)
        )
        twins = (_same_marks(part, twin_parts) for part in around if len(_same_marks(part, parts)) == 1)
        twin = next((found[0] for found in twins if len(found) == 1), None)
        if twin is None:
            return []
        counterparts.append(replace(passage, prose=twin.text))
    return counterparts


def _same_marks(part: _Part, others: Iterable[_Part]) -> list[_Part]:
    return [other for other in others if (other.kind, other.marks) == (part.kind, part.marks)]


@lru_cache(maxsize=4096)
def _parts(passage: Passage, locale: str) -> tuple[_Part, ...]:
    """Return the cells or sentences of a passage with their footnotes, and the passage with its links too."""
    if passage.kind == "row":
        bars = [match.start() for match in re.finditer(r"(?<!\\)\|", passage.prose)]
        texts = [(start, passage.prose[start:end]) for start, end in pairwise(bars)]
    else:
        texts = [*sentences(passage.prose, locale)]
    notes = [(at, mark) for at, mark in passage.marks if mark.startswith("[^")]
    parts = [  # a note behind the end of a sentence is its own
        _Part(
            "part", start, text, tuple(sorted(mark for at, mark in notes if start < at <= start + len(text)))
        )
        for start, text in texts
    ]
    marks = tuple(sorted(mark for _, mark in passage.marks))
    return (*parts, _Part(passage.kind, 0, passage.prose, marks))


def _is_label(passage: Passage, section: SectionText) -> bool:
    """Return True for a heading, and for the head of a table: each may be shorter in one language."""
    body = _body(section)
    place = body.index(passage)
    is_head = passage.kind == "row" and (not place or body[place - 1].kind != "row")
    return is_head or passage.kind == "heading"


def _without_headings(section: SectionText) -> SectionText:
    passages = tuple(passage for passage in section.passages if passage.kind != "heading")
    return replace(section, passages=passages)


def _is_in_name(prose: str, use: Use) -> bool:
    """Return True for a word of a longer name that stands in a sentence: `the Bioethics and Safety Act`."""
    name = prose[use.start : use.end]
    is_common = all(text == text.lower() for text in use.term.names.values())
    return is_common and name.istitle() and bool(_IN_SENTENCE.search(prose[: use.start]))


def _is_whole(name: str, term: Term, section: SectionText, matcher: Matcher) -> bool:
    """Return True if a section has a name of a term in any form, or the one that the other language has."""
    names = term.approved_names(matcher.locale)
    prose = "\n".join(passage.prose for passage in section.passages)
    if _has_form(name, _BRACKETS.sub(" ", prose)) or any(_has_form(form, prose) for form in names):
        return True
    abbreviations = [form for form in term.abbreviations.values() if form]
    if any(re.search(rf"(?<![A-Za-z]){re.escape(form)}s?(?![A-Za-z])", prose) for form in abbreviations):
        return True
    patterns = [language(matcher.locale).term_words(form.lower()) for form in names]
    return any(_are_near(words, passage.prose.lower()) for words in patterns for passage in section.passages)


def _partly(term: Term, counterparts: Collection[Passage], matcher: Matcher) -> Rendering:
    """Return what some passages have of a term that its section does not name as a whole."""
    names = term.approved_names(matcher.locale)
    patterns = [language(matcher.locale).term_words(form.lower()) for form in names]
    texts = [_without_other_terms(passage.prose, term, matcher).lower() for passage in counterparts]
    parts = {part for words in patterns for part in _short_forms(words, matcher)}
    matches = {part for part in parts if any(re.search(part, text) for text in texts)}
    if not matches:
        return Rendering.ABSENT
    has_own_word = language(matcher.locale).shortens_to_any_word or matches - matcher.shared_words
    return Rendering.PART if has_own_word else Rendering.COMMON_PART


def _has_form(form: str, prose: str) -> bool:
    """Return True if a text has a name, however it is spaced; not one of Latin letters within a word."""
    start = r"(?<![A-Za-z])" if form.isascii() else ""
    letters = r"[\s-]*".join(map(re.escape, re.sub(r"[\s-]+", "", form)))
    return bool(re.search(start + letters, prose, re.IGNORECASE))


def _without_other_terms(prose: str, term: Term, matcher: Matcher) -> str:
    """Return a text with the names of other terms masked, but for those that are part of this one's."""
    own_names = [_letters(name) for name in term.approved_names(matcher.locale)]
    for use in matcher.uses(prose):
        letters = _letters(prose[use.start : use.end])
        if use.term is not term and not any(letters in name for name in own_names):
            prose = prose[: use.start] + MASK * (use.end - use.start) + prose[use.end :]
    return prose


def _short_forms(words: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """Yield the patterns of the words that may stand for a whole name."""
    yield from words[-1:]
    if language(matcher.locale).shortens_to_any_word:
        yield from words[:-1]
    elif len(words) >= _FEWEST_OF_A_PHRASE:
        yield from (word for word in words[:-1] if word not in matcher.shared_words)


def _are_near(patterns: Sequence[str], prose: str) -> bool:
    """Return True if all words of a name are near one another."""
    length = len(patterns) + _WORDS_BETWEEN
    uses = [[match.start() for match in re.finditer(pattern, prose)] for pattern in patterns]
    for start in min(uses, key=len, default=()) if all(uses) else ():
        before, after = prose[:start].split()[-length:], prose[start:].split()[:length]
        if all(re.search(pattern, " ".join([*before, *after])) for pattern in patterns):
            return True
    return False


def _letters(text: str) -> str:
    """Return a text without what is spelt in more than one way: capitals, spaces, hyphens."""
    return re.sub(r"[\s-]+", "", text.lower())


def is_name(name: str, term: Term, locale: str) -> bool:
    """Return True for an abbreviation, and for a term of which half the words have capitals in a language."""
    names = (term.approved_names(code)[0] for code, text in term.names.items() if text)
    return name == term.abbreviations[locale] or any(_has_capitals(part) for part in names)


def _has_capitals(name: str) -> bool:
    words = re.findall(r"\w+", name)
    return sum(word != word.lower() for word in words) * 2 >= len(words) and name[1:] != name[1:].lower()
