"""Values as JSON: each field that is declared is written and read; anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, make_dataclass
from enum import Enum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.json_codec import DECODE_ERRORS, JsonCodec


class _Colour(Enum):
    RED = "red"


class _Span(NamedTuple):
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    colour: _Colour
    span: _Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    name: str
    content: bytes
    parts: tuple[_Part, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    last: _Part | None = None


_CODEC: JsonCodec[_Whole] = JsonCodec(_Whole)
_texts = st.text(st.characters(exclude_categories=()), max_size=5)  # lone surrogates too
_parts = st.builds(_Part, colour=st.sampled_from(_Colour), span=st.builds(_Span, st.integers(0), st.just(0)))
_wholes = st.builds(
    _Whole,
    name=_texts,
    content=st.binary(max_size=5),
    parts=st.lists(_parts, max_size=2).map(tuple),
    words=st.dictionaries(_texts, _texts, max_size=2),
    ids=st.frozensets(_texts, max_size=2),
    last=st.none() | _parts,
)


@given(_wholes)
def test_what_is_written_is_read(whole: _Whole) -> None:
    """On one line, whatever bytes and texts it holds."""
    text = _CODEC.write(whole)
    assert "\n" not in text
    assert _CODEC.read(text) == whole


def test_a_field_is_written_and_read_by_being_declared() -> None:
    """No list of names stands beside the declaration."""
    more: Any = make_dataclass("More", [("venue", str, "")], bases=(_Whole,), frozen=True, kw_only=True)
    codec: JsonCodec[Any] = JsonCodec(more)
    value = more(name="", content=b"\xff", parts=(), venue="Hall")
    assert codec.read(codec.write(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"name": 1, "content": "", "parts": []}',
        '{"name": "',
        "\ud800",
        "[" * 100_000,
    ],
)
def test_what_was_not_written_here_is_refused(text: str) -> None:
    """Whoever reads a cache catches one kind of failure."""
    with pytest.raises(DECODE_ERRORS):
        _CODEC.read(text)


@given(_wholes, st.data())
def test_a_text_cut_off_is_refused(whole: _Whole, data: st.DataObject) -> None:
    """At any character."""
    text = _CODEC.write(whole)
    with pytest.raises(DECODE_ERRORS):
        _CODEC.read(text[: data.draw(st.integers(0, len(text) - 1))])
