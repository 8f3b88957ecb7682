"""How long sentences and pages are, in the words of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import Language, language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

_LONG = "and the team writes down what it saw, who said it and which page it stood on, "
SENTENCE_LENGTH = Rule(
    name="sentence-length",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="This sentence has {words} words; more than {longest} are hard to follow.",
            way_out="Make two of it, or a list.",
        ),
        "ko": Words(
            fault="이 문장은 {words}어절입니다. {longest}어절이 넘으면 따라가기 어렵습니다.",
            way_out="둘로 나누거나 목록으로 바꿔 주십시오.",
        ),
    },
    example=Example(
        wrong=f"The team reads {_LONG * 5}then stops.", right="The team reads. It writes down what it saw."
    ),
)
PAGE_LENGTH = Rule(
    name="page-length",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The page has {words} words; more than {longest} are too many for one sitting.",
            way_out="Make two pages of it.",
        ),
        "ko": Words(
            fault="이 페이지는 {words}어절입니다. {longest}어절이 넘으면 한 번에 읽기 어렵습니다.",
            way_out="두 페이지로 나눠 주십시오.",
        ),
    },
    example=Example(wrong="A visit is planned first. " * 720, right="A visit is planned first."),
)
RULES = (
    SENTENCE_LENGTH,
    PAGE_LENGTH,
)


_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|(?=[-*+|>#]|\d+\.\s))|\|")
_FIELDS = re.compile(r"\w=\"[^\"]*\"\s+[\w-]+=\"")
_BLOCK = re.compile(r"</?(?:br|dd|div|dt|h\d|li|p|t[dhr])\b[^<>]*>", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    """Yield sentences and pages that are too long."""
    page_language = language(page.locale)
    words = len(page_language.unit.findall(page.views.prose))
    if words > page_language.longest_page:
        values = {"words": str(words), "longest": str(page_language.longest_page)}
        start = page.body_at
        yield page.problem(PAGE_LENGTH, start, start, values)
    for start, end in _sentences(page, page_language):
        words = len(page_language.unit.findall(page.views.prose, start, end))
        if words > page_language.longest_sentence and not _FIELDS.search(page.views.structure, start, end):
            values = {"words": str(words), "longest": str(page_language.longest_sentence)}
            yield page.problem(SENTENCE_LENGTH, start, end, values)


def _sentences(page: Page, page_language: Language) -> Iterator[tuple[int, int]]:
    text, start = page.views.prose, page.body_at
    ends = [*_PARAGRAPH_END.finditer(text, start), *_BLOCK.finditer(page.views.structure, start)]
    for paragraph in sorted(ends, key=re.Match.start):
        yield from _parts(text, start, paragraph.start(), page_language)
        start = paragraph.end()
    yield from _parts(text, start, len(text), page_language)


def _parts(text: str, start: int, end: int, page_language: Language) -> Iterator[tuple[int, int]]:
    if end - start < page_language.longest_sentence * 2:
        return
    for match in page_language.sentence_end.finditer(text, start, end):
        yield _trim(text, start, match.end())
        start = match.end()
    yield _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\0"):
        start += 1
    return start, end
