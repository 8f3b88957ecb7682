"""Say what is shown at a short address: the page in one language, and each section it ever had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exchange.citing.short_links import ShortLink, section_code
from exchange.editions.addresses import in_locale, page_address, page_of, relative, section_of, without_locale
from exchange.editions.ledger import Kind
from exchange.pages.kinds import Kind as PageKind
from exchange.site.reading import Site
from exchange.text.strings import Strings


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortSection:
    """A section by its short name; `href` is relative to the short address."""

    code: str
    href: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPage:
    """The page at a short address; `canonical` is its address in the language it is written in."""

    canonical: str
    href: str
    title: str
    description: str
    sections: tuple[ShortSection, ...]


class ShortPages:
    """All that decides what short addresses show, gathered once."""

    def __init__(self, site: Site, words: Mapping[str, Strings]) -> None:
        self._words = words
        self._pages = {page_address(pair.path): pair for pair in site.library}
        self._names = site.ledger.names()
        self._moves = {source: move.to for source, move in site.redirects.moves.items()}
        self._sections: dict[str, set[str]] = {}  # the ids of those that were ever on a page, by its address
        locales = site.settings.content.locales
        lines = (without_locale(line.address, locales) for line in site.ledger.lines_of(Kind.SECTION))
        for source in (*lines, *self._moves):
            if section_of(source):
                self._sections.setdefault(page_of(source), set()).add(section_of(source))

    def page(self, link: ShortLink) -> ShortPage:
        """Return what is shown at a short address."""
        address = in_locale(link.target, link.locale)
        pair = self._pages.get(link.target)
        source = pair.read_in(link.locale) if pair else None
        meta = source.meta if source else None
        last_title = min(self._names.get(address, ()), default=self._words[link.locale]("short-title"))
        return ShortPage(
            canonical=in_locale(link.target, source.locale) if source else address,
            href=relative(address, start=link.address),
            title=meta.title if meta else last_title,
            description=meta.description if meta else "",
            sections=tuple(self._section_links(link)),
        )

    def _section_links(self, link: ShortLink) -> Iterator[ShortSection]:
        """Yield every section that the page has or had, each with where it is now."""
        pair = self._pages.get(link.target)
        source = pair.read_in(link.locale) if pair else None
        is_shown = source and (source.locale == link.locale or source.meta.kind is not PageKind.CALL)
        sections = source.sections if source and is_shown else ()  # a record's page shows no other's notice
        titles = {section.id: section.title for section in sections if section.id and section.level > 1}
        for page in sorted({link.target, link.name, *self._names.get(link.name, ())}):
            for name in sorted(
                self._sections.get(page, set()) | (titles.keys() if page == link.target else set())
            ):
                default = f"{link.target}#{name}" if name in titles else link.target
                target = self._moves.get(f"{page}#{name}", default)
                href = relative(in_locale(target, link.locale), start=link.address)
                yield ShortSection(code=section_code(name), href=href, title=titles.get(name, name))
