"""Judge a notebook (ipynb, nbformat 4): cells, and outputs that show; none that runs where it is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from exchange.safety.addresses import refuse_deceptive_link
from exchange.safety.archives import UnsafeDocument
from exchange.safety.limits import KILOBYTE
from exchange.text.web_addresses import browser_url

_OUTPUT_TYPES = frozenset(
    "text/plain text/html text/markdown text/latex image/png image/jpeg image/gif application/json".split()
)
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_ACTING = re.compile(
    r"<\s*(?:script|iframe|object|embed|link|meta|form|base|svg|math)\b|<[^<>]*\bon\w+\s*=|javascript:|data:text/html"
    r"|@import|\burl\s*\(|image-set\s*\(",
    re.IGNORECASE,
)
_FETCHING = re.compile(
    r"(?:<[^<>]*\b(?:src|srcset|poster|background)\s*=\s*+[\"']?+\s*+|!\[[^\]]{0,300}\]\(\s*+<?+)"
    r"(?P<address>(?:https?:)?//[^\s\"'<>)]*)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\]\(\s*+<?+|\]:\s*+<?+|<|\\href\{)\s*+(?P<address>(?:https?|mailto|tel|file):[^\s<>\"')}]*)",
    re.IGNORECASE,
)
"""An address as Markdown and equations write links. No space is given back (`*+`): it may be all spaces."""

_IMAGE_LABEL = re.compile(r"!\[(?P<text>[^\[\]]{0,300})\](?:\[(?P<label>[^\[\]]{0,300})\])?")
_LABEL = re.compile(r"^ {0,3}\[(?P<label>[^\[\]]{1,300})\]:\s*+<?+(?P<address>[^\s>]*)", re.MULTILINE)
_DATA = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*+")
_MOST_HTML = 200 * KILOBYTE  # of one text, without its pictures; all of them may have five times as much
_ACTIVE_ELEMENTS = "script, iframe, frame, object, embed, applet, link, meta, form, base, svg, math, portal"
_SOURCES = ("src", "srcset", "imagesrcset", "poster", "background", "data", "ping")
_REMOTE = re.compile(r"(?:^|[\s,])(?P<address>(?:https?:|[/\\]{2})\S*)", re.IGNORECASE)


def check_notebook(content: bytes) -> None:
    """Raise UnsafeDocument for a file that is no notebook, or one that acts before anybody runs a cell."""
    try:
        notebook: Any = json.loads(content.decode("utf-8"))
        cells: list[Any] = notebook["cells"] if notebook["nbformat"] == 4 else []
        texts = [text for cell in cells for text in _texts(cell)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnsafeDocument("office-kind", extension="ipynb") from error
    if not cells:
        raise UnsafeDocument("office-kind", extension="ipynb")
    if any(_ACTING.search(text) or _ACTING.search(unescape(text)) for text in texts):
        raise UnsafeDocument("notebook-active")
    _check_sizes(texts)
    for text in texts:
        for match in _LINK.finditer(unescape(text)):
            refuse_deceptive_link(match["address"], "cells")
        if remote := _FETCHING.search(text) or _FETCHING.search(unescape(text)):
            raise UnsafeDocument("notebook-remote", name=remote["address"][:80])
        _check_pictures(text)
        if "<" in text:
            _check_html(text)


def _check_sizes(texts: Sequence[str]) -> None:
    """Raise UnsafeDocument for HTML whose tree would take long: time grows with the square of its depth."""
    sizes = [len(_DATA.sub("", text)) for text in texts if "<" in text]
    if max(sizes, default=0) > _MOST_HTML or sum(sizes) > 5 * _MOST_HTML:
        raise UnsafeDocument(
            "notebook-long", size=f"{sum(sizes) // KILOBYTE:,}", most=f"{_MOST_HTML // KILOBYTE:,}"
        )


def _check_pictures(text: str) -> None:
    """Raise UnsafeDocument for a picture of another site that Markdown names by a label."""
    labels = {(match["label"] or match["text"]).casefold() for match in _IMAGE_LABEL.finditer(text)}
    for match in _LABEL.finditer(text) if labels else ():
        if match["label"].casefold() in labels and _REMOTE.match(match["address"]):
            raise UnsafeDocument("notebook-remote", name=match["address"][:80])


def _check_html(text: str) -> None:
    """Raise UnsafeDocument for HTML that acts, as a browser reads it."""
    page = LexborHTMLParser(text)
    if page.css_first(_ACTIVE_ELEMENTS):
        raise UnsafeDocument("notebook-active")
    for node in page.css("*"):
        for name, value in node.attributes.items():
            address = browser_url(value or "")
            if name.startswith("on"):
                raise UnsafeDocument("notebook-active")
            if name == "href":
                refuse_deceptive_link(address, "cells")
            elif name in _SOURCES and (remote := _REMOTE.search(address)):
                raise UnsafeDocument("notebook-remote", name=remote["address"][:80])


def _texts(cell: Any) -> Iterator[str]:
    """Yield what is shown as HTML before a cell is run."""
    for attachment in cell.get("attachments", {}).values():
        if not _PICTURES.issuperset(attachment):
            raise UnsafeDocument("notebook-active")
    if cell["cell_type"] != "code":
        yield "".join(cell["source"])
        return
    for output in cell["outputs"]:
        for kind, text in output.get("data", {}).items():
            if kind not in _OUTPUT_TYPES:
                raise UnsafeDocument("notebook-active")
            if kind.startswith("text/") and kind != "text/plain":
                if not isinstance(text, str | list):
                    raise TypeError
                yield "".join(text)
