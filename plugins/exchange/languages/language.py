"""What the rules ask of a language; `language_<code>.py` answers for one of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A day named in prose, from `start` to before `end`; weekday 0 is Monday."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    weekday_at: tuple[int, int] | None = None
    range_day: int | None = None  # the other day of a range within the month: `28 to 30 April`

    @property
    def date(self) -> datetime.date | None:
        """The day in the calendar; None where the year is not told or there is no such day."""
        try:
            return None if self.year is None else datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A passage that should be written otherwise, and the rule that says so."""

    rule: str
    start: int
    end: int
    better: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The habits of one language. Functions take prose in which what is not prose is masked."""

    weekdays: tuple[str, ...] = ()
    weekday_as: Callable[[str, int], str] = lambda written, _weekday: written
    """From a weekday as it was written to another one, written likewise."""

    dates: Callable[[str], Iterator[WrittenDate]] = lambda _text: iter(())
    slips: Callable[[str], Iterator[Slip]] = lambda _text: iter(())
    vague: frozenset[str] = frozenset()
    """Texts of links that say nothing about where they lead, in lower case, without marks."""

    deadline: re.Pattern[str] | None = None
    """Words that make a day beside them the deadline of something that is still open."""

    placeholders: re.Pattern[str] | None = None
    placeholder_signs: tuple[str, ...] = ()
    """Texts of which each placeholder contains one: looking for them first is quick."""

    other_script: re.Pattern[str] | None = None
    """Passages in a script that this language does not use, which must be marked as another language."""

    other_locale: str = ""
    no_italics: re.Pattern[str] | None = None
    """A script that has no italics."""

    approved_term: Callable[[str], str] = re.escape
    """From an approved term to a pattern that finds it as it should be."""

    avoided_term: Callable[[str], str] = re.escape
    """From a term that is avoided to a pattern that finds it in all its forms."""

    loose_term: Callable[[str], str | None] = lambda _name: None
    """From an approved term to a pattern of its wrong spellings, with the right one, or None."""

    unit: re.Pattern[str] = field(default_factory=lambda: re.compile(r"\w+"))
    """What the length of a text is counted in."""

    sentence_end: re.Pattern[str] = field(default_factory=lambda: re.compile(r"[.?!]\s"))
    longest_sentence: int = 60
    longest_page: int = 6000


@cache
def language(locale: str) -> Language:
    """Return what is known of a locale's language; of one that nobody described, nothing is."""
    name = f"exchange.languages.{locale.partition('-')[0].lower()}"
    if find_spec(name) is None:
        return Language()
    described = import_module(name).LANGUAGE
    assert isinstance(described, Language)
    return described
