"""Turn text in any script but Hangul into terms: one spelling, one stem, hyphens both ways.

``theme/assets/js/search/english.js`` reads queries by the same rules; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from exchange.languages.en.porter import stem
from exchange.languages.expressions import expression

_SPACED = "0-9a-zÀ-\u05bd\u05bf-״ؠ-ۓە-ۿ\u0900-ॣ०-ෳა-ჿሀ-ፚḀ-ῼ"
_UNSPACED = "ก-໿က-၉ក-\u17d3々ぁ-ヿ㐀-鿿"
"""Letters of scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana and Han."""
LETTER = f"[{_SPACED}{_UNSPACED}]"
"""Lower-case letters and digits of every script but Hangul, which is ``korean``'s."""
WORD = expression(f"{LETTER}+(?:['’]{LETTER}+)*(?:[-‐‑–/.\u200c\u200d]{LETTER}+)*")
PART = expression(f"[{_UNSPACED}](?=([{_UNSPACED}]))|(?<![{_UNSPACED}])[{_UNSPACED}]|[{_SPACED}]+")
"""A run of letters; where words have no spaces each two letters, or one by itself."""
_PARTED_OTHERWISE = expression(f"[/{_UNSPACED}]")
POSSESSIVE = expression(r"['’]s?(?![0-9a-z])")

STOP_WORDS = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have how i if in into "
    "is it "
    "its may me my no nor not of on or our shall should so such than that the their them then there these "
    "they "
    "this those to was we were what when where which who whom whose why will with would you your".split()
)

FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (expression(pattern), replacement)
    for pattern, replacement in (
        (r"^practis", "practic"),
        (r"ys(?:is|es|e|ed|ing|ers?)$", "yze"),
        (r"eses$", "esis"),
        (r"is(e|ed|es|ers?|ing|able|ations?|ational)$", r"iz\1"),
        (r"(?<=...)our(s|ed|ing|al|able|ite|ites)?$", r"or\1"),
        (r"(?<=..)([bt])re(s|d)?$", r"\1er\2"),
        (r"ogue(s)?$", r"og\1"),
        (r"^programme", "program"),
        (r"(?<=..)(l|f)ence(s|d)?$", r"\1ense\2"),
        (r"^licence", "license"),
        (r"^(enro|fulfi|labe|mode|trave|counse|cance|signa|leve|fue|tota|channe|insta)ll", r"\1l"),
        (r"(?<=.)[ao]e(?=.{3})", "e"),
        (r"^sulph", "sulf"),
        (r"^artefact", "artifact"),
        (r"dgement", "dgment"),
    )
)
"""British to American, for words of five letters and more. Harmless where it errs: queries err alike."""


@lru_cache(maxsize=65536)
def term_of(word: str) -> str:
    """Term of one lower-case word without hyphens; Porter has modif- for modification, modifi- for modify."""
    return re.sub("ifi$", "if", stem(fold_spelling(word)))


def fold_spelling(word: str) -> str:
    """American spelling of a word, as far as rules can tell."""
    if len(word) < 5:
        return word
    for pattern, replacement in FOLDS:
        word = pattern.sub(replacement, word)
    return word


def terms(text: str) -> Iterator[tuple[str, str]]:
    """Each term of a text with its word; a hyphenated word gives its parts and the whole."""
    for word in WORD.findall(text.lower()):
        yield from _terms_of(word)


@lru_cache(maxsize=65536)
def _terms_of(word: str) -> tuple[tuple[str, str], ...]:
    """Terms of one word as it stands in a text, with hyphens, strokes and what else holds it together."""
    bare = POSSESSIVE.sub("", word)
    parts = [match[0] + (match[1] or "") for match in PART.finditer(bare)]
    has_whole = len(parts) > 1 and not _PARTED_OTHERWISE.search(word)
    whole = [(term_of("".join(parts)), word)] if has_whole else []
    return (*whole, *((term_of(part), part) for part in parts if part not in STOP_WORDS))
