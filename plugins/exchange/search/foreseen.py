"""Foresee, as soon as the content is read, which words the analyser will be asked about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, MutableMapping, Set
from functools import partial
from pathlib import Path

from exchange.search.word_analyser import learnt_words, words_of
from exchange.text.content_folder import ContentFolder

MARKUP = re.compile(r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|\{[^}\n]*\}|<(?!https?:)[^>\n]*>|[\[\]*_`\\<>]")
"""What leaves a Markdown text without parting a word: the address of a link, attributes, tags, signs."""

_CACHE_NAME = "foreseen-texts"


def new_words(
    content: ContentFolder, string_files: Iterable[Path], *, locale: str, cache: MutableMapping[str, str]
) -> Callable[[], set[str]] | None:
    """What finds the words that are new since the last build; None where no text changed.

    ``string_files`` are files with what the site itself says on pages; they matter to the first build.
    """
    digests = {path: content.digest(path) for path in content.visible if _is_shown(path, locale)}
    old_digests: dict[str, str] = json.loads(cache.get(_CACHE_NAME, "{}"))
    cache[_CACHE_NAME] = json.dumps(digests)
    new_paths = [path for path, digest in digests.items() if old_digests.get(path) != digest]

    if not new_paths:
        return None
    texts = [content.read(path) for path in new_paths]
    texts += [] if old_digests else [file.read_bytes() for file in string_files]
    return partial(_new_words_of, texts, learnt_words(cache).text)


def _new_words_of(texts: Iterable[bytes], word_list: str) -> set[str]:
    return unknown_words((text.decode("utf-8", "replace") for text in texts), json.loads(word_list).keys())


def _is_shown(path: str, locale: str) -> bool:
    """True where pages of a language show what a file of the content says."""
    return path.endswith(".yml") or (path.startswith(f"{locale}/") and path.endswith(".md"))


def unknown_words(texts: Iterable[str], vocabulary: Set[str]) -> set[str]:
    """Words that pages will hold and that are not known yet, foreseen from their Markdown."""
    new = (text for text in texts if not words_of([text]) <= vocabulary)
    return words_of(MARKUP.sub("", text) for text in new) - vocabulary
