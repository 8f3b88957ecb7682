"""The words of the pages that stand at the root: the site's, and those of `editions.<locale>.json`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitekit.strings import Strings, read_strings


def words_of(folder: Path, locales: Sequence[str]) -> dict[str, Strings]:
    """Return the words by language."""
    return {
        code: Strings(
            {**read_strings(folder, code).under(""), **read_strings(folder, f"editions.{code}").under("")}
        )
        for code in locales
    }
