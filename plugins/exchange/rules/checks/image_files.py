"""The files of pictures: what they are is what they are called, and they are not too big to send."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exchange.rules.page import found
from exchange.rules.page_facts import Facts, Target
from exchange.rules.settings import Limits
from exchange.text.problems import Problem

_KINDS = {
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "gif": "gif",
    "webp": "webp",
    "svg": "svg",
    "avif": "avif",
}
_SVG = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL
)
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the first bytes of a file say: its kind and size in pixels; SVG has none."""

    kind: str
    width: int = 0
    height: int = 0


def check(page: Facts, image: Target, local: str, content: bytes, limits: Limits) -> Iterator[Problem]:
    """Yield what is wrong with the file of a picture that a page shows."""
    ending = local.rpartition(".")[2].lower()
    picture = read_picture(content)
    values = {"target": image.target}
    if picture is None or _KINDS.get(ending) != picture.kind:
        kind = picture.kind if picture else ""
        known = ", ".join(_KINDS)
        yield found("image-kind", *page.span(image), {**values, "kind": kind, "known": known})
        return
    if len(content) > limits.image_bytes:
        sizes = {"size": _kilobytes(len(content)), "most": _kilobytes(limits.image_bytes)}
        yield found("image-bytes", *page.span(image), {**values, **sizes})
    if max(picture.width, picture.height) > limits.image_pixels:
        pixels = {"size": f"{picture.width} × {picture.height}", "most": str(limits.image_pixels)}
        yield found("image-pixels", *page.span(image), {**values, **pixels})


def read_picture(content: bytes) -> Picture | None:
    """Return what a picture's header says, or None where it is no picture we publish."""
    for begins, read in _READERS:
        if content.startswith(begins):
            try:
                return read(content)
            except (struct.error, IndexError):
                return None
    return Picture(kind="svg") if _SVG.match(content[:4096]) else None


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1000)} kB"


def _png(content: bytes) -> Picture:
    width, height = struct.unpack(">II", content[16:24])
    return Picture(kind="png", width=width, height=height)


def _gif(content: bytes) -> Picture:
    width, height = struct.unpack("<HH", content[6:10])
    return Picture(kind="gif", width=width, height=height)


def _jpeg(content: bytes) -> Picture:
    """Walk the segments of a JPEG (ITU-T T.81, B.1.1.4) to its frame header."""
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            break
        marker = content[position + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return Picture(kind="jpeg", width=width, height=height)
        position += 2 + int(struct.unpack(">H", content[position + 2 : position + 4])[0])
    return Picture(kind="jpeg")


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
    at = content.find(b"ispe", 0, 4096)
    if at < 0:
        return Picture(kind="avif")
    width, height = struct.unpack(">II", content[at + 8 : at + 16])
    return Picture(kind="avif", width=width, height=height)


_READERS: tuple[tuple[bytes, Callable[[bytes], Picture | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"\xff\xd8", _jpeg),
    (b"RIFF", _riff),
    (b"\0\0\0", _box),
)
