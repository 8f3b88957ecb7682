"""Digests: short, stable names for bytes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from exchange.text.digest import digest

parts = st.lists(st.binary(max_size=4), max_size=4)


@given(parts, parts)
def test_different_parts_have_different_names(one: list[bytes], other: list[bytes]) -> None:
    """Where one part ends and the next begins counts as much as the bytes do."""
    assert (digest(*one) == digest(*other)) == (one == other)


@given(parts, st.integers(1, 64))
def test_a_shorter_name_begins_the_longer_one(given_parts: list[bytes], length: int) -> None:
    """`length` is the number of hexadecimal digits."""
    name = digest(*given_parts, length=length)
    assert re.fullmatch("[0-9a-f]+", name)
    assert len(name) == length
    assert digest(*given_parts, length=64).startswith(name)


def test_the_name_of_some_bytes_never_changes() -> None:
    """Names are in published addresses: they must be the same in years."""
    assert digest(b"a", b"bc") == "3fafa1cf2f19"
