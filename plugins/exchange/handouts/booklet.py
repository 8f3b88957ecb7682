"""A booklet: pages in one order and one language, for learners or instructors, and who publishes them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from pathlib import Path

from babel.dates import format_date

from exchange.handouts.finished_page import FinishedPage, finished_page
from exchange.pages.addresses import INSTRUCTOR
from exchange.text.strings import Strings, read_strings

INDEX = "index.html"


class Role(Enum):
    """For whom a copy is."""

    LEARNER = "learner"
    """Without answers and without notes for instructors."""

    INSTRUCTOR = "instructor"
    """With both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes a site, in the language of a booklet."""

    name: str  # of the site
    description: str  # one sentence
    licence: str


def publisher(words: Strings) -> Publisher:
    """Return who publishes a site, as the words of its interface say."""
    return Publisher(name=words("site-name"), description=words("partnership"), licence=words("licence"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """All that a handout shows."""

    title: str
    lead: str
    address: str  # absolute, of its first page
    locale: str
    role: Role
    edition: str  # empty for the live site
    day: datetime.date | None  # of the newest change of any page
    pages: tuple[FinishedPage, ...]
    publisher: Publisher
    words: Strings

    @property
    def readable_day(self) -> str:
        """The day of the newest change as a person reads it."""
        return format_date(self.day, format="long", locale=self.words("babel-locale")) if self.day else ""

    @property
    def version(self) -> str:
        """The edition, or the day of the content."""
        if self.edition:
            return self.words("edition", edition=self.edition)
        return self.words("as-of", day=self.readable_day)

    @property
    def credit(self) -> str:
        """The line by which the licence's condition to name the source is met."""
        parts = {"title": self.title, "site": self.publisher.name, "address": self.address}
        return self.words("credit", version=self.version, licence=self.publisher.licence, **parts)


class NoSuchPage(LookupError):
    """Raised for a path at which the site has no page with an article."""


class NotForLearners(LookupError):
    """Raised where a learner's booklet is to hold the page at a path, which only instructors are given."""


def course_pages(site: Path, path: str) -> tuple[FinishedPage, ...]:
    """Return a page of a built site, and behind it the lessons that it lists. Raises NoSuchPage."""
    first = read_page(site, path)
    return (first, *(read_page(site, lesson) for lesson in first.lessons))


def for_role(site: Path, pages: Sequence[FinishedPage], role: Role) -> Iterator[FinishedPage]:
    """Yield pages; behind each, for instructors, the page that only they are given."""
    for page in pages:
        yield page
        if role is Role.INSTRUCTOR and (site / page.path / INSTRUCTOR / INDEX).is_file():
            yield read_page(site, f"{page.path}{INSTRUCTOR}")


def read_page(site: Path, path: str) -> FinishedPage:
    """Return the page in a folder of a built site. Raises NoSuchPage."""
    file = site / path / INDEX
    page = finished_page(file.read_text(encoding="utf-8"), path) if file.is_file() else None
    if page is None:
        raise NoSuchPage(path)
    return page


def booklet(
    site: Path,
    pages: Sequence[FinishedPage],
    *,
    role: Role,
    publisher: Publisher,
    edition: str = "",
    title: str = "",
) -> Booklet:
    """Return the booklet of pages of a site; without a title of its own it has that of the first.

    Raises NotForLearners.
    """
    first = pages[0]
    all_pages = tuple({page.path: page for page in for_role(site, pages, role)}.values())
    if role is Role.LEARNER and (refusals := [page.path for page in pages if page.is_for_instructors]):
        raise NotForLearners(refusals[0])
    days = [page.last_change for page in all_pages if page.last_change]
    return Booklet(
        title=title or first.title,
        lead="" if title else first.lead,
        address=first.address,
        locale=first.locale,
        role=role,
        edition=edition,
        day=max(days, default=None),
        pages=all_pages,
        publisher=publisher,
        words=handout_words(first.locale),
    )


@cache
def handout_words(locale: str) -> Strings:
    """Return the words of handouts in a language."""
    with resources.as_file(resources.files("exchange.handouts") / "words") as folder:
        return read_strings(folder, locale)
