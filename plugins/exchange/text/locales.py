"""The languages of a site, in the order its configuration names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One language: `code` (BCP 47, also its folder and URL prefix) and its own name for itself."""

    code: str
    name: str
