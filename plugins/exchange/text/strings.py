"""The words of the interface, one JSON file a language; what one lacks is said in the fallback language."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from exchange.languages.language import (
    FALLBACK,
    PLURAL_CATEGORIES,
    language,
    language_name,
    lineage,
    plural_category,
)
from exchange.text.original_text import OriginalText, Part, with_languages


class Strings:
    """The interface's words in one language; asking for one that is not there is an error, never a blank."""

    def __init__(
        self, words: Mapping[str, str], code: str = FALLBACK, *, fallback_keys: Collection[str] = ()
    ) -> None:
        """`code` is the language of the words: it decides particles behind values.

        `fallback_keys` are the keys of words that are in the fallback language.
        """
        self._words, self._code, self._fallback_keys = dict(words), code, frozenset(fallback_keys)

    def __repr__(self) -> str:
        """Return all it says: two that say the same are written alike."""
        return f"Strings({self._words!r})"

    def __call__(self, key: str, **values: object) -> str:
        """Return the words under a key, with `{name}` replaced by the value of that name.

        Values in another language keep it; words that are not in this language know theirs. Where `count` is
        a number, the words are those for numbers of its category, under `<key>.<category>`, if there are any.
        """
        code = FALLBACK if key in self._fallback_keys else self._code
        form = (
            f"{key}.{plural_category(code, count)}" if isinstance(count := values.get("count"), int) else key
        )
        text = self._words.get(form) or self._words[key]
        if key in self._fallback_keys:
            fallback_text = language(FALLBACK).fill(text, values) if values else text
            return OriginalText(Part(fallback_text, FALLBACK))
        return with_languages(language(self._code).fill(text, values), values.values()) if values else text

    @property
    def name(self) -> OriginalText:
        """The language of the words, in itself."""
        return OriginalText(Part(self("language-name"), self._code))

    def with_words(self, words: Mapping[str, str]) -> Strings:
        """Return these words with others beside them."""
        return Strings({**self._words, **words}, self._code, fallback_keys=self._fallback_keys - words.keys())

    def joined(self, addition: Strings) -> Strings:
        """Return these words with those of another part of the same language beside them."""
        fallback_keys = (self._fallback_keys - addition.keys()) | addition._fallback_keys
        return Strings({**self._words, **addition._words}, self._code, fallback_keys=fallback_keys)

    def with_prefix(self, prefix: str) -> dict[str, str]:
        """Return the words whose keys begin with a prefix, by the rest of their keys."""
        return {key.removeprefix(prefix): text for key, text in self._words.items() if key.startswith(prefix)}

    def keys(self) -> frozenset[str]:
        """Return every key."""
        return frozenset(self._words)


def read_strings(folder: Path, name: str) -> Strings:
    """Return the strings of `<folder>/<name>.json`; the name is a language or ends in one: `calendar.ko`.

    What the file lacks is taken from that of the fallback language, but for the facts about the language
    itself. `{this_language}` is the name of the language. A file that is absent or cannot be read gives
    nothing: that is a problem of the site's check.
    """
    return merge_strings((folder,), name)


def merge_strings(folders: Iterable[Path], name: str) -> Strings:
    """Return the strings of a name from several folders: what a later one says wins in each language."""
    prefix, dot, code = name.rpartition(".")
    words: dict[str, str] = {}
    translations: dict[str, str] = {}
    for folder in folders:
        words |= strings_of(folder / f"{prefix}{dot}{FALLBACK}.json")
        for language_code in lineage(code):
            own_strings = strings_of(folder / f"{prefix}{dot}{language_code}.json")
            is_fact_of_another = OF_THE_LANGUAGE if language_code != code else frozenset[str]()
            translations |= {key: text for key, text in own_strings.items() if key not in is_fact_of_another}
    words = {key: text for key, text in words.items() if without_category(key) not in translations}
    facts = {"language": code, "language-name": language_name(code), "babel-locale": code.replace("-", "_")}
    words |= {key: text for key, text in facts.items() if key in words}
    fallback_keys = words.keys() - translations.keys() - OF_THE_LANGUAGE - _SIGNS if code != FALLBACK else ()
    words |= translations
    name = words.get("language-name", code)
    texts = {key: text.replace("{this_language}", name) for key, text in words.items()}
    return Strings(texts, code, fallback_keys=fallback_keys)


def strings_of(file: Path) -> dict[str, str]:
    """Return what one file of strings says, by key; nothing where it cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = content.items() if isinstance(content, dict) else ()
    return {key: text for key, text in pairs if isinstance(text, str)}


def without_category(key: str) -> str:
    """Return the key of the words of which one has the form for some numbers, or the key itself."""
    stem, _, category = key.rpartition(".")
    return stem if category in PLURAL_CATEGORIES else key


OF_THE_LANGUAGE = frozenset({"language", "language-name", "babel-locale"})
"""Keys of facts about the language: where they are absent, the CLDR answers."""

_SIGNS = frozenset({"colon", "comma"})
"""Keys of signs between words, which are no text in a language."""
