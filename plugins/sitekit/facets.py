"""What search may filter a page by, said by the plugin that knows, asked by the one that searches."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

KEY = "facets"
"""Where a page's facets stand in MkDocs' `page.meta`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a page is about, beyond its words.

    Either `status`, for a state that no clock changes, or moments with a zone: before `opens` the thing is
    upcoming, from `closes` on it is closed, between them open.
    """

    status: str = ""
    sides: tuple[str, ...] = ()
    opens: datetime.datetime | None = None
    closes: datetime.datetime | None = None
