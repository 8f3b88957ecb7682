"""Write a finished page as XHTML for another medium: links, ids, answers and sources as it needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborNode

from exchange.handouts.booklet import Booklet, Role
from exchange.handouts.finished_page import FinishedPage

XHTML = "http://www.w3.org/1999/xhtml"
_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
_DROPPED_TAGS = frozenset("script style template button form nav link iframe object".split())
_DROPPED_CLASSES = frozenset(
    "section-link term-note footnote-backref page-editions handouts question-answer question-feedback".split()
)
_AS_TEXT = {"details": "div", "summary": "p", "fieldset": "div", "legend": "p", "label": "p"}
"""What only works on a screen, and what it is on paper."""
_FIELDS = {"checkbox": "tick-box", "radio": "tick-box", "text": "writing-line"}
"""Fields of forms that a pen fills in on paper, by their type; others are left out."""
_VOID = frozenset("area base br col embed hr img source track wbr".split())
_IN_LINE = frozenset("a abbr b cite code em i kbd mark q s small span strong sub sup time u var".split())
_ATTRIBUTES = frozenset(
    "abbr alt class colspan datetime dir headers height href id lang reversed rowspan scope src start title "
    "value width".split()
)
_LINK_ATTRIBUTES = frozenset({"id", "lang", "title"})
_FRAME = "kx-"  # how ids begin that are the frame's, not a section's
_OMITTED_ATTRIBUTES = frozenset({"tabindex", "style", "xmlns"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What differs between media."""

    chapter: Callable[[int], str]  # the file of a chapter, or an empty text where all are in one
    text: Callable[[str], str] = str  # applied to every text
    section: Callable[[str], str] = lambda _address: ""  # XHTML behind the heading of a section
    picture: Callable[[str, str], str] | None = None  # from an SVG and its name to what is shown in its place
    source: Callable[[str], str] = str  # from the address of a picture below the site to its name here
    notes_at_foot: bool = False  # whether a source is shown at the foot of the page that cites it


@dataclass(slots=True)
class ArticleWriter:
    """Writes one chapter of a booklet."""

    booklet: Booklet
    number: int
    medium: Medium
    _note_names: set[str] = field(default_factory=set)
    _last_letter: str = ""  # before what is written next, in the same line

    @property
    def page(self) -> FinishedPage:
        """The page of the chapter."""
        return self.booklet.pages[self.number]

    def html(self) -> str:
        """Return the parts of the page."""
        return "".join(text for part in self.page.parts for text in self._element(part))

    def id_of(self, name: str, number: int | None = None) -> str:
        """Return the id of a place of a page; ids of several pages are in one file."""
        number = self.number if number is None else number
        return name if self.medium.chapter(number) else f"c{number}-{name}"

    def _children(self, node: LexborNode) -> Iterator[str]:
        """Yield what is in an element, without sections that its readers are not given."""
        is_hidden = False
        for child in node.iter(include_text=True):
            if child.tag == "h2":
                is_hidden = self._is_for_others(child)
            if not is_hidden or _has(child, "footnote"):
                yield from self._node(child)

    def _is_for_others(self, heading: LexborNode) -> bool:
        return self.booklet.role is Role.LEARNER and heading.attributes.get("id") == "instructors"

    def _node(self, node: LexborNode) -> Iterator[str]:
        if node.tag == "-text":
            yield escape(self._in_line(node.text_content or ""), quote=False)
        elif not (node.tag or "-").startswith("-") and not self._is_dropped(node):
            yield from self._element(node)

    def _in_line(self, text: str) -> str:
        """Return a text for the medium, which looks at the letter before it too: words go over elements."""
        written = self.medium.text(self._last_letter + text)[len(self._last_letter) :]
        self._last_letter = text[-1:]
        return written

    def _is_dropped(self, node: LexborNode) -> bool:
        is_answer = node.tag == "details" and _has(node, "answer")
        return (
            node.tag in _DROPPED_TAGS
            or (node.tag == "input" and node.attributes.get("type") not in _FIELDS)
            or "hidden" in node.attributes
            or (_has(node, "visually-hidden") and node.tag != "dt")
            or any(_has(node, name) for name in _DROPPED_CLASSES)
            or (is_answer and self.booklet.role is Role.LEARNER)
            or (self.medium.notes_at_foot and _has(node, "footnote"))
        )

    def _element(self, node: LexborNode) -> Iterator[str]:
        tag = node.tag or "div"
        if tag not in _IN_LINE:
            self._last_letter = ""
        if tag in _NAMESPACES:
            yield self._foreign(node)
        elif (
            tag == "sup"
            and self.medium.notes_at_foot
            and (node.attributes.get("id") or "").startswith("fnref")
        ):
            yield self._note(node)
        elif tag == "div" and node.parent is not None and node.parent.tag == "dl":
            yield from self._children(node)
        elif tag == "span" and _has(node, "term"):
            yield from (text for link in node.css("a")[:1] for text in self._children(link))
        elif tag == "input":
            yield f'<span class="{_FIELDS[node.attributes["type"] or ""]}"></span>'
        elif tag == "a" and "href" in node.attributes:
            yield self._anchor(node)
        else:
            name = _AS_TEXT.get(tag, tag)
            yield f"<{name}{self._attributes(node)}"
            yield "/>" if tag in _VOID else f">{''.join(self._children(node))}</{name}>"
            section = node.attributes.get("id") if tag in ("h2", "h3") else None
            if section and not section.startswith(_FRAME):
                yield self.medium.section(f"{self.page.address}#{section}")

    def _attributes(self, node: LexborNode) -> str:
        names = _LINK_ATTRIBUTES if node.tag == "a" else _ATTRIBUTES
        values = {name: value or "" for name, value in node.attributes.items() if name in names}
        if node.tag == "summary":
            values["class"] = "summary"
        if "id" in values:
            values["id"] = self.id_of(values["id"].replace(":", "-"))
        if "src" in values:
            values["src"] = self.medium.source(urljoin(self.page.path, values["src"]))
        if "lang" in values:
            values["xml:lang"] = values["lang"]
        return "".join(f' {name}="{escape(value)}"' for name, value in values.items())

    def _anchor(self, node: LexborNode) -> str:
        """Return a link; on paper, with the address that it leads to."""
        values = self._link(node.attributes["href"] or "", node)
        address = escape(values["href"])
        is_told = self.medium.notes_at_foot and values["class"] == "out"
        tail = f'<span class="address"> &lt;{address}&gt;</span>' if is_told else ""
        text = "".join(self._children(node))
        attributes = f'{self._attributes(node)} href="{address}" class="{values["class"]}"'
        self._last_letter = ">" if tail else self._last_letter
        return f"<a{attributes}>{text}</a>{tail}"

    def _link(self, href: str, node: LexborNode) -> dict[str, str]:
        """Return where a link leads: into every copy that has this page, or to the page on the web."""
        address, section = urldefrag(urljoin(self.page.address, href))
        numbers = {
            page.address: number
            for number, page in enumerate(self.booklet.pages)
            if self.page.is_for_instructors or not page.is_for_instructors
        }
        if address in numbers:
            number = numbers[address]
            name = self.id_of(section.replace(":", "-") or "top", number)
            return {"href": f"{self.medium.chapter(number)}#{name}", "class": "within"}
        whole = f"{address}#{section}" if section else address
        is_spelt = (node.text() or "").strip() in (whole, href)
        return {"href": whole, "class": "spelt" if is_spelt else "out"}

    def _note(self, node: LexborNode) -> str:
        """Return a source where it is cited first, which goes to the foot of the page; later, its number."""
        link = node.css_first("a")
        name = (link.attributes.get("href") or "").lstrip("#") if link is not None else ""
        number = node.text().strip()
        joiner = self._in_line(number).removesuffix(number)
        note = self.page.notes.get(name)
        if note is None or name in self._note_names:
            return f"{joiner}<sup>{escape(number)}</sup>"
        self._last_letter = ""
        self._note_names.add(name)
        text = " ".join("".join(self._children(part)) for part in note.css("li > p")) or "".join(
            self._children(note)
        )
        self._last_letter = number[-1:]
        return f'{joiner}<span class="note" data-number="{escape(number)}">{text}</span>'

    def _foreign(self, node: LexborNode) -> str:
        """Return a drawing or an equation with its namespace."""
        tag, name = node.tag or "", node.attributes.get("aria-label") or ""
        xml = _xml(node, f' xmlns="{_NAMESPACES[tag]}"')
        return self.medium.picture(xml, name) if tag == "svg" and self.medium.picture else xml


def _has(node: LexborNode, name: str) -> bool:
    return name in (node.attributes.get("class") or "").split()


def _xml(node: LexborNode, extra: str = "") -> str:
    if node.tag == "-text":
        return escape(node.text_content or "", quote=False)
    attributes = "".join(
        f' {name}="{escape(value or "")}"'
        for name, value in node.attributes.items()
        if name not in _OMITTED_ATTRIBUTES and not name.startswith(("data-", "on"))
    )
    content = "".join(_xml(child) for child in node.iter(include_text=True))
    return f"<{node.tag}{extra}{attributes}>{content}</{node.tag}>"
