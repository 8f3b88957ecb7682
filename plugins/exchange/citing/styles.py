"""Write a citation as text: Vancouver (NLM), APA 7, and the form of journals that use corner brackets."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from babel.dates import format_date

from exchange.citing.works import Name, Work
from exchange.languages.language import FALLBACK
from exchange.text.strings import Strings

_VANCOUVER_AUTHORS = 6
_APA_AUTHORS = 20

Style = Callable[[Work, Strings], str]
"""From a work and the words of its language to one line of text."""


def citations(work: Work, words: Strings) -> dict[str, str]:
    """Return the citation in each style, by the name of the style."""
    return {name: style(work, words) for name, style in STYLES.items()}


def vancouver(work: Work, words: Strings) -> str:
    """Return the form of the NLM's Citing Medicine, chapter 25: months are in the language of the style."""
    day = _date(work.day, "y MMM d", FALLBACK) if work.day else words("cite-no-day")
    names = [_short(name) for name in work.authors]
    if len(names) > _VANCOUVER_AUTHORS:
        names = [*names[:_VANCOUVER_AUTHORS], "et al"]
    parts = [
        ", ".join(names),
        f"{work.title} [Internet]",
        _edition(work, words),
        f"{work.site}; {day}",
        work.section,
        f"Available from: {work.address}",
    ]
    return _sentences(parts)


def apa(work: Work, words: Strings) -> str:
    """Return the form of APA 7, 10.16: a site that is its own author is named once."""
    day = _day(work, words, "cite-apa-day")
    title = words("cite-part", section=work.section, title=work.title) if work.section else work.title
    edition = _edition(work, words)
    site = "" if [str(name) for name in work.authors] == [work.site] else work.site
    parts = [_apa_names(work.authors, words), f"({day})", f"{title} ({edition})" if edition else title, site]
    return f"{_sentences(parts)} {work.address}"


def corner_brackets(work: Work, words: Strings) -> str:
    """Return the form in which titles stand in corner brackets and all parts between commas."""
    day = _day(work, words, "cite-plain-day")
    title = f"「{work.title}」"
    title = words("cite-corner-part", section=work.section, title=title) if work.section else title
    names = "·".join(_plain(name) for name in work.authors)
    parts = [names, title, f"『{work.site}』", _edition(work, words), day, work.address]
    return ", ".join(part for part in parts if part)


STYLES: Mapping[str, Style] = {"vancouver": vancouver, "apa": apa, "corner": corner_brackets}


def _edition(work: Work, words: Strings) -> str:
    return words("cite-edition", edition=work.edition) if work.edition else ""


def _day(work: Work, words: Strings, pattern: str) -> str:
    if work.day is None:
        return words("cite-no-day")
    return _date(work.day, words(pattern), words("babel-locale"))


@cache
def _date(day: datetime.date, pattern: str, locale: str) -> str:
    """Return a day as text: all sections of a page have the same."""
    return format_date(day, pattern, locale=locale)


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(
        part if part.endswith((".", "?", "!")) or "://" in part else f"{part}." for part in parts if part
    )


def _short(name: Name) -> str:
    return name.whole or f"{name.family} {''.join(name.initials).replace('-', '')}"


def _plain(name: Name) -> str:
    return name.whole or f"{name.given} {name.family}"


def _apa_names(names: Sequence[Name], words: Strings) -> str:
    texts = [name.whole or f"{name.family}, {_initials(name)}" for name in names]
    if len(texts) > _APA_AUTHORS:
        return f"{', '.join(texts[: _APA_AUTHORS - 1])}, ... {texts[-1]}"
    return words("cite-apa-last").join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def _initials(name: Name) -> str:
    """Return the initials with their points; a name of a script without capitals has none."""
    return " ".join(
        "-".join(f"{part}." if part.lower() != part.upper() else part for part in word.split("-"))
        for word in name.initials
    )
