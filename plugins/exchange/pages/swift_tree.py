"""Finish a page's tree as Python-Markdown does, touching only the elements that a step can change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX


class SwiftAttributes(AttrListTreeprocessor):
    """Gives elements the attributes written in braces at the end of their text."""

    def run(self, doc: Element) -> None:
        """Read the attributes, as the parent does; where only texts hold a brace, of these elements alone."""
        braced = [element for element in doc.iter() if element.text and "{" in element.text]
        if any("{" in tail for tail in _tails(doc)):
            super().run(doc)
        elif braced:
            super().run(_Chosen(braced))  # type: ignore[arg-type]


class _Chosen:
    """Passes for a tree of a few elements, in their order."""

    def __init__(self, elements: list[Element]) -> None:
        self._elements = elements

    def iter(self) -> Iterator[Element]:
        return iter(self._elements)


def _tails(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tail:
            yield element.tail


class _Blocks(dict[Any, bool]):
    """Tells, tag by tag, which are blocks, and asks for each only once."""

    def __init__(self, ask: Callable[[Any], bool]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, tag: Any) -> bool:
        self[tag] = answer = self._ask(tag)
        return answer


class SwiftLineBreaks(PrettifyTreeprocessor):
    """Breaks lines between the blocks of the HTML."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._blocks = _Blocks(md.is_block_level)

    def run(self, root: Element) -> None:
        """Break lines, as the parent does."""
        self._blocks.clear()
        super().run(root)

    def _prettifyETree(self, elem: Element) -> None:
        blocks = self._blocks
        if blocks[elem.tag] and elem.tag not in ("code", "pre"):
            if len(elem) and (not elem.text or not elem.text.strip()) and blocks[elem[0].tag]:
                elem.text = "\n"
            for child in elem:
                if blocks[child.tag]:
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class SwiftUnescape(UnescapeTreeprocessor):
    """Turns escaped characters back into themselves."""

    def run(self, root: Element) -> None:
        """Unescape texts and attributes, as the parent does, where there is something to unescape."""
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)
            for key, value in element.items():
                if value is not None and STX in value:
                    element.set(key, self.unescape(value))


class SwiftToc(TocTreeprocessor):
    """Gives headings their ids and collects them."""

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put the table of contents where the page asks for it, as the parent does, if it does."""
        if any(element.text and self.marker in element.text for element in root.iter()):
            super().replace_marker(root, elem)


class SwiftFootnotes(FootnoteTreeprocessor):
    """Adds the footnotes to the page."""

    def run(self, root: Element) -> None:
        """Put them where the page asks for them, as the parent does, or at its end."""
        marker = self.footnotes.getConfig("PLACE_MARKER")
        texts = (text for element in root.iter() for text in (element.text, element.tail) if text)
        if any(marker in text for text in texts):
            super().run(root)
        else:
            div = self.footnotes.makeFootnotesDiv(root)
            if div is not None:
                root.append(div)
