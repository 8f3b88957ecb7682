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

    def __repr__(self) -> str:
        """Return the languages too: what is made from a text is kept by this."""
        return f"OriginalText{self.parts!r}"

    def __reduce__(self) -> tuple[type[OriginalText], tuple[Part, ...]]:
        """Return what a copy is made from: `copy` and `pickle` would give the text alone."""
        return OriginalText, self.parts

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


def join_texts(separator: str, texts: Iterable[str]) -> str:
    """Return texts with a separator between them, and the languages that they have."""
    parts = list(texts)
    return with_languages(separator.join(parts), dict.fromkeys(parts))


def _split(part: Part, original: OriginalText) -> Iterable[Part]:
    """Yield a part in the reader's language as what is the original in it, and the rest."""
    if part.lang or original not in part.text:
        yield part
        return
    head, _, tail = part.text.partition(original)
    if head:
        yield Part(head)
    yield from original.parts
    if tail:
        yield from _split(Part(tail), original)
