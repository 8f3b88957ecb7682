"""Read the numbers that Korean writes in words, of either way of counting."""

from __future__ import annotations

DIGITS = {name: number for number, name in enumerate("일이삼사오육칠팔구", 1)}
SINO = rf"(?:[이삼사오육칠팔구]?십[{''.join(DIGITS)}]?|[{''.join(DIGITS)}])"
"""The pattern of a number below a hundred, as those of months and years are read."""
NATIVE = {
    name: number
    for number, name in enumerate(
        ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두", "열세", "열네",
         "열다섯", "열여섯", "열일곱", "열여덟", "열아홉", "스무", "스물한", "스물두", "스물세", "스물네"),
        1,
    )
}  # fmt: skip
NATIVE_NUMBER = "|".join(sorted(NATIVE, key=len, reverse=True))
UNITS = {"조": 10**12, "억": 10**8, "만": 10**4}
SMALL = {"천": 1_000, "백": 100, "십": 10}


def number(text: str) -> int:
    """Return a number in digits or in words."""
    return int(text) if text.isdigit() else NATIVE.get(text) or spoken_figure(text)


def spoken_figure(text: str) -> int:
    """Return the number of words such as 칠억 오천만."""
    total = group = digit = 0
    for character in text.replace(" ", ""):
        if character in UNITS:
            total += (group + digit or 1) * UNITS[character]
            group = digit = 0
        elif character in SMALL:
            group += (digit or 1) * SMALL[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + group + digit
