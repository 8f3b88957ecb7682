"""Read a picture to its last byte: is it whole, is it nothing else besides, and can it be shown?

Two readers: the structure is followed here up to where the file ends, and Pillow draws every frame of it.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Callable, Mapping

_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")  # in JPEG's data, where \xff\x00 is a byte
_MOST_SCANS = 100  # of JPEG, each of which draws all points once more; programs write some ten
_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}


class UnreadablePicture(Exception):
    """Raised for a picture that cannot be read whole, or that something follows."""


def points(content: bytes, extension: str, *, limit: int) -> int:
    """Return the number of points of all frames; above `limit` nothing is drawn. Raises UnreadablePicture."""
    try:
        end = _ENDS[extension](content)
    except (IndexError, ValueError) as error:
        raise UnreadablePicture from error
    if end != len(content):
        raise UnreadablePicture
    return _drawn_points(content, _FORMATS[extension], limit)


def _drawn_points(content: bytes, name: str, limit: int) -> int:
    from PIL import (
        Image,
        ImageFile,
        ImageSequence,
    )  # takes as long as building a page: only for pictures not seen before

    Image.MAX_IMAGE_PIXELS = None  # ours is asked before anything is drawn
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a typesetter in this process lets it draw what is cut off
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=[name]) as picture:
            warnings.simplefilter("error")
            count = picture.width * picture.height * int(getattr(picture, "n_frames", 1))
            for frame in ImageSequence.Iterator(picture) if count <= limit else ():
                frame.load()
            return count
    except Exception as error:  # whatever a broken file makes a reader of so many formats raise
        raise UnreadablePicture from error


def _png_end(content: bytes) -> int:
    """Return where the last chunk ends (PNG, 5.3); each is followed by its check sum."""
    end, kind = 8, b""
    while kind != b"IEND":
        size, kind = int.from_bytes(content[end : end + 4]), content[end + 4 : end + 8]
        chunk, end = content[end + 4 : end + 8 + size], end + size + 12
        if len(kind) != 4 or zlib.crc32(chunk) != int.from_bytes(content[end - 4 : end]):
            raise ValueError
    return end


def _gif_end(content: bytes) -> int:
    """Return where the trailer ends (GIF89a, appendix B)."""
    end = 13 + _colours(content[10])
    while content[end] != 0x3B:
        if content[end] == 0x21:
            end = _blocks_end(content, end + 2)
        elif content[end] == 0x2C:
            end = _blocks_end(content, end + 11 + _colours(content[end + 9]))
        else:
            raise ValueError
    return end + 1


def _colours(flags: int) -> int:
    """Return the size of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(content: bytes, end: int) -> int:
    while content[end]:
        end += content[end] + 1
    return end + 1


def _jpeg_end(content: bytes) -> int:
    """Return where the end of the image is marked (ITU T.81, B.1)."""
    end, scans = 2, 0
    while True:
        marker = _MARKER.match(content, end)
        if marker is None:
            raise ValueError
        end = marker.end()
        kind = content[end - 1]
        if kind == 0xD9:
            return end
        end += max(int.from_bytes(content[end : end + 2]), 2)
        if kind == 0xDA:
            scans += 1
            following = _MARKER.search(content, end)
            if following is None or scans > _MOST_SCANS:
                raise ValueError
            end = following.start()


def _webp_end(content: bytes) -> int:
    """Return where the container ends (RIFF), whose parts fill it."""
    whole, end = 8 + int.from_bytes(content[4:8], "little"), 12
    while end < whole == len(content):
        size = int.from_bytes(content[end + 4 : end + 8], "little")
        end += 8 + size + size % 2
    return end if end == whole else -1


def _avif_end(content: bytes) -> int:
    """Return where the last box ends (ISO 14496-12, 4.2)."""
    if content.count(b"ftyp") != 1:  # a second picture behind the first
        raise ValueError
    end = 0
    while end < len(content):
        size, header = int.from_bytes(content[end : end + 4]), 8
        if size == 1:
            size, header = int.from_bytes(content[end + 8 : end + 16]), 16
        if size < header or not re.fullmatch(rb"[ -~]{4}", content[end + 4 : end + 8]):
            raise ValueError
        end += size
    return end


_ENDS: Mapping[str, Callable[[bytes], int]] = {
    "png": _png_end,
    "jpg": _jpeg_end,
    "jpeg": _jpeg_end,
    "gif": _gif_end,
    "webp": _webp_end,
    "avif": _avif_end,
}
