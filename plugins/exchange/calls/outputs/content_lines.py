"""Write the lines of iCalendar (RFC 5545, 3.1): values of each type, folded at 75 octets.

The library `icalendar` writes the same bytes at a multiple of the cost, which a test compares.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

_OCTETS = 74  # of a line besides the blank that begins its continuation
_UNSPLIT = b"\\^"  # what they escape stays on their line


def component(name: str, *lines: bytes) -> bytes:
    """Return a component of some lines and of the components in it."""
    mark = name.encode("ascii")
    return b"".join([b"BEGIN:", mark, b"\r\n", *lines, b"END:", mark, b"\r\n"])


@lru_cache(maxsize=20_000)
def text_line(name: str, value: str) -> bytes:
    """Return a line of a text (3.3.11)."""
    text = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return line(name, text)


def line(name: str, value: str) -> bytes:
    """Return a line whose value stands as it is."""
    return _fold(f"{name}:{value}".encode())


def time_line(name: str, moment: datetime.date) -> bytes:
    """Return a line of a day, of an instant in UTC, or of a time on the clock of a zone (3.3.4, 3.3.5)."""
    if not isinstance(moment, datetime.datetime):
        return line(f"{name};VALUE=DATE", f"{moment:%Y%m%d}")
    if moment.tzinfo in (datetime.UTC, None):
        return line(name, f"{moment:%Y%m%dT%H%M%S}Z")
    return line(f"{name};TZID={moment.tzinfo}", f"{moment:%Y%m%dT%H%M%S}")


def _fold(text: bytes) -> bytes:
    parts = []
    while len(text) > _OCTETS:
        end = _OCTETS
        while text[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        if text[end - 1] in _UNSPLIT:
            end -= 1
        parts.append(text[:end])
        text = text[end:]
    return b"\r\n ".join([*parts, text]) + b"\r\n"
