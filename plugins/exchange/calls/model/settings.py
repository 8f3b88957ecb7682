"""What a site says about its calendar once, in its configuration: languages, sides, zones, thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exchange.text.locales import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One country of a joint call: `code` is the word records use for it (ISO 3166-1 alpha-2).

    `zone` is an IANA zone; `currency` is ISO 4217; `holidays` names calendars of the library `holidays`,
    as `XX` or `XX-subdivision`. `hosts` are those of its funders, each with all below it.
    """

    code: str
    zone: str
    currency: str
    holidays: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


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

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(locale.code for locale in self.locales)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones of the sides, in order, each once."""
        return tuple(dict.fromkeys(side.zone for side in self.sides))

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
