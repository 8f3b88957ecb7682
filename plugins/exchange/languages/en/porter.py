"""Stem English words: Porter, "An algorithm for suffix stripping", Program 14(3), 1980.

``theme/assets/js/search/porter.js`` is the same algorithm; a test holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from exchange.languages.expressions import expression

_C = "[^aeiou]"
_V = "[aeiouy]"
_CS = "[^aeiou][^aeiouy]*"
_VS = "[aeiouy][aeiou]*"
_M0 = expression(f"^({_CS})?{_VS}{_CS}")
_M1 = expression(f"^({_CS})?{_VS}{_CS}({_VS})?$")
_M2 = expression(f"^({_CS})?{_VS}{_CS}{_VS}{_CS}")
_VOWEL = expression(f"^({_CS})?{_V}")
_CVC = expression(f"^{_CS}{_V}[^aeiouwxy]$")
_DOUBLE = expression(r"([^aeiouylsz])\1$")

_STEP2 = dict(
    pair.split(":")
    for pair in (
        "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent "
        "eli:e ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful "
        "ousness:ous aliti:al iviti:ive biliti:ble logi:log "
    ).split()
)
_STEP3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_ENDS2 = expression(f"^(.+?)({'|'.join(sorted(_STEP2, key=len, reverse=True))})$")
_ENDS3 = expression(f"^(.+?)({'|'.join(sorted(_STEP3, key=len, reverse=True))})$")
_ENDS4 = expression(
    r"^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize|(?<=[st])ion)$"
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Stem of a lower-case word of ASCII letters; other words come back as they are."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    first, word = word[0], "Y" + word[1:] if word[0] == "y" else word
    for step in (_step1a, _step1b, _step1c, _step2, _step3, _step4, _step5):
        word = step(word)
    return first + word[1:]


def _step1a(word: str) -> str:
    word = re.sub(r"^(.+?)(ss|i)es$", r"\1\2", word)
    return re.sub(r"^(.+?)([^s])s$", r"\1\2", word)


def _step1b(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _M0.search(word[:-3]) else word
    ending = re.match(r"^(.+?)(ed|ing)$", word)
    if not ending or not _VOWEL.search(ending[1]):
        return word
    word = ending[1]
    if re.search(r"(at|bl|iz)$", word) or _CVC.search(word):
        return word + "e"
    return word[:-1] if _DOUBLE.search(word) else word


def _step1c(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and _VOWEL.search(word[:-1]) else word


def _step2(word: str) -> str:
    ending = _ENDS2.match(word)
    return ending[1] + _STEP2[ending[2]] if ending and _M0.search(ending[1]) else word


def _step3(word: str) -> str:
    ending = _ENDS3.match(word)
    return ending[1] + _STEP3[ending[2]] if ending and _M0.search(ending[1]) else word


def _step4(word: str) -> str:
    ending = _ENDS4.match(word)
    return ending[1] if ending and _M2.search(ending[1]) else word


def _step5(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _M2.search(rest) or (_M1.search(rest) and not _CVC.search(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _M2.search(word) else word
