"""Read QR codes from a drawing or a document as a camera does, by a decoder not written here (ZXing)."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf
import zxingcpp
from PIL import Image, ImageOps

_NAMESPACE = '<svg xmlns="http://www.w3.org/2000/svg"'


def texts_of_svg(svg: str) -> list[str]:
    """Return the texts of the codes in a drawing without a size, as large as four pixels a unit."""
    drawing = svg if "xmlns=" in svg else svg.replace("<svg", _NAMESPACE, 1)
    return list(_texts(drawing.encode(), form="svg", dpi=288))


def texts_of_dots(rows: list[str]) -> list[str]:
    """Return the texts of a code given as rows of `1` (dark) and `0`, without the margin around it."""
    side = len(rows)
    dots = Image.frombytes("L", (side, side), bytes(255 * (dot == "0") for row in rows for dot in row))
    picture = ImageOps.expand(dots, border=4, fill=255).resize(
        (4 * (side + 8),) * 2, Image.Resampling.NEAREST
    )
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def texts_of_pdf(content: bytes, *, dpi: int) -> list[str]:
    """Return the texts of the codes on the sheets of a document, printed so fine."""
    return list(_texts(content, form="pdf", dpi=dpi))


def _texts(content: bytes, *, form: str, dpi: int) -> Iterator[str]:
    with pymupdf.open(stream=content, filetype=form) as sheets:
        for sheet in sheets:
            pixels = sheet.get_pixmap(dpi=dpi)
            picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
            yield from (code.text for code in zxingcpp.read_barcodes(picture))
