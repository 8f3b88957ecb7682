"""Finish the tree of a page's text where forms speak the reader's language: boxes, tabs, tasks, captions."""

from __future__ import annotations

import re
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from exchange.authoring.boxes import KINDS
from exchange.authoring.linked_files import Files, Words, finish_links

TAB = "tab"
"""The class of one choice among others, as `github_blocks` writes it."""

_NUMBERED_CLASS = "numbered"
_TASK = re.compile(r"\s*\[(?P<mark>[ xX])\](?=[ \t])")


def finish_forms(root: Element, words: Words, files: Files) -> None:
    """Change the tree in place; `words` are the strings of the interface, `files` the site's own files."""
    finish_links(root, words, files)
    elements = list(root.iter())
    for element in elements:
        if element.tag in ("div", "details"):
            _name_box(element, words)
        elif element.tag == "li":
            _mark_task(element, words)
    _number_figures(elements, words)
    if any(_is_tab(element) for element in elements):
        _gather_tabs(root, words)


def _name_box(box: Element, words: Words) -> None:
    """Give a box that has no title of its own the name of its kind."""
    kind = next((name for name in (box.get("class") or "").split() if name in KINDS), None)
    title = next(iter(box), None)
    if kind and title is not None and title.tag in ("p", "summary") and title.text == kind.capitalize():
        title.text = words(f"box-{kind}")


def _mark_task(item: Element, words: Words) -> None:
    """Turn `[ ]` and `[x]` at the beginning of an item into a mark with words."""
    first = item if (item.text or "").strip() else next(iter(item), None)
    match = _TASK.match(first.text or "") if first is not None and first.tag in ("li", "p") else None
    if first is None or match is None:
        return
    is_done = match["mark"] != " "
    mark = Element("span", {"class": "task task-done" if is_done else "task"})
    SubElement(mark, "span", {"class": "visually-hidden"}).text = (
        words("task-done") if is_done else words("task-open")
    )
    mark.tail, first.text = (first.text or "")[match.end() :], ""
    first.insert(0, mark)
    item.set("class", "task-item")


def _number_figures(elements: list[Element], words: Words) -> None:
    """Put the number of a figure or a table before its caption; a table's caption belongs to the table."""
    numbers = {is_table: count(1) for is_table in (True, False)}
    for figure in elements:
        caption = figure.find("figcaption") if figure.tag == "figure" else None
        if caption is None:
            continue
        names = (figure.get("class") or "").split()
        if _NUMBERED_CLASS in names:
            is_table = figure.find("table") is not None
            number = next(numbers[is_table])
            first = next((paragraph for paragraph in caption.iter("p")), caption)
            mark = Element("span", {"class": "figure-number"})
            mark.text = (
                words("table-number", number=number) if is_table else words("figure-number", number=number)
            )
            mark.tail, first.text = f" {first.text or ''}", ""
            first.insert(0, mark)


def _is_tab(element: Element) -> bool:
    return element.tag == "details" and element.get("class") == TAB


def _gather_tabs(root: Element, words: Words) -> None:
    """Put choices that follow each other into one group, of which a reader opens one at a time."""
    numbers = count(1)
    for parent in list(root.iter()):
        group: Element | None = None
        for child in list(parent):
            if not _is_tab(child) or parent.get("class") == "tabs":
                group = None
                continue
            if group is None:
                number = next(numbers)
                group = Element("div", {"class": "tabs", "role": "group", "aria-label": words("tabs-about")})
                parent.insert(list(parent).index(child), group)
                child.set("open", "open")
            child.set("name", f"tabs-{number}")
            parent.remove(child)
            group.append(child)
