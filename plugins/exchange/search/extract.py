"""Cut the HTML of a page's text into the sections that search knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from exchange.search.model import Section

_HEADINGS = frozenset({"h2", "h3"})
_BLOCKS = frozenset("p li dt dd td th tr h4 h5 h6 blockquote pre div summary figcaption br".split())
_SILENT = frozenset({"script", "style", "svg", "template"})
_SILENT_CLASSES = frozenset({"section-link", "term-note", "footnote-backref", "footnote-ref", "recheck"})
_RAW = frozenset("script style textarea title iframe noembed noframes xmp plaintext".split())
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*(?:="[^"<>]*")?)*)\s*(/?)>')
_ATTRIBUTE = re.compile(r'([a-z][a-z0-9-]*)(?:="([^"]*)")?')
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def sections(html: str) -> tuple[Section, ...]:
    """Return the sections of a text: what stands before the first heading, then one a heading with an id.

    Notes of terms, links of sections and marks are not text. A list item that is only a link tells of
    another page and is left out.
    """
    reader = _Reader()
    if not reader.feed_plain(html):
        reader = _Reader()
        reader.feed(html)
        reader.close()
    return tuple(reader.sections())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._open: list[str] = []
        self._silent = 0
        self._heading = ""
        self._items: list[_Item] = []

    def feed_plain(self, html: str) -> bool:
        """Read HTML as Markdown writes it, many times faster; return True if it was that and nothing else."""
        end = 0
        for tag in _TAG.finditer(html):
            if not self._plain_text(html[end : tag.start()]):
                return False
            end = tag.end()
            closing, name, attributes, alone = tag.groups()
            if name in _RAW:
                return False
            if not closing:
                self.handle_starttag(name, _attributes(attributes) if attributes else [])
            if closing or alone:
                self.handle_endtag(name)
        return self._plain_text(html[end:])

    def _plain_text(self, text: str) -> bool:
        if "<" in text:
            return False
        if text:
            self.handle_data(unescape(text) if "&" in text else text)
        return True

    def sections(self) -> Iterator[Section]:
        for identifier, heading, text in self._found:
            body = "\n".join(line for line in _lines("".join(text)) if line)
            if heading or body:
                yield Section(id=identifier, heading=" ".join("".join(heading).split()), text=body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        if tag not in _VOID:
            self._open.append(tag)
        if self._silent or tag in _SILENT or classes & _SILENT_CLASSES:
            self._silent += tag not in _VOID
        elif tag in _HEADINGS and given.get("id"):
            self._found.append((given["id"] or "", [], []))
            self._heading = tag
        elif tag == "li":
            self._items.append(_Item())
        if tag in _BLOCKS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._close(self._open.pop()) != tag:
                pass
        if tag == self._heading:
            self._heading = ""
        if tag in _BLOCKS:
            self._say("\n")

    def _close(self, tag: str) -> str:
        """Leave an element, which a tag of its own or of one around it ended."""
        self._silent = max(0, self._silent - 1)
        if tag == "li" and self._items:
            self._items.pop().leave()
        return tag

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._say(data)
        if self._items and data.strip() and not self._heading:
            self._items[-1].take(self._found[-1][2], linked="a" in self._open)

    def _say(self, text: str) -> None:
        _, heading, body = self._found[-1]
        (heading if self._heading else body).append(text)


def _attributes(text: str) -> list[tuple[str, str | None]]:
    return [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(text)]


class _Item:
    """A list item being read. Lists within it have items of their own."""

    def __init__(self) -> None:
        self._linked: list[tuple[list[str], int]] = []
        self._words = False

    def take(self, body: list[str], *, linked: bool) -> None:
        """Remember the last piece of text, which is the item's own."""
        if linked:
            self._linked.append((body, len(body) - 1))
        else:
            self._words = True

    def leave(self) -> None:
        """Take back what it said, if that was only a link."""
        if not self._words:
            for body, place in self._linked:
                body[place] = ""


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield " ".join(line.split())
