"""Postings of a page: what stands in its title says more of it than what its text mentions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exchange.search.analysis import analyse
from exchange.search.model import Page, Section
from exchange.search.packing import DIGITS
from exchange.search.word_analyser import SurfaceAnalyser

KOREAN = SurfaceAnalyser([])


def weight(term: str, *, title: str = "x", tag: str = "x", heading: str = "x", body: str = "x") -> int:
    """Return the level of a term's weight on a page of one section."""
    section = Section(id="a", heading=heading, text=body)
    page = Page(id="a", lang="en", url="en/a/", title=title, kind="guide", tags=(tag,), sections=(section,))
    return DIGITS.index(analyse(page, analyser=KOREAN).postings[term][0])


@given(st.sampled_from(["consent", "동의"]))
def test_a_title_says_more_than_a_tag_a_heading_or_the_text(term: str) -> None:
    """In this order, for a word that stands there once."""
    levels = [weight(term, **{field: term}) for field in ("body", "heading", "tag", "title")]
    assert levels == sorted(set(levels))


def test_a_word_of_the_title_outweighs_a_few_in_the_text() -> None:
    """A page that mentions a thing four times is not yet the page about it; many times may be."""
    few, many = (weight("consent", body="Consent. " * count) for count in (4, 40))
    assert few < weight("consent", title="consent") < many
