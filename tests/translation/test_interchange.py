"""What is written for translation tools is read back as it was, and foreign readers read it too."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exchange.translation.interchange import (
    NotReadable,
    Unit,
    join_paragraphs,
    po,
    read_po_units,
    read_xliff,
    segments,
    xliff,
)

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
LINES = st.lists(st.text(st.sampled_from('가a1 "\\|<>&%{}\t\u0001'), min_size=1), min_size=1).map("\n\n".join)
SEGMENTS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4).map(tuple)


def unit(parts: tuple[tuple[str, str], ...]) -> Unit:
    return Unit(name="guides/a.md#first", file="content/ko/guides/a.md", digest="0a", segments=parts)


@settings(deadline=None)
@given(SEGMENTS)
def test_xliff_keeps_every_sign(parts: tuple[tuple[str, str], ...]) -> None:
    """Also those that XML cannot hold, and every space."""
    assert list(read_xliff(xliff([unit(parts)], source="en", target="ko"))) == [unit(parts)]


@settings(deadline=None)
@given(SEGMENTS)
def test_po_keeps_every_sign(parts: tuple[tuple[str, str], ...]) -> None:
    """A message without a source is the head of a PO file, so that none is written."""
    assume(all(source for source, _ in parts))
    assert list(read_po_units(po([unit(parts)], target="ko", now=NOW))) == [unit(parts)]


@given(LINES, LINES)
def test_segments_are_put_together_again(source: str, target: str) -> None:
    """Paragraph by paragraph where both have as many."""
    parts = segments(source, target)
    assert join_paragraphs(target, [translation for _, translation in parts]) == target


@pytest.mark.parametrize("content", [b"", b"<x/>", b"<!DOCTYPE x><x/>", b"msgid 1"])
def test_another_file_is_refused(content: bytes) -> None:
    """With a reason."""
    with pytest.raises(NotReadable):
        list(read_xliff(content))
