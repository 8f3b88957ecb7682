"""Texts that are not, or not wholly, in the reader's language, and know which language each part is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Part(NamedTuple):
    """A part of a text; `lang` is empty where it is in the reader's language."""

    text: str
    lang: str = ""


class OriginalText(str):
    """A text with parts in another language: templates mark these with `lang`, all others take it as text."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    def __new__(cls, *parts: Part) -> OriginalText:
        """Keep the languages beside the text."""
        text = super().__new__(cls, "".join(part.text for part in parts))
        text.parts = parts
        return text

    def __getnewargs__(self) -> tuple[Part, ...]:  # type: ignore[override]  # of `str`: one text
        """Return what a copy is made from, in this process or another."""
        return self.parts

    @property
    def lang(self) -> str:
        """The language of the whole text; empty where it has parts in several."""
        return self.parts[0].lang if len(self.parts) == 1 else ""


def in_language(texts: Mapping[str, str], code: str) -> str:
    """Return a text in a language, or else the first there is with its language; empty where none is."""
    if code in texts or not texts:
        return texts.get(code, "")
    original = next(iter(texts))
    return OriginalText(Part(texts[original], original))


def with_languages(text: str, values: Iterable[object]) -> str:
    """Return a text into which values were filled, with the languages of these."""
    originals = [value for value in values if isinstance(value, OriginalText) and value]
    if not originals:
        return text
    parts = [Part(text)]
    for original in originals:
        parts = [new for part in parts for new in _split(part, original)]
    return OriginalText(*parts)


def joined(separator: str, texts: Iterable[str]) -> str:
    """Return texts with a separator between them, and the languages that they have."""
    listed = list(texts)
    return with_languages(separator.join(listed), dict.fromkeys(listed))


def _split(part: Part, original: OriginalText) -> Iterable[Part]:
    """Yield a part in the reader's language as what is the original in it, and the rest."""
    if part.lang or original not in part.text:
        yield part
        return
    before, _, after = part.text.partition(original)
    if before:
        yield Part(before)
    yield from original.parts
    if after:
        yield from _split(Part(after), original)
