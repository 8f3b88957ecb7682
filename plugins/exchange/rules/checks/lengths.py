"""How long sentences and pages are, in the words of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import Language, language
from exchange.rules.page import Page
from exchange.text.problems import Problem

_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|(?=[-*+|>#]|\d+\.\s))|\|")


def check(page: Page) -> Iterator[Problem]:
    """Yield sentences that nobody reads in one breath, and pages that nobody reads in one sitting."""
    known = language(page.locale)
    words = len(known.unit.findall(page.views.prose))
    if words > known.longest_page:
        values = {"words": str(words), "longest": str(known.longest_page)}
        start = page.body_at
        yield page.problem("page-length", start, start, values)
    for start, end in _sentences(page.views.prose, page.body_at, known):
        words = len(known.unit.findall(page.views.prose, start, end))
        if words > known.longest_sentence:
            values = {"words": str(words), "longest": str(known.longest_sentence)}
            yield page.problem("sentence-length", start, end, values)


def _sentences(text: str, first: int, known: Language) -> Iterator[tuple[int, int]]:
    start = first
    for paragraph in _PARAGRAPH_END.finditer(text, first):
        yield from _parts(text, start, paragraph.start(), known)
        start = paragraph.end()
    yield from _parts(text, start, len(text), known)


def _parts(text: str, start: int, end: int, known: Language) -> Iterator[tuple[int, int]]:
    if end - start < known.longest_sentence * 2:
        return
    for match in known.sentence_end.finditer(text, start, end):
        yield _trimmed(text, start, match.end())
        start = match.end()
    yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\0"):
        start += 1
    return start, end
