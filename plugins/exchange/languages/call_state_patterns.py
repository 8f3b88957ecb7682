"""Find what prose says of how far a call is, by the patterns of one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exchange.languages.claims import CallState, RangeClaim, StageClaim, StateClaim, WrittenClaim, year_of
from exchange.languages.expressions import expression

Day = tuple[int, int]
"""A month and a day of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStatePatterns:
    """How a language tells the states of a call, the stages that it has, and times of year with a name.

    `stages` go by the kinds of stages, one of which the record must have; `named_times` by their first and
    last day, with the group `year`, and one that ends in the next year has its first day later than its last.
    Words of `untold` before the end of a state, in its sentence, make it no statement about this call;
    `denied` are those that make a stage none.
    """

    states: Mapping[CallState, re.Pattern[str]]
    stages: Mapping[tuple[str, ...], re.Pattern[str]]
    named_times: Mapping[tuple[Day, Day], re.Pattern[str]]
    untold: re.Pattern[str]
    denied: re.Pattern[str]

    def find(self, text: str) -> Iterator[WrittenClaim]:
        """Yield states of the call, stages that it is said to have, and named times of year."""
        for state, pattern in self.states.items():
            for match in _told(pattern, text, self.untold):
                yield WrittenClaim(claim=StateClaim(state=state), start=match.start(), end=match.end())
        for kinds, pattern in self.stages.items():
            for match in _told(pattern, text, self.denied):
                yield WrittenClaim(claim=StageClaim(kinds=kinds), start=match.start(), end=match.end())
        for (first, last), pattern in self.named_times.items():
            for match in pattern.finditer(text):
                year = year_of(match.groupdict())
                claim = RangeClaim(first=first, last=last, year=year, crosses=first > last)
                yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


_LONGEST_SENTENCE = 400
_STOP = expression(r"[.!?]\s|\n|[:;]\s")
_QUESTION = expression(r"[^.!?\n]*\?")


def _told(pattern: re.Pattern[str], text: str, untold: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches whose sentence says so: it is no question, and has no word that takes it back."""
    for match in pattern.finditer(text):
        earliest = max(match.start() - _LONGEST_SENTENCE, 0)
        start = max((stop.end() for stop in _STOP.finditer(text, earliest, match.start())), default=earliest)
        if not untold.search(text, start, match.end()) and not _QUESTION.match(text, match.end()):
            yield match
