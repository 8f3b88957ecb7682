"""Terms that one language of a section uses and the other does not have, by how the site renders them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from exchange.build.store import Store
from exchange.pages.library import Pair, SourcePage
from exchange.rules.checks.terms import absent_term
from exchange.rules.passages import SectionText, section_texts
from exchange.rules.term_comparison import Rendering, TermUse, is_name, term_uses
from exchange.site.reading import Site
from exchange.terms.matching import Matcher
from exchange.text.documents import text_of
from exchange.text.json_codec import JsonCodec
from exchange.text.problems import Place, Problem

_KIND = "term uses"
_CODEC: JsonCodec[tuple[TermUse, ...]] = JsonCodec(tuple[TermUse, ...])
_FEWEST = 3  # sections that show how a site renders a term
_ONE_IN = 20  # sections that may render it otherwise


def term_differences(site: Site, *, store: Store | None = None) -> Iterator[Problem]:
    """Yield each term that a section lacks though the other sections of the site have it.

    A store remembers the terms of two files of these bytes.
    """
    terms = {term.id: term for term in site.terms}
    uses = [(pair, use) for pair, use in _SiteTerms(site, store).uses() if use.term in terms]
    habits = Habits([use for _, use in uses])
    for pair, use in uses:
        term = terms[use.term]
        is_firm = is_name(use.name, term, use.locale) and use.rendering < Rendering.WHOLE
        if is_firm or habits.is_unusual(use):
            page, twin = pair.pages[use.twin_locale], pair.pages[use.locale]
            section = next((entry for entry in page.sections if entry.id == use.section), None)
            place = Place(path=page.document.path, line=section.line if section else page.document.body_line)
            forms = term.approved_names(use.twin_locale)
            title = section.title if section else ""
            yield absent_term(place, title, use.name, forms, f"{twin.document.path}:{use.line}")


class Habits:
    """How a site renders its terms: in whole, in part, or freely."""

    def __init__(self, uses: Sequence[TermUse]) -> None:
        self._uses = Counter(_direction(use) for use in uses)
        self._exceptions = {
            form: Counter(_direction(use) for use in uses if use.rendering < form)
            for form in (Rendering.PART, Rendering.WHOLE)
        }

    def is_unusual(self, use: TermUse) -> bool:
        """Return True if a section lacks a form of a term that all others have, but one in twenty.

        That it has the whole name is demanded where several sections show it.
        """
        direction = _direction(use)
        others = self._uses[direction] - 1
        forms = [Rendering.PART, Rendering.WHOLE] if others + 1 >= _FEWEST else [Rendering.PART]
        return any(
            use.rendering < form and (self._exceptions[form][direction] - 1) * _ONE_IN <= others
            for form in forms
        )


def _direction(use: TermUse) -> tuple[str, str, str]:
    return use.term, use.locale, use.twin_locale


class _SiteTerms:
    def __init__(self, site: Site, store: Store | None) -> None:
        self._site = site
        self._store = store
        glossary = site.settings.glossary
        self._glossary_digest = site.files.digest(glossary) if site.files.is_file(glossary) else ""

    @cached_property
    def _matchers(self) -> Mapping[str, Matcher]:
        return {code: Matcher(self._site.terms, code) for code in self._site.settings.content.locales}

    def uses(self) -> Iterator[tuple[Pair, TermUse]]:
        """Yield the terms of each page in several languages, compared with those of its original."""
        for pair in self._site.library:
            pages = [page for page in pair.pages.values() if not page.generated]
            if pair.original in pages and not pair.original.meta.kind.traits.shows_words:
                for page in pages:
                    if page is not pair.original:
                        yield from ((pair, use) for use in self._compare(pair, page))

    def _compare(self, pair: Pair, page: SourcePage) -> tuple[TermUse, ...]:
        paths = [f"{side.locale}/{pair.path}" for side in (pair.original, page)]
        key = " ".join([self._glossary_digest, *map(self._site.files.digest, paths)])
        entry = self._store.get(_KIND, paths[1], key) if self._store else None
        if entry is None:
            texts, twin_texts = (
                self._sections(side, path) for side, path in zip((pair.original, page), paths, strict=True)
            )
            locales = (pair.original.locale, page.locale)
            entry = _CODEC.write(
                tuple(
                    use
                    for name, text in texts.items()
                    if name in twin_texts
                    for use in term_uses(text, twin_texts[name], locales, self._matchers)
                )
            )
            if self._store:
                self._store.put(_KIND, paths[1], key, entry)
        return _CODEC.read(entry)

    def _sections(self, page: SourcePage, path: str) -> Mapping[str, SectionText]:
        text = text_of(self._site.files.read(path)) or ""
        sections = section_texts(
            text, body_line=page.document.body_line, sections=tuple(page.sections), locale=page.locale
        )
        return {section.id: section for section in sections}
