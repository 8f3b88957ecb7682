"""The words of the interface, one JSON file a language, complete or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


class Strings:
    """The interface's words in one language; asking for one that is not there is an error, never a blank."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def __repr__(self) -> str:
        """Return all it says: two that say the same are written alike."""
        return f"Strings({self._words!r})"

    def __call__(self, key: str, **values: object) -> str:
        """Return the words under a key, with `{name}` replaced by the value of that name."""
        return self._words[key].format(**values) if values else self._words[key]

    def under(self, prefix: str) -> dict[str, str]:
        """Return the words whose keys begin with a prefix, by the rest of their keys."""
        return {key.removeprefix(prefix): text for key, text in self._words.items() if key.startswith(prefix)}

    def keys(self) -> frozenset[str]:
        """Return every key."""
        return frozenset(self._words)


def read_strings(folder: Path, language: str) -> Strings:
    """Return the strings of a language from `<folder>/<language>.json`."""
    return Strings(json.loads((folder / f"{language}.json").read_text(encoding="utf-8")))
