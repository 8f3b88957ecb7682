"""Cut the HTML of a page's text into the sections that search knows."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.search.model import Section

_SILENT = (
    "script, style, svg, template, .section-link, .term-note, .footnote-backref, .footnote-ref, .recheck, "
    ".untranslated-note"
)
_BLOCKS = "p, li, dt, dd, td, th, tr, h4, h5, h6, blockquote, pre, div, summary, figcaption, br"
_HEADINGS = "h2[id]:not([id='']), h3[id]:not([id=''])"
_MARK = "\0"
"""Stands where a section begins; the parser leaves none in a text."""


def sections(html: str) -> tuple[Section, ...]:
    """Return the sections of a text: the one before the first heading, then one a heading with an id.

    Notes of terms, links of sections and marks are not text. A list item that is only a link tells of
    another page and is left out.
    """
    page = LexborHTMLParser(f"<body>{html}".encode("utf-8", "replace"))
    for silent in page.css(_SILENT):
        silent.decompose()
    for item in page.css("li:has(a)"):
        _leave_out_links_alone(item)
    for block in page.css(_BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    headings = [("", "")]
    for heading in page.css(_HEADINGS):
        if not _is_within(heading, ("h2", "h3")):
            headings.append((heading.attributes["id"] or "", heading.text()))
            heading.replace_with(_MARK)
    texts = page.body.text().split(_MARK) if page.body else ()
    return tuple(_sections(zip(headings, texts, strict=True)))


def _sections(parts: Iterator[tuple[tuple[str, str], str]]) -> Iterator[Section]:
    for (identifier, heading), text in parts:
        lines = (" ".join(line.split()) for line in text.splitlines() if line)
        body = "\n".join(filter(None, lines))
        if heading or body:
            yield Section(id=identifier, heading=" ".join(heading.split()), text=body)


def _leave_out_links_alone(item: LexborNode) -> None:
    """Empty the links of a list item without other words; lists within it have words of their own."""
    nodes = [
        node for node in item.traverse(include_text=True) if node.is_text_node and _item_of(node) == item
    ]
    texts = [node for node in nodes if node.text_content and node.text_content.strip()]
    if all(_is_within(node, ("a",)) for node in texts):
        for node in texts:
            node.replace_with("")


def _item_of(node: LexborNode) -> LexborNode | None:
    while node.parent is not None and node.parent.tag != "li":
        node = node.parent
    return node.parent


def _is_within(node: LexborNode, tags: tuple[str, ...]) -> bool:
    while (parent := node.parent) is not None:
        if parent.tag in tags:
            return True
        node = parent
    return False
