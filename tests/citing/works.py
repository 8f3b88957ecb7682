"""A work by two people, as tests cite it."""

from __future__ import annotations

import datetime

from exchange.citing.works import Name, Work
from exchange.text.frame import frame_of
from exchange.text.strings import Strings
from tests.building import ROOT

SITE = "A & B Exchange"


def words(code: str) -> Strings:
    """Return the words that citations are written with."""
    frame = frame_of(ROOT / "overrides")
    both = (frame.strings(name).with_prefix("") for name in (code, f"citing.{code}"))
    return Strings({key: text for one in both for key, text in one.items()}, code)


def work(**changes: object) -> Work:
    """Return the work, with some of it otherwise."""
    fields: dict[str, object] = {
        "path": "guides/estimands.md",
        "lang": "en",
        "title": "Estimands",
        "authors": (Name(family="Kim", given="Min-ji Anna"), Name(whole="Body of Trials")),
        "site": SITE,
        "url": "https://x.example/editions/2026.1/en/guides/estimands/",
        "day": datetime.date(2026, 11, 9),
        "edition": "2026.1",
        "description": "What an effect is.",
        **changes,
    }
    return Work(**fields)  # type: ignore[arg-type]
