"""Find words typed with the keyboard in the other language: `dkssud` for 안녕, ㅗ디ㅣㅐ for `hello`.

The layout is that of KS X 5002, two sets of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.expressions import expression
from exchange.languages.language import Slip

_INITIALS = "r R s e E f a q Q t T d w W c z x v g".split()
_VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split()
_FINALS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ")
_CONSONANTS = "r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g".split()
_LETTERS = dict(
    zip((chr(code) for code in range(ord("ㄱ"), ord("ㅣ") + 1)), [*_CONSONANTS, *_VOWELS], strict=True)
)
_VOWEL = "|".join(sorted(_VOWELS, key=len, reverse=True))
_FINAL = "|".join(sorted(filter(None, _FINALS), key=len, reverse=True))
_SYLLABLE = expression(
    rf"(?P<initial>{'|'.join(_INITIALS)})(?P<vowel>{_VOWEL})(?P<final>(?:{_FINAL})(?!{_VOWEL}))?"
)
_LATIN = expression(
    r"(?<![\w.@/-])(?=[A-Z]*[a-z])(?=[A-Za-z]*[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{4})[A-Za-z]{6,}(?![A-Za-z\d_@/-]|\.\w)"
)
_HANGUL = expression(r"(?<![가-힣ㄱ-ㅣ])(?=[가-힣ㄱ-ㅎ]*[ㅏ-ㅣ])(?=(?:[가-힣]*[ㄱ-ㅣ]){2})[가-힣ㄱ-ㅣ]{3,}")


def other_layout(text: str) -> Iterator[Slip]:
    """Yield such words; a Latin one has four consonants on end, and makes Hangul of all its keys."""
    for match in _LATIN.finditer(text):
        hangul = _SYLLABLE.sub(_syllable, match[0])
        if not re.search("[A-Za-z]", hangul):
            yield Slip(rule="spelling", start=match.start(), end=match.end(), better=hangul)
    for match in _HANGUL.finditer(text):
        latin = "".join(map(_keys, match[0]))
        if re.search("[aeiou]", latin) and re.search("[ㄱ-ㅎ]|[가-힣][ㄱ-ㅣ]", match[0]):
            yield Slip(rule="spelling", start=match.start(), end=match.end(), better=latin)


def _syllable(match: re.Match[str]) -> str:
    row = _INITIALS.index(match["initial"]) * len(_VOWELS) + _VOWELS.index(match["vowel"])
    return chr(ord("가") + row * len(_FINALS) + _FINALS.index(match["final"] or ""))


def _keys(letter: str) -> str:
    """Return the keys of a letter or a syllable."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    row, final = divmod(ord(letter) - ord("가"), len(_FINALS))
    initial, vowel = divmod(row, len(_VOWELS))
    return f"{_INITIALS[initial]}{_VOWELS[vowel]}{_FINALS[final]}"
