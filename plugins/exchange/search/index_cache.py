"""Give back what an earlier build made of the same input: the files of an index, the sections of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace

from exchange.search.extract import sections
from exchange.search.model import Page, Section
from exchange.text.digest import digest
from exchange.text.json_codec import JsonCodec

_FILES: JsonCodec[dict[str, bytes]] = JsonCodec(dict[str, bytes])
_SECTIONS: JsonCodec[tuple[Section, ...]] = JsonCodec(tuple[Section, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page before its text was read."""

    page: Page
    """Everything but what the text says."""
    html: str


def kept_files(
    key: str, cache: MutableMapping[str, str], build: Callable[[], dict[str, bytes]]
) -> tuple[dict[str, bytes], bool]:
    """The files under a key, built only where the cache has none; and whether it had them."""
    if kept := _FILES.read_kept(cache.get(key)):
        return kept, True
    files = build()
    cache[key] = _FILES.write(files)
    return files, False


def key_of(sources: Sequence[Source], *settings: str) -> str:
    """A digest of all that an index is made of besides our code: pages, the settings given."""
    parts = (part.encode("utf-8", "surrogatepass") for part in _parts(sources, settings))
    return f"files-{digest(*parts, length=32)}"


def _parts(sources: Sequence[Source], settings: Iterable[str]) -> Iterator[str]:
    yield from settings
    for source in sources:
        yield repr(source.page)
        yield source.html


def with_text(source: Source, cache: MutableMapping[str, str]) -> Page:
    """The page with the sections of its text, which are parsed only if the text is new."""
    return replace(source.page, sections=(*source.page.sections, *_kept_sections(source.html, cache)))


def _kept_sections(html: str, cache: MutableMapping[str, str]) -> tuple[Section, ...]:
    key = f"sections-{digest(html.encode('utf-8', 'surrogatepass'), length=32)}"
    kept = _SECTIONS.read_kept(cache.get(key))
    if kept is None:
        kept = sections(html)
        cache[key] = _SECTIONS.write(kept)
    return kept
