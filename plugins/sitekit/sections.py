"""Find the sections of a Markdown body, with their ids and lines, without rendering it.

The ids equal those of Python-Markdown's `toc` and `attr_list` extensions; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import markdown

_ATX = re.compile(r"(?P<marks>#{1,6})(?!#)[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*(?P<list>[^}\n ][^}\n]*?)[ ]*\}[ ]*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[^\s}]+)")
_COUNTED = re.compile(r"(?P<stem>.+)_(?P<number>\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading: its level (1 to 6), its text as written, its line in the file, and its id.

    `id` is None where the heading has no id of its own and its text yields none (`#_1` in stock MkDocs).
    """

    level: int
    title: str
    line: int
    id: str | None


def sections(body: str, *, first_line: int = 1) -> tuple[Section, ...]:
    """Return the headings outside code, comments and nested blocks, in order."""
    taken: set[str] = set()
    return tuple(
        Section(level=level, title=title, line=first_line + number, id=_unique(_own_id(text), taken))
        for number, level, text in _headings(body.splitlines())
        for title in [_ATTRIBUTES.sub("", text)]
    )


def _headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield line number (from 0), level and text with attributes of each heading."""
    visible = list(_outside_code(lines))
    for number, line in enumerate(visible):
        match = _ATX.fullmatch(line)
        if match and match["text"]:
            yield number, len(match["marks"]), match["text"]
        elif _underlined(visible, number):
            yield number, 1 if visible[number + 1].startswith("=") else 2, line.strip()


def _underlined(lines: list[str], number: int) -> bool:
    """Say whether a line starts a block and the next line underlines it (a setext heading)."""
    starts_block = number == 0 or not lines[number - 1].strip()
    return (
        starts_block
        and bool(lines[number].strip())
        and not lines[number].startswith((" ", "\t"))
        and number + 1 < len(lines)
        and bool(_UNDERLINE.fullmatch(lines[number + 1]))
    )


def _outside_code(lines: list[str]) -> Iterator[str]:
    """Yield each line, blank where it is inside a code fence or an HTML comment."""
    fence = ""
    comment = False
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            closes = match and match["fence"].startswith(fence) and not line[match.end() :].strip()
            fence = "" if closes else fence
            yield ""
        elif comment:
            comment = "-->" not in line
            yield ""
        elif match:
            fence = match["fence"]
            yield ""
        elif line.startswith("<!--"):
            comment = "-->" not in line
            yield ""
        else:
            yield line


def _own_id(text: str) -> str | None:
    """Return the id a heading would have if it were the only one on its page."""
    attributes = _ATTRIBUTES.search(text)
    match = _ID.search(attributes["list"]) if attributes else None
    return match["id"] if match else _slug(_ATTRIBUTES.sub("", text))


@lru_cache(maxsize=4096)
def _slug(text: str) -> str | None:
    """Return what the `toc` extension makes of a heading's text."""
    reader = markdown.Markdown(extensions=["toc", "attr_list"])
    reader.convert(f"# {text}")
    tokens: list[dict[str, str]] = getattr(reader, "toc_tokens", [])
    return None if not tokens or tokens[0]["id"].startswith("_") else tokens[0]["id"]


def _unique(own: str | None, taken: set[str]) -> str | None:
    """Return the id with the number the `toc` extension gives a repeated one."""
    if own is None:
        return None
    unique = own
    while unique in taken:
        match = _COUNTED.fullmatch(unique)
        unique = f"{match['stem']}_{int(match['number']) + 1}" if match else f"{unique}_1"
    taken.add(unique)
    return unique
