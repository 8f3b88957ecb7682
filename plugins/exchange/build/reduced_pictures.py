"""Make pictures smaller for readers: no wider than is shown, written again by one program.

What cameras leave in a picture, such as where it was taken, is not in one that is written again.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Any

from exchange.build.store import Store
from exchange.text.content_folder import content_digest
from exchange.text.picture_headers import REDUCIBLE_KINDS, Picture, read_picture

_KIND = "picture"
_LARGE = 150_000  # bytes; a smaller file of the right width is published as it is
_QUALITY = 82
_MODES = {"P": "RGBA", "1": "L", **{mode: mode for mode in ("L", "LA", "RGB", "RGBA", "CMYK")}}
"""How points are held while they are counted again; others are of measuring devices and stay as they are."""

_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "jpeg": {"quality": _QUALITY, "optimize": True, "progressive": True},
    "webp": {"quality": _QUALITY, "method": 6},
    "png": {"optimize": True},
}


def published_picture(path: str, content: bytes, store: Store) -> bytes:
    """Return the bytes that are published for a file; the store holds what was made of the same bytes."""
    picture = read_picture(content)
    if picture is None or not (
        picture.is_reduced or (picture.kind in REDUCIBLE_KINDS and len(content) > _LARGE)
    ):
        return content

    def reduce() -> str:
        return base64.b64encode(_reduce(content, picture)).decode("ascii")

    return base64.b64decode(store.remember(_KIND, path, content_digest(content), reduce))


def _reduce(content: bytes, picture: Picture) -> bytes:
    """Return a picture written again; as it was where it moves, or would not become smaller."""
    from PIL import Image, ImageOps  # takes a tenth of a second, and most builds meet no new picture

    with Image.open(io.BytesIO(content)) as source:
        if getattr(source, "n_frames", 1) > 1 or source.mode not in _MODES:
            return content
        has_palette, profile = source.mode == "P", source.info.get("icc_profile")
        image = ImageOps.exif_transpose(source).convert(_MODES[source.mode])
        if picture.is_reduced:
            image = image.resize(picture.published_size(), Image.Resampling.LANCZOS)
        if has_palette:
            image = image.quantize(256, method=Image.Quantize.FASTOCTREE)
        image.info.clear()
        target = io.BytesIO()
        image.save(target, picture.kind, icc_profile=profile, **_OPTIONS[picture.kind])
    return target.getvalue() if picture.is_reduced or len(target.getvalue()) < len(content) else content
