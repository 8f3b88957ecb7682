"""Draw only those pages at the root whose inputs have changed."""

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
            (
                choice.code,
                choice.name,
                choice.href,
                choice.title,
                choice.heading,
                choice.reason,
                choice.reason_lang,
            )
            for choice in page.choices
        ]
        content = (page.template, page.root, choices, page.canonical, page.sections, page.extras)
        inputs_digest = fingerprint(self._common, content)
        html = self._store.get(_KIND, page.address, inputs_digest)
        if html is None:
            html = self._draw(page)
            self._store.put(_KIND, page.address, inputs_digest, html)
        return html

    def save(self) -> None:
        """Write down what was drawn, and forget what is gone."""
        self._store.save()
