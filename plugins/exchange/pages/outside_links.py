"""Resolve Markdown links out of their own language: to the other languages and to shared files.

MkDocs resolves links within one language. A link such as `../../ko/guides/estimands.md` or
`../../assets/flow.svg` is set aside before it looks, under a scheme of our own, and put back after. So is
what no library can take apart as an address (`http://[`): MkDocs would fail, and the gate says what is wrong.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension

from exchange.text.tree_steps import TreeStep
from exchange.text.web_addresses import can_be_read

Resolve = Callable[[str], str | None]
"""From a link as written to the URL to print, or None where the link is MkDocs' own business."""

_PLACEHOLDER = "kx-outside:"
_BEFORE_MKDOCS = 1  # its own processor has priority 0, and higher runs first
_AFTER_MKDOCS = -1


class OutsideLinks(Extension):
    """A Markdown extension; `resolve` is set for each page before it is rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.resolve: Resolve = _no_target
        self.waiting: list[tuple[Element, str, str]] = []  # an element, its attribute, the address to print

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the two halves around MkDocs' own link processor."""
        md.treeprocessors.register(TreeStep(self._hide), "kx_outside_aside", _BEFORE_MKDOCS)
        md.treeprocessors.register(TreeStep(self._restore), "kx_outside_back", _AFTER_MKDOCS)

    def _hide(self, root: Element) -> None:
        self.waiting = []
        for element, attribute, value in _references(root):
            if value.startswith("#"):  # to a section of the page itself, as most links of a page are
                continue
            address = self.resolve(value)
            if address is None and not can_be_read(value):
                address = value
            if address is not None:
                element.set(attribute, _PLACEHOLDER)
                self.waiting.append((element, attribute, address))

    def _restore(self, _root: Element) -> None:
        for element, attribute, address in self.waiting:
            element.set(attribute, address)
        self.waiting = []


def _references(root: Element) -> Iterator[tuple[Element, str, str]]:
    for element in root.iter():
        tag = element.tag
        attribute = "href" if tag == "a" else "src" if tag == "img" else None
        if attribute and (value := element.get(attribute)):
            yield element, attribute, value


def _no_target(_href: str) -> None:
    return None


def target_path(href: str, *, source: str) -> tuple[str, str] | None:
    """Return the path in the content folder that a relative link names, and its `#fragment` or ``.

    `source` is the page's own path in the content folder. None for a link that is not relative.
    """
    path, mark, fragment = href.partition("#")
    if not path or "?" in path or path.startswith(("/", "\\")) or ":" in path.split("/")[0]:
        return None
    full_path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))
    return full_path, mark + fragment
