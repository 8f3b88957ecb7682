"""Write numbers as printable characters, so that an index is text every server compresses.

The digits are ASCII without the quote and the backslash, which JSON would have to escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from exchange.languages.ko.search_terms import LINE

DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
"""92 digits."""

HALF = len(DIGITS) // 2
"""A digit from here on says that another digit follows."""


def pack_number(number: int) -> str:
    """A number of any size: digits to base ``HALF``, the least first."""
    result = ""
    while number >= HALF:
        result += DIGITS[HALF + number % HALF]
        number = number // HALF - 1
    return result + DIGITS[number]


def pack_gaps(numbers: Sequence[int]) -> str:
    """Rising numbers by what each adds to the one before, the first to -1."""
    return "".join(
        pack_number(number - last - 1) for last, number in zip((-1, *numbers), numbers, strict=False)
    )


def pack_units(units: Iterable[int]) -> str:
    """A set of units: one digit each in rising order, marked when another follows."""
    rising = sorted(units)
    return "".join(DIGITS[HALF + unit] for unit in rising[:-1]) + DIGITS[rising[-1]]


PREFIX_LENGTHS = " TUVWXYZ"
"""Says how many characters a word shares with the one before, at most seven, and so where it begins."""

MARK = "~"
SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{"
FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3


def pack_words(words: Iterable[str]) -> str:
    """Lower-case words in order, front-coded: how much is shared with the one before, and the rest.

    Syllables are taken apart into letters, a capital, a small letter and a sign, since neighbours share these
    where they share no syllable, and a letter is one byte where a syllable is three.
    """
    result, last = [], ""
    for word in words:
        letters = word.translate(_letters())
        prefix = min(_prefix_length(last, letters), len(PREFIX_LENGTHS) - 1)
        result.append(PREFIX_LENGTHS[prefix] + letters[prefix:])
        last = letters
    return "".join(result)


def pack_lines(texts: Iterable[str]) -> str:
    """Texts, one a line; one of syllables and spaces alone is marked, its syllables taken apart."""
    lines = (text.replace("\n", " ") for text in texts)
    return "\n".join(
        MARK + line.translate(_letters()) if LINE.fullmatch(line) else _raw(line) for line in lines
    )


def _raw(line: str) -> str:
    """A line that could be taken for a marked one has a space before it."""
    return " " + line if line.startswith((MARK, " ")) else line


@cache
def _letters() -> dict[int, str]:
    """Every syllable with its letters: ``A`` to ``S`` for the initial, ``a`` to ``u`` for the vowel."""
    return {code: _spell(code - FIRST_SYLLABLE) for code in range(FIRST_SYLLABLE, LAST_SYLLABLE + 1)}


def _spell(syllable: int) -> str:
    initial, vowel, final = syllable // 588, syllable // 28 % 21, syllable % 28
    return chr(ord("A") + initial) + chr(ord("a") + vowel) + (SIGNS[final - 1] if final else "")


def _prefix_length(first: str, second: str) -> int:
    length = 0
    for letter, second_letter in zip(first, second, strict=False):
        if letter != second_letter:
            break
        length += 1
    return length
