"""Remember the ids of finished pages by their bytes, so that a page that did not change is not read again."""

from __future__ import annotations

from collections.abc import Callable

from exchange.build.store import Store
from exchange.editions.page_ids import PageIds, page_ids
from exchange.text.digest import digest
from exchange.text.json_codec import JsonCodec

_KIND = "ids"
_IDS: JsonCodec[PageIds] = JsonCodec(PageIds)


class IdCache:
    """The ids of pages by language: each language's process adds those it made, one reads all of them."""

    def __init__(self, store_of: Callable[[str], Store]) -> None:
        self._store_of = store_of
        self._stores: dict[str, Store] = {}

    def ids_of(self, address: str, html: bytes) -> PageIds:
        """Return the ids of the page at an address such as `/en/guides/x/`."""
        store, inputs_digest = self._store(address), digest(html, length=32)
        ids = _IDS.read_kept(store.get(_KIND, address, inputs_digest))
        if ids is None:
            ids = page_ids(html.decode("utf-8"))
            store.put(_KIND, address, inputs_digest, _IDS.write(ids))
        return ids

    def save(self, *, is_complete: bool) -> None:
        """Write down what is new; where every page was asked for, forget those that are gone."""
        for store in self._stores.values():
            store.save(forget=is_complete)
        self._stores = {}

    def _store(self, address: str) -> Store:
        name = address.split("/")[1] or "root"
        if name not in self._stores:
            self._stores[name] = self._store_of(name)
        return self._stores[name]
