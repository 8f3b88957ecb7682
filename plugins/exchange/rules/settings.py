"""What a site says about the check of its content; kept apart, since a build reads this before it checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exchange.rules.body_names import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bytes of the largest picture of a kind that the build does not make smaller."""

    image_bytes: int = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Where the content is: its folder, how problems name that folder, and its languages."""

    folder: Path
    name: str
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a site decides about the check."""

    glossary: str = "glossary.csv"  # in the content folder
    generated: tuple[str, ...] = tuple(
        f"calls/{name}.md" for name in ("index", "calendar", "timeline", "past")
    )
    records: tuple[str, ...] = ("calls",)  # folders of records, each of which is a page too
    checked_days: int = 365  # facts not compared with their sources for longer than this are reported
    limits: Limits = field(default_factory=Limits)
    addresses: tuple[
        str, ...
    ] = ()  # what addresses of pages of this site begin with: `https://site.example/`
    bodies: tuple[Body, ...] = ()  # whose names are compared between the languages
