"""Draw what a picture beside a link says, as PNG."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from PIL import Image, ImageDraw, ImageFont

from exchange.citing.pictures import Picture

SIZE = (1200, 630)
"""What Open Graph's readers expect: 1.91 to 1."""

_MARGIN, _BAND = 80, 18
_TITLE_SIZES = (76, 64, 54, 46)
_TITLE_HEIGHT = 340
_SMALL = 34
_INK, _PAPER, _ACCENT = (0x12, 0x32, 0x5A), (255, 255, 255), (0x0A, 0x6A, 0x60)  # as in tokens.css
_SHADES = 14  # of ink on paper; with the accent they fit into four bits a pixel


def draw(picture: Picture) -> bytes:
    """Return the picture as PNG; the same words give the same bytes."""
    canvas = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(canvas)
    width = SIZE[0] - 2 * _MARGIN
    font, lines = _fitting(_drawable(picture.title), width)
    pen.text((_MARGIN, _MARGIN), _drawable(picture.kind), fill=150, font=_font(_SMALL))
    top = _MARGIN + 2 * _SMALL
    for number, line in enumerate(lines):
        place = (_MARGIN, top + int(number * font.size * 1.3))
        pen.text(place, line, fill=255, font=font, stroke_width=1, stroke_fill=255)
    pen.text((_MARGIN, SIZE[1] - _MARGIN - _SMALL), _drawable(picture.site), fill=190, font=_font(_SMALL))
    return _png(canvas)


def _png(canvas: Image.Image) -> bytes:
    """Return few colours in few bits: shades of ink, and a band of the accent at the foot."""
    image = canvas.point([value * (_SHADES - 1) // 255 for value in range(256)])
    mix = (
        paper + (ink - paper) * shade // (_SHADES - 1)
        for shade in range(_SHADES)
        for ink, paper in zip(_INK, _PAPER, strict=True)
    )
    image.putpalette([*mix, *_ACCENT])  # from here on a value is a place in it
    ImageDraw.Draw(image).rectangle((0, SIZE[1] - _BAND, *SIZE), fill=_SHADES)
    target = io.BytesIO()
    image.save(target, "PNG", bits=4, compress_type=zlib.Z_RLE)  # a third faster, and as small
    return target.getvalue()


def _drawable(text: str) -> str:
    """Return a text in letters of the type, without their marks where it has no other.

    Empty where it lacks one even so: a box in its place says nothing, and the page has the title beside it.
    """
    signs = [
        sign if _is_drawn(sign) else normalize("NFKD", sign)[0]
        for sign in normalize("NFC", " ".join(text.split()))
    ]
    return "".join(signs) if all(map(_is_drawn, signs)) else ""


@cache
def _is_drawn(sign: str) -> bool:
    """Return True if the type has a sign: else it draws what it draws for a sign that does not exist."""
    font = _font(_SMALL)
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


def _fitting(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest type in which a title fits, and its lines."""
    for size in _TITLE_SIZES:
        font = _font(size)
        lines = list(_lines(title, font, width))
        if len(lines) * size * 1.3 <= _TITLE_HEIGHT:
            break
    return font, lines


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """Yield lines that end between words; a word longer than a line ends anywhere."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while font.getlength(line) > width:
            size = next(end for end in range(1, len(line)) if font.getlength(line[: end + 1]) > width)
            yield line[:size]
            line = line[size:]
    yield line


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Return the type of a dependency, never one of this computer: the same letters everywhere."""
    file = files("pylopdf_fonts_ko").joinpath("NotoSansKR-Regular.otf")
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)
