"""Give back what an earlier build made of the same input: the files of an index, the sections of a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from exchange.search.extract import sections
from exchange.search.model import Page, Section
from exchange.text.digest import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page before its text was read."""

    page: Page
    """Everything but what the text says."""
    html: str


def kept_files(
    key: str, known: MutableMapping[str, str], build: Callable[[], dict[str, bytes]]
) -> tuple[dict[str, bytes], bool]:
    """The files under a key, built only where the cache has none; and whether it had them."""
    kept = known.get(key)
    if kept is not None:
        return {name: content.encode("utf-8") for name, content in json.loads(kept).items()}, True
    files = build()
    texts = {name: content.decode("utf-8") for name, content in files.items()}
    known[key] = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return files, False


def key_of(sources: Sequence[Source], *settings: str) -> str:
    """A digest of all that an index is made of: pages, the settings given, and this package's own code."""
    parts = (part.encode("utf-8", "surrogatepass") for part in _parts(sources, settings))
    return f"files-{digest(*parts, *_code(), length=32)}"


def _parts(sources: Sequence[Source], settings: Iterable[str]) -> Iterator[str]:
    yield from settings
    for source in sources:
        yield repr(source.page)
        yield source.html


def _code() -> Iterator[bytes]:
    for module in sorted(Path(__file__).parent.glob("*.py")):
        yield module.read_bytes()


def with_text(source: Source, known: MutableMapping[str, str]) -> Page:
    """The page with the sections of its text, which are read anew only if the text is."""
    return replace(source.page, sections=(*source.page.sections, *_kept_sections(source.html, known)))


@cache
def _extraction() -> bytes:
    return (Path(__file__).parent / "extract.py").read_bytes()


def _kept_sections(html: str, known: MutableMapping[str, str]) -> tuple[Section, ...]:
    key = f"sections-{digest(html.encode('utf-8', 'surrogatepass'), _extraction(), length=32)}"
    kept = known.get(key)
    if kept is not None:
        return tuple(Section(id=each, heading=heading, text=text) for each, heading, text in json.loads(kept))
    read = sections(html)
    known[key] = json.dumps([[each.id, each.heading, each.text] for each in read])
    return read
