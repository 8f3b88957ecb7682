"""The kinds of pages: one row a kind, with everything that is decided by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What follows from the kind of a page."""

    fields: tuple[str, ...] = ()
    """The fields of its front matter beyond those of every page; `id` is a permanent id, and required."""

    required: tuple[str, ...] = ()
    """Which of them, besides `id`, it may not lack."""

    listed: bool = True
    """In the sitemap."""

    in_menu: bool = True
    """In the main menu, where it is at the top of the tree."""

    mapped: bool = True
    """On the site map; others are reached from the page above them."""

    searched: bool = True
    """Found by a search; other kinds repeat what is said elsewhere."""

    sealed: bool = False
    """Kept in editions, so that no date in it may have to change."""

    news: bool = False
    """Announced on the home page when it is published."""

    factual: bool = False
    """Made of facts that have sources and grow old."""

    embedded: bool = False
    """Other sites may show it, or a part of it, in a frame; trainers may ask what changed in it."""

    shows_words: bool = False
    """Shows words and forms that other pages should avoid, on purpose."""


class Kind(Enum):
    """What a page is for. The template `overrides/<kind>.html` prints it, or else `main.html`."""

    traits: Traits

    def __new__(cls, name: str, traits: Traits = Traits()) -> Kind:
        """Make a member whose value is the name that front matter uses."""
        kind = object.__new__(cls)
        kind._value_ = name
        kind.traits = traits
        return kind

    HOME = "home", Traits(searched=False)
    """The front page of a language."""

    PAGE = "page", Traits(embedded=True)
    """About the site, overviews."""

    GUIDE = "guide", Traits(fields=("id",), sealed=True, news=True, factual=True, embedded=True)
    """A method explained."""

    PATHWAY = "pathway", Traits(fields=("id",), sealed=True, news=True, factual=True, embedded=True)
    """A regulatory path explained."""

    COURSE = (
        "course",
        Traits(
            fields=("id", "audience", "objectives", "prerequisites"), sealed=True, news=True, embedded=True
        ),
    )
    """A set of lessons."""

    LESSON = (
        "lesson",
        Traits(
            fields=("id", "minutes", "objectives", "prerequisites"),
            required=("minutes",),
            sealed=True,
            embedded=True,
        ),
    )
    """One sitting of a course."""

    CALL = "call", Traits(news=True, embedded=True)
    """The prose of a funding call."""

    CALLS = "calls"
    """The list of calls."""

    CALLS_LIST = "calls-list", Traits(in_menu=False, mapped=False, searched=False)
    """A further part of the list, or the calls of one side."""

    CALLS_CALENDAR = "calls-calendar"
    """The month to act in, and the way to all others."""

    CALLS_MONTH = "calls-month", Traits(in_menu=False, mapped=False, searched=False)
    """The dates of calls in one month."""

    CALLS_TIMELINE = "calls-timeline"
    """The year to act in, and the way to all others."""

    CALLS_YEAR = "calls-year", Traits(in_menu=False, mapped=False, searched=False)
    """The stages of calls in one year."""

    CALLS_PAST = "calls-past"
    """The calls that are over."""

    GLOSSARY = "glossary", Traits(searched=False, shows_words=True, embedded=True)
    """The termbase as a page; a search finds its terms by the termbase."""

    SEARCH = "search", Traits(listed=False, in_menu=False, searched=False)
    """The results of a search."""

    SITE_MAP = "site-map", Traits(in_menu=False, searched=False)
    """Every page of the site."""

    PATH = "path", Traits(listed=False, in_menu=False, searched=False)
    """Sections and lessons that a trainer puts together in the browser."""

    LINK_CHECK = "link-check", Traits(listed=False, in_menu=False, searched=False)
    """What has become of the links of a course, told in the browser."""

    STYLE = "style", Traits(listed=False, in_menu=False, searched=False, shows_words=True)
    """Every component of the site, for those who write and test it."""
