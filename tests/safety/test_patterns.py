"""No regular expression of ours shares out a run of signs between two repeats: the square of its length.

A text is a stranger's, and a run of spaces as long as a file is easily sent in.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import exchange
from exchange.languages.expressions import expression

SIGNS = " \t\n0aA가-_.,;:|#*<>[](){}\"'=/\\"
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)
_EXPRESSION = type(expression(""))
_LONG = 1_000  # a repeat of at most so many signs costs at most so many times the text


def shared_runs(pattern: re.Pattern[str]) -> bool:
    """Return True if two repeats beside each other take the same signs, and something behind may fail."""
    return any(
        _shared(sequence, pattern.flags)
        for sequence in _sequences(parser.parse(pattern.pattern, pattern.flags))
    )


def _sequences(sequence: Any) -> Iterator[list[tuple[Any, Any]]]:
    """Yield a pattern's sequences: itself, and those of its groups and branches."""
    items = list(sequence)
    yield items
    for _kind, value in items:
        for part in value if isinstance(value, list | tuple) else (value,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, parser.SubPattern):
                    yield from _sequences(inner)


def _shared(items: list[tuple[Any, Any]], flags: int) -> bool:
    runs: set[str] = set()  # the signs that repeats before could give back
    for position, (kind, value) in enumerate(items):
        least, signs = _reach(kind, value, flags)
        is_last = position == len(items) - 1
        if kind in _REPEATS and value[1] > _LONG and len(value[2]) == 1:
            if signs & runs and not is_last:
                return True
            runs = signs | (runs if least == 0 else set())
        elif least:
            runs = set()
    return False


def _reach(kind: Any, value: Any, flags: int) -> tuple[int, set[str]]:
    """Return how many signs a part takes at least, and which of `SIGNS` it repeats."""
    if kind in (*_REPEATS, kinds.POSSESSIVE_REPEAT):
        least, _most, inner = value
        gives_back = kind in _REPEATS and len(inner) == 1
        return least * inner.getwidth()[0], _signs(inner, flags) if gives_back else set()
    if kind is kinds.SUBPATTERN:
        return value[-1].getwidth()[0], set()
    if kind is kinds.BRANCH:
        return min(branch.getwidth()[0] for branch in value[1]), set()
    one_sign = (kinds.LITERAL, kinds.NOT_LITERAL, kinds.IN, kinds.ANY, kinds.GROUPREF)
    return int(kind in one_sign), set()


def _signs(inner: Any, flags: int) -> set[str]:
    """Return which signs a part of one sign takes."""
    kind, value = inner[0]
    if kind is kinds.LITERAL:
        return {chr(value)}
    if kind is kinds.ANY:
        return {*SIGNS} - (set() if flags & re.DOTALL else {"\n"})
    if kind is kinds.NOT_LITERAL:
        return {*SIGNS} - {chr(value)}
    if kind is kinds.IN:
        return {sign for sign in SIGNS if _is_in(sign, value)}
    return set()


_CLASSES = {
    kinds.CATEGORY_SPACE: str.isspace,
    kinds.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    kinds.CATEGORY_DIGIT: str.isdigit,
    kinds.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    kinds.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    kinds.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def _is_in(sign: str, parts: list[tuple[Any, Any]]) -> bool:
    negated = parts[0][0] is kinds.NEGATE
    found = any(
        (kind is kinds.LITERAL and chr(value) == sign)
        or (kind is kinds.RANGE and value[0] <= ord(sign) <= value[1])
        or (kind is kinds.CATEGORY and _CLASSES[value](sign))
        for kind, value in parts
    )
    return found is not negated


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each pattern of a module with its name, also what is compiled later, and those of its tables."""
    for module in pkgutil.walk_packages(exchange.__path__, "exchange."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _patterns_of(value):
                yield f"{module.name}.{name}: {pattern.pattern}", pattern


def _patterns_of(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, _EXPRESSION):
        value = value.scanner("").pattern  # the compiled one
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _patterns_of([getattr(value, entry.name, None) for entry in fields(value)])
    elif isinstance(value, Mapping | list | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _patterns_of(item)


@pytest.mark.parametrize(
    ("pattern", "is_shared"),
    [
        (r"\(\s*<?\s*x", True),
        (r"[ \t]*\|?[ \t]*-", True),
        (r"x\s*#*\s*$", True),
        (r"\s+\s*y", True),
        (r"(?:a|\]\(\s*<?\s*b)c", True),
        (r"\(\s*+<?+\s*+x", False),
        (r"\s*x\s*y", False),
        (r"\s*\d*x", False),
        (r"\s*<?\s{0,3}x", False),
    ],
)
def test_a_shared_run_is_seen(pattern: str, *, is_shared: bool) -> None:
    """Beside each other or with what may be absent between; not where nothing is given back."""
    assert shared_runs(re.compile(pattern)) is is_shared


def test_no_pattern_shares_out_a_run() -> None:
    """Written with `*+` and `?+`, a repeat gives nothing back, and the time is that of the text."""
    assert sorted({name for name, pattern in patterns() if shared_runs(pattern)}) == []
