"""Remember the sections of finished pages by their bytes: a page that did not change is not read again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.editions.digests import Sections
from exchange.editions.section_texts import METHOD, section_texts
from exchange.text.content_folder import read_bytes
from exchange.text.digest import digest

_KIND = "sections"


class SectionCache:
    """The sections of the pages of a site, all in one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sections(self, outputs: Outputs, addresses: Iterable[str]) -> Sections:
        """Return the sections of those pages that the build has written, as `digests_of` finds them."""
        paths = {address: f"{address.lstrip('/')}index.html" for address in addresses}
        result = {
            address: self._sections(path, read_bytes(f"{outputs.folder}/{path}", 0))
            for address, path in paths.items()
            if path in outputs.paths
        }
        self._store.save()
        return result

    def _sections(self, path: str, html: bytes) -> dict[str, list[str]]:
        inputs_digest = digest(str(METHOD).encode(), html, length=32)
        entry = self._store.get(_KIND, path, inputs_digest)
        if entry is None:
            texts = section_texts(html.decode("utf-8"))
            entry = json.dumps({name: [text.title, text.digest] for name, text in texts.items()})
            self._store.put(_KIND, path, inputs_digest, entry)
        sections: dict[str, list[str]] = json.loads(entry)
        return sections
