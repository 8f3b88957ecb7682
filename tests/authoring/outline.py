"""The outline of rendered Markdown: its blocks, each within which others, with their words.

Two renderers that show readers the same have the same outline, however they write it: paragraphs of loose
lists, attributes and the marks inside a paragraph are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset(
    "ul ol li blockquote pre table tr th td h1 h2 h3 h4 h5 h6 p hr dl dt dd details summary".split()
)
_THROUGH = frozenset("p div thead tbody section figure".split())
_SPACE = re.compile(r"\s+")
_SIGNS = re.compile(r"[*_~`\\]")


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
        elif tag in (
            "ul",
            "ol",
            "li",
            "blockquote",
            "table",
            "pre",
            "tr",
            "th",
            "td",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ):
            yield path, "\0"
            yield f"{path}/{tag}", "\0" if tag in ("hr", "li", "td", "th") else ""
            yield from _texts(child, f"{path}/{tag}")
            yield path, "\0"
        elif tag in ("p", "div", "figure", "section", "dt", "dd"):
            yield path, "\0"
            yield from _texts(child, path)
            yield path, "\0"
        elif tag not in ("math", "figcaption"):
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
    return _SPACE.sub(" ", _SIGNS.sub("", words)).strip()
