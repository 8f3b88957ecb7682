"""Finish the HTML of a page's text: links to its sections, tables that scroll, sources, live-source marks.

A Markdown extension that works on the tree, in the reader's language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, HtmlStash

from exchange.authoring.linked_files import Files
from exchange.authoring.reader_forms import finish_forms
from exchange.text.strings import Strings

RECHECK = "⟳"
_ALIGNMENT = "text-align:"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
SOURCES = "sources"
"""The id of the list of footnotes, which is no section that anybody has written."""

"""The section of the footnotes, unless the page has a section of that name."""

_LITERAL = frozenset({"code", "pre", "script", "style"})
_EQUATION = '<div class="equation">'
_DIAGRAM = '<div class="diagram">'
_CAPTION = re.compile(r"<caption[^<>]*>(.*?)</caption>", re.DOTALL)
_STASHED_BLOCKS = ("<pre", "<div", "<figure")
_TAG = re.compile(r"<[^<>]*>")
_BEFORE_TOC = 6  # footnotes have priority 50; toc, which gives headings their ids, 5
_AFTER_TOC = 4


class ReaderMarkup(Extension):
    """Adds what a reader needs and an author should not have to write.

    `words` is set for each page: what is added speaks the language of the text around it, by `words_in` also
    where a part of the page has a `lang` of its own. `files` knows what the page links to and shows.
    """

    words: Strings
    files: Files = staticmethod(lambda _address: None)
    words_in: Mapping[str, Strings] = MappingProxyType({})

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors around the one that gives sections their ids."""
        md.treeprocessors.register(_NameSources(self, md.htmlStash), "kx_name_sources", _BEFORE_TOC)
        md.treeprocessors.register(_Finish(self, md.htmlStash), "kx_reader_markup", _AFTER_TOC)


class _NameSources(Treeprocessor):
    """Makes the list of footnotes a section of its own, called sources."""

    def __init__(self, markup: ReaderMarkup, stash: HtmlStash) -> None:
        super().__init__()
        self.markup = markup
        self.stash = stash

    def run(self, root: Element) -> None:
        self.words = self.markup.words
        for notes in root.iter("div"):
            rule = notes.find("hr")
            if notes.get("class") == "footnote" and rule is not None:
                rule.tag = "h2"
                rule.set("id", f"kx-{SOURCES}" if _has_section(root, SOURCES) else SOURCES)
                rule.text = self.words("sources")
                for number, note in enumerate(notes.iter("li"), 1):
                    self._name_ways_back(note, number)
                    self._part_from_block(note)

    def _name_ways_back(self, note: Element, number: int) -> None:
        for link in note.iter("a"):
            if link.get("class") == "footnote-backref":
                link.attrib.pop("title", None)
                link.set("aria-label", self.words("back-to-text", number=number))

    def _part_from_block(self, note: Element) -> None:
        """Give the ways back a paragraph of their own, behind a block of code that ends a note."""
        last = note[-1] if len(note) else note
        block = HTML_PLACEHOLDER_RE.match(last.text or "")
        if block and str(self.stash.rawHtmlBlocks[int(block[1])]).startswith(_STASHED_BLOCKS):
            ways_back = SubElement(note, "p")
            ways_back.extend(list(last))
            last[:], last.text = [], block[0]


class _Finish(Treeprocessor):
    def __init__(self, markup: ReaderMarkup, stash: HtmlStash) -> None:
        super().__init__()
        self.markup = markup
        self.stash = stash

    def run(self, root: Element) -> None:
        finish_forms(root, self.markup.words, self.markup.files)
        self._finish_elements(root)
        self.words = self.markup.words
        self._finish_html()
        if any(RECHECK in text for text in root.itertext()):
            _mark_rechecks(root, self.words("recheck"))

    def _finish_elements(self, root: Element) -> None:
        parents = _parents(root) if next(root.iter("table"), None) is not None else {}
        self.tables = Counter[str]()
        for part in list(root):
            self.words = self.markup.words_in.get(part.get("lang", ""), self.markup.words)
            self._finish_part(part, root, parents)

    def _finish_part(self, part: Element, root: Element, parents: Mapping[Element, Element]) -> None:
        for element in list(part.iter()):
            tag = element.tag
            if tag in _HEADINGS and element.get("id"):
                self._link_section(element)
            elif tag == "table":
                self._let_scroll(element, parents[element], root)
            elif tag == "pre":
                element.attrib.update(self._scrolling_code())
            elif element.get("class") == "footnote-ref":
                number = "".join(element.itertext())
                element.set("aria-label", self.words("source-number", number=number))

    def _scrolling_code(self) -> dict[str, str]:
        # A group, not a region: code has no names of its own, and landmarks of one name lead nobody anywhere.
        return {"tabindex": "0", "role": "group", "aria-label": self.words("code-about")}

    def _finish_html(self) -> None:
        """Do for what is kept out of the tree as finished HTML the same: code, equations, tables."""
        blocks = self.stash.rawHtmlBlocks
        for number, block in enumerate(blocks):
            if not isinstance(block, str):
                continue
            if "<pre>" in block[:200]:
                blocks[number] = block.replace(
                    "<pre>", f"<pre{_format_attributes(self._scrolling_code())}>", 1
                )
            elif block.startswith(_EQUATION):
                blocks[number] = _scrolling(block, _EQUATION, self.words("equation-about"))
            elif block.startswith(_DIAGRAM):
                blocks[number] = _scrolling(block, _DIAGRAM, self.words("diagram-about"))
            elif block.startswith("<table"):
                caption = _CAPTION.search(block)
                name = self._name(_TAG.sub("", caption[1]).strip() if caption else "")
                blocks[number] = f"<div{_format_attributes(_region(name))}>{block}</div>"

    def _link_section(self, heading: Element) -> None:
        title = _words_of(heading)
        link = SubElement(heading, "a")
        link.set("class", "section-link")
        link.set("href", f"#{heading.get('id')}")
        link.set("aria-label", self.words("section-link", title=title))
        link.text = "#"

    def _let_scroll(self, table: Element, parent: Element, root: Element) -> None:
        """Wrap a table in a region that can be scrolled from the keyboard, named by its heading."""
        region = Element("div", _region(self._name(_heading_before(table, root))))
        region.tail, table.tail = table.tail, None
        position = list(parent).index(table)
        parent.remove(table)
        parent.insert(position, region)
        region.append(table)
        for cell in table.iter():
            if cell.tag == "th":
                cell.set("scope", "col")
            style = cell.attrib.pop("style", "")  # the policy allows no styles in the markup
            if style.startswith(_ALIGNMENT):
                cell.set("class", f"align-{style.removeprefix(_ALIGNMENT).strip(' ;')}")

    def _name(self, title: str) -> str:
        """Return the name of the next table below a heading; the second and later ones say which they are."""
        self.tables[title] += 1
        name, number = self.words("table-about", title=title).rstrip(" :"), self.tables[title]
        return name if number == 1 else f"{name} ({number})"


def _region(name: str) -> dict[str, str]:
    return {"class": "table", "role": "region", "tabindex": "0", "aria-label": name}


def _scrolling(block: str, start: str, name: str) -> str:
    attributes = {"tabindex": "0", "role": "group", "aria-label": name}
    return block.replace(start, f"{start[:-1]}{_format_attributes(attributes)}>", 1)


def _format_attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _has_section(root: Element, name: str) -> bool:
    """Return True if an author gave a heading this id, or one that becomes it."""
    headings = (element for element in root.iter() if element.tag in _HEADINGS)
    return any(
        (heading.get("id") or slugify("".join(heading.itertext()), "-")) == name for heading in headings
    )


def _words_of(heading: Element) -> str:
    """Return the words of a heading, without its HTML: a quotation mark of that would end an attribute."""
    return HTML_PLACEHOLDER_RE.sub("", "".join(heading.itertext())).strip()


def _parents(root: Element) -> dict[Element, Element]:
    return {child: parent for parent in root.iter() for child in parent}


def _heading_before(table: Element, root: Element) -> str:
    title = ""
    for element in root.iter():
        if element is table:
            break
        if element.tag in _HEADINGS:
            title = _words_of(element).removesuffix("#").strip()
    return title


def _mark_rechecks(root: Element, words: str) -> None:
    """Turn each ⟳ in the text into a mark with words, which says that the live source should be read."""
    for element in list(_readable(root)):
        if element.text and RECHECK in element.text:
            element.text, marks = _split_marks(element.text, words)
            for position, mark in enumerate(marks):
                element.insert(position, mark)
        for child in list(element):
            if child.tail and RECHECK in child.tail:
                child.tail, marks = _split_marks(child.tail, words)
                position = list(element).index(child) + 1
                for offset, mark in enumerate(marks):
                    element.insert(position + offset, mark)


def _readable(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag not in _LITERAL:
            yield element
            waiting.extend(element)


def _split_marks(text: str, words: str) -> tuple[str, list[Element]]:
    first, *rest = text.split(RECHECK)
    marks = []
    for tail in rest:
        mark = Element("span", {"class": "recheck"})
        mark.text = f" {words}"
        mark.tail = tail
        marks.append(mark)
    return first, marks
