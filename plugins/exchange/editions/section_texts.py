"""Tell by digests which sections of two versions of a page say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.text.digest import digest

METHOD = 2
"""Raised with each change of what counts as words: digests of two methods cannot be compared."""

_HEADINGS = frozenset({"h2", "h3"})
_BEGINNING = frozenset({"page-header", "page-facts", "aims"})
"""What a page says before its text: title, description, minutes, objectives, prerequisites."""

_NOT_OF_THE_PAGE = frozenset({"term-note"})
"""What the glossary says within a page."""

_PARTS = ", ".join(("div.text", *(f".{name}" for name in sorted(_BEGINNING))))


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
    page = LexborHTMLParser(html.encode("utf-8", "replace"))
    parts = page.css(_PARTS)
    heading = page.css_first("h1")
    read = _Words(titles={"": [heading.text()] if heading and not _is_in_text(heading) else []})
    for part in parts:
        if not any(_is_within(part, ancestor) for ancestor in parts):
            read.take_in(part, in_text=_is_text(part))
    return {
        name: SectionText(
            title=_normalise(read.titles.get(name, ())).removesuffix("#").strip(),
            digest=digest(_normalise(words).encode()),
        )
        for name, words in read.words.items()
    }


def _normalise(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())


def _is_text(node: LexborNode) -> bool:
    return node.tag == "div" and "text" in _classes(node)


def _is_in_text(node: LexborNode) -> bool:
    return any(_is_text(ancestor) for ancestor in _ancestors(node))


def _is_within(node: LexborNode, ancestor: LexborNode) -> bool:
    return any(node_above.mem_id == ancestor.mem_id for node_above in _ancestors(node))


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while (parent := node.parent) is not None:
        yield (node := parent)


def _classes(node: LexborNode) -> Sequence[str]:
    return (node.attributes.get("class") or "").split()


@dataclass(slots=True)
class _Words:
    """The words of each section, and of its title, as they are met on the way through a page."""

    titles: dict[str, list[str]]
    words: dict[str, list[str]] = field(default_factory=lambda: {"": []})
    section: str = ""

    def take_in(self, node: LexborNode, *, in_text: bool, in_heading: bool = False) -> None:
        """Take in what an element says; `in_text`: it is of the text, not of what comes before that."""
        if in_text and node.tag in _HEADINGS and (name := node.attributes.get("id")):
            self.section, in_heading = name, True
        if _is_of_others(node, in_text=in_text):
            return
        for child in node.iter(include_text=True):
            if child.is_element_node:
                self.take_in(child, in_text=in_text, in_heading=in_heading)
            elif child.is_text_node:
                self.words.setdefault(self.section, []).append(child.text_content or "")
                if in_heading:
                    self.titles.setdefault(self.section, []).append(child.text_content or "")


def _is_of_others(node: LexborNode, *, in_text: bool) -> bool:
    """Return True if what an element says is not the page's own: dates of calls, what the glossary says."""
    classes = _classes(node)
    calls = any(name.startswith("call-") for name in classes)
    note = node.tag == "p" and "id" in node.attributes  # of a section that is no longer here
    check_date = node.tag == "time" and not in_text
    return calls or note or check_date or node.tag == "script" or not _NOT_OF_THE_PAGE.isdisjoint(classes)
