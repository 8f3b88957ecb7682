"""A Markdown page as it was written: its front matter with positions, and its body."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from sitekit.problems import ContentProblems, Place, Problem
from sitekit.yaml_text import Fields, read_yaml

_FENCE = re.compile(r"-{3}[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one file says. `path` starts at the project's root; `body_line` is its body's first line."""

    path: str
    meta: Fields
    body: str
    body_line: int


def read_document(text: str, *, path: str) -> Document:
    """Split a page into front matter and body.

    The front matter is YAML between two lines of three hyphens, the first of them the file's first line.
    Raises ContentProblems where it is absent, is not closed, is not YAML, or is not a list of fields.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff")))  # not splitlines(), which cuts at U+2028 too
    start = Place(path=path, line=1)
    if not lines or not _FENCE.fullmatch(lines[0].rstrip("\r\n")):
        raise ContentProblems([Problem(code="sitekit/no-front-matter", place=start)])
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line.rstrip("\r\n"))), None)
    if end is None:
        raise ContentProblems([Problem(code="sitekit/front-matter-not-closed", place=start)])
    meta = read_yaml("".join(lines[1:end]), path=path, lines_before=1)
    if not isinstance(meta, Fields):
        raise ContentProblems([Problem(code="sitekit/front-matter-not-fields", place=meta.place)])
    return Document(path=path, meta=meta, body="".join(lines[end + 1 :]), body_line=end + 2)
