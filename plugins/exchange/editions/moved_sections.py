"""Keep a place in a page for each section that was there: where it is now, or why it is no more.

A section that was renamed within its page, or came to this page with a new name, keeps an empty mark before
the heading. One that left gets a line at the end of the page. Both work without scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension

from exchange.build.inputs import fingerprint
from exchange.editions.addresses import in_locale, page_of, relative, section_of
from exchange.editions.redirects import Redirects
from exchange.text.strings import Strings
from exchange.text.translations import shown_language
from exchange.text.tree_steps import TreeStep

_AFTER_MKDOCS = (
    -2
)  # which would take our links, priority 0, for files; what bilingual sets aside is back at -1


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSection:
    """A section that is no longer in this page: its old id, what to say, where to go on."""

    id: str
    text: str
    href: str
    lang: str = ""  # of the text, where it is not that of the page


class MovedSections(Extension):
    """A Markdown extension; `page` (`/guides/x/`), `locale` and `words` are set for each page."""

    page = ""
    locale = ""
    words: Strings

    def __init__(self, redirects: Redirects) -> None:
        super().__init__()
        self.redirects = redirects

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor behind all that give sections their ids and links their addresses."""
        md.treeprocessors.register(TreeStep(self._mark), "kx_moved_sections", _AFTER_MKDOCS)

    def fingerprints(self) -> dict[str, str]:
        """Return, by the address of a page without its language, a digest of all that is said of it here."""
        parts: dict[str, list[str]] = {}
        for source, entry in self.redirects.moves.items():
            for page in {page_of(source), page_of(entry.to)} if "#" in source else ():
                parts.setdefault(page, []).append(repr((source, entry)))
        for source, tombstone in self.redirects.tombstones.items():
            if "#" in source:
                parts.setdefault(page_of(source), []).append(repr((source, tombstone)))
        return {page: fingerprint(*values) for page, values in parts.items()}

    def renames(self) -> Iterator[tuple[str, str]]:
        """Yield the old and the new id of each section that is in this page now, its own sections first."""
        moves = self.redirects.moves
        for source in sorted(moves, key=lambda address: (page_of(address) != self.page, address)):
            target = moves[source].to
            if "#" in source and "#" in target and page_of(target) == self.page:
                yield section_of(source), section_of(target)

    def old_sections(self) -> Iterator[OldSection]:
        """Yield each section that was in this page."""
        moves, tombstones = self.redirects.moves, self.redirects.tombstones
        start = in_locale(self.page, self.locale)
        for source in sorted(address for address in (*moves, *tombstones) if self._was_here(address)):
            target = moves[source].to if source in moves else tombstones[source].instead
            texts = (
                {self.locale: self.words("moved-section")} if source in moves else tombstones[source].reason
            )
            lang = shown_language(texts, self.locale)
            yield OldSection(
                id=section_of(source),
                text=texts[lang],
                lang=lang if lang != self.locale else "",
                href=relative(in_locale(target, self.locale), start=start),
            )

    def _was_here(self, address: str) -> bool:
        entry = self.redirects.moves.get(address)
        return "#" in address and page_of(address) == self.page and not (entry and self._is_here(entry.to))

    def _is_here(self, target: str) -> bool:
        return page_of(target) == self.page and "#" in target

    def _mark(self, root: Element) -> None:
        elements = {element.get("id"): element for element in root.iter() if element.get("id")}
        for old, new in self.renames():
            if new in elements and old not in elements:
                mark = Element("span", {"id": old})
                mark.tail, elements[new].text = elements[new].text, None
                elements[new].insert(0, mark)
                elements[old] = mark
        self._add_notes(root, [section for section in self.old_sections() if section.id not in elements])

    def _add_notes(self, root: Element, sections: list[OldSection]) -> None:
        for section in sections:
            note = SubElement(root, "p", {"id": section.id})
            if section.lang:
                original = SubElement(note, "span", {"lang": section.lang})
                original.text, original.tail = section.text, " "
            else:
                note.text = f"{section.text} "
            link = SubElement(note, "a", {"href": section.href})
            link.text = self.words("go-on")
