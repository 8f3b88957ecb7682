"""Read the numbers that English writes in words, for claims and for statements alike."""

from __future__ import annotations

import re
from decimal import Decimal

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = (
    {word: Decimal(number) for number, word in enumerate(SMALL)}
    | {word: Decimal(number * 10) for number, word in enumerate(_TENS, 2)}
    | {"hundred": Decimal(100), "dozen": Decimal(12)}
)
ONES, TENS = "|".join(SMALL[1:10]), "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:{TENS})[- ](?:{ONES})\b|{'|'.join(sorted(WORDS, key=len, reverse=True))}"
SPELT = rf"(?:(?:{ONES}|a)\shundred(?:\sand\s(?:{_BELOW_HUNDRED}))?|{_BELOW_HUNDRED})"
"""The pattern of a number in words, below a thousand."""


def number(text: str) -> Decimal:
    """Return a number in digits or words: `1,200`, `six hundred and fifty`, `a`, `half a`, `every other`."""
    word = text.lower()
    if word in ("a", "an"):
        return Decimal(1)
    if word.startswith(("every ", "a couple")):
        return Decimal(2)
    if word.startswith("half a"):
        return Decimal("0.5")
    if "quarter" in word:
        return Decimal("0.25") if word.startswith("a") else Decimal("0.75")
    if word == "one and a half":
        return Decimal("1.5")
    if word[0].isdigit():
        return Decimal(word.replace(",", ""))
    total = Decimal()
    for part in re.findall("[a-z]+", word):
        total = (total or Decimal(1)) * 100 if part == "hundred" else total + WORDS.get(part, Decimal())
    return total
