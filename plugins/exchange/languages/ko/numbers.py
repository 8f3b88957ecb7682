"""Read the numbers that Korean writes in words, of either way of counting."""

from __future__ import annotations

import re

from exchange.languages.expressions import expression

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


_ABOUT = {
    "한두": "1~2", "두세": "2~3", "두서너": "2~4", "서너": "3~4", "너댓": "4~5", "네댓": "4~5", 
    "네다섯": "4~5", "대여섯": "5~6", "예닐곱": "6~7", "일고여덟": "7~8", "여덟아홉": "8~9",
}  # fmt: skip
_COUNTERS = "개|명|건|팀|곳|과제|기관|해|달|편|군데|차례|쌍|년(?!도|대)"
_BEHIND = rf"(?=\s?(?:{_COUNTERS}|[~∼～–-]\s?\d))"
"""Something counted, or a second number."""
_NATIVE_ALONE = expression(
    rf"(?<![가-힣])(?P<words>{'|'.join(sorted(_ABOUT | NATIVE, key=len, reverse=True))}){_BEHIND}"
)
_PAIRS = dict(zip(("일이", "이삼", "삼사", "사오", "오륙", "육칠", "칠팔", "팔구"), range(1, 9), strict=True))
_PAIR = expression(
    rf"(?<![가-힣])(?P<pair>{'|'.join(_PAIRS)})(?P<tens>[십백]?)(?=\s?(?:{_COUNTERS}|[천백만억조]))"
)
_SINO_ALONE = expression(
    rf"(?<![가-힣])(?P<words>(?=[가-힣]{{2}}|[가-힣]\s?(?:개|명|년|주|[~∼～–-]\s?\d))(?:[{''.join(DIGITS)}]?백)?"
    rf"(?:[{''.join(DIGITS)}]?십)?[{''.join(DIGITS)}]?)(?<=[{''.join(DIGITS)}백십]){_BEHIND}"
)


def in_digits(text: str) -> str:
    """Return a text with digits in place of its numbers in words: `2~3 개` for `두세 개`."""
    text = _PAIR.sub(_span, text)
    for _ in range(2):  # the first of two numbers is known as one by the second
        text = _NATIVE_ALONE.sub(lambda one: _ABOUT.get(one["words"]) or str(NATIVE[one["words"]]), text)
        text = _SINO_ALONE.sub(lambda one: str(spoken_figure(one["words"])), text)
    return text


def _span(pair: re.Match[str]) -> str:
    scale, least = SMALL.get(pair["tens"], 1), _PAIRS[pair["pair"]]
    return f"{least * scale}~{(least + 1) * scale}"


def number(text: str) -> int:
    """Return a number in digits or in words."""
    return int(text) if text.isdigit() else NATIVE.get(text) or spoken_figure(text)


def large_sum(figure: int) -> str:
    """Return a sum of whole 만 as it is read, `3억 5,000만`; nothing for any other."""
    rest, parts = figure, []
    for name, size in UNITS.items():
        count, rest = divmod(rest, size)
        parts += [f"{count:,}{name}"] if count else []
    return "" if rest else " ".join(parts)


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
