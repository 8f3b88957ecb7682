"""Expressions behave like compiled ones, and are compiled when they are first used."""

from __future__ import annotations

import copy
import re

import pytest

from exchange.languages.expressions import expression


def test_an_expression_finds_what_the_compiled_one_finds() -> None:
    """With its flags, for bytes too, and after it travelled to another process."""
    assert expression("a+", re.IGNORECASE).findall("xAAy") == ["AA"]
    assert expression(rb"(?P<year>\d{4})").sub(rb"<\g<year>>", b"in 2027") == b"in <2027>"
    travelled = copy.copy(expression("(?P<day>a)|b"))  # as `pickle` does
    assert (travelled.pattern, dict(travelled.groupindex)) == ("(?P<day>a)|b", {"day": 1})


def test_a_pattern_that_is_not_used_costs_nothing() -> None:
    """A fault in one is met when it is used."""
    faulty = expression("(")
    with pytest.raises(re.error):
        faulty.search("")
