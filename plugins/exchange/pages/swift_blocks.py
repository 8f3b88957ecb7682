"""Find the block processor that takes a block without asking those that cannot.

Python-Markdown asks its processors in turn, some eighteen of them, for each paragraph and each item of a
list. What a block must hold for a processor to take it is known for its own processors, and cheap to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import admonition, def_list, footnotes, sane_lists, tables
from markdown.preprocessors import Preprocessor
from pymdownx.details import DetailsProcessor

_INDENT = " " * 4
_NO_TEXT = ("", " ", "\n")
_PLAIN = re.compile(
    r"\A {0,3}(?![#>\-+*_=:\[!?\d\s])[^\n|]+"  # none of heading, quotation, item, note, table, code
    r"(?:\n *(?![#>\-+*_=:\[!?\s])[^\n|]+)*\Z"  # nor one that begins on a later line
)
_RULE = r" {0,3}[-_*][-_* ]*(?:\n|\Z)"
_RULE_FIRST = re.compile(_RULE)
_RULE_LATER = re.compile(rf"\n{_RULE}")  # begins with a letter, which `re` finds fast


class SwiftTable(tables.TableProcessor):
    """Makes tables, and splits a row without code and escapes at its bars."""

    def _split_row(self, row: str) -> list[str]:
        if "\\" in row or "`" in row:
            return super()._split_row(row)  # type: ignore[misc,no-any-return]
        if self.border:
            row = row.removeprefix("|").removesuffix("|")
        return row.split("|")


MayTake = Callable[[Element, str], Any]
"""From a block and its parent to whether a processor may take it; a false yes only costs time."""


def _indented(_parent: Element, block: str) -> bool:
    return block.startswith(_INDENT)


def _always(_parent: Element, _block: str) -> bool:
    return True


def _may_be_table(_parent: Element, block: str) -> bool:
    return "|" in block and "\n" in block


def _in_details(parent: Element, block: str) -> bool:
    return "???" in block or (block.startswith(_INDENT) and len(parent) > 0 and parent[-1].tag == "details")


_MAY_TAKE: dict[type[BlockProcessor], MayTake] = {
    DetailsProcessor: _in_details,
    admonition.AdmonitionProcessor: lambda _parent, block: "!!!" in block or block.startswith(_INDENT),
    blockprocessors.EmptyBlockProcessor: lambda _parent, block: not block or block[0] == "\n",
    blockprocessors.ListIndentProcessor: _indented,
    def_list.DefListIndentProcessor: _indented,
    blockprocessors.CodeBlockProcessor: _indented,
    tables.TableProcessor: _may_be_table,
    SwiftTable: _may_be_table,
    blockprocessors.HashHeaderProcessor: lambda _parent, block: "#" in block,
    blockprocessors.SetextHeaderProcessor: lambda _parent, block: "\n=" in block or "\n-" in block,
    blockprocessors.HRProcessor: lambda _parent, block: _RULE_FIRST.match(block) or _RULE_LATER.search(block),
    blockprocessors.OListProcessor: _always,
    blockprocessors.UListProcessor: _always,
    sane_lists.SaneOListProcessor: _always,
    sane_lists.SaneUListProcessor: _always,
    def_list.DefListProcessor: lambda _parent, block: ":" in block,
    blockprocessors.BlockQuoteProcessor: lambda _parent, block: (
        ">" in block and blockprocessors.BlockQuoteProcessor.RE.search(block)
    ),
    footnotes.FootnoteBlockProcessor: lambda _parent, block: (
        "[^" in block and "]:" in block and footnotes.FootnoteBlockProcessor.RE.search(block)
    ),
    blockprocessors.ReferenceProcessor: lambda _parent, block: (
        "]:" in block and blockprocessors.ReferenceProcessor.RE.search(block)
    ),
    blockprocessors.ParagraphProcessor: _always,
}
_INDENTED_OR_EMPTY = frozenset(
    {
        blockprocessors.EmptyBlockProcessor,
        blockprocessors.ListIndentProcessor,
        def_list.DefListIndentProcessor,
        blockprocessors.CodeBlockProcessor,
    }
)
"""Those that take no block with text at the start of its first line."""
_THEIR_OWN_WORD = (DetailsProcessor, blockprocessors.BlockQuoteProcessor, def_list.DefListProcessor)
"""Those that look at the depth of the stack, or may say yes to a block and then leave it to others."""


def _own_need(processor: BlockProcessor) -> str | None:
    """Return what a block must hold for a processor of ours, which says so by `kx_needs`."""
    need: str | None = getattr(processor, "kx_needs", None)
    return need


def _may_take(processor: BlockProcessor) -> MayTake | None:
    need = _own_need(processor)
    if need is not None:
        return lambda _parent, block: need in block
    return _MAY_TAKE.get(type(processor))


class FirstChoice(BlockProcessor):
    """Stands before all others, and passes for the one that will take the block.

    Its `run` is that processor's own, so that a block costs no more of the stack than without it. Where the
    order holds a processor that we do not know, it passes for nobody, from that processor on.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self._registry = md.parser.blockprocessors
        self._tab_is_usual = md.tab_length == len(_INDENT)
        self._order: list[BlockProcessor] = []
        self._choices: list[tuple[MayTake, BlockProcessor]] = []
        self._of_text: list[tuple[MayTake, BlockProcessor]] = []
        self._paragraph: BlockProcessor | None = None
        self._ours: list[str] = []

    def learn(self) -> None:
        """See which processors there are; called at the start of each document."""
        order = [processor for processor in self._registry if processor is not self]
        if order != self._order:
            self._order = order
            self._choices = []
            for processor in order:
                may_take = _may_take(processor)
                if may_take is None or not self._tab_is_usual:
                    break
                self._choices.append((may_take, processor))
            self._of_text = [one for one in self._choices if type(one[1]) not in _INDENTED_OR_EMPTY]
            self._paragraph = self._last_resort()
            self._ours = [need for need in (_own_need(processor) for processor in order) if need]

    @property
    def knows_all(self) -> bool:
        """Whether each processor is known; paragraphs are then recognised at a glance."""
        return self._paragraph is not None

    def _last_resort(self) -> BlockProcessor | None:
        """Return the processor of plain paragraphs, if all of the others are known."""
        known = len(self._choices) == len(self._order) > 0
        last = self._order[-1] if known else None
        return last if type(last) is blockprocessors.ParagraphProcessor else None

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether it is known who takes the block."""
        chosen = self._choose(parent, block)
        if chosen is None:
            return False
        self.run = chosen.run  # type: ignore[method-assign]
        return True

    def _choose(self, parent: Element, block: str) -> BlockProcessor | None:
        if self._paragraph is not None and _PLAIN.match(block) and not any(n in block for n in self._ours):
            return self._paragraph
        for may_take, processor in self._choices if block[:1] in _NO_TEXT else self._of_text:
            if may_take(parent, block):
                if type(processor) in _THEIR_OWN_WORD:
                    return None
                if processor.test(parent, block):
                    return processor
        return None


class LearnOrder(Preprocessor):
    """Lets the first choice see, at the start of a document, which processors there are."""

    def __init__(self, first: FirstChoice) -> None:
        super().__init__()
        self.first = first

    def run(self, lines: list[str]) -> list[str]:
        """Change nothing."""
        self.first.learn()
        return lines
