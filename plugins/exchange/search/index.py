"""Build one language's search index: pages and termbase in, files by name out."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from exchange.search.analysis import analyse_pages
from exchange.search.concepts import write_concepts
from exchange.search.kiwi import Kiwi
from exchange.search.model import Concept, Page
from exchange.search.word_analyser import WordAnalyser, best_analyser
from exchange.search.writer import write_index


def build_index(
    pages: Sequence[Page],
    concepts: Sequence[Concept],
    *,
    lang: str,
    cache: MutableMapping[str, str],
    analyser: WordAnalyser | None = None,
    kiwi: Kiwi | None = None,
) -> dict[str, bytes]:
    """Files of the index of ``lang``, by name, to be written into one folder.

    ``cache`` maps keys to analyses from earlier builds and is added to. ``analyser`` is that of syllables
    to use; without it, the best that is installed, which asks ``kiwi``.
    """
    words = [name for concept in concepts for names in concept.names.values() for name in names]
    analyser = analyser or best_analyser(words, cache=cache, kiwi=kiwi)
    analyses = analyse_pages(pages, analyser=analyser, words=words, cache=cache)
    return write_index(pages, analyses, lang=lang) | write_concepts(concepts)
