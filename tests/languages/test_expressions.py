"""Expressions behave like compiled ones, and are compiled when they are first used."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Iterator
from re import _parser as sre_parser
from typing import Any

import pytest

from exchange.languages.expressions import alternatives, expression, lines_first
from exchange.languages.language import Language, language


def test_an_expression_finds_what_the_compiled_one_finds() -> None:
    """With its flags, for bytes too, and after it travelled to another process."""
    assert expression("a+", re.IGNORECASE).findall("xAAy") == ["AA"]
    assert expression(rb"(?P<year>\d{4})").sub(rb"<\g<year>>", b"in 2027") == b"in <2027>"
    travelled = copy.copy(expression("(?P<day>a)|b"))  # as `pickle` does
    assert (travelled.pattern, dict(travelled.groupindex)) == ("(?P<day>a)|b", {"day": 1})


def test_alternatives_of_lines_stand_first_and_find_the_same() -> None:
    """Bars in brackets, in sets and behind a backslash part nothing."""
    pattern = r"b|^a(?:x|y)|[|^]d|^\|c|\|^"
    assert [*alternatives(pattern)] == ["b", "^a(?:x|y)", "[|^]d", r"^\|c", r"\|^"]
    assert lines_first(pattern) == r"^(?:a(?:x|y)|\|c)|b|[|^]d|\|^"
    text = "ax b\n|c ay\n^d\nay"
    found = [re.findall(one, text, re.MULTILINE) for one in (pattern, lines_first(pattern))]
    assert found == [["ax", "b", "|c", "^d", "ay"]] * 2


def test_a_pattern_that_is_not_used_costs_nothing() -> None:
    """A fault in one is met when it is used."""
    faulty = expression("(")
    with pytest.raises(re.error):
        faulty.search("")


_GUARDED = [
    pytest.param(code, name, id=f"{code}-{name}")
    for code in ("en", "ko")
    for name in (field.name for field in dataclasses.fields(Language))
    if str(getattr(getattr(language(code), name), "pattern", "")).startswith("(?=[")
]


def _first_signs(parts: Any) -> Iterator[str]:
    """Yield a sign of each kind with which a match of a parsed pattern may begin."""
    for operation, argument in parts:
        name = str(operation)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "LITERAL":
            yield chr(argument)
        elif name == "IN":
            yield from (_sign_of(entry) for entry in argument)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _first_signs(branch)
        elif name == "SUBPATTERN":
            signs = [*_first_signs(argument[-1])]
            yield from signs
            yield from (sign.swapcase() for sign in signs if argument[1] & re.IGNORECASE)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            yield from _first_signs(argument[2])
            if argument[0] == 0:
                continue
        else:
            raise NotImplementedError(name)
        return


def _sign_of(entry: Any) -> str:
    operation, argument = entry
    match str(operation):
        case "LITERAL":
            return chr(argument)
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY" if str(argument) == "CATEGORY_DIGIT":
            return "7"
    raise NotImplementedError(entry)


@pytest.mark.parametrize(("code", "name"), _GUARDED)
def test_the_signs_that_are_looked_at_first_are_all_that_a_match_may_begin_with(code: str, name: str) -> None:
    """One that is missing would hide a form of the pattern, and no other test need have it."""
    pattern = getattr(language(code), name)
    guard, _, rest = pattern.pattern.removeprefix("(?=").partition(")")
    signs = {*_first_signs(sre_parser.parse(rest))}
    assert len(signs) > 0
    assert [sign for sign in signs if not re.fullmatch(guard, sign, pattern.flags & re.IGNORECASE)] == []
