"""What is searched: pages cut into sections, and the concepts of the termbase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a page that can be linked to."""

    id: str
    """Fragment of the section's link, without ``#``; empty for what stands before the first heading."""
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
    """A state that does not depend on the time; calls leave it empty and give their times."""
    side: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    """Both with a zone: status is decided by the reader's clock at the moment of the query."""
    tags: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    counterpart: str | None = None
    """Id of the page that says the same in another language."""

    def __post_init__(self) -> None:
        """Refuse times without a zone: they would shift with the machine that builds."""
        for moment in (self.opens, self.closes):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{self.id}: opens and closes need a time zone")


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
