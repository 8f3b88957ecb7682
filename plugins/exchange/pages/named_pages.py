"""The pages that have a permanent id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPage:
    """A page with a permanent id. `path` is the same in every language; titles by the languages it is in."""

    id: str
    path: str
    titles: Mapping[str, str]
