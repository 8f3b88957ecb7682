"""Texts by language: what readers of a language see where there is none in theirs."""

from __future__ import annotations

from collections.abc import Mapping


def shown_language(texts: Mapping[str, str], locale: str) -> str:
    """Return the language of the text that readers of a locale see: theirs, or the first that was written."""
    return locale if locale in texts else next(iter(texts), locale)
