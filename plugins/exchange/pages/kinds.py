"""The kinds of pages: one row a kind, with everything that is decided by it."""

from __future__ import annotations

from enum import Enum

from exchange.extensions import extensions
from exchange.pages.traits import Traits

_PLAIN = Traits()


class Kind(Enum):
    """What a page is for. The template `<kind>.html` prints it, or else `main.html`."""

    traits: Traits

    def __new__(cls, name: str, traits: Traits = _PLAIN) -> Kind:
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

    INSTRUCTOR = (
        "instructor",
        Traits(
            listed=False, in_menu=False, mapped=False, searched=False, sealed=True, beside=True, cited=False
        ),
    )
    """What only those who teach a course or lesson see."""

    CALL = "call", Traits(news=True, embedded=True)
    """The prose of a funding call."""

    CALLS = "calls", Traits(cited=False)
    """The list of calls."""

    CALLS_LIST = "calls-list", Traits(in_menu=False, mapped=False, searched=False, cited=False)
    """A further part of the list, or the calls of one side."""

    CALLS_CALENDAR = "calls-calendar", Traits(cited=False)
    """The month to act in, and the way to all others."""

    CALLS_MONTH = "calls-month", Traits(in_menu=False, mapped=False, searched=False, cited=False)
    """The dates of calls in one month."""

    CALLS_TIMELINE = "calls-timeline", Traits(cited=False)
    """The year to act in, and the way to all others."""

    CALLS_YEAR = "calls-year", Traits(in_menu=False, mapped=False, searched=False, cited=False)
    """The stages of calls in one year."""

    CALLS_PAST = "calls-past", Traits(cited=False)
    """The calls that are over."""

    GLOSSARY = "glossary", Traits(searched=False, shows_words=True, embedded=True)
    """The termbase as a page; a search finds its terms by the termbase."""

    SEARCH = "search", Traits(listed=False, in_menu=False, searched=False, cited=False)
    """The results of a search."""

    SITE_MAP = "site-map", Traits(in_menu=False, searched=False, cited=False)
    """Every page of the site."""

    PATH = "path", Traits(listed=False, in_menu=False, searched=False, cited=False)
    """Sections and lessons that a trainer puts together in the browser."""

    LINK_CHECK = "link-check", Traits(listed=False, in_menu=False, searched=False, cited=False)
    """What has become of the links of a course, told in the browser."""

    STYLE = (
        "style",
        Traits(listed=False, in_menu=False, searched=False, shows_words=True, cited=False),
    )
    """Every component of the site, for those who write and test it."""

    # What packages add, by the name of the entry point; an Enum takes members only while its body is read.
    vars().update(
        {name.upper().replace("-", "_"): (name, entry.load()) for name, entry in extensions("kinds").items()}
    )
