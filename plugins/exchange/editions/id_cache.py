"""Remember the ids of finished pages by their bytes, so that a page that did not change is not read again."""

from __future__ import annotations

from collections.abc import Callable

from exchange.build.store import Store
from exchange.editions.page_ids import PageIds, page_ids
from exchange.text.digest import digest
from exchange.text.json_codec import DAMAGED, JsonCodec

_KIND = "ids"
_IDS: JsonCodec[PageIds] = JsonCodec(PageIds)


class KeptIds:
    """The ids of pages by language: each language's process adds those it made, one reads all of them."""

    def __init__(self, store_of: Callable[[str], Store]) -> None:
        self._store_of = store_of
        self._stores: dict[str, Store] = {}

    def of(self, address: str, html: bytes) -> PageIds:
        """Return the ids of the page at an address such as `/en/guides/x/`."""
        store, made_from = self._store(address), digest(html, length=32)
        try:
            return _IDS.read(store.get(_KIND, address, made_from) or "")
        except DAMAGED:  # or nothing is kept
            found = page_ids(html.decode("utf-8"))
            store.put(_KIND, address, made_from, _IDS.write(found))
            return found

    def save(self, *, all_seen: bool) -> None:
        """Write down what is new; where every page was asked for, forget those that are gone."""
        for store in self._stores.values():
            store.save(forget=all_seen)
        self._stores = {}

    def _store(self, address: str) -> Store:
        name = address.split("/")[1] or "root"
        if name not in self._stores:
            self._stores[name] = self._store_of(name)
        return self._stores[name]
