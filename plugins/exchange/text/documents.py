"""A Markdown page as it was written: its front matter with positions, and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from exchange.text.editor_traces import conflict
from exchange.text.front_matter_faults import mended, why_no_front_matter
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, read_yaml

_FENCE = re.compile(r"^-{3}[ \t]*\r*(?:\n|\Z)", re.MULTILINE)
_NOT_FIELDS = "text/front-matter-not-fields"
_MOST_ROUNDS = 4  # signs of code around the page, an empty line before it, and both lines of hyphens


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one file says. `path` starts at the project's root; `body_line` is its body's first line."""

    path: str
    meta: Fields
    body: str
    body_line: int


class KeptDocument:
    """The Document of a file that was read without fault before: it is parsed again at its first use."""

    __slots__ = ("_content", "_meta", "_parts", "path")

    def __init__(self, content: bytes, *, path: str) -> None:
        self.path = path
        self._content = content
        self._parts: _Parts | None = None
        self._meta: Fields | None = None

    @property
    def meta(self) -> Fields:
        """The front matter, with its places."""
        if self._meta is None:
            self._meta = _fields(self._split(), self.path)
        return self._meta

    @property
    def body(self) -> str:
        """The text below the front matter."""
        return self._split().body

    @property
    def body_line(self) -> int:
        """The body's first line."""
        return self._split().body_line

    def _split(self) -> _Parts:
        if self._parts is None:
            self._parts = _split(text_of(self._content), self.path)
        return self._parts


class _Parts(NamedTuple):
    """Front matter and body, as they were typed."""

    head: str
    body: str
    body_line: int


def text_of(content: bytes) -> str:
    """Return the text of a file in UTF-8, lines ended by line feeds. Raises UnicodeDecodeError."""
    text = content.decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_document(text: str, *, path: str) -> Document:
    """Split a page into front matter and body.

    The front matter is YAML between two lines of three hyphens, the first of them the file's first line.
    Raises ContentProblems where it is absent, is not closed, is not YAML, or is not a list of fields.
    """
    parts = _split(text, path)
    return Document(path=path, meta=_fields(parts, path), body=parts.body, body_line=parts.body_line)


def document_of(text: str, *, path: str, problems: list[Problem]) -> Document | None:
    """Return what can be read of a page, as `read_document` does; its faults are added to `problems`.

    None where nobody can tell what its fields are.
    """
    parts = _parts(text, path, problems)
    meta = (
        read_rest(parts.head, path=path, problems=problems, line_offset=1) if parts and parts.head else None
    )
    if parts is None or not isinstance(meta, Fields):
        problems += [Problem(code=_NOT_FIELDS, place=meta.place)] if meta else []
        return None
    return Document(path=path, meta=meta, body=parts.body, body_line=parts.body_line)


def body_document(text: str, *, path: str) -> Document | None:
    """Return a page without its front matter, whatever that is; None where nobody can tell where it ends."""
    parts = _parts(text, path, [])
    if parts is None:
        return None
    no_fields = Fields(fields=(), place=Place(path=path, line=1))
    return Document(path=path, meta=no_fields, body=parts.body, body_line=parts.body_line)


def _parts(text: str, path: str, problems: list[Problem]) -> _Parts | None:
    """Return front matter and body, as if lines around it were as the answers to their faults say."""
    for _ in range(_MOST_ROUNDS):
        try:
            return _split(text, path)
        except ContentProblems as error:
            (fault,) = error.problems
            problems.append(fault)
            if fault.code == "text/no-front-matter":
                return _Parts(head="", body=text, body_line=1)
            mended_text = mended(text, fault)
            if mended_text is None:
                return None
            text = mended_text
    return None


def _split(text: str, path: str) -> _Parts:
    text = text.removeprefix("\ufeff")
    if problem := conflict(text, path):
        raise ContentProblems([problem])
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        raise ContentProblems([why_no_front_matter(text, path)])
    return _Parts(
        head=text[opening.end() : closing.start()] or "\n",  # no fields at all are a list of fields too
        body=text[closing.end() :],
        body_line=text.count("\n", 0, closing.start()) + 2,
    )


def _fields(parts: _Parts, path: str) -> Fields:
    meta = read_yaml(parts.head, path=path, line_offset=1)
    if not isinstance(meta, Fields):
        raise ContentProblems([Problem(code=_NOT_FIELDS, place=meta.place)])
    return meta
