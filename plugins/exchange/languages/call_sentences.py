"""Which claims a sentence makes about a call, by the words of a language that stand together in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from exchange.languages.claims import (
    CallState,
    Claim,
    RangeClaim,
    RateClaim,
    StageClaim,
    StateClaim,
    WrittenClaim,
    year_of,
)
from exchange.languages.expressions import expression

Day = tuple[int, int]
"""A month and a day of it."""
Span = tuple[int, int]
SideOf = Callable[[str, int], str]

_STATES: Mapping[CallState, tuple[str, ...]] = {
    CallState.OPEN: ("call open-now", "bids open-now", "bids being-taken", "still apply", "open-phrase"),
    CallState.CLOSED: (
        "call ended",
        "bids ended",
        "deadline passed",
        "bids no-more taken",
        "forms no-more taken",
        "no-more apply",
        "too-late",
    ),
    CallState.CANCELLED: ("call cancelled",),
    CallState.WITHDRAWN: ("call withdrawn", "bids withdrawn"),
    CallState.PAUSED: ("call paused", "bids paused"),
    CallState.REOPENED: ("call reopened", "bids reopened"),
    CallState.EXTENDED: ("deadline moved", "more-time apply", "more-time deadline"),
    CallState.DECIDED: ("outcome announced",),
    CallState.UNENDING: ("no-deadline", "bids any-time", "apply any-time"),
}
_STAGES: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("eoi",): ("expression-of-interest asked",),
    ("registration", "eoi"): ("letter-of-intent asked",),
    ("outline",): ("outline asked",),
    ("outline", "eoi", "registration"): ("two-stages", "concept-note asked"),
    ("interview",): ("applicants interview", "interview held", "panel-interview"),
    ("registration",): ("registration asked",),
}
_QUANTITIES = ("length award lasts", "award-length", "count picked", "award-count")
_SHARES = {"share full-cost": True, "share project-costs paid": False, "share any-costs paid": None}
"""What a claim needs: all these words, near one another in any order; the first is its figure."""
_LONGEST_SENTENCE = 400
_STOP = expression(r"[.!?](?:\s|$)|\n|[:;]\s")
_QUESTION = expression(r"[^.!?\n]{0,500}\?")


class _Places(dict[str, list[Span]]):
    """Where the words of each name are in a text, looked for when first asked for, and what figures say."""

    def __init__(self, text: str, sentences: CallSentences) -> None:
        super().__init__()
        self.figures: dict[Span, WrittenClaim] = {}
        self._text, self._sentences = text, sentences

    def __missing__(self, name: str) -> list[Span]:
        if read := self._sentences.quantities.get(name):
            claims = {(claim.start, claim.end): claim for claim in read(self._text)}
            self.figures |= claims
            self[name] = [*claims]
        else:
            pattern = self._sentences.words.get(name)
            self[name] = [match.span() for match in pattern.finditer(self._text)] if pattern else []
        return self[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSentences:
    """The words by which a language says what becomes of a call, in what stages, and what it pays for.

    `words` go by the names that the tables above use; a claim of which a language lacks a word is not found.
    `quantities` read lengths, numbers of awards and shares. Words with more than `reach` characters between
    them, or one of `breaks`, are not about one another. Words of `untold` in a sentence make a state no
    statement about this call, `denied` a stage, `other_figures` a figure; `denied_after` do so behind it.
    `own_share` says that a share is what applicants bring. `named_times` go by first and last day, with the
    group `year`.
    """

    words: Mapping[str, re.Pattern[str]]
    quantities: Mapping[str, Callable[[str], Iterator[WrittenClaim]]]
    reach: int
    breaks: re.Pattern[str]
    untold: re.Pattern[str]
    denied: re.Pattern[str]
    other_figures: re.Pattern[str]
    denied_after: re.Pattern[str] | None = None
    own_share: re.Pattern[str]
    named_times: Mapping[tuple[Day, Day], re.Pattern[str]]

    def find(self, text: str, side_of: SideOf) -> Iterator[WrittenClaim]:
        """Yield what the sentences of a text claim of a call, and the named times of year in it.

        `side_of` is the zone of the side that a sentence names last before a place.
        """
        found = _Places(text, self)
        for state, recipes in _STATES.items():
            yield from self._told(text, found, recipes, StateClaim(state=state), self.untold)
        for kinds, recipes in _STAGES.items():
            yield from self._told(text, found, recipes, StageClaim(kinds=kinds), self.denied)
        for recipe in (*_QUANTITIES, *_SHARES):
            for group in self._groups(text, found, recipe):
                figure = found.figures[group[0]]
                if isinstance(figure.claim, RateClaim):
                    figure = replace(figure, claim=self._share(text, figure, recipe, side_of))
                    yield figure
                elif not self._is_denied(text, group, self.other_figures):
                    yield figure
        yield from self._named_times(text)

    def _told(
        self,
        text: str,
        found: _Places,
        recipes: tuple[str, ...],
        claim: Claim,
        denials: re.Pattern[str],
    ) -> Iterator[WrittenClaim]:
        """Yield a claim once for each sentence that makes it."""
        sentences = set()
        for recipe in recipes:
            for group in self._groups(text, found, recipe):
                sentence = _sentence_start(text, group[0][0])
                if sentence not in sentences and not self._is_denied(text, group, denials):
                    sentences.add(sentence)
                    start, end = min(group)[0], max(span[1] for span in group)
                    yield WrittenClaim(claim=claim, start=start, end=end)

    def _groups(self, text: str, found: _Places, recipe: str) -> Iterator[list[Span]]:
        """Yield the places of words that stand together: of each that a recipe names, the nearest."""
        first, *others = recipe.split()
        for span in found[first] if all(found[name] for name in (*others, first)) else ():
            group = [span]
            for name in others:
                gaps = {
                    other: self._gap(text, group, other)
                    for other in found[name]
                    if abs(other[0] - span[0]) < _LONGEST_SENTENCE
                }
                nearest = min(gaps, key=lambda other: gaps[other], default=span)
                if gaps.get(nearest, self.reach + 1) > self.reach:
                    break
                group.append(nearest)
            else:
                yield group

    def _gap(self, text: str, group: list[Span], other: Span) -> int:
        """Return how many characters part a word from a group, and more than `reach` if barred."""
        gaps = [(min(other[1], span[1]), max(other[0], span[0])) for span in group]
        if any(begins > ends for begins, ends in gaps):
            return self.reach + 1
        begins, ends = min(gaps, key=lambda gap: gap[1] - gap[0])
        is_broken = ends - begins <= self.reach and self.breaks.search(text, begins, ends)
        return self.reach + 1 if is_broken else ends - begins

    def _is_denied(self, text: str, group: list[Span], denials: re.Pattern[str]) -> bool:
        """Return True if the sentence takes back what a group of its words says, or is a question."""
        start, end = _sentence_start(text, min(group)[0]), max(span[1] for span in group)
        if _QUESTION.match(text, end):
            return True
        is_told = denials is not self.other_figures
        if is_told and self.denied_after and self.denied_after.match(text, end):
            return True
        return any(
            not any(span[0] <= denial.start() < span[1] for span in group)
            for denial in denials.finditer(text, start, end)
        )

    def _share(self, text: str, figure: WrittenClaim, recipe: str, side_of: SideOf) -> RateClaim:
        assert isinstance(figure.claim, RateClaim)
        start, stop = _sentence_start(text, figure.start), _STOP.search(text, figure.end)
        is_own = self.own_share.search(text, start, stop.start() if stop else len(text))
        return RateClaim(
            percent=100 - figure.claim.percent if is_own else figure.claim.percent,
            is_of_full_cost=_SHARES[recipe],
            applicants=side_of(text, figure.start),
        )

    def _named_times(self, text: str) -> Iterator[WrittenClaim]:
        for (first, last), pattern in self.named_times.items():
            for match in pattern.finditer(text):
                year = year_of(match.groupdict())
                claim = RangeClaim(first=first, last=last, year=year, crosses=first > last)
                yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def _sentence_start(text: str, position: int) -> int:
    """Return where the sentence, or the part of it behind a colon, begins that a position is in."""
    earliest = max(position - _LONGEST_SENTENCE, 0)
    return max((stop.end() for stop in _STOP.finditer(text, earliest, position)), default=earliest)
