"""Find what prose says of how far a call is, by the patterns of one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exchange.languages.claims import CallState, RangeClaim, StageClaim, StateClaim, WrittenClaim, year_of

Day = tuple[int, int]
"""A month and a day of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStatePatterns:
    """How a language tells the states of a call, the stages that it has, and times of year with a name.

    `stages` go by the kinds of stages, one of which the record must have; `named_times` by their first and
    last day, with the group `year`, and one that ends in the next year has its first day later than its last.
    """

    states: Mapping[CallState, re.Pattern[str]]
    stages: Mapping[tuple[str, ...], re.Pattern[str]]
    named_times: Mapping[tuple[Day, Day], re.Pattern[str]]

    def find(self, text: str) -> Iterator[WrittenClaim]:
        """Yield states of the call, stages that it is said to have, and named times of year."""
        for state, pattern in self.states.items():
            for match in pattern.finditer(text):
                yield WrittenClaim(claim=StateClaim(state=state), start=match.start(), end=match.end())
        for kinds, pattern in self.stages.items():
            for match in pattern.finditer(text):
                yield WrittenClaim(claim=StageClaim(kinds=kinds), start=match.start(), end=match.end())
        for (first, last), pattern in self.named_times.items():
            for match in pattern.finditer(text):
                year = year_of(match.groupdict())
                claim = RangeClaim(first=first, last=last, year=year, crosses=first > last)
                yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
