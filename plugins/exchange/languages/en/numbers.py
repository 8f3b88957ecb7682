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


_PLAIN = rf"(?:{TENS})[- ](?:{ONES})|{'|'.join(sorted([*SMALL, *_TENS], key=len, reverse=True))}"
_ALONE = re.compile(
    rf"\b(?:(?:(?:{TENS})-(?:{ONES})|{ONES}|a)\shundred(?:\sand\s(?:{_PLAIN})\b(?!\shundred))?|a\sdozen|{_PLAIN})\b",
    re.IGNORECASE,
)
_OF_HUNDREDS = re.compile(
    rf"\b(?<!-)(?P<low>{ONES})(?P<to>\s?(?:to|or|and|[-–~])\s?)(?P<high>{ONES})\shundred\b", re.IGNORECASE
)


def in_digits(text: str) -> str:
    """Return a text with digits in place of its numbers in words: `4 to 8` for `four to eight`."""
    text = _OF_HUNDREDS.sub(_both_hundreds, text)
    return _ALONE.sub(lambda words: str(number(words[0])), text)


def _both_hundreds(span: re.Match[str]) -> str:
    low, high = (WORDS[span[name].lower()] for name in ("low", "high"))
    return f"{low * 100}{span['to']}{high * 100}" if low < high else span[0]


def large_sum(figure: int) -> str:
    """Return a sum in billions or more with at most three places, `292.1 billion`; nothing for any other."""
    for name, size in (("trillion", 10**12), ("billion", 10**9)):
        if figure >= size and figure % (size // 1000) == 0:
            return f"{(Decimal(figure) / size).normalize():,f} {name}"
    return ""


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
