"""One rule: its code, how much it matters, its words in every language, and a passage wrong and right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from exchange.languages.language import FALLBACK
from exchange.text.problems import Place, Problem, Replacement, Severity

PACKAGE = "rules"


class Fix(Enum):
    """Who can mend what a rule reports."""

    BY_HAND = "by hand"  # only by a person who knows what was meant
    OFFERED = "offered"  # the words offer what was probably meant, for a person to write
    EXACT = "exact"  # there is one replacement, which tools offer and `kx check --fix` writes


class Part(Enum):
    """What of a page an example is."""

    BODY = "body"  # some lines of its text
    WHOLE = "whole"  # all of its text
    FIELD = "field"  # one line of its front matter
    ABSENT = "absent"  # a line that is missing: the wrong example names the field


class Words(NamedTuple):
    """What a rule says in one language, with the names of values in braces (see `text.problems.messages`)."""

    fault: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The same passage, wrong and right, in a page of one language."""

    wrong: str
    right: str
    locale: str = FALLBACK
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; its code is `rules/<name>`."""

    name: str
    severity: Severity
    words: Mapping[str, Words]  # by language
    example: Example
    fix: Fix = Fix.BY_HAND

    @property
    def code(self) -> str:
        """How problems name the rule."""
        return f"{PACKAGE}/{self.name}"

    def problem(
        self,
        place: Place,
        end: Place | None = None,
        values: Mapping[str, str] | None = None,
        *,
        better: str | None = None,
    ) -> Problem:
        """Return a breach of the rule from `place` to before `end`.

        `better` is the text to write there: a replacement where the rule's are exact.
        """
        exact = better is not None and self.fix is Fix.EXACT
        replacement = Replacement(text=better or "") if exact else None
        return Problem(
            code=self.code,
            place=place,
            end=end,
            values=values or {},
            severity=self.severity,
            replacement=replacement,
        )
