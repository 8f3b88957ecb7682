"""A step of Python-Markdown over the tree of a page, as a function."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class TreeStep(Treeprocessor):
    """Hands the tree to a function, which changes it in place."""

    def __init__(self, change: Callable[[Element], None]) -> None:
        super().__init__()
        self._change = change

    def run(self, root: Element) -> None:
        """Change the tree."""
        self._change(root)
