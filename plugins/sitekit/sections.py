"""Find the sections of a Markdown body, with their ids and lines, without rendering all of it.

The ids equal those of Python-Markdown's `toc` and `attr_list` extensions; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.util import ETX, STX

_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_COMMENT = re.compile(r"^ {0,3}<!--.*?--!?>", re.MULTILINE | re.DOTALL)
_ATX = re.compile(r"(?P<marks>#{1,6})(?P<text>(?:\\.|[^\\#]|#+(?=[^#]))*?)#*")
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_RULE = re.compile(r" {0,3}(?:(?:-+ {0,2}){3,}|(?:_+ {0,2}){3,}|(?:\*+ {0,2}){3,}) *")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:.*")
_WRITTEN_ID = re.compile(r"#{1,6} [\w ,.?:()·-]*[\w.?)] \{ ?#(?P<id>[a-z][a-z0-9-]*) ?\}")
_POSITIONAL = re.compile(r"_\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading: its level (1 to 6), its text as written, its line in the file, and its id.

    `id` is None where the heading has no id of its own and its text yields none (`#_1` in stock MkDocs).
    """

    level: int
    title: str
    line: int
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    number: int  # of its line in the body, from 0
    level: int
    text: str
    source: str


def sections(body: str, *, first_line: int = 1) -> tuple[Section, ...]:
    """Return the headings outside code, comments and nested blocks, in order."""
    lines = _outside_code(_as_markdown_reads(body)).split("\n")
    headings = tuple(_headings(lines))
    ids = _written_ids(headings) or _ids(headings, lines)
    return tuple(
        Section(level=heading.level, title=_title(heading.text), line=first_line + heading.number, id=own)
        for heading, own in zip(headings, ids, strict=True)
    )


def _as_markdown_reads(body: str) -> str:
    """Return the body with one kind of line end, and without the two characters Markdown keeps for itself."""
    return body.replace("\r\n", "\n").replace("\r", "\n").replace(STX, "").replace(ETX, "")


def _outside_code(body: str) -> str:
    """Return the body with every code fence and HTML comment emptied, line by line."""
    return _COMMENT.sub(_blank, _FENCED.sub(_blank, body))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _headings(lines: list[str]) -> Iterator[_Heading]:
    starts_block = True
    underline = -1
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        match = _ATX.fullmatch(line)
        if match:
            level, text = len(match["marks"]), match["text"].strip()
            yield _Heading(number=number, level=level, text=text, source=line)
        elif starts_block and number > underline and _underlined(line, following):
            underline = number + 1
            level = 1 if following.startswith("=") else 2
            yield _Heading(number=number, level=level, text=line.strip(), source=f"{line}\n{following}")
        starts_block = bool(match) or number == underline or not line.strip() or bool(_RULE.fullmatch(line))


def _underlined(line: str, following: str) -> bool:
    """Say whether the first line of a block is a heading by the line below it (setext)."""
    return bool(line.strip() and not line.startswith(("    ", "\t")) and _UNDERLINE.fullmatch(following))


def _title(text: str) -> str:
    return AttrListTreeprocessor.HEADER_RE.sub("", text).rstrip("#").rstrip()


def _written_ids(headings: Iterable[_Heading]) -> list[str | None]:
    """Return the ids where every heading is plain words with an id of its own; nothing otherwise.

    Only a shortcut: rendering these headings gives the same ids, and takes a hundred times as long.
    """
    matches = [_WRITTEN_ID.fullmatch(heading.source) for heading in headings]
    ids: list[str | None] = [match["id"] for match in matches if match]
    return ids if len(ids) == len(matches) == len(set(ids)) else []


def _ids(headings: Iterable[_Heading], lines: list[str]) -> list[str | None]:
    """Return what `toc` makes of a page that is nothing but these headings and what they may refer to."""
    sources = [heading.source for heading in headings]
    definitions = [line for line in lines if _DEFINITION.fullmatch(line)] if sources else []
    reader = markdown.Markdown(extensions=["toc", "attr_list", "footnotes"])
    reader.convert("\n\n".join([*sources, *definitions]))
    tokens: list[dict[str, Any]] = getattr(reader, "toc_tokens", [])
    return [None if _POSITIONAL.fullmatch(found) else found for found in _walk(tokens)]


def _walk(tokens: Iterable[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        yield token["id"]
        yield from _walk(token["children"])
