"""Digests of the sections of a site's pages: sealed with an edition, compared with later pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.editions.section_texts import METHOD, section_texts
from exchange.text.content_folder import read_bytes
from exchange.text.digest import digest

SECTIONS = "sections.json"
"""In each edition: the title and digest of each section of each page, to compare with later ones."""

Sections = Mapping[str, Mapping[str, Sequence[str]]]
"""Address to id to title and digest, as `digests_of` finds them."""


def digests_of(folder: Path, locales: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Return the sections of every page below a folder: address to id to title and digest."""
    result: dict[str, dict[str, list[str]]] = {}
    for locale in locales:
        for file in sorted((folder / locale).rglob("index.html")):
            address = f"/{file.parent.relative_to(folder).as_posix()}/"
            result[address] = _sections_of(file.read_text(encoding="utf-8"))
    return result


def written_sections(outputs: Outputs, addresses: Iterable[str], store: Store) -> Sections:
    """Return the sections of pages that a build has written; the store has those of the same bytes."""
    result: dict[str, dict[str, list[str]]] = {}
    for address in addresses:
        path = f"{address.lstrip('/')}index.html"
        if path in outputs.paths:
            html = read_bytes(f"{outputs.folder}/{path}", 0)
            inputs_digest = digest(str(METHOD).encode(), html, length=32)
            make = partial(_sections_json, html)
            result[address] = json.loads(store.remember("sections", path, inputs_digest, make))
    store.save()
    return result


def _sections_json(html: bytes) -> str:
    return json.dumps(_sections_of(html.decode("utf-8")))


def _sections_of(html: str) -> dict[str, list[str]]:
    return {name: [text.title, text.digest] for name, text in section_texts(html).items()}


def other_words(old_sections: Sections, new_sections: Sections) -> Iterator[str]:
    """Yield each section whose words are not the same, as `/en/guides/x/#y`."""
    for address in sorted({*old_sections, *new_sections}):
        old, new = old_sections.get(address, {}), new_sections.get(address, {})
        for name in sorted({*old, *new}):
            if old.get(name, ("", ""))[1] != new.get(name, ("", ""))[1]:
                yield f"{address}{f'#{name}' if name else ''}"
