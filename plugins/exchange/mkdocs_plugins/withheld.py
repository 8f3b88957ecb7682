"""Pages that must not be published yet: a plugin names them, and the one that lays out the site drops them.

Paths are those that a page has in every language, such as `calls/x.md`.
"""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

_KEY = "kx_withheld"


def withhold(config: MkDocsConfig, paths: Iterable[str]) -> None:
    """Name pages that nothing of may be in the site."""
    config.extra[_KEY] = withheld(config) | frozenset(paths)


def withheld(config: MkDocsConfig) -> frozenset[str]:
    """Return the pages that nothing of may be in the site."""
    found: frozenset[str] = config.extra.get(_KEY, frozenset())
    return found
