"""Write numbers as printable characters, so that an index is text every server compresses.

The digits are ASCII without the quote and the backslash, which JSON would have to escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
"""92 digits."""

HALF = len(DIGITS) // 2
"""A digit from here on says that another digit follows."""


def pack_number(number: int) -> str:
    """A number of any size: digits to base ``HALF``, the least first."""
    packed = ""
    while number >= HALF:
        packed += DIGITS[HALF + number % HALF]
        number = number // HALF - 1
    return packed + DIGITS[number]


def pack_gaps(numbers: Sequence[int]) -> str:
    """Rising numbers by what each adds to the one before, the first to -1."""
    return "".join(
        pack_number(number - last - 1) for last, number in zip((-1, *numbers), numbers, strict=False)
    )


def pack_units(units: Iterable[int]) -> str:
    """A set of units: one digit each in rising order, marked when another follows."""
    rising = sorted(units)
    return "".join(DIGITS[HALF + unit] for unit in rising[:-1]) + DIGITS[rising[-1]]


def pack_words(words: Sequence[str]) -> tuple[str, str]:
    """Sorted words by what each shares with the one before: lengths shared, and the rests."""
    shared = [_shared(last, word) for last, word in zip(("", *words), words, strict=False)]
    rests = " ".join(word[length:] for word, length in zip(words, shared, strict=True))
    return "".join(pack_number(length) for length in shared), rests


def _shared(left: str, right: str) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length
