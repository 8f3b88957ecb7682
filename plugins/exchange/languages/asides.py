"""Find sentences on the page of a call that are not about it: on a clinic, a law, an earlier call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.languages.claims import CLOCKS, DAYS, MOMENTS, SUMS, Aside, of_a_year

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideFinder:
    """By which words of a language a sentence is about something else than the call whose page it is on."""

    sentence: Pattern
    condition: Pattern
    """What applicants must be or have on a day, to the end of the clause: the day is no date of the call."""

    past: Pattern
    other_call: Pattern
    this_call: Pattern
    applying: Pattern
    """A sentence with such words is about the call, but for earlier ones."""

    documents: Pattern
    others: Pattern
    """Places, events and people of a study, whose days and hours are not those of the call."""

    opening_hours: Pattern
    prices: Pattern
    paying: Pattern
    example: Pattern

    def __call__(self, text: str) -> Iterator[Aside]:
        """Yield the sentences that are not about the call, with what each of them may name."""
        for condition in self.condition.finditer(text):
            yield Aside(start=condition.start(), end=condition.end(), claims=DAYS)
        for sentence in self.sentence.finditer(text):
            start, end = sentence.span()
            words = sentence.group()
            is_past, is_example = self.past.search(words), self.example.search(words)
            if is_past:
                yield from of_a_year(start, end, words)
            if is_past and self.other_call.search(words) and not self.this_call.search(words):
                yield Aside(start=start, end=end, claims=MOMENTS, earlier=True)
                yield Aside(start=start, end=end, claims=SUMS)
            if self.applying.search(words):
                continue
            if is_past or self.documents.search(words):
                yield Aside(start=start, end=end, claims=MOMENTS, earlier=True)
            if is_example or self.others.search(words):
                yield Aside(start=start, end=end, claims=MOMENTS)
            if self.opening_hours.search(words):
                yield Aside(start=start, end=end, claims=CLOCKS)
            if (is_example or self.prices.search(words)) and not self.paying.search(words):
                yield Aside(start=start, end=end, claims=SUMS)
