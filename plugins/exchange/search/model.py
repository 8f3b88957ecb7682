"""What is searched: pages cut into sections, and the concepts of the termbase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a page that can be linked to."""

    id: str
    """Fragment of the section's link, without ``#``; empty for the text before the first heading."""
    heading: str
    text: str
    """Plain text, blocks separated by newlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as search sees it: words to match, and facets to filter by."""

    id: str
    """Unique within its language; the same on both sides of a pair by convention, not by need."""
    lang: str
    url: str
    """Path below the site's root, such as ``en/guides/x/``."""
    title: str
    kind: str = ""
    status: str = ""
    """A state that does not depend on the time; calls leave it empty and give their states."""
    side: str = ""
    states: tuple[tuple[datetime, str], ...] = ()
    """Each with the moment, with a zone, from which it holds: the reader's clock decides."""
    deadlines: tuple[tuple[Mapping[str, str], datetime], ...] = ()
    """Each in the words of every language, with the moment, with a zone, from which it is over."""
    tags: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    counterpart: str | None = None
    """Id of the page that says the same in another language."""

    def __post_init__(self) -> None:
        """Refuse times without a zone: they would shift with the machine that builds."""
        moments = (*(moment for moment, _ in self.states), *(moment for _, moment in self.deadlines))
        if any(moment.tzinfo is None for moment in moments):
            raise ValueError(f"{self.id}: states and deadlines need a time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept of the termbase, with every spelling a reader may type."""

    id: str
    names: Mapping[str, tuple[str, ...]]
    """Language to spellings, the preferred one first; abbreviations and avoided words follow."""
    definitions: Mapping[str, str] = field(default_factory=dict)

    def name(self, lang: str) -> str:
        """Preferred spelling in a language, or nothing."""
        names = self.names.get(lang, ())
        return names[0] if names else ""
