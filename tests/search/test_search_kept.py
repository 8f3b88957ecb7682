"""What an earlier build made is given back only where everything it was made of is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.search.extract import sections
from exchange.search.index_cache import Source, kept_files, key_of, with_text
from exchange.search.model import Page, Section

PAGE = Page(
    id="a", lang="en", url="en/a/", title="A", sections=(Section(id="", heading="", text="Described."),)
)
SOURCE = Source(page=PAGE, html='<p>Before.</p><h2 id="x">One</h2><p>Text.</p>')


def test_an_unchanged_language_is_not_built_again() -> None:
    """The second time the files come from the cache, the same bytes."""
    built = []

    def build() -> dict[str, bytes]:
        built.append(1)
        return {"index.json": "가 \u2028".encode(), "x.json": b"{}"}

    cache: dict[str, str] = {}
    first, second = (kept_files(key_of([SOURCE], "terms"), cache, build) for _ in range(2))
    assert first == ({"index.json": "가 \u2028".encode(), "x.json": b"{}"}, False)
    assert second == (first[0], True)
    assert len(built) == 1


@pytest.mark.parametrize(
    ("source", "settings"),
    [
        (replace(SOURCE, html=SOURCE.html + " "), "terms"),
        (replace(SOURCE, page=replace(PAGE, title="B")), "terms"),
        (replace(SOURCE, page=replace(PAGE, status="open")), "terms"),
        (replace(SOURCE, page=replace(PAGE, counterpart="a")), "terms"),
        (SOURCE, "other terms"),
    ],
)
def test_whatever_changes_is_built_again(source: Source, settings: str) -> None:
    """Words, facets, pairs, and the termbase."""
    assert key_of([source], settings) != key_of([SOURCE], "terms")
    assert key_of([SOURCE, source], "terms") != key_of([SOURCE], "terms")


@given(html=st.text(alphabet=[*'<p>h2/ id="a가\n', "\ud800"], max_size=60))
def test_kept_sections_are_those_of_the_text(html: str) -> None:
    """Read or remembered, whatever the text."""
    cache: dict[str, str] = {}
    source = replace(SOURCE, html=html)
    for _ in range(2):
        assert with_text(source, cache).sections == (*PAGE.sections, *sections(html))
    assert len(cache) == 1
