"""Terms that one language of a section uses and the other does not have, by how the site renders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial

from exchange.authoring.sections import Section
from exchange.build.processes import spread
from exchange.build.store import Store
from exchange.pages.library import Pair, SourcePage
from exchange.rules.checks.terms import absent_term
from exchange.rules.passages import SectionText, section_texts
from exchange.rules.term_comparison import TermUse, term_uses
from exchange.safety.time_limit import in_time
from exchange.site.reading import Site
from exchange.site.term_habits import PageTerms, TermHabits, explaining_terms, page_terms
from exchange.terms.matching import Matcher
from exchange.text.digest import digest
from exchange.text.documents import text_of
from exchange.text.json_codec import JsonCodec
from exchange.text.problems import Place, Problem

_MANY_PAGES = 24  # for which other processes pay
_KIND = "term uses"
_HABITS = "terms named"
_IDS: JsonCodec[tuple[str, ...]] = JsonCodec(tuple[str, ...])
_CODEC: JsonCodec[PageTerms] = JsonCodec(PageTerms)


def term_differences(site: Site, *, store: Store | None = None) -> Iterator[Problem]:
    """Yield each term that a section lacks though the other sections of the site have it.

    A store remembers the terms of two files of these bytes.
    """
    site_terms = _SiteTerms(site, store)
    terms = {term.id: term for term in site.terms}
    pages = list(site_terms.pages()) if terms else []
    habits = TermHabits(
        terms, [(pair.path, page) for pair, page in pages], site_terms.named, lambda: site_terms.explaining
    )
    for pair, use in ((pair, use) for pair, page in pages for use in page.shortened):
        if habits.is_unusual(pair.path, use, partial(_titles, site, pair, use)):
            page, twin = pair.pages[use.twin_locale], pair.pages[use.locale]
            section = _section(page, use)
            place = Place(path=page.document.path, line=section.line if section else page.document.body_line)
            forms = terms[use.term].approved_names(use.twin_locale)
            yield absent_term(place, _title(page, use), use.name, forms, f"{twin.document.path}:{use.line}")


def _titles(site: Site, pair: Pair, use: TermUse) -> str:
    """Return what says what a section is about, in the language that uses a term."""
    twin = pair.pages[use.locale]
    return "\n".join([site.settings.partnership.name.get(use.locale, ""), twin.meta.title, _title(twin, use)])


def _section(page: SourcePage, use: TermUse) -> Section | None:
    return next((entry for entry in page.sections if entry.id == use.section), None)


def _title(page: SourcePage, use: TermUse) -> str:
    section = _section(page, use)
    return section.title if section else ""


class _SiteTerms:
    def __init__(self, site: Site, store: Store | None) -> None:
        self._site = site
        self._store = store
        glossary = site.settings.glossary
        table = site.files.digest(glossary) if site.files.is_file(glossary) else ""
        self._glossary_digest = digest(repr((table, *(term.id for term in site.terms))).encode())

    @cached_property
    def matchers(self) -> Mapping[str, Matcher]:
        """What finds the terms in each language."""
        return {code: Matcher(self._site.terms, code) for code in self._site.settings.content.locales}

    @cached_property
    def explaining(self) -> frozenset[str]:
        """The terms that the definitions of several others use."""
        terms = {term.id: term for term in self._site.terms}
        return self._known("explaining", lambda: explaining_terms(terms, self.matchers))

    def named(self, text: str, locale: str) -> frozenset[str]:
        """Return the terms that a text of a language names."""
        return self._known(
            f"{locale} {text}", lambda: (use.term.id for use in self.matchers[locale].first_uses(text))
        )

    def _known(self, what: str, find: Callable[[], Iterable[str]]) -> frozenset[str]:
        """Return ids of terms as a store remembers them for this glossary, else as they are found."""

        def make() -> str:
            return _IDS.write(tuple(sorted(set(find()))))

        name = digest(what.encode())
        store, made_with = self._store, f"{self._glossary_digest} {what}"
        entry = store.remember(_HABITS, name, made_with, make) if store else make()
        return frozenset(_IDS.read(entry))

    def pages(self) -> Iterator[tuple[Pair, PageTerms]]:
        """Yield the terms of each page in several languages, compared with those of its original.

        Many pages that are not remembered are compared on all cores.
        """
        translations = list(self._translations())
        kept = [
            self._store.get(_KIND, *self._names(*entry)) if self._store else None for entry in translations
        ]
        waiting = [entry for entry, line in zip(translations, kept, strict=True) if line is None]
        lines = spread(waiting, self._compare, worth=_MANY_PAGES)
        for (pair, page), line in zip(translations, kept, strict=True):
            if line is None:
                line = next(lines)
                if self._store:
                    self._store.put(_KIND, *self._names(pair, page), line)
            yield pair, _CODEC.read(line)

    def _translations(self) -> Iterator[tuple[Pair, SourcePage]]:
        for pair in self._site.library:
            pages = [page for page in pair.pages.values() if not page.generated]
            if pair.original in pages and not pair.original.meta.kind.traits.shows_words:
                yield from ((pair, page) for page in pages if page is not pair.original)

    def _names(self, pair: Pair, page: SourcePage) -> tuple[str, str]:
        """Return the name of what is kept of a translation, and the digest of what it is made from."""
        paths = self._paths(pair, page)
        return paths[1], " ".join([self._glossary_digest, *map(self._site.files.digest, paths)])

    def _paths(self, pair: Pair, page: SourcePage) -> tuple[str, str]:
        return f"{pair.original.locale}/{pair.path}", f"{page.locale}/{pair.path}"

    def _compare(self, translation: tuple[Pair, SourcePage]) -> str:
        """Return the terms of a translation as a line; a page that takes too long is said by its rules."""
        seconds = self._site.settings.limits.page_seconds
        return _CODEC.write(
            page_terms(in_time(lambda: tuple(self._uses(*translation)), seconds, otherwise=lambda _: ()))
        )

    def _uses(self, pair: Pair, page: SourcePage) -> Iterator[TermUse]:
        sides = zip((pair.original, page), self._paths(pair, page), strict=True)
        texts, twin_texts = (self._sections(side, path) for side, path in sides)
        for name, text in texts.items():
            if name in twin_texts:
                locales = (pair.original.locale, page.locale)
                yield from term_uses(text, twin_texts[name], locales, self.matchers)

    def _sections(self, page: SourcePage, path: str) -> Mapping[str, SectionText]:
        text = text_of(self._site.files.read(path)) or ""
        sections = section_texts(
            text, body_line=page.document.body_line, sections=tuple(page.sections), locale=page.locale
        )
        return {section.id: section for section in sections}
