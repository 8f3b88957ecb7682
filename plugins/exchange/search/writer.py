"""Write the index of one language: pages and their analyses in, files by name out.

The format is described in ``docs/search.md``. Equal pages give equal bytes, in whatever order they come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from exchange.languages.ko.search_terms import LONG_WORD
from exchange.search.analysis import Analysis
from exchange.search.model import Page
from exchange.search.packing import DIGITS, pack_gaps, pack_lines, pack_number, pack_words
from exchange.text.digest import digest
from exchange.text.json_codec import compact_json

FORMAT = 2
TITLE_UNIT = DIGITS[0]
SMALL = 80_000
"""Bytes of an index small enough to be fetched at once, one file of each kind."""
FEW_PAGES = 500
"""An index of fewer pages leaves out long words of one sentence: their parts find it as well."""
HYPHENATED_WORD = re.compile(r"\w[-‐‑–.]\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardSize:
    """How much goes into a file of each kind."""

    terms: int
    postings: int
    """Characters of postings."""
    pages: int


WHOLE = ShardSize(terms=10**9, postings=10**9, pages=10**9)
SMALL_SHARDS = ShardSize(terms=4_000, postings=16_000, pages=24)
"""Of a small index everything is fetched sooner or later; of a large one, the least."""
LARGE_SHARDS = ShardSize(terms=700, postings=2_800, pages=10)
MOST_LEXICON_FILES = 8
"""Of a large vocabulary. Its own readers fetch all of it, those of another language a few parts."""
FEW_POSTINGS = 40_000
"""Characters of postings that make a small index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term of the lexicon with its pages."""

    term: str
    word: str
    """Its most frequent word, of which ``termOfWord`` in ``index.js`` makes the term again."""
    pages: list[int]
    postings: list[str]


def write_index(pages: Sequence[Page], analyses: Sequence[Analysis], *, lang: str) -> dict[str, bytes]:
    """Files of one language's index; ``index.json`` names the others, whose names carry their digest.

    A small index has one file of each kind, and says that they are to be fetched at once.
    """
    sorted_pages = sorted(zip(pages, analyses, strict=True), key=lambda pair: (pair[0].url, pair[0].id))
    entries = _entries([analysis for _, analysis in sorted_pages])
    head = {"format": FORMAT, "lang": lang, "pages": len(sorted_pages), **_facets(sorted_pages)}
    is_small = sum(map(_postings_size, entries)) <= FEW_POSTINGS
    if (
        is_small
        and sum(map(len, (whole := _files(head | {"whole": True}, sorted_pages, entries, WHOLE)).values()))
        <= SMALL
    ):
        return whole
    size = replace(LARGE_SHARDS, terms=max(LARGE_SHARDS.terms, len(entries) // MOST_LEXICON_FILES))
    return _files(head, sorted_pages, entries, SMALL_SHARDS if is_small else size)


def _files(
    head: dict[str, object], pages: Sequence[tuple[Page, Analysis]], entries: Sequence[Entry], size: ShardSize
) -> dict[str, bytes]:
    """The manifest, and words, postings and pages cut as told."""
    files = _Files()
    shards = _cut(entries, lambda _: 1, size.terms)
    parts = {
        "lexicon": [_lexicon_shard(files, shard) for shard in shards],
        "postings": [
            _postings_shard(files, part)
            for shard in shards
            for part in _cut(shard, _postings_size, size.postings)
        ],
        "shown": [
            files.add("pages", _pages_shard(pages[first : first + size.pages]))
            for first in range(0, len(pages), size.pages)
        ],
        "perFile": min(size.pages, len(pages)),
    }
    return {"index.json": compact_json(head | parts), **files.contents}


class _Files:
    """Files written so far, each under a name that changes with its content."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def add(self, kind: str, value: object) -> str:
        content = compact_json(value)
        name = f"{kind}-{digest(content, length=10)}.json"
        self.contents[name] = content
        return name


def _entries(analyses: Sequence[Analysis]) -> list[Entry]:
    """The analyses turned over: terms in order, each with its pages in order."""
    pages: dict[str, list[int]] = {}
    postings: dict[str, list[str]] = {}
    for number, analysis in enumerate(analyses):
        for term, posting in analysis.postings.items():
            if term in pages:
                pages[term].append(number)
                postings[term].append(posting)
            else:
                pages[term] = [number]
                postings[term] = [posting]
    words = _usual_words(analyses)
    return [
        Entry(term=term, word=words.get(term, term), pages=pages[term], postings=postings[term])
        for term in sorted(pages)
        if len(analyses) >= FEW_PAGES or not _spare(term, words.get(term, term), postings[term], pages)
    ]


def _spare(term: str, word: str, postings: Sequence[str], terms: Container[str]) -> bool:
    """True for a compound in one sentence of one page, if it can be told from its parts."""
    if len(postings) > 1 or len(postings[0]) > 2 or postings[0][1] == TITLE_UNIT:
        return False
    if HYPHENATED_WORD.search(word):
        return True
    halves = range(2, len(term) - 1) if LONG_WORD.fullmatch(term) else ()
    return any(term[:position] in terms and term[position:] in terms for position in halves)


def _usual_words(analyses: Iterable[Analysis]) -> dict[str, str]:
    """For each stem the word most pages use."""
    votes = Counter(pair for analysis in analyses for pair in analysis.surfaces.items())
    usual: dict[str, str] = {}
    for (term, word), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(term, word)
    return usual


def _cut(entries: Sequence[Entry], size: Callable[[Entry], int], limit: int) -> list[Sequence[Entry]]:
    """Runs of entries of at most so much each; an entry too large for any stands alone."""
    bounds, total = [0], 0
    for place, entry in enumerate(entries):
        total += size(entry)
        if total > limit and place > bounds[-1]:
            bounds.append(place)
            total = size(entry)
    return [entries[first:last] for first, last in pairwise([*bounds, len(entries)]) if last > first]


def _postings_size(entry: Entry) -> int:
    return len(entry.pages) + sum(map(len, entry.postings))


def _lexicon_shard(files: _Files, entries: Sequence[Entry]) -> list[object]:
    """Name, first term and number of terms of a written shard. Words are in the order of their terms."""
    value = {
        "words": pack_words(entry.word for entry in entries),
        "counts": "".join(pack_number(len(entry.pages) - 1) for entry in entries),
    }
    return [files.add("words", value), entries[0].term, len(entries)]


def _postings_shard(files: _Files, entries: Sequence[Entry]) -> list[object]:
    """Name and number of terms of a written shard."""
    by_weight = itemgetter(0)
    value = {
        "gaps": "".join(pack_gaps(entry.pages) for entry in entries),
        "weights": "".join("".join(map(by_weight, entry.postings)) for entry in entries),
        "units": "".join(posting[1:] for entry in entries for posting in entry.postings),
    }
    return [files.add("postings", value), len(entries)]


def _pages_shard(pages: Sequence[tuple[Page, Analysis]]) -> dict[str, object]:
    """Titles and paths, and the sections of all: ids, headings, and how many units each has."""
    sections = [
        (section, units)
        for page, analysis in pages
        for section, units in zip(page.sections, analysis.units, strict=True)
    ]
    return {
        "titles": pack_lines(page.title for page, _ in pages),
        "urls": pack_lines(page.url for page, _ in pages),
        "sections": "".join(pack_number(len(page.sections)) for page, _ in pages),
        "ids": pack_lines(section.id for section, _ in sections),
        "headings": pack_lines(section.heading for section, _ in sections),
        "units": "".join(pack_number(units) for _, units in sections),
        "deadlines": [
            [place, [[dict(words), int(ends.timestamp())] for words, ends in page.deadlines]]
            for place, (page, _) in enumerate(pages)
            if page.deadlines
        ],
    }


def _facets(sorted_pages: Sequence[tuple[Page, Analysis]]) -> dict[str, object]:
    """What filters and ranking need of every page at once, each page one character."""
    pages = [page for page, _ in sorted_pages]
    return {
        "lengths": "".join(pack_number(analysis.length) for _, analysis in sorted_pages),
        "kind": _facet([page.kind for page in pages]),
        "status": _facet([page.status for page in pages]),
        "side": _facet([page.side for page in pages]),
        "paired": "".join("1" if page.counterpart else "0" for page in pages),
        "times": [
            [number, [[int(moment.timestamp()), state] for moment, state in page.states]]
            for number, page in enumerate(pages)
            if page.states
        ],
    }


def _facet(values: Sequence[str]) -> list[object]:
    """The distinct values in order, and for each page the number of its own, packed."""
    distinct = sorted(set(values))
    number = {value: pack_number(place) for place, value in enumerate(distinct)}
    return [distinct, "".join(number[value] for value in values)]
