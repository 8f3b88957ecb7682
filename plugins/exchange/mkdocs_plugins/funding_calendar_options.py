"""The options of the funding calendar."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class SideConfig(Config):
    """One country of the calls."""

    code = config_options.Type(str)
    """The word records use for it (ISO 3166-1 alpha-2)."""

    zone = config_options.Type(str)
    """Its time zone, by the IANA database."""

    currency = config_options.Type(str)
    """Its currency (ISO 4217)."""

    holidays = config_options.ListOfItems(config_options.Type(str), default=[])
    """Calendars of the library `holidays`: `XX` or `XX-subdivision`."""

    hosts = config_options.ListOfItems(config_options.Type(str), default=[])
    """The hosts of its funders, each with all below it. One that only looks like one of them is refused."""


class FundingCalendarConfig(Config):
    """What mkdocs.yml may say."""

    domain = config_options.Type(str)
    """Stands in the ids of events and feeds. It must never change, even when the site moves."""

    sides = config_options.ListOfItems(config_options.SubConfig(SideConfig))
    """The countries, in the order in which pages name them."""

    hosts = config_options.ListOfItems(config_options.Type(str), default=[])
    """Hosts of others whom records may name, such as newspapers; a host in no list is told to reviewers."""

    folder = config_options.Type(str, default="calls")
    """The folder of the records, and of the calls' pages below each language."""

    soon_days = config_options.Type(int, default=14)
    """A call is closing soon this many days before it closes."""

    since = config_options.Type(str, default="")
    """The revision that was published last: what was done to its calls must be in their `changes`.

    The variable KX_SINCE goes before it. Without either, the main branch of a clone's origin.
    """

    unchecked_days = config_options.Type(int, default=120)
    """A source that was not looked at for longer than this is reported."""
