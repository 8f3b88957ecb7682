"""Sitemaps: read back with an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from exchange.pages.sitemap import Alternate, Entry, sitemap, sitemap_index

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

addresses = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9).map(
    lambda path: f"https://example.org/{path}"
)
moments = st.none() | st.just("2026-05-06T07:08:09+09:00")
alternates = st.builds(Alternate, hreflang=st.sampled_from(["en", "ko", "x-default"]), href=addresses)
entries = st.builds(Entry, url=addresses, changed=moments, alternates=st.lists(alternates, max_size=3))


def read(text: bytes) -> list[Entry]:
    """Return the entries of a sitemap."""
    return [
        Entry(
            url=url.findtext("s:loc", namespaces=NAMES) or "",
            changed=url.findtext("s:lastmod", namespaces=NAMES),
            alternates=[
                Alternate(hreflang=link.get("hreflang", ""), href=link.get("href", ""))
                for link in url.findall("x:link[@rel='alternate']", NAMES)
            ],
        )
        for url in ET.fromstring(text).findall("s:url", NAMES)
    ]


@given(st.lists(entries, unique_by=lambda entry: entry.url))
def test_what_is_written_is_read(written: list[Entry]) -> None:
    """Every page is there once, by address, with its languages; an unknown change is not there."""
    assert read(sitemap(written)) == sorted(written, key=lambda entry: entry.url)


@given(st.lists(entries, unique_by=lambda entry: entry.url), st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_change_the_bytes(written: list[Entry], random: object) -> None:
    """Same content, same bytes."""
    assert sitemap(reversed(written)) == sitemap(written)


@given(st.lists(st.tuples(addresses, moments)))
def test_the_index_names_every_sitemap(written: list[tuple[str, str | None]]) -> None:
    """The index keeps its order; an unknown change is not there."""
    found = ET.fromstring(sitemap_index(written)).findall("s:sitemap", NAMES)
    assert [
        (one.findtext("s:loc", namespaces=NAMES), one.findtext("s:lastmod", namespaces=NAMES))
        for one in found
    ] == written


def test_a_sitemap_says_what_it_is() -> None:
    """The file declares its encoding, and ends with a line break."""
    text = sitemap([])
    assert text.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    assert text.endswith(b"\n")
