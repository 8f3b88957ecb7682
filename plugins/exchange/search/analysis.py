"""Turn a page into postings: for each of its terms how much it weighs there and in which units it stands.

What a term weighs depends on its page alone, never on the other pages: an unchanged page's postings
come from the cache as they are, and the index is these, turned over. What a weight is worth on a page of
that length is reckoned by the query side (``index.js``): most terms stand once in a text, and so many equal
weights take little room.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from exchange.build.processes import spread
from exchange.languages.en import search_terms as latin_words
from exchange.languages.ko.search_terms import RUN
from exchange.search.model import Page
from exchange.search.packing import DIGITS, HALF, pack_units
from exchange.search.units import Outline, Stretch, outline
from exchange.search.word_analyser import WordAnalyser
from exchange.text.digest import digest
from exchange.text.json_codec import JsonCodec

WEIGHTS = {"title": 6.0, "tag": 3.0, "heading": 2.2, "body": 1.0}
WEIGHT_LEVELS = 3
"""Levels between a weighted count and its double. 2 and 4 ranked no better and are no smaller."""
LENGTH_LEVELS = 8
"""Levels between a page's length and its double."""
USUAL_LENGTH = 150
"""Terms in the body of a usual page, at which a length's level is ``LENGTH_LEVELS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything the index keeps of one page's words."""

    postings: dict[str, str]
    """Term to the level of its weighted count (one digit) and its units (the digits after it)."""
    surfaces: dict[str, str] = field(default_factory=dict)
    """From a stem to its most frequent word on the page, where they differ."""
    units: tuple[int, ...] = ()
    length: int = 0
    """Level of the number of terms in the page's body: what a weight is worth falls with it."""


ANALYSES: JsonCodec[Analysis] = JsonCodec(Analysis)
"""For the cache, and between processes."""


@dataclass(slots=True)
class _Occurrences:
    """The places of a term on a page, while the page is read."""

    weight: float = 0.0
    units: set[int] = field(default_factory=set)


def analyse_pages(
    pages: Sequence[Page], *, analyser: WordAnalyser, words: Iterable[str], cache: MutableMapping[str, str]
) -> list[Analysis]:
    """Analyses of the pages in their order, from the cache where it has them; new ones are put there.

    ``words`` are the spellings the analyser was given: a changed termbase changes every key.
    """
    setting = digest(analyser.name.encode(), *sorted(word.encode() for word in words))
    keys = [f"{setting}-{_digest(page)}" for page in pages]
    analyses = [ANALYSES.read_kept(cache.get(key)) for key in keys]
    new = [page for page, analysis in zip(pages, analyses, strict=True) if analysis is None]
    texts = (normalize("NFC", text) for page in new for text in _content(page))
    analyser.prepare(text for text in texts if RUN.search(text))
    records = list(spread(new, lambda page: ANALYSES.write(analyse(page, analyser=analyser))))
    cache.update(
        zip((key for key, old in zip(keys, analyses, strict=True) if old is None), records, strict=True)
    )
    new_analyses = map(ANALYSES.read, records)
    return [next(new_analyses) if analysis is None else analysis for analysis in analyses]


def _texts(page_outline: Outline) -> list[str]:
    return [normalize("NFC", stretch.text) for stretch in page_outline.stretches]


def _digest(page: Page) -> str:
    return digest(*(text.encode("utf-8", "replace") for text in _content(page)), length=24)


def _content(page: Page) -> Iterator[str]:
    """Yield what an analysis depends on: words and where they stand, not facets or addresses."""
    yield from (page.title, *page.tags, "\0")
    for section in page.sections:
        yield from (section.heading, section.text)


def analyse(page: Page, *, analyser: WordAnalyser) -> Analysis:
    """Postings of one page."""
    page_outline = outline(page)
    surfaces: Counter[tuple[str, str]] = Counter()
    occurrences: dict[str, _Occurrences] = {}
    length = 0
    for stretch, terms in _terms(page_outline, analyser, surfaces):
        length += len(terms) if stretch.field == "body" else 0
        for term in terms:
            occurrence = occurrences.setdefault(term, _Occurrences())
            occurrence.weight += WEIGHTS[stretch.field]
            occurrence.units.add(stretch.unit)
    return Analysis(
        postings={term: _pack(occurrences[term]) for term in sorted(occurrences)},
        surfaces=_usual_words(surfaces),
        units=page_outline.units,
        length=_level(1 + length / USUAL_LENGTH, LENGTH_LEVELS),
    )


def _pack(occurrence: _Occurrences) -> str:
    return DIGITS[_level(occurrence.weight, WEIGHT_LEVELS)] + pack_units(occurrence.units)


def _level(value: float, per_double: int) -> int:
    """A value of 1 or more on a logarithmic scale, small enough for one digit."""
    return min(round(per_double * math.log2(value)), HALF - 1)


def _terms(
    page_outline: Outline, analyser: WordAnalyser, surfaces: Counter[tuple[str, str]]
) -> Iterator[tuple[Stretch, list[str]]]:
    texts = _texts(page_outline)
    syllabic = _syllabic_terms(texts, analyser)
    for stretch, text, terms in zip(page_outline.stretches, texts, syllabic, strict=True):
        latin = list(latin_words.terms(text))
        surfaces.update(pair for pair in latin if pair[0] != pair[1])
        yield stretch, [*terms, *(term for term, _ in latin)]


def _syllabic_terms(texts: list[str], analyser: WordAnalyser) -> list[list[str]]:
    """Terms of the texts that hold syllables; the analyser is not asked, nor loaded, for the others."""
    places = [place for place, text in enumerate(texts) if RUN.search(text)]
    result: list[list[str]] = [[] for _ in texts]
    if places:
        for place, terms in zip(places, analyser.terms([texts[place] for place in places]), strict=True):
            result[place] = terms
    return result


def _usual_words(surfaces: Counter[tuple[str, str]]) -> dict[str, str]:
    """The commonest word of each stem, the first in the alphabet of equals."""
    usual: dict[str, str] = {}
    for (term, word), _ in sorted(surfaces.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(term, word)
    return dict(sorted(usual.items()))
