"""Keep what is for instructors out of the text of a lesson, or show nothing but that.

A Markdown extension that works on the tree. For instructors are boxes of the kinds `answer` and `instructor`.
On the learner's page each answer becomes a link to the instructor's page, and notes are left out. Footnotes
stay with the part that cites them, and keep their numbers.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension

from exchange.text.tree_steps import TreeStep

ANSWER = "answer"
NOTE = "instructor"
"""The kinds of boxes that only instructors see, which are classes too."""

_BEFORE_SECTION_IDS = 7  # toc has 5 and kx_name_sources 6; inline marks have 20, attributes 8
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


class Audience(Enum):
    """For whom a page is."""

    EVERYBODY = "everybody"  # a page of another kind: nothing is set apart
    LEARNERS = "learners"
    INSTRUCTORS = "instructors"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsOfPage:
    """What is needed to tell the parts of one page apart. Files are named relative to the page's own."""

    audience: Audience = Audience.EVERYBODY
    counterpart: str = ""  # on a learner's page the file of the instructor's, and the other way round
    lang: str = ""  # of the text, where it is not the reader's
    answer_link: str = ""  # what the link to an answer says


class InstructorParts(Extension):
    """`page` is set for each page before it is rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.page = PartsOfPage()

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the step before sections get their ids."""
        md.treeprocessors.register(TreeStep(self._set_apart), "kx_instructor_parts", _BEFORE_SECTION_IDS)

    def _set_apart(self, root: Element) -> None:
        page = self.page
        if page.audience is Audience.LEARNERS:
            _drop_parts(root, page)
        elif page.audience is Audience.INSTRUCTORS:
            _keep_parts(root, page)
        else:
            return
        _drop_unused_notes(root)


def _drop_parts(parent: Element, page: PartsOfPage) -> None:
    for child in list(parent):
        kind = _kind(child)
        if not kind:
            _drop_parts(child, page)
        elif kind == ANSWER:
            parent.insert(list(parent).index(child), _answer_link(page))
            parent.remove(child)
        else:
            parent.remove(child)


def _answer_link(page: PartsOfPage) -> Element:
    place = Element("p", {"class": NOTE})
    SubElement(place, "a", {"href": page.counterpart}).text = page.answer_link
    return place


def _keep_parts(root: Element, page: PartsOfPage) -> None:
    """Leave the boxes, each below a link to the section that it belongs to, and the footnotes."""
    elements: list[Element] = []
    heading: Element | None = None
    for child in list(root):
        if child.tag in _HEADINGS:
            heading = child
        boxes = list(_boxes(child))
        if boxes and heading is not None and heading.get("id"):
            elements.append(_section_link(heading))
            heading = None
        elements += boxes
    notes = [child for child in root if child.get("class") == "footnote"]
    for rule in [rule for note in notes for rule in note.findall("hr")]:
        notes[0].remove(
            rule
        )  # where the heading of the sources would be: it is a section of the learner's page
    for child in list(root):
        root.remove(child)
    for box in elements:
        _lead_from_other_file(box, page.counterpart)
        if box.tag == "details":
            box.set("open", "open")
    root.extend([*elements, *notes])
    for child in root if page.lang else ():
        child.set("lang", page.lang)


def _section_link(heading: Element) -> Element:
    place = Element("p", {"class": NOTE})
    title = "".join(heading.itertext()).strip()
    SubElement(place, "a", {"href": f"#{heading.get('id')}"}).text = title
    return place


def _lead_from_other_file(box: Element, learners_file: str) -> None:
    """Let links that were written in the learner's file lead to the same places from the instructor's."""
    for element in box.iter():
        name = {"a": "href", "img": "src"}.get(element.tag, "")
        address = element.get(name) if name else None
        if address is None or address.startswith(("#fn:", "#fnref:")):
            continue
        path, mark, section = address.partition("#")
        if not path:
            element.set(name, f"{learners_file}{mark}{section}")
        elif not path.startswith(("/", "\\")) and ":" not in path.split("/")[0]:
            folder = posixpath.dirname(learners_file)
            target = posixpath.normpath(posixpath.join(folder, unquote(path)))
            element.set(name, f"{target}{mark}{section}")


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the boxes for instructors in an element, or itself; none that is in another one."""
    if _kind(element):
        yield element
        return
    for child in element:
        yield from _boxes(child)


def _kind(element: Element) -> str:
    """Return the kind of a box that only instructors see; an empty text for all else."""
    if element.tag not in ("div", "details"):
        return ""
    names = (element.get("class") or "").split()
    return next((name for name in names if name in (ANSWER, NOTE)), "")


def _drop_unused_notes(root: Element) -> None:
    """Drop the footnotes that nothing left in the text cites, and ways back to what is gone; numbers stay."""
    notes = next((child for child in root if child.get("class") == "footnote"), None)
    if notes is None:
        return
    targets = set(_link_targets(child for child in root if child is not notes))
    ids = {f"#{element.get('id')}" for element in root.iter("sup")}
    for entries in notes.iter("ol"):
        for number, entry in enumerate(list(entries), 1):
            if f"#{entry.get('id')}" not in targets:
                entries.remove(entry)
            elif list(entries).index(entry) != number - 1:
                entry.set("value", str(number))
    if next(notes.iter("li"), None) is None:
        root.remove(notes)
    for parent in list(notes.iter()):
        for link in [child for child in parent if child.get("class") == "footnote-backref"]:
            if link.get("href") not in ids:
                parent.remove(link)


def _link_targets(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        yield from (link.get("href", "") for link in element.iter("a"))
