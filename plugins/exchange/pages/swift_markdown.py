"""Make Python-Markdown at least twice as fast, with the same bytes.

A Markdown extension: it takes the place of processors that it knows, by Python-Markdown's own registries,
with subclasses that do the same to the parts of a page in which there is something to do. A processor of
another class than the one it knows, from an extension of others, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import Registry

from exchange.pages.swift_blocks import FirstChoice, LearnOrder, SwiftTable
from exchange.pages.swift_html import to_xhtml
from exchange.pages.swift_inline import SwiftInline
from exchange.pages.swift_source import SwiftFences, SwiftHtmlBlocks, SwiftWhitespace
from exchange.pages.swift_tree import (
    SwiftAttributes,
    SwiftFootnotes,
    SwiftLineBreaks,
    SwiftToc,
    SwiftUnescape,
)

_BEFORE_ALL = 1_000_000
_HARDLY = 1e-6
"""Added to a priority, it keeps a processor before those that came after it with the same one."""

Make = Callable[[Any], Any]


class SwiftMarkdown(Extension):
    """Add it after the extensions that a page is written for."""

    for_many_pages = True

    def extendMarkdown(self, md: Markdown) -> None:
        """Take the place of the processors we know."""
        _replace(
            md.preprocessors, "normalize_whitespace", 30, NormalizeWhitespace, lambda _: SwiftWhitespace(md)
        )
        _replace(md.preprocessors, "html_block", 20, HtmlBlockPreprocessor, lambda _: SwiftHtmlBlocks(md))
        _replace(
            md.preprocessors,
            "fenced_code_block",
            25,
            FencedBlockPreprocessor,
            lambda old: SwiftFences(md, old.config),
        )
        tree = md.treeprocessors
        _replace(tree, "footnote", 50, FootnoteTreeprocessor, lambda old: SwiftFootnotes(old.footnotes))
        _replace(tree, "inline", 20, InlineProcessor, lambda _: SwiftInline(md))
        _replace(tree, "prettify", 10, PrettifyTreeprocessor, lambda _: SwiftLineBreaks(md))
        _replace(tree, "attr_list", 8, AttrListTreeprocessor, lambda _: SwiftAttributes(md))
        _replace(tree, "toc", 5, TocTreeprocessor, lambda old: _toc(md, old))
        _replace(tree, "unescape", 0, UnescapeTreeprocessor, lambda _: SwiftUnescape(md))
        blocks = md.parser.blockprocessors
        _replace(blocks, "table", 75, TableProcessor, lambda old: SwiftTable(md.parser, old.config))
        first = FirstChoice(md)
        blocks.register(first, "kx_first_choice", _BEFORE_ALL)
        md.preprocessors.register(LearnOrder(first), "kx_learn_order", _BEFORE_ALL)
        if md.output_formats["xhtml"] is to_xhtml_string:
            md.output_formats = {**md.output_formats, "xhtml": to_xhtml}  # type: ignore[misc]


def _replace(registry: Registry[Any], name: str, priority: float, known: type, make: Make) -> None:
    """Put another processor in the place of one of exactly the known class, where its place can be kept."""
    if name not in registry or type(registry[name]) is not known:
        return
    place = registry.get_index_for_name(name)
    new = make(registry[name])
    for near in (priority + _HARDLY, priority):
        trial = registry[:]
        trial.register(new, name, near)
        if trial.get_index_for_name(name) == place:
            registry.register(new, name, near)
            return


def _toc(md: Markdown, old: TocTreeprocessor) -> SwiftToc:
    """Return ours with the options of the one it replaces, which keeps them as attributes."""
    new = SwiftToc(md, TocExtension().getConfigs())
    vars(new).update(vars(old))
    return new
