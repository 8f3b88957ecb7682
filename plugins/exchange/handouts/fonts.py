"""The font of handouts: a package, so that no machine's fonts change a byte."""

from __future__ import annotations

import io
import struct
from functools import cache
from importlib import resources

FAMILY = "Handout"
_PACKAGE = "pylopdf_fonts_ko"
_FILE = "NotoSansKR-Regular.otf"


@cache
def text_font() -> bytes:
    """Return the font (Noto Sans, SIL Open Font License 1.1) with glyphs named by their numbers.

    The typesetter writes the numbers of glyphs. A reader of a PDF takes them for names (CIDs), which the
    font has in another order: some readers would show other syllables. So the table of names (`charset`, in
    format 2 of the Compact Font Format) is made one range; it is shorter than what it replaces.
    """
    from fontTools.ttLib import TTFont  # late: most builds set no type

    content = bytearray(resources.files(_PACKAGE).joinpath(_FILE).read_bytes())
    font = TTFont(io.BytesIO(content), lazy=True)
    table = font.reader.tables["CFF "].offset
    offset = table + font["CFF "].cff.topDictIndex[0].rawDict["charset"]
    one_range = struct.pack(">BHH", 2, 1, font["maxp"].numGlyphs - 2)
    content[offset : offset + len(one_range)] = one_range
    return bytes(content)
