"""Judge a notebook (ipynb, nbformat 4): cells, and outputs that show; none that runs where it is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from exchange.safety.addresses import refuse_deceptive_link
from exchange.safety.archives import UnsafeDocument

_OUTPUT_TYPES = frozenset(
    "text/plain text/html text/markdown text/latex image/png image/jpeg image/gif application/json".split()
)
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_ACTING = re.compile(
    r"<\s*(?:script|iframe|object|embed|link|meta|form|base|svg|math)\b|<[^<>]*\bon\w+\s*=|javascript:|data:text/html"
    r"|@import|\burl\s*\(",
    re.IGNORECASE,
)
_FETCHING = re.compile(
    r"(?:<[^<>]*\b(?:src|srcset|poster|background)\s*=\s*+[\"']?+\s*+|!\[[^\]]{0,300}\]\(\s*+<?+)"
    r"(?P<address>(?:https?:)?//[^\s\"'<>)]*)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\]\(\s*+<?+|\]:\s*+<?+|<|\bhref\s*=\s*+[\"']?+)\s*+(?P<address>(?:https?|mailto|file):[^\s<>\"')]*)",
    re.IGNORECASE,
)
"""An address as Markdown and HTML write links. No space is given back (`*+`): a cell may be all spaces."""


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
    for text in texts:
        for match in _LINK.finditer(unescape(text)):
            refuse_deceptive_link(match["address"], "cells")
        if remote := _FETCHING.search(text) or _FETCHING.search(unescape(text)):
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
