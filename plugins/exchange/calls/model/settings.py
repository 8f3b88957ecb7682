"""What a site says about its calendar once, in its configuration: languages, sides, zones, thresholds."""

# ruff: noqa: RUF009 -- `record_field` is a field specifier: it makes a field, not a shared default

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exchange.calls.model.call import Form, Words, record_field
from exchange.text.locales import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFunder:
    """A funder of a side. The record of a new call begins with the first one of each."""

    id: str = record_field("A short name for it in records.", Form.ID)
    name: Words = record_field("Its name.", "text in each language", longest=200)
    ror: str = record_field("Its identifier in the Research Organization Registry.", Form.URL, default="")
    portal: str = record_field("Where its applications are made.", Form.URL, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBody:
    """A body of a side that texts name beside its funders, such as a regulator or a ministry.

    A text that names another body than its translation does is found by these names, of whatever language.
    """

    names: tuple[Words, ...] = record_field(
        "What it is called: its name, its short name, each in the languages that have it.",
        "a list of texts in each language",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A country that takes part in calls, or a union of countries."""

    code: str = record_field("The word that records use for it.", Form.COUNTRY)
    zone: str = record_field("Its time zone.", Form.ZONE)
    currency: str = record_field("Its currency.", Form.CURRENCY)
    name: Words | None = record_field(
        "Its name; by default that of the CLDR.", "text in each language", longest=100, default=None
    )
    short_name: Words | None = record_field(
        "A shorter name, for where several are named together; by default its name.",
        "text in each language",
        longest=60,
        default=None,
    )
    holidays: tuple[str, ...] = record_field(
        "The calendars of its public holidays.", Form.HOLIDAYS, default=()
    )
    hosts: tuple[str, ...] = record_field(
        "The hosts of its funders, each with all below it. One that only looks like one of them is refused.",
        Form.HOST,
        default=(),
    )
    funders: tuple[SideFunder, ...] = record_field(
        "Its funders, for records of new calls.", "a list, below", default=()
    )
    bodies: tuple[SideBody, ...] = record_field(
        "Other bodies of it whose names are compared between the languages.", "a list, below", default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole of it. `site_url` ends in a slash; `domain` is part of event ids and must never change.

    `formats` gives the CLDR locale that writes the dates of each language, such as `xx_YY`.
    """

    site_url: str
    domain: str
    locales: tuple[Locale, ...]
    formats: Mapping[str, str]
    sides: tuple[Side, ...]
    soon_days: int = 14  # a call is closing soon this many days before it closes
    unchecked_days: int = 120  # a source not looked at for longer than this is reported
    hosts: tuple[str, ...] = ()  # of others whom records may name as a source
    calls_folder: str = "calls"  # of a call's page, below the language's folder
    site_name: Words = field(default_factory=dict)
    sides_name: Words = field(default_factory=dict)  # of all sides together; by default their short names

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(locale.code for locale in self.locales)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones of the sides, in order, each once; UTC where no side can be read, so that records can."""
        return tuple(dict.fromkeys(side.zone for side in self.sides)) or ("UTC",)

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of the sides, in order, each once."""
        return tuple(dict.fromkeys(side.currency for side in self.sides))

    @property
    def side_codes(self) -> tuple[str, ...]:
        """The codes of the sides."""
        return tuple(side.code for side in self.sides)

    @property
    def funder_hosts(self) -> tuple[str, ...]:
        """The hosts of the funders of all sides."""
        return tuple(dict.fromkeys(host for side in self.sides for host in side.hosts))

    def side(self, code: str) -> Side:
        """Return the side of a code; raise KeyError where there is none."""
        for side in self.sides:
            if side.code == code:
                return side
        raise KeyError(code)

    def page_url(self, locale: str, call: str = "") -> str:
        """Return the address of a call's page, or of the list of calls."""
        return f"{self.site_url}{locale}/{self.calls_folder}/{call + '/' if call else ''}"
