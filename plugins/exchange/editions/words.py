"""The words of pages at the root and of sealed pages: those of the site, of editions and of the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.text.frame import Frame
from exchange.text.strings import Strings


def words_of(frame: Frame, locales: Sequence[str]) -> dict[str, Strings]:
    """Return the words by language."""
    return {code: frame.strings(code, f"editions.{code}", f"calendar.{code}") for code in locales}
