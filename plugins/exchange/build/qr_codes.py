"""QR codes (ISO/IEC 18004) as rows of modules, and as drawings for pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

import zxingcpp
from PIL import Image, ImageOps

_QUIET_ZONE = 4  # modules on each side, as the standard asks
_MARGIN_ON_PAPER = 2  # modules beside a code: the sheet around it is white
_DARK = re.compile(rb"\0+")


def qr_rows(address: str, *, level: str) -> Sequence[bytes]:
    """Return the rows of the smallest code that holds an address: 0 for a dark module, 255 for a light one.

    `level` is the share of modules that may be damaged: `L`, `M`, `Q` or `H`. There is no quiet zone.
    """
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    pixels, size = bytes(memoryview(image)), image.shape[0]
    return [pixels[start : start + size] for start in range(0, size * size, size)]


def qr_svg(address: str) -> str:
    """Return the code of an address as SVG without a size, at level L, with its quiet zone."""
    rows = qr_rows(address, level="L")
    size = len(rows) + 2 * _QUIET_ZONE
    lines = "".join(_lines(row, number) for number, row in enumerate(rows, _QUIET_ZONE))
    return (
        f'<svg viewBox="0 0 {size} {size}" class="qr"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path stroke="#000" d="{lines}"/></svg>'
    )


def qr_png(address: str) -> bytes:
    """Return the code of an address as PNG at level M, a pixel a module, to be set on white paper."""
    rows = qr_rows(address, level="M")
    dots = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    target = BytesIO()
    ImageOps.expand(dots, border=_MARGIN_ON_PAPER, fill=255).convert("1").save(target, "PNG")
    return target.getvalue()


def _lines(row: bytes, number: int) -> str:
    """Return a path along the middle of each run of dark modules in a row."""
    runs = [run.span() for run in _DARK.finditer(row)]
    moves = (f"m{start - last} 0h{end - start}" for (_, last), (start, end) in pairwise(runs))
    start, end = runs[0]
    return f"M{start + _QUIET_ZONE} {number}.5h{end - start}{''.join(moves)}"
