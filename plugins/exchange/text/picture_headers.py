"""Read from the first bytes of a picture what it is and how large it is shown."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

_SVG = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL
)
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
REDUCIBLE_KINDS = frozenset({"png", "jpeg", "webp"})
"""The kinds that the build makes smaller."""

MOST_WIDTH = 1600
"""Points across a picture as it is published: twice the width of a page's text."""

_NOTES = 0xE1
_LONGEST_NOTES = 4096  # bytes: the orientation is among the first
_ORIENTATION = 0x0112
_QUARTER_TURNS = range(5, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the first bytes of a file say: its kind and size in pixels; SVG has none."""

    kind: str
    width: int = 0
    height: int = 0

    @property
    def is_reduced(self) -> bool:
        """Return True if the build publishes it with fewer points."""
        return self.kind in REDUCIBLE_KINDS and self.width > MOST_WIDTH

    def published_size(self) -> tuple[int, int]:
        """Return the width and the height that it is published with."""
        if not self.is_reduced:
            return self.width, self.height
        return MOST_WIDTH, max(1, round(self.height * MOST_WIDTH / self.width))


def read_picture(content: bytes) -> Picture | None:
    """Return what a picture's header says, or None where it is no picture we publish."""
    for begins, read_size in _READERS:
        if content.startswith(begins):
            try:
                return read_size(content)
            except (struct.error, IndexError):
                return None
    return Picture(kind="svg") if _SVG.match(content[:4096]) else None


def _png(content: bytes) -> Picture:
    width, height = struct.unpack(">II", content[16:24])
    return Picture(kind="png", width=width, height=height)


def _gif(content: bytes) -> Picture:
    width, height = struct.unpack("<HH", content[6:10])
    return Picture(kind="gif", width=width, height=height)


def _jpeg(content: bytes) -> Picture:
    """Walk the segments of a JPEG (ITU-T T.81, B.1.1.4) to its frame header."""
    position, is_turned = 2, False
    while position + 9 < len(content):
        if content[position] != 0xFF:
            break
        marker = content[position + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            sides = (height, width) if is_turned else (width, height)
            return Picture(kind="jpeg", width=sides[0], height=sides[1])
        if marker == _NOTES:
            is_turned = is_turned or _is_turned(content[position + 4 : position + 4 + _LONGEST_NOTES])
        position += 2 + int(struct.unpack(">H", content[position + 2 : position + 4])[0])
    return Picture(kind="jpeg")


def _is_turned(notes: bytes) -> bool:
    """Return True if a camera was held upright: browsers turn such a picture (Exif 2.32, 4.6.4)."""
    if not notes.startswith(b"Exif\0\0"):
        return False
    order: Literal["little", "big"] = "little" if notes[6:8] == b"II" else "big"
    first = 6 + int.from_bytes(notes[10:14], order)
    for number in range(int.from_bytes(notes[first : first + 2], order)):
        entry = notes[first + 2 + 12 * number :][:12]
        if int.from_bytes(entry[:2], order) == _ORIENTATION:
            return int.from_bytes(entry[8:10], order) in _QUARTER_TURNS
    return False


def _riff(content: bytes) -> Picture | None:
    """Read a WebP (RFC 9649, 2.5 to 2.7)."""
    if content[8:12] != b"WEBP":
        return None
    chunk = content[12:16]
    if chunk == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return Picture(kind="webp", width=width, height=int.from_bytes(content[27:30], "little") + 1)
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return Picture(kind="webp", width=(bits & 0x3FFF) + 1, height=(bits >> 14 & 0x3FFF) + 1)
    width, height = struct.unpack("<HH", content[26:30])
    return Picture(kind="webp", width=width & 0x3FFF, height=height & 0x3FFF)


def _box(content: bytes) -> Picture | None:
    """Read an AVIF by its brand and the first image size property (ISO/IEC 23008-12, 6.5.3)."""
    if content[4:8] != b"ftyp" or b"avif" not in content[8:64]:
        return None
    position = content.find(b"ispe", 0, 4096)
    if position < 0:
        return Picture(kind="avif")
    width, height = struct.unpack(">II", content[position + 8 : position + 16])
    return Picture(kind="avif", width=width, height=height)


_READERS: tuple[tuple[bytes, Callable[[bytes], Picture | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"\xff\xd8", _jpeg),
    (b"RIFF", _riff),
    (b"\0\0\0", _box),
)
