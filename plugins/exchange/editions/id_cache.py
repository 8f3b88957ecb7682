"""Remember the ids of finished pages by their bytes, so that a page that did not change is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable

from exchange.build.store import Store
from exchange.editions.page_ids import PageIds, page_ids
from exchange.text.digest import digest

_KIND = "ids"


class KeptIds:
    """The ids of pages by language: each language's process adds those it made, one reads all of them."""

    def __init__(self, store_of: Callable[[str], Store]) -> None:
        self._store_of = store_of
        self._stores: dict[str, Store] = {}

    def of(self, address: str, html: bytes) -> PageIds:
        """Return the ids of the page at an address such as `/en/guides/x/`."""
        store, made_from = self._store(address), digest(html, length=32)
        kept = store.get(_KIND, address, made_from)
        if kept is not None:
            every, lasting = json.loads(kept)
            return PageIds(all=frozenset(every), lasting=frozenset(lasting))
        found = page_ids(html.decode("utf-8"))
        store.put(_KIND, address, made_from, json.dumps([sorted(found.all), sorted(found.lasting)]))
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
