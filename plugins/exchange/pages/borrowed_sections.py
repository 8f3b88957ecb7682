"""Sections that only another language of a page has: put into its page, in their place, marked with `lang`.

Their Markdown is added behind the page's own, so that every line of that keeps its number, and is moved to
its place when it is a tree. What is borrowed is judged with the page that it is written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension

from exchange.authoring.sections import DEFINITION, Section, outside_code
from exchange.languages.language import text_direction
from exchange.pages.library import Pair, SourcePage
from exchange.pages.section_pairs import SectionPair, section_pairs
from exchange.text.strings import Strings
from exchange.text.tree_steps import TreeStep

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_AFTER_ATTRIBUTES = 7  # attr_list has priority 8; toc, which lists the sections, 5
_FRAME = "kx-"  # ids of the frame around the text, which the gate refuses where they are written
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
# Markdown takes both characters out of what an author writes: nobody else can make these marks.
_BEGINNING, _END = "\x02kx-borrowed\x03", "\x02kx-own\x03"
_BORROWED_HTML = re.compile(f"{_BEGINNING}.*?{_END}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowedSection:
    """A section of another language; `place` is the number of the page's own section that it comes before."""

    id: str
    level: int
    locale: str
    text: str  # Markdown, with its heading
    definitions: Mapping[str, str]  # Markdown of the footnotes and references of its page, by their labels
    place: int


def borrowed_sections(pair: Pair, locale: str) -> tuple[BorrowedSection, ...]:
    """Return the sections that a page of its own in this language lacks and others have, in their order."""
    page = pair.pages.get(locale)
    ids = {section.id for section in page.sections} if page else set()
    sections: list[BorrowedSection] = []
    sources = sorted(pair.pages.values(), key=lambda source: source is not pair.original)
    for source in sources if page else ():
        assert page is not None
        for section in _lacking(page, source, pair.original):
            if section.id not in ids:
                ids.add(section.id)
                sections.append(section)
    return tuple(sorted(sections, key=lambda section: section.place))


def with_borrowed_sections(body: str, sections: Sequence[BorrowedSection]) -> str:
    """Return the Markdown of a page with what it borrows behind it, and the footnotes that this needs."""
    if not sections:
        return body
    texts = "\n\n".join(section.text for section in sections)
    labels = {match["label"] for match in map(DEFINITION.match, body.split("\n")) if match}
    references = {f"^{match['label']}" for match in _FOOTNOTE.finditer(texts)}
    definitions = {
        label: text
        for section in sections
        for label, text in section.definitions.items()
        if label not in labels and (label in references or not label.startswith("^"))
    }
    return "\n\n".join([body, texts, *definitions.values(), ""])


def own_html(html: str) -> str:
    """Return the HTML of a text without what it borrows."""
    return _BORROWED_HTML.sub("", html)


def finished_html(html: str) -> str:
    """Return the HTML of a text without the marks around what it borrows."""
    return html.replace(_BEGINNING, "").replace(_END, "")


class BorrowedSections(Extension):
    """`sections` is set for each page, and `locale` and `words`, those of its readers."""

    sections: Sequence[BorrowedSection] = ()
    locale: str = ""
    words: Strings

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor before sections are listed."""
        md.treeprocessors.register(TreeStep(self._move), "kx_borrowed_sections", _AFTER_ATTRIBUTES)

    def _move(self, root: Element) -> None:
        """Move what is borrowed to its place."""
        sections = self.sections
        headings = [element for element in root if element.tag in _HEADINGS]
        own_headings, borrowed_headings = (
            headings[: len(headings) - len(sections)],
            headings[len(headings) - len(sections) :],
        )
        if not sections or [heading.get("id") for heading in borrowed_headings] != [
            section.id for section in sections
        ]:
            return  # or the page has code or HTML without an end, which the check says
        parts = [(heading, *_text_below(root, heading)) for heading in borrowed_headings]
        for element in (element for part in parts for element in part):
            root.remove(element)
        targets = [*own_headings, *(element for element in root if element.get("class") == "footnote")]
        for section, part in zip(sections, parts, strict=True):
            target = targets[section.place] if section.place < len(targets) else None
            _insert(root, self._mark(section, *part), target)

    def _mark(self, section: BorrowedSection, heading: Element, *text: Element) -> list[Element]:
        """Return a section with its language, and a line in that of the readers."""
        marks = {"lang": section.locale}
        if text_direction(section.locale) != text_direction(self.locale):
            marks["dir"] = text_direction(section.locale)
        heading.attrib.update(marks)
        note = Element("p", {"class": "untranslated-note"})
        note.text = self.words("section-untranslated")
        part = Element("div", {"class": "untranslated", **marks})
        part.extend(text)
        return [heading, note, part]


def _insert(root: Element, elements: Sequence[Element], target: Element | None) -> None:
    """Insert elements between the marks of what is borrowed."""
    position = len(root) if target is None else list(root).index(target)
    if position:
        root[position - 1].tail = f"{root[position - 1].tail or ''}{_BEGINNING}"
    else:
        root.text = f"{root.text or ''}{_BEGINNING}"
    elements[-1].tail = f"\n{_END}"
    root[position:position] = elements


def _text_below(root: Element, heading: Element) -> list[Element]:
    """Return what is between a heading and the next one, or the list of footnotes."""
    elements = list(root)
    part = []
    for element in elements[elements.index(heading) + 1 :]:
        if element.tag in _HEADINGS or element.get("class") == "footnote":
            break
        part.append(element)
    return part


def _lacking(page: SourcePage, source: SourcePage, original: SourcePage) -> Iterator[BorrowedSection]:
    """Yield the sections of another language without one in this page, by the pairs that the check makes."""
    if {section.id for section in source.sections} <= {section.id for section in page.sections}:
        return  # nearly always
    place = 0
    texts, definitions = _parts(source)
    for section, twin in _pairs(page, source, original):
        if section is not None:
            place = page.sections.index(section) + 1
        elif twin is not None and twin.id and twin.level > 1 and not twin.id.startswith(_FRAME):
            yield BorrowedSection(
                id=twin.id,
                level=twin.level,
                locale=source.locale,
                text=texts[twin.line],
                definitions=definitions,
                place=_behind_deeper(page.sections, place, twin.level),
            )


def _pairs(
    page: SourcePage, source: SourcePage, original: SourcePage
) -> Iterator[tuple[Section | None, Section | None]]:
    """Yield sections of a page and those of another, compared in the direction in which the check does it."""
    if page is original:
        pairs: Iterator[SectionPair] = section_pairs(source.sections, page.sections)
        yield from ((pair.twin, pair.section) for pair in pairs)
    else:
        yield from ((pair.section, pair.twin) for pair in section_pairs(page.sections, source.sections))


def _behind_deeper(sections: Sequence[Section], place: int, level: int) -> int:
    """Return the next place that is not within a section above a level."""
    while place < len(sections) and sections[place].level > level:
        place += 1
    return place


def _parts(page: SourcePage) -> tuple[dict[int, str], dict[str, str]]:
    """Return the Markdown of each section by its line in the file, and of each definition by its label."""
    body = page.document.body
    lines, visible = body.split("\n"), outside_code(body).split("\n")
    definitions = dict(_definitions(lines, visible))
    texts = {}
    ends = [*(section.line for section in page.sections[1:]), page.document.body_line + len(lines)]
    for section, end in zip(page.sections, ends, strict=True):
        start = section.line - page.document.body_line
        length = 1 if lines[start].startswith("#") else 2
        text = "\n".join(lines[start + length : end - page.document.body_line])
        for definition in definitions.values():
            text = text.replace(definition, "")
        texts[section.line] = f"{'#' * section.level} {section.title} {{ #{section.id} }}\n\n{text.strip()}"
    return texts, definitions


def _definitions(lines: Sequence[str], visible: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the label and the Markdown of each reference and footnote, all its paragraphs included."""
    for number, line in enumerate(visible):
        match = DEFINITION.fullmatch(line)
        if match:
            end = number + 1
            while end < len(lines) and _goes_on(visible, end, footnote=match["label"].startswith("^")):
                end += 1
            yield match["label"], "\n".join(lines[number:end]).rstrip()


def _goes_on(lines: Sequence[str], number: int, *, footnote: bool) -> bool:
    """Return True if a line belongs to the definition above it."""
    line = lines[number]
    if DEFINITION.fullmatch(line) or line.startswith("#") or not footnote:
        return False
    if line.strip():
        return bool(lines[number - 1].strip()) or line.startswith("    ")
    return any(text.startswith("    ") for text in lines[number + 1 : number + 2])
