"""The ids of the frame around every page, read from the templates: no page may take one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_ID = re.compile(r"""\bid="(?P<id>[A-Za-z][\w-]*)(?P<more>\{\{)?""")
PREFIX = "kx-"
"""How the ids of the frame begin, so that no word is lost to authors; a test looks at the templates."""


def frame_ids(templates: Iterable[str]) -> frozenset[str]:
    """Return the ids in the texts of templates; one that goes on in `{{` by its beginning and a star."""
    matches = (match for template in templates for match in _ID.finditer(template))
    return frozenset(match["id"] + ("*" if match["more"] else "") for match in matches)


def is_reserved(identifier: str, frame: frozenset[str]) -> bool:
    """Return True if an id belongs to the frame."""
    return identifier in frame or identifier.startswith((PREFIX, *_beginnings(frame)))


@cache
def _beginnings(frame: frozenset[str]) -> tuple[str, ...]:
    return tuple(entry.removesuffix("*") for entry in frame if entry.endswith("*"))
