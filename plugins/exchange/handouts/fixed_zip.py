"""Pack files into a ZIP archive: the same files, the same bytes, whatever the day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
_PACKED_EXTENSIONS = frozenset("png jpg jpeg gif webp avif pdf epub zip imscc woff2 docx xlsx pptx".split())
_MODE = 0o644 << 16


def fixed_zip(files: Iterable[tuple[str, bytes]], *, stores_first: bool = False) -> bytes:
    """Return the archive of files in this order; what is packed already is not packed again.

    `stores_first`: the first is read where it stands in the archive (EPUB's `mimetype`).
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, (name, content) in enumerate(files):
            entry = zipfile.ZipInfo(name, date_time=_TIME)
            entry.external_attr, entry.create_system = _MODE, 3
            is_stored = (stores_first and not number) or name.rpartition(".")[2].lower() in _PACKED_EXTENSIONS
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return target.getvalue()
