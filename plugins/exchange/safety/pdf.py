"""Find in a PDF file what acts by itself: scripts, programs to start, files within the file (ISO 32000-2)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_ACTIVE = ("JavaScript", "JS", "Launch", "EmbeddedFile", "SubmitForm", "ImportData", "RichMedia", "XFA", "AA")
_NAMES = re.compile(rb"/(" + "|".join(_ACTIVE).encode() + rb")(?![A-Za-z0-9_.-])")
_STREAM = re.compile(rb"/(?:ObjStm|XRef)\b.{0,400}?stream\r?\n", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_UNPACKED_LIMIT = 50 * 1024 * 1024


def active_content(content: bytes) -> tuple[str, ...]:
    """Return the names of active parts, sorted.

    Objects packed into streams are unpacked; encrypted ones cannot be, so `Encrypt` is named as well.
    """
    names = {match.decode() for piece in _pieces(content) for match in _NAMES.findall(_plain_names(piece))}
    if re.search(rb"/Encrypt\b", content):
        names.add("Encrypt")
    return tuple(sorted(names))


def _pieces(content: bytes) -> Iterator[bytes]:
    yield content
    budget = _UNPACKED_LIMIT
    for match in _STREAM.finditer(content):
        piece = _unpack(memoryview(content)[match.end() :], budget)
        budget -= len(piece)
        yield piece


def _unpack(stream: memoryview, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, max(limit, 1))
    except zlib.error:
        return b""


def _plain_names(piece: bytes) -> bytes:
    """Undo `#xx` in names, by which /JavaScript can be written /#4aavaScript."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), piece)
