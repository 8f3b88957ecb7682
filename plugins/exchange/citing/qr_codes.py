"""Draw an address as a QR code (ISO/IEC 18004), to be held before a camera."""

from __future__ import annotations

import segno

_MASK = 3
"""One of the eight that the standard allows: to try all of them takes four times as long."""


def qr_svg(address: str) -> str:
    """Return an SVG element for HTML, without a size: error level L, a quiet zone of four modules."""
    code = segno.make_qr(address, error="l", boost_error=False, mask=_MASK)
    return code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
