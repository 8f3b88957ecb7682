"""Write `/changes.json`: every page and section with a digest of its words, and what became of old addresses.

Pages of the site read it in the browser: the path that a trainer puts together, and the check of links. Each
page and section has a code, which a path carries in its address and which stays readable after a move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exchange.editions.addresses import in_locale, page_address, without_locale
from exchange.editions.digests import Sections
from exchange.editions.redirects import Redirects
from exchange.pages.kinds import Kind
from exchange.pages.library import Library, Pair
from exchange.pages.navigation import Navigation
from exchange.text.digest import digest
from exchange.text.json_codec import compact_json

FILE = "changes.json"
_CODE = 10
"""Hexadecimal digits: a site of ten thousand sections has two of one code once in twenty thousand sites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a site says now. `sections` goes from addresses (`/en/guides/x/`) to ids, titles and digests."""

    url: str
    locales: tuple[str, ...]
    pairs: tuple[Pair, ...]  # in reading order
    sections: Sections
    ids: Mapping[str, frozenset[str]]  # all that can be linked to in a page, by its address with a language
    days: Mapping[str, str]  # `en/guides/x.md` to the day of its last change
    redirects: Redirects
    editions: tuple[str, ...] = ()  # the newest first
    packages: Mapping[str, str] = field(default_factory=dict)
    """`en/training/x/y.md` to the package that has the questions of the lesson, below the site's root."""


def reading_order(navigation: Navigation | None, library: Library) -> tuple[str, ...]:
    """Return the paths of all pages, those in the order of the site first."""
    order = navigation.order if navigation else ()
    return tuple(path for path in dict.fromkeys((*order, *library.pairs)) if path in library.pairs)


def code_of(address: str) -> str:
    """Return the code of a page or section, by the address that it has in every language."""
    return digest(address.encode(), length=_CODE)


def tracks_changes(pair: Pair) -> bool:
    """Return True if trainers may ask what changed in a page; calls change all the time."""
    kind = pair.original.meta.kind
    return kind.traits.embedded and kind is not Kind.CALL


def changes_file(content: Content) -> bytes:
    """Return the file as JSON."""
    moves = {old: move.to for old, move in content.redirects.moves.items()}
    tombstones = {
        old: {"reason": dict(tombstone.reason), "instead": tombstone.instead}
        for old, tombstone in content.redirects.tombstones.items()
    }
    answer = {
        "format": 1,
        "url": content.url,
        "editions": list(content.editions),
        "pages": {
            page_address(pair.path): _page(pair, content) for pair in content.pairs if tracks_changes(pair)
        },
        "moved": moves,
        "gone": tombstones,
        "others": sorted(_other_pages(content)),
        "old": {code_of(address): address for address in sorted({*moves, *tombstones})},
        "ids": {
            pair.original.meta.id: page_address(pair.path)
            for pair in content.pairs
            if pair.original.meta.id is not None
        },
    }
    return compact_json(answer)


def edition_file(sections: Sections) -> bytes:
    """Return what an edition holds, as JSON: addresses to ids, titles and digests by the method of today."""
    return compact_json(sections, sort_keys=True)


def _page(pair: Pair, content: Content) -> dict[str, object]:
    address, meta = page_address(pair.path), pair.original.meta
    languages = {
        locale: _page_in(pair, locale, content) for locale in content.locales if locale in pair.pages
    }
    ids = dict.fromkeys(name for names in _ids(address, content) for name in names)
    return {
        "code": code_of(address),
        "kind": meta.kind.value,
        **({"minutes": meta.minutes} if meta.minutes else {}),
        "languages": languages,
        "codes": {name: code_of(f"{address}#{name}") for name in ids if name},
    }


def _ids(address: str, content: Content) -> Iterator[Sequence[str]]:
    """Yield the ids of a page's sections in each language, in their order, then all other ids to link to."""
    for locale in content.locales:
        yield tuple(content.sections.get(in_locale(address, locale), ()))
        yield sorted(content.ids.get(in_locale(address, locale), ()))


def _other_pages(content: Content) -> frozenset[str]:
    """Return the pages of which nothing is said but that they are there, as in every language."""
    tracked_pages = {page_address(pair.path) for pair in content.pairs if tracks_changes(pair)}
    return frozenset(without_locale(address, content.locales) for address in content.ids) - tracked_pages


def _page_in(pair: Pair, locale: str, content: Content) -> dict[str, object]:
    meta, package = pair.pages[locale].meta, content.packages.get(f"{locale}/{pair.path}")
    return {
        "title": meta.title,
        **({"prerequisites": list(meta.prerequisites)} if meta.prerequisites else {}),
        **({"package": package} if package else {}),
        "changed": content.days.get(f"{locale}/{pair.path}", "")[:10],
        "sections": content.sections.get(in_locale(page_address(pair.path), locale), {}),
    }
