"""What a build says besides problems, in the language in which it explains these."""

from __future__ import annotations

from pathlib import Path

from exchange.text.strings import Strings, read_strings


def build_words(language: str) -> Strings:
    """Return the words of builds."""
    return read_strings(Path(__file__).parent / "words", language)
