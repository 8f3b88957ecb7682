"""Read a card: a video or a download that a page leads to, from lines `name: value` in a block of code.

A card becomes a link with its facts, so that what it leads to is resolved and checked like any other link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from exchange.text.web_addresses import can_be_read

_LINE = re.compile(r"(?P<name>[\w-]+)[ ]*:[ ]+(?P<value>.+)")
_LENGTH = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d)")
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#!$~=^|])")
_TARGET = re.compile(r"https://[^\s<>\"]+|(?:\.\.?/)*\w[\w./-]*(?:#[\w-]+)?")
_VALUES = {
    "address": _TARGET,
    "transcript": _TARGET,
    "length": _LENGTH,
    "language": re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*"),
    "size": re.compile(r"\d+(?:\.\d+)? [kM]B"),
    "sha256": re.compile(r"[0-9a-f]{64}"),
    "title": re.compile(r".{1,200}"),
}
FIELDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "video": (frozenset("title address length language transcript".split()), frozenset()),
    "download": (frozenset("title address language".split()), frozenset("size sha256".split())),
}
"""The kinds of cards, each with the fields it must have and those it may have."""


class CardError(ValueError):
    """A card that cannot be shown: `rule` says why, `text` is the line or the fields at fault."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as it was written; `values` are its fields by name."""

    kind: str
    values: Mapping[str, str]

    @property
    def markdown(self) -> str:
        """The card as one line of Markdown: links whose class and title hold what `reader_forms` shows."""
        values = self.values
        facts = " ".join(values[name] for name in ("length", "size", "sha256") if name in values)
        link = _link(values["title"], values["address"], f".media-{self.kind}", values["language"], facts)
        if "transcript" not in values:
            return link
        return f"{link} {_link(values['title'], values['transcript'], '.media-transcript', '', '')}"


def read_card(kind: str, code: str) -> Card:
    """Return a card from the lines of a block. Raises CardError."""
    required, optional = FIELDS[kind]
    values: dict[str, str] = {}
    for line in filter(str.strip, code.split("\n")):
        match = _LINE.fullmatch(line.strip())
        if match is None or match["name"] not in required | optional or match["name"] in values:
            raise CardError("card-line", line.strip())
        name, value = match["name"], match["value"].strip().strip("\"'")
        if not _VALUES[name].fullmatch(value) or not can_be_read(value):
            raise CardError("card-value", line.strip())
        values[name] = value
    if missing := required - values.keys():
        raise CardError("card-fields", ", ".join(sorted(missing)))
    return Card(kind=kind, values=values)


def length_parts(text: str) -> tuple[int, int]:
    """Return the minutes and seconds of a length `12:30` or `1:02:30`."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return 0, 0
    return int(match["hours"] or 0) * 60 + int(match["minutes"]), int(match["seconds"])


def _link(text: str, address: str, name: str, language: str, title: str) -> str:
    attributes = "".join(
        f' {key}="{value}"' for key, value in (("hreflang", language), ("title", title)) if value
    )
    label = _SIGNS.sub(r"\\\1", text)
    return f"[{label}](<{address}>){{ {name}{attributes} }}"
