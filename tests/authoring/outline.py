"""The outline of rendered Markdown: its blocks, each within which others, with their words.

Two renderers that show readers the same have the same outline, however they write it: paragraphs of loose
lists, attributes and the marks inside a paragraph are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset("ul ol li blockquote pre table tr th td h1 h2 h3 h4 h5 h6 hr".split())
_ONLY_BREAKS = frozenset("p div figure section dt dd".split())
_LEFT_OUT = frozenset({"math", "figcaption"})
_SPACE = re.compile(r"\s+")
_TASK = re.compile(r"^\s*\[[ xX]\] ")  # GitHub draws a box for it, we a mark


def outline(html: str) -> list[tuple[str, str]]:
    """Return each piece of text with the path of blocks it is in, in order."""
    root = LexborHTMLParser(f"<main>{html}</main>").css_first("main")
    assert root is not None
    return list(_joined(_texts(root, "")))


def _texts(node: LexborNode, path: str) -> Iterator[tuple[str, str]]:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield path, child.text()
        elif tag in _BLOCKS:
            yield path, "\0"
            yield f"{path}/{tag}", "\0" if tag in ("hr", "li", "td", "th") else ""
            yield from _texts(child, f"{path}/{tag}")
            yield path, "\0"
        elif tag in _ONLY_BREAKS:
            yield path, "\0"
            yield from _texts(child, path)
            yield path, "\0"
        elif tag not in _LEFT_OUT:
            yield from _texts(child, path)


def _joined(texts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join the texts of one paragraph; empty ones are left out, but for rules."""
    at, words = "", ""
    for path, text in texts:
        if text == "\0" or path != at:
            if words.strip():
                yield at, _plain(words)
            words = ""
            if path.endswith("/hr") and text == "\0":
                yield path, ""
        at = path
        words += text if text != "\0" else ""
    if words.strip():
        yield at, _plain(words)


def _plain(words: str) -> str:
    return _SPACE.sub(" ", _TASK.sub("", words)).strip()


_MARKERS = re.compile(r"\*\*|(?:^|(?<= ))(?:[-+*>]|\d+[.)]|\|[|: -]*|\[ \])(?: |$)")


def has_signs(blocks: list[tuple[str, str]]) -> bool:
    """Return True if readers see the sign of a list, a quotation or a table as a letter."""
    return any(_MARKERS.search(words) for path, words in blocks if "/pre" not in path)


def words(blocks: list[tuple[str, str]]) -> str:
    """Return all words in order, without such signs."""
    return " ".join(_MARKERS.sub("", text) for _, text in blocks if text).replace("  ", " ").strip()
