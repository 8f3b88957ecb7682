"""What is cited: a page or a section of it, in one language and one version, and who wrote it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exchange.pages.addresses import page_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, as `Family, Given` in front matter; or a body or a name that is written whole."""

    family: str = ""
    given: str = ""
    whole: str = ""

    def __str__(self) -> str:
        return self.whole or f"{self.family}, {self.given}"

    @property
    def initials(self) -> tuple[str, ...]:
        """Return the given name in short, a text a word: `Min-ji Anna` gives `M-J` and `A`.

        A script without capitals has no initials: its words stay as they are.
        """
        words = (part.split("-") for part in self.given.split())
        return tuple("-".join(_initial(part) for part in parts if part) for parts in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A page as it is cited. `section` and its anchor are set where one section is meant."""

    path: str  # `guides/estimands.md`
    lang: str
    title: str
    authors: tuple[Name, ...]
    site: str  # the site's name in the language
    url: str  # absolute, of the version that is cited
    day: datetime.date | None  # of the last change, or of the sealing of the edition
    edition: str = ""
    description: str = ""
    reviewers: tuple[Name, ...] = ()
    section: str = ""
    anchor: str = ""

    @property
    def key(self) -> str:
        """Return a name in ASCII that no other work of the site has: `guides-estimands-2026.1-en`."""
        page = page_url(self.path).strip("/").replace("/", "-") or "home"
        return "-".join(part for part in (page, self.anchor, self.edition, self.lang) if part)

    @property
    def address(self) -> str:
        """Return the address of the page or section."""
        return f"{self.url}#{self.anchor}" if self.anchor else self.url

    def part(self, anchor: str, title: str) -> Work:
        """Return a section of the work."""
        return replace(self, anchor=anchor, section=title)


def names_of(texts: Iterable[str]) -> tuple[Name, ...]:
    """Return names as front matter has them: a comma parts the family's name from the given one."""
    return tuple(_name(text) for text in texts)


def _name(text: str) -> Name:
    family, _, given = (part.strip() for part in text.partition(","))
    return Name(family=family, given=given) if given else Name(whole=family)


def _initial(word: str) -> str:
    return word[0].upper() if re.match(r"[^\W\d_]", word) and word[0].lower() != word[0].upper() else word
