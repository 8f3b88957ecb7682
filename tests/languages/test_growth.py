"""What a language is asked costs time that grows with the length of a text, not with its square.

Every function and pattern of every language is asked; what a text of one kind costs is compared by the
processor time of one twice as long. Below `ENOUGH` a square could not be told from a line, and costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from exchange.languages.language import all_languages

LENGTH = 6_000
ENOUGH = 0.05  # seconds
STEEPEST = 3.0  # for twice the text: a square takes 4 times as long
UNITS = (
    *(
        "1",
        "1,",
        "1 ",
        "1/",
        "1:",
        "a",
        "A. ",
        "Ab ",
        "가 ",
        "(",
        "“",
        "- ",
        "~",
        " ",
        "\n",
        "| ",
        "to ",
        "not ",
    ),
    *(
        "one ",
        "twenty-",
        "십",
        "억 ",
        "May ",
        "1 May ",
        "£1 ",
        "10:00 ",
        "10:00, UK team ",
        "UK team, 1 May ",
    ),
    *(
        "1월 1일 ",
        "한국 기관 ",
        "2026년 ",
        "17시 ",
        "1억 원 ",
        "하지 않는다. ",
        "week ",
        "up to ",
        "months of ",
    ),
    *(
        "1 May to ",
        "the first half of 2026 ",
        "must ",
        "before ",
        "이전 ",
        "http://",
        "a@",
        "[",
        "１",
        "\u200b",
    ),
)


def _asked(value: Any) -> Iterator[Callable[[str], object]]:
    """Yield what a field of a language holds, as functions of a text."""
    if isinstance(value, Mapping | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _asked(item)
    elif is_dataclass(value):
        yield from _asked(tuple(getattr(value, entry.name) for entry in fields(value)))
    elif hasattr(value, "finditer") and isinstance(value.pattern, str):
        yield value.findall
    elif callable(value):
        yield value


def _questions() -> list[tuple[str, Callable[[str], object]]]:
    return [
        (f"{language.call_names[:9]}: {entry.name}", ask)
        for language in all_languages()
        for entry in fields(language)
        if entry.name
        not in (
            "weekday_like",
            "choose",
            "term_uses",
            "term_words",
            "large_sum",
        )  # which are not asked with a text
        for ask in _asked(getattr(language, entry.name))
    ]


def _seconds(ask: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    found = ask(text)
    if isinstance(found, Iterator):
        list(found)
    return time.process_time() - start


def is_steep(ask: Callable[[str], object], text: str) -> bool:
    """Return True if twice the text takes far more than twice as long, each time of three."""
    if _seconds(ask, text) < ENOUGH:
        return False
    return all(_seconds(ask, text * 2) > STEEPEST * _seconds(ask, text) for _ in range(3))


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_twice_as_long(unit: str) -> None:
    """Of anything that is asked of a language."""
    text = unit * (LENGTH // len(unit))
    assert [name for name, ask in _questions() if is_steep(ask, text)] == []


def test_what_grows_with_the_square_is_seen() -> None:
    """Each sign with each other one."""
    assert is_steep(lambda text: [None for _ in text for _ in text], "a" * 3_000)
