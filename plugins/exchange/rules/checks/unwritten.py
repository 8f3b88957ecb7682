"""Pages and sections that were begun and have no text yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.authoring.sections import Section
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.rule import Example, Part, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.yaml_text import Text

PAGE_UNWRITTEN = Rule(
    name="page-unwritten",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="This page has no text, or headings alone: it is not a page yet.",
            way_out="Write it, or delete this file until you do; one language is enough.",
        ),
        "ko": Words(
            fault="이 페이지에는 글이 없거나 제목만 있어 아직 페이지가 아닙니다.",
            way_out="글을 적거나, 적을 때까지 이 파일을 지워 주십시오. 한 언어만 있어도 됩니다.",
        ),
    },
    example=Example(
        wrong="## What it is { #what-it-is }\n\n## Where to start { #where-to-start }",
        right="## What it is { #what-it-is }\n\nAsk first.",
        part=Part.WHOLE,
    ),
)
SECTION_EMPTY = Rule(
    name="section-empty",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="There is no text below the heading '{title}'.",
            way_out="Write it, or delete the heading until you do.",
        ),
        "ko": Words(
            fault="제목 '{title}' 아래에 글이 없습니다.",
            way_out="글을 적거나, 적을 때까지 제목을 지워 주십시오.",
        ),
    },
    example=Example(
        wrong="## Later { #later }\n\n## Now { #now }\n\nAsk first.", right="## Now { #now }\n\nAsk first."
    ),
)
_WRITTEN = frozenset({"guide", "pathway", "lesson"})
"""Kinds of pages whose text is all that readers get of them."""
RULES = (PAGE_UNWRITTEN, SECTION_EMPTY)


def check(page: Page) -> Iterator[Problem]:
    """Yield a page without any text below its headings, else each section without any."""
    kind = next((field.value for field in page.document.meta if field.key.value == "kind"), None)
    is_text = isinstance(kind, Text) and kind.value in _WRITTEN
    lines = [*_written_lines(page)]
    if is_text and not page.sections and not any(lines[page.document.body_line - 1 :]):
        yield page.problem(PAGE_UNWRITTEN, page.body_at, page.body_at)
        return
    pairs = zip(page.sections, (*page.sections[1:], None), strict=False)
    empty = [section for section, following in pairs if _is_empty(lines, section, following)]
    introduction = lines[page.document.body_line - 1 : page.sections[0].line - 1] if page.sections else ()
    if empty and len(empty) == len(page.sections) and not any(introduction):
        yield page.problem(PAGE_UNWRITTEN, page.body_at, page.body_at)
        return
    for section in empty:
        start = page.line_starts[section.line - 1]
        end = start + len(page.line(section.line))
        yield page.problem(SECTION_EMPTY, start, end, {"title": section.title})


def _is_empty(lines: Sequence[bool], section: Section, following: Section | None) -> bool:
    """Return True if nothing is below a heading, and no deeper heading divides what is below it."""
    if following and following.level > section.level:
        return False
    return not any(lines[section.line : following.line - 1 if following else None])


def _written_lines(page: Page) -> Iterator[bool]:
    """Yield whether there is something in each line, comments left out."""
    for masked, line in zip(page.views.structure.split("\n"), page.text.split("\n"), strict=True):
        is_source = masked.startswith("[^")  # which belongs to the page, not to its last section
        has_words = masked.strip(f" {MASK}=-") or (MASK in masked and "<!--" not in line)
        yield bool(has_words) and not is_source
