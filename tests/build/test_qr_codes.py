"""QR codes hold their addresses for a decoder, and are no larger than those of another encoder."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import segno
from PIL import Image
from tests.qr_codes import texts_of_dots, texts_of_svg

from exchange.build.qr_codes import qr_png, qr_rows, qr_svg

_ADDRESSES = (
    "https://example.org/k/a",
    "https://example.org/exchange/k/ab123e#s3",
    "https://example.org/en/own-path/?" + "t=guides/estimands~attributes&" * 9,
    "https://example.org/ko/검색/?q=임상시험",
)


def _dots(rows: Sequence[bytes]) -> list[str]:
    return ["".join("0" if value else "1" for value in row) for row in rows]


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("address", _ADDRESSES)
def test_a_code_holds_its_address_and_is_no_larger_than_need_be(address: str, level: str) -> None:
    """Another encoder needs as many modules or more for the same level."""
    rows = qr_rows(address, level=level)
    assert texts_of_dots(_dots(rows)) == [address]
    other = segno.make(address, error=level, boost_error=False, micro=False)
    assert len(rows) <= len(other.matrix)


@pytest.mark.parametrize("address", _ADDRESSES)
def test_drawings_hold_the_address(address: str) -> None:
    """On a page with the quiet zone of the standard, and in a picture for white paper."""
    assert texts_of_svg(qr_svg(address)) == [address]
    with Image.open(io.BytesIO(qr_png(address))) as picture:
        sheet = Image.new("L", tuple(8 * side + 64 for side in picture.size), 255)
        sheet.paste(picture.convert("L").resize(tuple(8 * side for side in picture.size), 0), (32, 32))
    side = sheet.size[0] // 8
    rows = sheet.resize((side, side), 0).tobytes()
    code = [row[6:-6] for row in (rows[start : start + side] for start in range(0, side * side, side))][6:-6]
    assert texts_of_dots(_dots(code)) == [address]
