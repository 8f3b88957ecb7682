"""Where the languages of a section, a field of a record or a term are written, and what people call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exchange.pages.library import Library, SourcePage
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import ContentFolder
from exchange.text.documents import text_of
from exchange.translation.record_texts import RecordText, record_texts
from exchange.translation.states import SectionState


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlace:
    """One language of a section: its file from the project's root, its first line, its title."""

    path: str
    line: int
    title: str


@dataclass(slots=True)
class SectionPlaces:
    """The places of a site's sections; a record is read when it is first asked for."""

    settings: SiteSettings
    files: ContentFolder
    library: Library
    _records: dict[str, Mapping[tuple[str, str], RecordText]] = field(default_factory=dict)

    def original(self, state: SectionState) -> str:
        """Return the language that a page was written in first; of a record, the first of the site."""
        pair = self.library.pairs.get(state.page)
        return pair.original.locale if pair else self.settings.content.locales[0]

    def at(self, state: SectionState, locale: str) -> SectionPlace:
        """Return where a language of a section is, or where it would be."""
        pair = self.library.pairs.get(state.page)
        if pair:
            return _in_page(pair.pages.get(locale, pair.original), state.section)
        text = self._record(state.page).get((state.section, locale))
        path = self.settings.display_path(state.page)
        return SectionPlace(path=path, line=text.line if text else 1, title=_title(state.section, text))

    def source(self, state: SectionState, locale: str) -> str:
        """Return the Markdown of a section in a language up to the next heading, or the text of a record."""
        pair = self.library.pairs.get(state.page)
        if not pair:
            text = self._record(state.page).get((state.section, locale))
            return text.text if text else ""
        if locale not in pair.pages:
            return ""
        start, end = section_lines(pair.pages[locale], state.section)
        text_of_page = text_of(self.files.read(f"{locale}/{state.page}")) or ""
        return "\n".join(text_of_page.split("\n")[start - 1 : end - 1]).strip("\n")

    def _record(self, path: str) -> Mapping[tuple[str, str], RecordText]:
        if path not in self._records:
            text = text_of(self.files.read(path)) or ""
            texts = record_texts(text, path, self.settings.content.locales)
            self._records[path] = {(entry.name, entry.locale): entry for entry in texts}
        return self._records[path]


def section_lines(page: SourcePage, section: str) -> tuple[int, int]:
    """Return the first line of a section, and the line of the next heading, or of the end of the page."""
    start = _in_page(page, section).line
    body_end = page.document.body_line + page.document.body.count("\n") + 1
    return start, min(
        (head.line for head in page.sections if head.id and head.line > start), default=body_end
    )


def _in_page(page: SourcePage, section: str) -> SectionPlace:
    match = next((head for head in page.sections if head.id == section), None) if section else None
    return SectionPlace(
        path=page.document.path,
        line=match.line if match else page.document.body_line,
        title=match.title if match else page.meta.title,
    )


def _title(name: str, text: RecordText | None) -> str:
    """Return the name of a field, or of a term with its number."""
    return f"{name} {text.text.splitlines()[0]}" if text and "\n" in text.text else name
