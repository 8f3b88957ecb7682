"""Characters: composed, visible, of ordinary width; and passages in another script that are marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.text.problems import Problem

_NOT_COMPOSED = re.compile(
    r"[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]+|[^\W\d_][\u0300-\u036F]+|[\uF900-\uFAFF]"
)
_INVISIBLE = re.compile(r"[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u180E\u2028\u2029]+")
_FULL_WIDTH = re.compile(r"[\uFF01-\uFF5E\u3000]+")
_ITALIC = re.compile(
    r"(?<![*\\])\*(?P<text>[^*\s\0](?:[^*\n\0]*[^*\s\0])?)\*(?!\*)|(?<![\w_\\])_(?P<low>[^_\s\0](?:[^_\n\0]*[^_\s\0])?)_(?![\w_])"
)


def check(page: Page) -> Iterator[Problem]:
    """Yield characters that look like others or like nothing, and scripts where they do not belong."""
    yield from _raw(page)
    wide = () if page.text.isascii() else _FULL_WIDTH.finditer(page.views.any_language)
    for match in wide:
        better = unicodedata.normalize("NFKC", match[0])
        yield page.problem("full-width", *match.span(), {"text": match[0], "better": better}, better=better)
    yield from _scripts(page)


def _raw(page: Page) -> Iterator[Problem]:
    """Look at the whole file, code and front matter too: these are never meant."""
    if page.text.isascii():
        return
    if not unicodedata.is_normalized("NFC", page.text):
        for match in _NOT_COMPOSED.finditer(page.text):
            better = unicodedata.normalize("NFC", match[0])
            if better != match[0]:
                yield page.problem("not-composed", *match.span(), {"better": better}, better=better)
    for match in _INVISIBLE.finditer(page.text, 1 if page.text.startswith("\ufeff") else 0):
        names = ", ".join(sorted({f"U+{ord(character):04X}" for character in match[0]}))
        yield page.problem("invisible-character", *match.span(), {"names": names}, better="")


def _scripts(page: Page) -> Iterator[Problem]:
    known = language(page.locale)
    if known.other_script and not page.views.prose.isascii():
        for match in known.other_script.finditer(page.views.prose):
            better = f'<span lang="{known.other_locale}">{match[0]}</span>'
            values = {"text": match[0], "better": better}
            yield page.problem("unmarked-language", *match.span(), values, better=better)
    if known.no_italics and not page.meta.kind.traits.shows_words:
        marked = "*" in page.views.prose or "_" in page.views.prose
        for match in _ITALIC.finditer(page.views.prose) if marked else ():
            text = match["text"] or match["low"]
            if known.no_italics.search(text):
                yield page.problem("italic-script", *match.span(), {"text": text})
