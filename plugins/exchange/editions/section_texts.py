"""Tell by digests which sections of two versions of a page say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from exchange.text.digest import digest

METHOD = 2
"""Raised with each change of what counts as words: digests of two methods cannot be compared."""

_HEADINGS = frozenset({"h2", "h3"})
_BEGINNING = frozenset({"page-header", "page-facts", "aims"})
"""What a page says before its text: title, description, minutes, objectives, prerequisites."""

_NOT_OF_THE_PAGE = frozenset({"term-note"})
"""What the glossary says within a page."""

_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """The title of a section as readers see it, and the digest of its words."""

    title: str
    digest: str


def section_texts(html: str) -> Mapping[str, SectionText]:
    """Return the sections of a page by id; what comes before the first: an empty id, the page's title.

    Words only, with white space folded: neither markup nor where links lead counts. Dates of calls, which no
    version owns, days on which a page was checked, and what the glossary says in passing are left out.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return {
        name: SectionText(
            title=_normalise(reader.titles.get(name, ())).removesuffix("#").strip(),
            digest=digest(_normalise(words).encode()),
        )
        for name, words in {"": (), **reader.words}.items()
    }


def _normalise(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, list[str]] = {}
        self.titles: dict[str, list[str]] = {}
        self._depth = 0  # within the text
        self._skip_depth = 0  # the depth at which something begins that does not count, or 0
        self._heading = 0
        self._section = ""
        self._in_title = False  # in the heading of the page, before its text
        self._in_text = False  # and not in what comes before it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        classes = frozenset((attributes.get("class") or "").split())
        if not self._depth:
            self._in_text = tag == "div" and "text" in classes
        self._in_title = tag == "h1" and not (self._depth and self._in_text)
        if tag in _EMPTY or not (self._depth or self._in_text or classes & _BEGINNING):
            return
        self._depth += 1
        if self._in_text and tag in _HEADINGS and attributes.get("id"):
            self._section, self._heading = attributes["id"] or "", self._depth
        if not self._skip_depth and self._is_skipped(tag, attributes, classes):
            self._skip_depth = self._depth

    def _is_skipped(self, tag: str, attributes: dict[str, str | None], classes: frozenset[str]) -> bool:
        calls = any(name.startswith("call-") for name in classes)
        note = tag == "p" and "id" in attributes  # of a section that is no longer here
        check_date = tag == "time" and not self._in_text
        return calls or note or check_date or tag == "script" or bool(classes & _NOT_OF_THE_PAGE)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag not in _EMPTY and self._depth:
            if self._skip_depth == self._depth:
                self._skip_depth = 0
            if self._heading == self._depth:
                self._heading = 0
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.setdefault("", []).append(data)
        if self._depth and not self._skip_depth:
            self.words.setdefault(self._section, []).append(data)
            if self._heading:
                self.titles.setdefault(self._section, []).append(data)
