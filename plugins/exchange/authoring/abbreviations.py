"""Mark abbreviations also before a particle, in languages that write one close to the word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from markdown.extensions.abbr import AbbrTreeprocessor

from exchange.languages.language import all_languages


class Abbreviations(AbbrTreeprocessor):
    """Finds abbreviations by the habits of all languages; Python-Markdown wants the word to end."""

    def run(self, root: Element) -> None:
        """Mark the abbreviations that the page explains."""
        if self.abbrs:
            self.RE = _Uses(self.abbrs)  # type: ignore[assignment]  # searched only
            self.iter_element(root)


class _Uses:
    """What Python-Markdown needs of a pattern."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        patterns = (language.term_uses(longest_first) for language in all_languages())
        self._pattern = re.compile("|".join(pattern.replace("(?P<name>", "(?:") for pattern in patterns))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the uses of the names as they were written."""
        return (match for match in self._pattern.finditer(text) if match[0] in self.names)
