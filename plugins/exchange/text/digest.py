"""Short, stable names for bytes."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes, length: int = 12) -> str:
    """Return the first `length` hexadecimal digits of the SHA-256 of the parts, each framed by its size."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()[:length]
