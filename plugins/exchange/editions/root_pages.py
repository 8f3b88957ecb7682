"""Decide which pages stand at addresses that moved, are gone, or are permanent ids, and what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exchange.editions.addresses import in_locale, is_file, page_of, relative, section_of, to_root
from exchange.editions.ledger import Kind
from exchange.editions.permanent_ids import Permanent
from exchange.editions.resolution import Promise
from exchange.text.locales import Locale
from exchange.text.strings import Strings
from exchange.text.translations import language_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The page in one language, as it is offered to a reader."""

    code: str
    name: str
    href: str
    words: Strings
    title: str = ""
    heading: str = ""  # of the reason
    reason: str = ""
    reason_lang: str = ""  # where it is not the language of the choice


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLink:
    """A section of the old page: its id, and where it is now."""

    id: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootPage:
    """A page for no single language. `address` is its own; `canonical` is absolute, or empty."""

    template: str
    address: str
    root: str
    choices: tuple[Choice, ...]
    canonical: str = ""
    sections: tuple[SectionLink, ...] = ()
    more: Mapping[str, object] = field(default_factory=dict)  # what only this template shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What all these pages share: languages, their words, the site's address."""

    locales: tuple[Locale, ...]
    words: Mapping[str, Strings]
    url: str


def root_pages(promise: Promise, permanent: tuple[Permanent, ...], around: Around) -> Iterator[RootPage]:
    """Yield every page to write."""
    yield from (_permanent_page(page, around) for page in permanent)
    for source, entry in sorted(promise.redirects.moved.items()):
        if source.endswith("/"):
            for address in promise.localised(source):
                yield _redirect_page(address, entry.to, promise, around)
    for source, gone in sorted(promise.redirects.gone.items()):
        if "#" not in source and not source.startswith("event:"):
            for address in promise.localised(source):
                yield _tombstone(address, gone.instead, gone.reason, promise, around)


def copied_files(promise: Promise) -> Iterator[tuple[str, str]]:
    """Yield the old and the new address of each file that moved: it cannot say so itself, so it is copied."""
    for source, entry in sorted(promise.redirects.moved.items()):
        if is_file(source):
            yield source, entry.to


def _redirect_page(address: str, target: str, promise: Promise, around: Around) -> RootPage:
    own, *_ = _reading(address, around)
    aim = in_locale(target, own.code) if own.code else target
    return RootPage(
        template="redirect.html",
        address=address,
        root=to_root(address),
        choices=_choices(address, target, around),
        canonical=around.url + page_of(aim).lstrip("/"),
        sections=_sections(address, target, promise, own.code),
    )


def _tombstone(
    address: str, instead: str, reason: Mapping[str, str], promise: Promise, around: Around
) -> RootPage:
    page = address if address.endswith("/") else f"{address}/"  # what was a file becomes a folder with a page
    lost = (
        section_of(line.address) for line in promise.ledger.of(Kind.SECTION) if page_of(line.address) == page
    )
    return RootPage(
        template="tombstone.html",
        address=page,
        root=to_root(page),
        choices=_choices(page, instead, around, reason=reason),
        canonical=around.url + page.lstrip("/"),
        sections=tuple(SectionLink(id=one, href="") for one in lost),
    )


def _permanent_page(page: Permanent, around: Around) -> RootPage:
    address = f"/id/{page.id}/"
    return RootPage(
        template="permanent.html",
        address=address,
        root=to_root(address),
        choices=_choices(address, page.page, around, titles=page.titles),
        canonical=around.url + address.lstrip("/"),
    )


def _sections(address: str, target: str, promise: Promise, locale: str) -> tuple[SectionLink, ...]:
    """Return every section the page ever had, each with where it is now."""
    ids = [
        section_of(one.address) for one in promise.ledger.of(Kind.SECTION) if page_of(one.address) == address
    ]
    moved, gone = promise.redirects.moved, promise.redirects.gone
    page = promise.neutral(address)
    found = []
    for name in sorted(
        {*ids, *(section_of(one) for one in (*moved, *gone) if page_of(one) == page and "#" in one)}
    ):
        source = f"{page}#{name}"
        there = f"{page_of(target)}#{name}"
        if source in moved:
            there = moved[source].to
        elif source in gone:
            there = gone[source].instead
        elif not promise.published.has(in_locale(there, locale)):
            there = target
        found.append(SectionLink(id=name, href=relative(in_locale(there, locale), start=address)))
    return tuple(found)


def _reading(address: str, around: Around) -> list[Locale]:
    """Return the languages, that of the address first."""
    first = address.split("/")[1]
    return sorted(around.locales, key=lambda locale: (locale.code != first, locale.code))


def _choices(
    address: str,
    target: str,
    around: Around,
    *,
    titles: Mapping[str, str] | None = None,
    reason: Mapping[str, str] | None = None,
) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            code=locale.code,
            name=locale.name,
            href=relative(in_locale(target, locale.code), start=address),
            words=around.words[locale.code],
            title=(titles or {}).get(locale.code, ""),
            **reason_shown(reason or {}, locale.code),
        )
        for locale in _reading(address, around)
    )


def reason_shown(texts: Mapping[str, str], code: str) -> dict[str, str]:
    """Return the reason that readers of a language see, and its language where it is another."""
    lang = language_shown(texts, code)
    return {"reason": texts.get(lang, ""), "reason_lang": lang if lang != code else ""}
