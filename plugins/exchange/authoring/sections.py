"""Find the sections of a Markdown body, with their ids and lines, without rendering all of it.

The ids equal those of Python-Markdown's `toc` and `attr_list` extensions; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.util import ETX, STX

_FENCED = r"^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
_CODE = re.compile(_FENCED, re.MULTILINE | re.DOTALL)
_HIDDEN_TEXT = re.compile(
    rf"^ {{0,3}}<!--(?:.*?--!?>|(?P<never_closed>.*))|^ {{0,3}}<pre\b[^<>]*>.*?</pre>|{_FENCED}",
    re.MULTILINE | re.DOTALL,
)
_SIGNS_OF_HIDDEN_TEXT = ("```", "~~~", "<!--", "<pre")
_ATX = re.compile(r"(?P<marks>#{1,6})(?P<text>(?:\\.|[^\\#]|#+(?=[^#]))*?)#*")
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_BEGINNINGS = frozenset("#=-")
_BLOCKS = ["fenced_code", "tables", "footnotes", "exchange.authoring.extension"]
_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ASIDE = re.compile(rf"<!--.*?-->|{STX}[^{ETX}]*{ETX}")
DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\]]+)\]:.*")
"""A line that says what a reference or a footnote is."""

_WRITTEN_ID = re.compile(r"#{1,6} [\w ,.?:()·-]*[\w.?)] \{ ?#(?P<id>[a-z][a-z0-9-]*) ?\}")
_MOST = 1_000  # headings of a page that are read; one of 200 is refused, and each is compared with all
_POSITIONAL = re.compile(r"_\d+")


class Section(NamedTuple):
    """A heading: its level (1 to 6), its text as written, its line in the file, and its id.

    `id` is None where the heading has no id of its own and its text yields none (`#_1` in stock MkDocs);
    `has_written_id` tells one in braces from one that its text yields, which may be the same.
    A tuple, since a site has many thousands of them and each build makes them all.
    """

    level: int
    title: str
    line: int
    id: str | None
    has_written_id: bool = False


class _Heading(NamedTuple):
    number: int  # of its line in the body, from 0
    level: int
    text: str
    source: str

    @property
    def is_underlined(self) -> bool:
        """Return True if the line below makes it a heading (setext), and not signs before it (ATX)."""
        return "\n" in self.source


def sections(body: str, *, first_line: int = 1) -> tuple[Section, ...]:
    """Return the headings outside code, comments and nested blocks, in order."""
    text = _as_markdown_reads(body)
    lines = outside_code(text).split("\n")
    headings = tuple(islice(_possible_headings(lines), _MOST))
    if any(heading.is_underlined for heading in headings):
        headings = _rendered_headings(headings, text.split("\n"))
    ids = _written_ids(headings) or _ids(headings, lines)
    return tuple(
        Section(
            level=heading.level,
            title=_title(heading.text),
            line=first_line + heading.number,
            id=section_id,
            has_written_id=_has_written_id(heading.text),
        )
        for heading, section_id in zip(headings, ids, strict=True)
    )


def has_only_latin_letters(title: str) -> bool:
    """Return True if the id that Markdown makes of a heading has all its letters, without their accents."""
    plain = unicodedata.normalize("NFKD", title)
    return all(letter.isascii() for letter in plain if letter.isalpha())


def section_words(body: str) -> dict[str, list[str]]:
    """Return the words of each section by its id, up to the next heading; before the first, an empty id."""
    lines = body.split("\n")
    section_id = [section for section in sections(body) if section.id]
    starts = [0, *(section.line for section in section_id)]
    ends = [*(section.line - 1 for section in section_id), len(lines)]
    names = ["", *(section.id or "" for section in section_id)]
    return {
        name: " ".join(lines[start:end]).split() for name, start, end in zip(names, starts, ends, strict=True)
    }


def _as_markdown_reads(body: str) -> str:
    """Return the body with one kind of line end, and without the two characters Markdown keeps for itself."""
    return body.replace("\r\n", "\n").replace("\r", "\n").replace(STX, "").replace(ETX, "")


def outside_code(body: str) -> str:
    """Return the body with every code fence, HTML comment and `<pre>` emptied, line by line."""
    return _HIDDEN_TEXT.sub(_visible, body) if any(sign in body for sign in _SIGNS_OF_HIDDEN_TEXT) else body


def _visible(match: re.Match[str]) -> str:
    """Return what is seen of hidden text: a comment that never ends, hides nothing."""
    return _blank(match) if match["never_closed"] is None else _CODE.sub(_blank, match[0])


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _possible_headings(lines: list[str]) -> Iterator[_Heading]:
    for number, line in enumerate(lines):
        if line[:1] not in _BEGINNINGS:  # nearly always; what follows looks at a line that may be a heading
            continue
        if match := _ATX.fullmatch(line):
            level, text = len(match["marks"]), match["text"].strip()
            yield _Heading(number=number, level=level, text=text, source=line)
        elif (
            number and line[0] != "#" and _UNDERLINE.fullmatch(line) and _may_be_underlined(lines[number - 1])
        ):
            title, level = lines[number - 1], 1 if line[0] == "=" else 2
            yield _Heading(number=number - 1, level=level, text=title.strip(), source=f"{title}\n{line}")


def _may_be_underlined(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("    ", "\t")) and not _ATX.fullmatch(line)


def _rendered_headings(headings: Sequence[_Heading], lines: list[str]) -> tuple[_Heading, ...]:
    """Return the headings without the underlined ones that the blocks of the page make none."""
    possible = {_rendered_as(heading.level, heading.text) for heading in headings}
    rendered = deque(heading for heading in _headings_of_blocks(lines) if heading in possible)
    real_headings = []
    for heading in headings:
        is_rendered = bool(rendered) and rendered[0] == _rendered_as(heading.level, heading.text)
        if is_rendered:
            rendered.popleft()
        if is_rendered or not heading.is_underlined:
            real_headings.append(heading)
    return tuple(real_headings)


def _headings_of_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    reader = markdown.Markdown(extensions=_BLOCKS)
    for preprocessor in reader.preprocessors:
        lines = preprocessor.run(lines)
    for element in reader.parser.parseDocument(lines).iter():
        if element.tag in _TAGS:
            yield _rendered_as(_TAGS.index(element.tag) + 1, element.text or "")


def _rendered_as(level: int, text: str) -> tuple[int, str]:
    return level, _ASIDE.sub("", text).strip(" \\#")


def _title(text: str) -> str:
    plain = AttrListTreeprocessor.HEADER_RE.sub("", text) if "{" in text else text
    return plain.rstrip("#").rstrip()


def _has_written_id(text: str) -> bool:
    attributes = AttrListTreeprocessor.HEADER_RE.search(text) if "{" in text else None
    return attributes is not None and "#" in attributes[1]


def _written_ids(headings: Iterable[_Heading]) -> list[str | None]:
    """Return the ids where every heading is plain words with an id of its own; nothing otherwise.

    Only a shortcut: rendering these headings gives the same ids, and takes a hundred times as long.
    """
    matches = [_WRITTEN_ID.fullmatch(heading.source) for heading in headings]
    ids: list[str | None] = [match["id"] for match in matches if match]
    return ids if len(ids) == len(matches) == len(set(ids)) else []


def _ids(headings: Iterable[_Heading], lines: list[str]) -> list[str | None]:
    """Return what `toc` makes of a page that is nothing but these headings and what they may refer to.

    A tag has its signs before it: `<math>` above a line would begin HTML where the text around it is gone.
    """
    sources = [
        f"{'#' * heading.level} {heading.text}" if heading.source.lstrip().startswith("<") else heading.source
        for heading in headings
    ]
    definitions = [line for line in lines if DEFINITION.fullmatch(line)] if sources else []
    reader = markdown.Markdown(extensions=["toc", "attr_list", "footnotes"])
    reader.convert("\n\n".join([*sources, *definitions]))
    tokens: list[dict[str, Any]] = getattr(reader, "toc_tokens", [])
    return [None if _POSITIONAL.fullmatch(section_id) else section_id for section_id in _walk(tokens)]


def _walk(tokens: Iterable[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        yield token["id"]
        yield from _walk(token["children"])
