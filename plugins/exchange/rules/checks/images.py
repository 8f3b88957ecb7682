"""Pictures as they are written: what those hear of them who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exchange.languages.language import all_languages
from exchange.rules.page import Page
from exchange.rules.written_links import WrittenLink
from exchange.text.problems import Problem

_FILE_NAME = re.compile(r"(?i)[\w-]+\.(?:png|jpe?g|gif|svg|webp|avif)")


def check(page: Page, links: Iterable[WrittenLink]) -> Iterator[Problem]:
    """Yield pictures without words, or with the name of their file for words."""
    for link in links:
        if not link.picture:
            continue
        text = "" if link.text is None else page.text[link.text_start : link.text_end]
        if link.text is None or not link.text.strip():
            yield page.problem("image-alt", link.start, link.end, {"target": link.target})
        elif _says_nothing(link.text.strip()):
            values = {"text": link.text.strip() or text}
            yield page.problem("image-alt-name", link.text_start, link.text_end, values)


def _says_nothing(text: str) -> bool:
    """Return True if a text is the name of a file, or says only that there is a picture, in any language."""
    patterns = (_FILE_NAME, *(language.picture_words for language in all_languages()))
    return any(pattern is not None and pattern.fullmatch(text) for pattern in patterns)
