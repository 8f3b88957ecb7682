"""Give pages short addresses that are theirs for ever, with their language: `/k/ko/h7k2m9/#q4tz0w`.

An address is made of what it names: a permanent id, or the address that a page had when it was published.
Neither is ever given to another page, so no short address is, and none has to be written down. A section's
end is made of its id in the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

FOLDER = "/k/"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o, u: they are misread on paper
_PAGE_LENGTH, _SECTION_LENGTH = 6, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLink:
    """A short address and what it leads to, as it is named in every language: `/guides/x/`, `/id/x/`."""

    address: str
    name: str  # what the page is called for ever
    locale: str
    target: str


def short_address(name: str, locale: str) -> str:
    """Return the short address of what has a name that is never given again."""
    return f"{FOLDER}{locale.lower()}/{_code(name, _PAGE_LENGTH)}/"


def section_code(section: str) -> str:
    """Return the short name of a section of a page; it begins with a letter, as ids do."""
    return f"q{_code(section, _SECTION_LENGTH - 1)}"


def short_links(
    pages: Mapping[str, str],
    *,
    locales: Collection[str],
    published: Collection[str],
    moves: Mapping[str, str],
) -> Iterator[ShortLink]:
    """Yield the short address of every page, then those of pages that have moved or are gone.

    `pages` goes from the name of each page to its address. `published` are the addresses that were ever
    published, named as in every language, and short ones; `moves` goes from some to those in their place.
    """
    for name, address in sorted(pages.items()):
        for locale in locales:
            yield ShortLink(address=short_address(name, locale), name=name, locale=locale, target=address)
    for name in sorted(set(published) - pages.keys()):
        for locale in locales:
            if short_address(name, locale) in published:
                target = moves.get(name, name)
                yield ShortLink(address=short_address(name, locale), name=name, locale=locale, target=target)


def _code(name: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(length))
