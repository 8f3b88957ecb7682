"""Compare the terms of two languages of a section: in which form the one has what the other uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from exchange.languages.language import Language, language
from exchange.rules.passages import SectionText
from exchange.terms.matching import Matcher, Use
from exchange.terms.termbase import Term

_WORDS_BETWEEN = 3  # those of a name: `the analysis is federated`
_IN_SENTENCE = re.compile(r"\w,? $")


class Rendering(IntEnum):
    """In which form the other language of a section has a term."""

    ABSENT = 0
    PART = 1  # a word of a longer name, as good translations shorten it
    WHOLE = 2


class TermUse(NamedTuple):
    """A term that one language of a section uses, and its rendering in the other."""

    section: str
    locale: str
    twin_locale: str
    term: str  # its id
    name: str  # as it is written
    line: int
    rendering: Rendering


def term_uses(
    text: SectionText, twin: SectionText, locales: tuple[str, str], terms: Mapping[str, Matcher]
) -> Iterator[TermUse]:
    """Yield each term that one language of a section uses and that has a name in the other, once.

    Footnotes use none: each language may name its own edition of a source.
    """
    for section, other_section, (locale, twin_locale) in (
        (text, twin, locales),
        (twin, text, locales[::-1]),
    ):
        seen: set[str] = set()
        for passage in section.passages:
            for use in terms[locale].first_uses(passage.prose) if passage.kind != "note" else ():
                is_new = use.term.id not in seen and use.term.names[twin_locale]
                if is_new and not _is_in_name(passage.prose, use):
                    seen.add(use.term.id)
                    name = passage.prose[use.start : use.end]
                    line = passage.line + passage.prose.count("\n", 0, use.start)
                    rendering = _rendering(name, use.term, other_section, twin_locale)
                    yield TermUse(section.id, locale, twin_locale, use.term.id, name, line, rendering)


def _is_in_name(prose: str, use: Use) -> bool:
    """Return True for a word of a longer name that stands in a sentence: `the Bioethics and Safety Act`."""
    name = prose[use.start : use.end]
    is_common = all(text == text.lower() for text in use.term.names.values())
    return is_common and name.istitle() and bool(_IN_SENTENCE.search(prose[: use.start]))


def _rendering(name: str, term: Term, section: SectionText, locale: str) -> Rendering:
    names = term.approved_names(locale)
    forms = (name, *names, *filter(None, term.abbreviations.values()))
    passages = [passage.prose.lower() for passage in section.passages]
    letters = _letters("\n".join(passages))
    if any(_letters(form) in letters for form in forms):
        return Rendering.WHOLE
    renderings = (_rendering_of_words(form.lower(), passages, language(locale)) for form in names)
    return max(renderings, default=Rendering.ABSENT)


def _rendering_of_words(name: str, passages: Sequence[str], habits: Language) -> Rendering:
    """Return how many words of a name are near one another in a passage: all, some or none."""
    patterns = habits.term_words(name)
    length = len(patterns) + _WORDS_BETWEEN
    best = Rendering.ABSENT
    for prose in passages:
        uses = [[match.start() for match in re.finditer(pattern, prose)] for pattern in patterns]
        if any(uses if habits.shortens_to_any_word else uses[-1:]):
            best = Rendering.PART
        for start in min(uses, key=len, default=()) if all(uses) else ():
            before, after = prose[:start].split()[-length:], prose[start:].split()[:length]
            if all(re.search(pattern, " ".join([*before, *after])) for pattern in patterns):
                return Rendering.WHOLE
    return best


def _letters(text: str) -> str:
    """Return a text without what is spelt in more than one way: capitals, spaces, hyphens."""
    return re.sub(r"[\s-]+", "", text.lower())


def is_name(name: str, term: Term, locale: str) -> bool:
    """Return True for an abbreviation, and for a term with capitals in its whole name in some language."""
    names = (term.approved_names(code)[0] for code, text in term.names.items() if text)
    return name == term.abbreviations[locale] or any(part[1:] != part[1:].lower() for part in names)
