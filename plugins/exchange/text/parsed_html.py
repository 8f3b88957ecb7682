"""A finished page as a tree, read once for all who look at it one after the other."""

from __future__ import annotations

from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser


@lru_cache(maxsize=1)
def parse_html(html: str) -> LexborHTMLParser:
    """Return the tree that browsers make of a page (HTML Standard, 13.2). It must not be changed."""
    return LexborHTMLParser(html)
