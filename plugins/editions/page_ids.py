"""Find the places of a page that a link can lead to, in its HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PageIds:
    """The ids of one page."""

    all: frozenset[str]
    lasting: frozenset[str]  # those that stay: headings of the text, terms, stages of calls


def page_ids(html: str) -> PageIds:
    """Return the ids of a page.

    Those of menus, months and footnotes come and go; what the author wrote in the text, what the glossary
    explains and what a call is made of is there to be linked to.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return PageIds(all=frozenset(reader.ids), lasting=frozenset(reader.lasting))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.lasting: set[str] = set()
        self._within_text = 0  # how many elements deep, from the one that holds the text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        classes = (own.get("class") or "").split()
        if tag not in _EMPTY and (self._within_text or (tag == "div" and "text" in classes)):
            self._within_text += 1
        name = own.get("id")
        if name:
            self.ids.add(name)
            heading = self._within_text and tag in _HEADINGS
            if heading or "data-stage" in own or "glossary-term" in classes:
                self.lasting.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and self._within_text:
            self._within_text -= 1
