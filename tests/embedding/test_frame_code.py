"""The code that other sites paste holds an address and a title as text, whatever they are."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from exchange.embedding.frame_pages import FrameCode


@pytest.mark.parametrize("title", ['" onload="act()', "<script>act()</script>", "a & b &quot;", "'><b>"])
def test_a_title_is_one_attribute(title: str) -> None:
    """And nothing beside the frame and its script."""
    html = FrameCode(url='https://x.example/"><b>/')(f'https://x.example/embed/"{title}', title)
    frame, script = LexborHTMLParser(html, is_fragment=True).root.iter()  # type: ignore[union-attr]
    assert (frame.tag, script.tag) == ("iframe", "script")
    assert frame.attributes["title"] == title
    assert set(frame.attributes) == {"src", "title", "width", "height", "loading", "allow", "style"}
    assert set(script.attributes) == {"src", "async"}
