"""Cut a page into units, the stretches within which words count as being near each other.

A unit is a sentence, with the heading above it if it is a section's first. Unit 0 is the title and
the tags. A posting says which of at most ``MOST_UNITS`` units of its page a term is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.search.model import Page, Section

MOST_UNITS = 30
SENTENCE_END = re.compile(r"\s(?<=[.!?。]\s)\s*|\n+")  # begun with a lookbehind, it is slow to search


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Text of one field within one unit."""

    field: str
    """One of ``title``, ``tag``, ``heading`` and ``body``."""
    unit: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A page cut into stretches, and how many units each of its sections has."""

    stretches: tuple[Stretch, ...]
    units: tuple[int, ...]
    """Number of units, section by section; the title's unit 0 is not counted."""


def outline(page: Page) -> Outline:
    """Cut a page; long pages have several sentences to a unit, and units over sections only where needed."""
    sentences = [_sentences(section) for section in page.sections]
    per_unit = _sentences_per_unit([len(group) for group in sentences])
    stretches = [Stretch(field="title", unit=0, text=page.title)]
    stretches += [Stretch(field="tag", unit=0, text=tag) for tag in page.tags]
    units: list[int] = []
    first = 1
    for section, texts in zip(page.sections, sentences, strict=True):
        count = -(-max(len(texts), 1) // per_unit)
        stretches += _section_stretches(section, texts, first=first, per_unit=per_unit)
        units.append(count)
        first += count
    return Outline(stretches=tuple(stretches), units=tuple(units))


def _sentences(section: Section) -> list[str]:
    return [part for part in (part.strip() for part in SENTENCE_END.split(section.text)) if part]


def _sentences_per_unit(counts: list[int]) -> int:
    """Fewest sentences to a unit with which the page's units can be numbered."""
    per_unit = 1
    while sum(-(-max(count, 1) // per_unit) for count in counts) >= MOST_UNITS and per_unit < max(counts):
        per_unit += 1
    return per_unit


def _section_stretches(section: Section, texts: list[str], *, first: int, per_unit: int) -> Iterator[Stretch]:
    """Sections beyond the last unit that can be numbered share it."""
    if section.heading:
        yield Stretch(field="heading", unit=min(first, MOST_UNITS - 1), text=section.heading)
    for number, text in enumerate(texts):
        yield Stretch(field="body", unit=min(first + number // per_unit, MOST_UNITS - 1), text=text)
