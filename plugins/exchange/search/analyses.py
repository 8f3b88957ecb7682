"""Keep what an analyser said of words from one build to the next: words in, their morphemes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping

LEARNT_LIMIT = 200_000
"""Words kept from build to build; a larger cache is emptied."""


class LearntWords:
    """What kiwipiepy said of words in earlier builds, one text in the cache. Read when first asked."""

    def __init__(self, cache: MutableMapping[str, str], key: str) -> None:
        self._cache, self._key = cache, key
        self.text = cache.get(key, "{}")  # as it was when this build began
        self._words: dict[str, str] | None = None

    @property
    def words(self) -> dict[str, str]:
        """Word to its morphemes, as the analyser writes them."""
        if self._words is None:
            self._words = json.loads(self.text)
        return self._words

    def add(self, words: Mapping[str, str]) -> None:
        """Keep what is new, for this build and the next; of too many, only these."""
        self._words = {**(self.words if len(self.words) < LEARNT_LIMIT else {}), **words}
        self._cache[self._key] = json.dumps(self._words, ensure_ascii=False, separators=(",", ":"))
