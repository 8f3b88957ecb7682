"""The files of pictures: what they are is what they are called, and they are not too big to send."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exchange.rules.link_paths import local_path
from exchange.rules.page_facts import Facts, Target
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.settings import Limits
from exchange.rules.site_facts import SiteFacts
from exchange.text.problems import Problem, Severity

IMAGE_KIND = Rule(
    name="image-kind",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The file '{target}' is not what its name says.[[ Its content is: {kind}.]]",
            way_out="Save it as one of {known} and give it the right ending.",
        ),
        "ko": Words(
            fault="파일 '{target}'의 내용이 이름과 다릅니다.[[ 실제 형식: {kind}.]]",
            way_out="{known} 중 하나로 저장하고 확장자를 맞춰 주십시오.",
        ),
    },
    example=Example(
        wrong="![Visits in order](../../assets/really-a-png.jpg)",
        right="![Visits in order](../../assets/small.png)",
    ),
)
IMAGE_BYTES = Rule(
    name="image-bytes",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The picture '{target}' has {size}; it may have {most}.",
            way_out="Save it smaller, or as WebP.",
        ),
        "ko": Words(
            fault="그림 '{target}'의 크기가 {size}(으)로, {most}을(를) 넘습니다.",
            way_out="더 작게 저장하거나 WebP 형식으로 바꿔 주십시오.",
        ),
    },
    example=Example(
        wrong="![Visits in order](../../assets/heavy.png)", right="![Visits in order](../../assets/small.png)"
    ),
)
IMAGE_PIXELS = Rule(
    name="image-pixels",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The picture '{target}' has {size} pixels; no side needs more than {most}.",
            way_out="Scale it down.",
        ),
        "ko": Words(
            fault="그림 '{target}'의 크기가 {size} 픽셀입니다. 한 변은 {most} 픽셀이면 충분합니다.",
            way_out="그림을 줄여 주십시오.",
        ),
    },
    example=Example(
        wrong="![Visits in order](../../assets/wide.png)", right="![Visits in order](../../assets/small.png)"
    ),
)
RULES = (
    IMAGE_KIND,
    IMAGE_BYTES,
    IMAGE_PIXELS,
)


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


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield what is wrong with the files of pictures that a page shows."""
    for image in page.images:
        local = local_path(page, image.target)
        content = site_facts.read_file(local) if local is not None and local in site_facts.files else None
        if local is not None and content is not None:
            yield from _file(page, image, local, content, site_facts.settings.limits)


def _file(page: Facts, image: Target, local: str, content: bytes, limits: Limits) -> Iterator[Problem]:
    ending = local.rpartition(".")[2].lower()
    picture = read_picture(content)
    values = {"target": image.target}
    if picture is None or _KINDS.get(ending) != picture.kind:
        kind = picture.kind if picture else ""
        kinds = ", ".join(_KINDS)
        yield IMAGE_KIND.problem(*page.span(image), {**values, "kind": kind, "known": kinds})
        return
    if len(content) > limits.image_bytes:
        sizes = {"size": _kilobytes(len(content)), "most": _kilobytes(limits.image_bytes)}
        yield IMAGE_BYTES.problem(*page.span(image), {**values, **sizes})
    if max(picture.width, picture.height) > limits.image_pixels:
        pixels = {"size": f"{picture.width} × {picture.height}", "most": str(limits.image_pixels)}
        yield IMAGE_PIXELS.problem(*page.span(image), {**values, **pixels})


def read_picture(content: bytes) -> Picture | None:
    """Return what a picture's header says, or None where it is no picture we publish."""
    for begins, read_size in _READERS:
        if content.startswith(begins):
            try:
                return read_size(content)
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
