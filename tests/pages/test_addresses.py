"""Addresses: relative ones that lead where they should."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import page_paths

from exchange.pages.addresses import page_url, relative_url

BASE = "https://example.org/some/where/"
urls = st.one_of(
    st.just(""),
    st.builds(lambda locale, path: f"{locale}/{page_url(path)}", st.sampled_from(["en", "ko"]), page_paths),
    st.builds(lambda path: path.removesuffix(".md") + ".svg", page_paths),
)
rests = st.sampled_from(["", "#eligibility", "?q=a/b", "?q=1#a", "#a/b"])


@given(urls, urls, rests)
def test_a_relative_address_resolves_to_its_target(start: str, target: str, rest: str) -> None:
    """A browser at `start` that follows the address is at the target, wherever the site stands."""
    assert urljoin(BASE + start, relative_url(target + rest, start=start)) == BASE + target + rest


@given(urls, urls)
def test_an_address_does_not_name_the_sites_place(start: str, target: str) -> None:
    """Addresses are relative, so that the site can be moved and read from a disk."""
    relative = relative_url(target, start=start)
    assert relative
    assert not relative.startswith("/")
    assert ":" not in relative


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("glossary.md", "glossary/"),
        ("guides/index.md", "guides/"),
        ("guides/estimands.md", "guides/estimands/"),
        ("guides/my-index.md", "guides/my-index/"),
        ("index/index.md", "index/"),
    ],
)
def test_a_page_has_the_address_of_a_folder(path: str, url: str) -> None:
    """Home is empty, an index is its folder, any other page a folder of its own."""
    assert page_url(path) == url


@given(st.lists(page_paths, unique=True))
def test_pages_have_different_addresses(paths: list[str]) -> None:
    """Two pages share an address only where one is the index of a folder named like the other."""
    folders = {path.replace("/index.md", ".md") for path in paths}
    assert len({page_url(path) for path in paths}) == len(folders)
