"""Finish the links to handouts in a page: how large each is; a file that is not there is not offered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel.numbers import format_decimal

_SECTION = re.compile(rb'<section class="handouts".*?</section>\n?', re.DOTALL)
_ITEM = re.compile(rb'<(?P<tag>li|span) data-handout="(?P<name>[^"]*)">.*?</(?P=tag)>\n?', re.DOTALL)
_SIZE = b"<data></data>"
_MEGABYTE = 1_000_000


def with_downloads(html: bytes, sizes: Mapping[str, int], *, date_locale: str) -> bytes:
    """Return a page; `sizes` are those of the files beside it, in bytes, by name."""

    def item(match: re.Match[bytes]) -> bytes:
        size = sizes.get(match["name"].decode())
        return b"" if size is None else match[0].replace(_SIZE, readable_size(size, date_locale).encode())

    html = _ITEM.sub(item, html)
    return _SECTION.sub(lambda match: match[0] if b"<li" in match[0] else b"", html)


def readable_size(size: int, date_locale: str) -> str:
    """Return a size as a person reads it: `380 kB`, `1.2 MB`."""
    if size < _MEGABYTE:
        return f"{format_decimal(max(1, round(size / 1000)), locale=date_locale)} kB"
    return f"{format_decimal(round(size / _MEGABYTE, 1), locale=date_locale)} MB"
