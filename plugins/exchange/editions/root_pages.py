"""Decide which pages are at addresses that moved, are gone, or are permanent ids, and what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exchange.editions.addresses import in_locale, is_file, page_of, relative, section_of, to_root
from exchange.editions.ledger import Kind
from exchange.editions.permanent_ids import Permanent
from exchange.editions.resolution import Promise
from exchange.pages.root_pages import Choice
from exchange.pages.side_by_side import FOLDER as SIDE_BY_SIDE
from exchange.text.locales import Locale
from exchange.text.strings import Strings
from exchange.text.translations import shown_language


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLink:
    """A section of the old page: its id, and where it is now, in each language that is offered."""

    id: str
    hrefs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RootPage:
    """A page for no single language. `address` is its own; `canonical` is absolute, or empty.

    Its `repr` says all that it is made from but words.
    """

    template: str
    address: str
    root: str
    choices: tuple[Choice, ...]
    canonical: str = ""
    sections: tuple[SectionLink, ...] = ()
    extras: Mapping[str, object] = field(default_factory=dict)  # what only this template shows


SealedTitles = Mapping[str, Mapping[str, str]]
"""From the address of a page to its title in each edition that holds it, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What all these pages share: languages, their words, the site's address."""

    locales: tuple[Locale, ...]
    words: Mapping[str, Strings]
    url: str
    sealed: SealedTitles = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # of the pages there are, by address


def root_pages(
    promise: Promise, permanent: tuple[Permanent, ...], context: PageContext
) -> Iterator[RootPage]:
    """Yield every page to write."""
    yield from (_permanent_page(page, context) for page in permanent)
    for source, entry in sorted(promise.redirects.moves.items()):
        if source.endswith("/"):
            for address in _addresses(source, promise):
                yield _redirect_page(address, entry.to, promise, context)
    for source, tombstone in sorted(promise.redirects.tombstones.items()):
        if "#" not in source and not source.startswith("event:"):
            for address in _addresses(source, promise):
                yield _tombstone(address, tombstone.instead, tombstone.reason, promise, context)


def _addresses(source: str, promise: Promise) -> tuple[str, ...]:
    """Return where a page was in each language, and where it stood beside its other languages."""
    in_languages = promise.locale_paths(source)
    return in_languages if source in in_languages else (*in_languages, f"/{SIDE_BY_SIDE}{source}")


def _shown_page(address: str, promise: Promise) -> str:
    """Return the page of an address as redirects name it."""
    return promise.neutral(address.removeprefix(f"/{SIDE_BY_SIDE}"))


def copied_files(promise: Promise) -> Iterator[tuple[str, str]]:
    """Yield the old and the new address of each file that moved: it cannot say so itself, so it is copied."""
    for source, entry in sorted(promise.redirects.moves.items()):
        for old in promise.locale_paths(source) if is_file(source) else ():
            new = [f"{old.removesuffix(source)}{entry.to}", *promise.locale_paths(entry.to)]
            yield old, next(filter(promise.published.has, new))


def _redirect_page(address: str, target: str, promise: Promise, context: PageContext) -> RootPage:
    first, *alternatives = _reading(address, context)
    is_permanent = promise.neutral(address) == address  # which has no language: readers have
    locales = [locale.code for locale in ([first, *alternatives] if is_permanent else [first])]
    return RootPage(
        template="redirect.html",
        address=address,
        root=to_root(address),
        choices=_choices(
            address, target, context, titles=_moved_page_titles(address, target, promise, context)
        ),
        canonical=context.url + page_of(in_locale(target, first.code)).lstrip("/"),
        sections=_sections(address, target, promise, locales),
        extras={"is_permanent": is_permanent},
    )


def _tombstone(
    address: str, successor: str, reason: Mapping[str, str], promise: Promise, context: PageContext
) -> RootPage:
    page = address if address.endswith("/") else f"{address}/"  # what was a file becomes a folder with a page
    neutral = _shown_page(page, promise)
    titles = _last_titles(neutral, promise, context)
    return RootPage(
        template="tombstone.html",
        address=page,
        root=to_root(page),
        choices=_choices(page, successor, context, titles=titles, reason=reason),
        canonical=context.url + page.lstrip("/"),
        sections=tuple(_old_sections(page, promise)),
        extras={"editions": _sealed_pages(neutral, page, context)},
    )


def _moved_page_titles(
    address: str, target: str, promise: Promise, context: PageContext
) -> Mapping[str, str]:
    """Return what a page that moved was called at its old address, else what it is called now."""
    old = _last_titles(_shown_page(address, promise), promise, context)
    new = {code: context.titles.get(page_of(in_locale(target, code)), "") for code in old}
    return {code: old[code] or new[code] for code in old}


def _last_titles(page: str, promise: Promise, context: PageContext) -> Mapping[str, str]:
    """Return what a page was called in each language: in its newest edition, else by the ledger."""
    names = promise.ledger.names()
    titles: dict[str, str] = {}
    for locale in context.locales:
        address = in_locale(page, locale.code)
        sealed = next(iter(context.sealed.get(address, {}).values()), "")
        titles[locale.code] = sealed or min(names.get(address, ()), default="")
    return titles


def _sealed_pages(page: str, start: str, context: PageContext) -> dict[str, list[tuple[str, str]]]:
    """Return by language the editions that still hold a page, the newest first, each with a link to it."""
    addresses = {locale.code: in_locale(page, locale.code) for locale in context.locales}
    return {
        code: [
            (edition, relative(f"/editions/{edition}{address}", start=start))
            for edition in context.sealed.get(address, {})
        ]
        for code, address in addresses.items()
    }


def _old_sections(page: str, promise: Promise) -> Iterator[SectionLink]:
    """Yield the sections that a page had; one that had moved before the page went keeps its way on."""
    moves, first = promise.redirects.moves, page.split("/")[1]
    locales = (first,) if first in promise.locales else promise.locales
    neutral = _shown_page(page, promise)
    sources = {promise.neutral(line.address) for line in promise.ledger.lines_of(Kind.SECTION)} | {*moves}
    for source in sorted(source for source in sources if "#" in source and page_of(source) == neutral):
        target = moves[source].to if source in moves else ""
        hrefs = {code: relative(in_locale(target, code), start=page) for code in locales if target}
        yield SectionLink(id=section_of(source), hrefs=hrefs)


def _permanent_page(page: Permanent, context: PageContext) -> RootPage:
    address = f"/id/{page.id}/"
    return RootPage(
        template="permanent.html",
        address=address,
        root=to_root(address),
        choices=_choices(address, page.page, context, titles=page.titles),
        canonical=context.url + address.lstrip("/"),
    )


def _sections(address: str, target: str, promise: Promise, locales: Sequence[str]) -> tuple[SectionLink, ...]:
    """Return every section the page ever had, each with where it is now."""
    pages = _pages_of(address, promise)
    redirects = promise.redirects
    sources = {promise.neutral(line.address) for line in promise.ledger.lines_of(Kind.SECTION)}
    sources |= {*redirects.moves, *redirects.tombstones}
    links: dict[str, SectionLink] = {}
    for source in sorted(source for source in sources if "#" in source and page_of(source) in pages):
        hrefs = {
            locale: relative(
                in_locale(_section_target(source, target, promise, locale), locale), start=address
            )
            for locale in locales
        }
        links[section_of(source)] = SectionLink(id=section_of(source), hrefs=hrefs)
    return tuple(links[name] for name in sorted(links))


def _pages_of(address: str, promise: Promise) -> frozenset[str]:
    """Return the pages that were at an address, as redirects name them; of a permanent id, those it named."""
    if not address.startswith("/id/"):
        return frozenset({_shown_page(address, promise)})
    return promise.ledger.names().get(address, frozenset())


def _section_target(source: str, target: str, promise: Promise, locale: str) -> str:
    """Return where a section of a page that moved to `target` is now."""
    moves, tombstones = promise.redirects.moves, promise.redirects.tombstones
    if source in moves:
        return moves[source].to
    if source in tombstones:
        return tombstones[source].instead
    new_section = f"{page_of(target)}#{section_of(source)}"
    return new_section if promise.published.has(in_locale(new_section, locale)) else target


def _reading(address: str, context: PageContext) -> list[Locale]:
    """Return the languages, that of the address first."""
    first = address.split("/")[1]
    return sorted(context.locales, key=lambda locale: (locale.code != first, locale.code))


def _choices(
    address: str,
    target: str,
    context: PageContext,
    *,
    titles: Mapping[str, str] | None = None,
    reason: Mapping[str, str] | None = None,
) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            code=locale.code,
            name=locale.name,
            href=relative(in_locale(target, locale.code), start=address),
            words=context.words[locale.code],
            title=(titles or {}).get(locale.code, ""),
            **shown_reason(reason or {}, locale.code),
        )
        for locale in _reading(address, context)
    )


def shown_reason(texts: Mapping[str, str], code: str) -> dict[str, str]:
    """Return the reason that readers of a language see, and its language where it is another."""
    lang = shown_language(texts, code)
    return {"reason": texts.get(lang, ""), "reason_lang": lang if lang != code else ""}
