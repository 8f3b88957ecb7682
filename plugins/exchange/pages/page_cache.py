"""Keep what was read of pages without fault, and which pairs have none, until their bytes change.

A value of the store is JSON, as one line. One that is not what was written there is as good as none.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

from exchange.build.store import Store
from exchange.pages.page_meta import Kind, PageMeta
from exchange.text.sections import Section

Known = tuple[PageMeta, tuple[Section, ...]]

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class KeptPages:
    """What a store holds of the pages of a site with these languages; without a store, nothing."""

    def __init__(self, store: Store | None, *, locales: Sequence[str]) -> None:
        self._store = store
        self._pages = f"bilingual page {' '.join(locales)}"
        self._pairs = f"bilingual pair {' '.join(locales)}"

    def page(self, path: str, digest: str) -> Known | None:
        """Return what a file of these bytes says, if it was read without fault."""
        kept = self._store.get(self._pages, path, digest) if self._store else None
        return None if kept is None else _known(kept)

    def keep_page(self, path: str, digest: str, known: Known) -> None:
        """Remember a page without fault."""
        if self._store:
            self._store.put(self._pages, path, digest, _written(*known))

    def is_good_pair(self, path: str, digests: str) -> bool:
        """Say whether these pages, by the digests of all languages, were compared before without fault."""
        return bool(self._store and self._store.get(self._pairs, path, digests) is not None)

    def keep_pair(self, path: str, digests: str) -> None:
        """Remember a pair without fault."""
        if self._store:
            self._store.put(self._pairs, path, digests, "")


def _written(meta: PageMeta, sections: tuple[Section, ...]) -> str:
    return _WRITER.encode(
        [
            meta.title,
            meta.description,
            meta.kind.value,
            meta.original,
            meta.id,
            meta.published and meta.published.isoformat(),
            meta.checked and meta.checked.isoformat(),
            meta.audience,
            meta.minutes,
            meta.objectives,
            meta.prerequisites,
            sections,
        ]
    )


def _known(kept: str) -> Known | None:
    try:
        (
            title,
            description,
            kind,
            original,
            identifier,
            *days,
            audience,
            minutes,
            objectives,
            before,
            found,
        ) = json.loads(kept)
        published, checked = (day and datetime.date.fromisoformat(day) for day in days)
        meta = PageMeta(
            title=title,
            description=description,
            kind=Kind(kind),
            original=original,
            id=identifier,
            published=published,
            checked=checked,
            audience=audience,
            minutes=minutes,
            objectives=tuple(objectives),
            prerequisites=tuple(before),
        )
        return meta, tuple(map(Section._make, found))
    except (ValueError, TypeError):
        return None
