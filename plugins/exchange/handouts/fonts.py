"""The font of handouts, for Latin and Hangul: a package, so that no machine's fonts change a byte."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

FAMILY = "Handout"
_PACKAGE = "pylopdf_fonts_ko"
_FILE = "NotoSansKR-Regular.otf"


def text_font() -> Path:
    """Return the file of the font: Noto Sans KR, SIL Open Font License 1.1."""
    with resources.as_file(resources.files(_PACKAGE) / _FILE) as file:
        return file
