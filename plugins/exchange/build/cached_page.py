"""What is kept of a page: its text, and the page around it, each with what it was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.build.inputs import Parts

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of a page as HTML, and what making it has found."""

    html: str
    title: str | None  # of a heading of the first level
    contents: Sequence[Any]  # entries of the table of contents: [title, id, level, entries below]
    meta: Mapping[str, Any]
    anchors: Sequence[str]  # every id in it, sorted
    links: Mapping[str, Mapping[str, str]]  # page linked to, to anchor, to the link as it was written


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text, and what it was made from."""

    text: Text
    parts: Parts
    asked: Sequence[Sequence[str]]  # [kind, question, answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A finished page, and what it was made from."""

    parts: Parts
    html: str


def text_out(kept: KeptText) -> str:
    """Write a text for the store, its HTML last. Raises TypeError where it holds what JSON cannot say."""
    text = kept.text
    found = [text.title, text.contents, text.meta, text.anchors, text.links]
    return f"{_WRITER.encode([kept.parts, kept.asked, found])}\n{text.html}"


def text_in(value: str) -> KeptText:
    """Read what `text_out` wrote."""
    head, _, html = value.partition("\n")
    parts, asked, (title, contents, meta, anchors, links) = json.loads(head)
    text = Text(html=html, title=title, contents=contents, meta=meta, anchors=anchors, links=links)
    return KeptText(text=text, parts=parts, asked=asked)


def page_out(kept: KeptPage) -> str:
    """Write a page for the store, its HTML last."""
    return f"{_WRITER.encode(kept.parts)}\n{kept.html}"


def page_in(value: str) -> KeptPage:
    """Read what `page_out` wrote."""
    parts, _, html = value.partition("\n")
    return KeptPage(parts=json.loads(parts), html=html)
