"""What search may filter a page by, said by the plugin that knows, asked by the one that searches."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

KEY = "facets"
"""The key of a page's facets in MkDocs' `page.meta`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One deadline of a page: in the words of each language, with whom it is for, and when it is over.

    The instant is for comparing only: where just a day was published, no reader may see a time of day.
    """

    words: Mapping[str, str]
    ends: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a page is about, beyond its words.

    Either `status`, for a state that no clock changes, or `states`: each with the moment, with a zone, from
    which it holds, in order.
    """

    status: str = ""
    sides: tuple[str, ...] = ()
    states: tuple[tuple[datetime.datetime, str], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
