"""Say at the head of a section that another language has changed since, and lead to the newer text.

A Markdown extension that works on the tree, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension

from exchange.text.tree_steps import TreeStep

_AFTER_MKDOCS = -1.5  # which would take our links, priority 0, for files


class Lag(NamedTuple):
    """That a section lags behind another language."""

    change_moment: str  # ISO 8601
    lang: str  # the other language
    change: tuple[tuple[str, str], ...]  # what changed there: texts, each with `del`, `ins` or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class LagNotice:
    """What is said of one section: that it lags behind, by what, and where the newer text is."""

    text: str
    lag: Lag
    link: str
    href: str


class LagNotices(Extension):
    """Adds the notices; `notices`, by the id of a section, is set for each page."""

    notices: Mapping[str, LagNotice]

    def __init__(self) -> None:
        super().__init__()
        self.notices = {}

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor behind all that give sections their ids and links their addresses."""
        md.treeprocessors.register(TreeStep(self._add), "kx_lag_notices", _AFTER_MKDOCS)

    def _add(self, root: Element) -> None:
        if not self.notices:
            return
        if "" in self.notices:
            root.insert(0, _notice(self.notices[""]))
        for parent in list(root.iter()):
            for position, child in reversed(list(enumerate(parent))):
                name = child.get("id", "")
                if name and child.tag in ("h2", "h3", "h4", "h5", "h6") and name in self.notices:
                    parent.insert(position + 1, _notice(self.notices[name]))


def _notice(notice: LagNotice) -> Element:
    element = Element("p", {"class": "notice notice-lag"})
    element.text = f"{notice.text} "
    element.append(_change(notice.lag))
    link = Element("a", {"href": notice.href})
    link.text = notice.link
    element.append(link)
    return element


def _change(lag: Lag) -> Element:
    """Return what changed, in its language; what is gone and what is new are marked."""
    element = Element("q", {"lang": lag.lang})
    element.tail = " "
    for tag, text in lag.change:
        if tag:
            child = SubElement(element, tag)
            child.text = text
        elif len(element):
            element[-1].tail = text
        else:
            element.text = text
    return element
