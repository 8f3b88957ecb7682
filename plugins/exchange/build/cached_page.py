"""What is kept of a page: its text, and the page around it, each with what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from exchange.build.inputs import Parts
from exchange.text.json_codec import JsonCodec


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """One entry of the table of contents, with those below it."""

    title: str
    id: str
    level: int
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of a page as HTML, and what making it has found. `meta` holds what JSON can say."""

    html: str
    title: str | None  # of a heading of the first level
    contents: tuple[ContentsEntry, ...]
    meta: Mapping[str, Any]
    anchors: tuple[str, ...]  # every id in it, sorted
    links: Mapping[str, Mapping[str, str]]  # page linked to, to anchor, to the link as it was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question that was asked while a text was made, and its answer."""

    kind: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry:
    """A text in the cache, and what it was made from."""

    parts: Parts
    answers: tuple[Answer, ...]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A finished page in the cache, and what it was made from."""

    parts: Parts
    html: str


Entry = TypeVar("Entry", TextEntry, PageEntry)


class EntryCodec(Generic[Entry]):
    """Entries to a line of JSON with their HTML below it, which then needs no escapes, and back."""

    def __init__(self, model: type[Entry]) -> None:
        self._codec: JsonCodec[Entry] = JsonCodec(model)

    def write(self, entry: Entry) -> str:
        """Return the entry as text. Raises TypeError where it holds what JSON cannot say."""
        if isinstance(entry, TextEntry):
            _must_be_plain(entry.text.meta)
        html, head = _split_entry(entry)
        return f"{self._codec.write(head)}\n{html}"

    def read_kept(self, value: str | None) -> Entry | None:
        """Return the entry that `write` wrote; None where nothing is kept, or it is damaged."""
        head, _, html = (value or "").partition("\n")
        entry = self._codec.read_kept(head)
        return None if entry is None else _join_entry(entry, html)


TEXTS: EntryCodec[TextEntry] = EntryCodec(TextEntry)
PAGES: EntryCodec[PageEntry] = EntryCodec(PageEntry)


def _split_entry(entry: Entry) -> tuple[str, Entry]:
    """Return the HTML of an entry, and the entry without it."""
    if isinstance(entry, TextEntry):
        return entry.text.html, replace(entry, text=replace(entry.text, html=""))
    return entry.html, replace(entry, html="")


def _join_entry(entry: Entry, html: str) -> Entry:
    if isinstance(entry, TextEntry):
        return replace(entry, text=replace(entry.text, html=html))
    return replace(entry, html=html)


def _must_be_plain(value: object) -> None:
    """Raise TypeError for what would be read back as another type, such as a date or a tuple."""
    match value:
        case None | str() | int() | float():
            pass
        case list():
            for item in value:
                _must_be_plain(item)
        case dict():
            for name, item in value.items():
                if not isinstance(name, str):
                    raise TypeError(f"{type(name).__name__} as a key")
                _must_be_plain(item)
        case _:
            raise TypeError(type(value).__name__)
