"""Digests of the sections of a site's pages: sealed with an edition, compared with later pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from exchange.editions.section_texts import section_texts

SECTIONS = "sections.json"
"""In each edition: the title and digest of each section of each page, to compare with later ones."""

Sections = Mapping[str, Mapping[str, Sequence[str]]]
"""Address to id to title and digest, as `digests_of` finds them."""


def digests_of(folder: Path, locales: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Return the sections of every page below a folder: address to id to title and digest."""
    result: dict[str, dict[str, list[str]]] = {}
    for locale in locales:
        for file in sorted((folder / locale).rglob("index.html")):
            texts = section_texts(file.read_text(encoding="utf-8"))
            address = f"/{file.parent.relative_to(folder).as_posix()}/"
            result[address] = {name: [section.title, section.digest] for name, section in texts.items()}
    return result


def other_words(old_sections: Sections, new_sections: Sections) -> Iterator[str]:
    """Yield each section whose words are not the same, as `/en/guides/x/#y`."""
    for address in sorted({*old_sections, *new_sections}):
        old, new = old_sections.get(address, {}), new_sections.get(address, {})
        for name in sorted({*old, *new}):
            if old.get(name, ("", ""))[1] != new.get(name, ("", ""))[1]:
                yield f"{address}{f'#{name}' if name else ''}"
