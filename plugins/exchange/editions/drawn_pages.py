"""Draw the pages at the root anew only where something they are made from has changed."""

from __future__ import annotations

from collections.abc import Callable

from exchange.build.inputs import fingerprint
from exchange.build.store import Store
from exchange.editions.root_pages import RootPage

_KIND = "root"


class DrawnPages:
    """Gives back what was drawn of the same parts; `common` is a digest of what all pages are made from."""

    def __init__(self, store: Store, common: str, draw: Callable[[RootPage], str]) -> None:
        self._store = store
        self._common = common
        self._draw = draw

    def draw(self, page: RootPage) -> str:
        """Return the HTML of a page. Its words are among what all pages are made from."""
        choices = [
            (one.code, one.name, one.href, one.title, one.heading, one.reason, one.reason_lang)
            for one in page.choices
        ]
        own = (page.template, page.root, choices, page.canonical, page.sections, page.more)
        made_from = fingerprint(self._common, own)
        kept = self._store.get(_KIND, page.address, made_from)
        if kept is None:
            kept = self._draw(page)
            self._store.put(_KIND, page.address, made_from, kept)
        return kept

    def save(self) -> None:
        """Write down what was drawn, and forget what is gone."""
        self._store.save()
