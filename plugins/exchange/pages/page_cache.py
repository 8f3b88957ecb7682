"""Keep what was read of pages without a fault, and which pairs have none, until their bytes change.

A value of the store is JSON, written and read from the declarations of PageMeta and Section.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from exchange.authoring.sections import Section
from exchange.build.store import Store
from exchange.pages.page_meta import PageMeta
from exchange.text.json_codec import JsonCodec


class ReadPage(msgspec.Struct, array_like=True, frozen=True):
    """What was read of one page."""

    meta: PageMeta
    sections: tuple[Section, ...]


_PAGE: JsonCodec[ReadPage] = JsonCodec(ReadPage)


class PageCache:
    """What a store holds of the pages of a site with these languages; without a store, nothing."""

    def __init__(self, store: Store | None, *, locales: Sequence[str]) -> None:
        self._store = store
        self._pages = f"page {' '.join(locales)}"
        self._pairs = f"pair {' '.join(locales)}"

    def page(self, path: str, digest: str) -> ReadPage | None:
        """Return what a file of these bytes says, if it was read without a fault."""
        return _PAGE.read_kept(self._store.get(self._pages, path, digest)) if self._store else None

    def keep_page(self, path: str, digest: str, page: ReadPage) -> None:
        """Remember a page without a fault."""
        if self._store:
            self._store.put(self._pages, path, digest, _PAGE.write(page))

    def is_good_pair(self, path: str, digests: str) -> bool:
        """Return True if these pages, by the digests of all languages, were compared without a fault."""
        return bool(self._store and self._store.get(self._pairs, path, digests) is not None)

    def keep_pair(self, path: str, digests: str) -> None:
        """Remember a pair without a fault."""
        if self._store:
            self._store.put(self._pairs, path, digests, "")
