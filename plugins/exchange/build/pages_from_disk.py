"""Change the links of a built site so that its pages lead to each other when they are opened from a disk.

Where a link ends in a folder, a browser shows what is in it: such a link is given the name of the page there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

_LINK = re.compile(rb'(?P<start><(?:a|form|link)\b[^<>]*?\s(?:href|action)=")(?P<link>[^"]*)(?P<end>")')
_BODY = re.compile(rb"<body\b[^>]*>")
_INDEX = "index.html"


def link_from_disk(link: str, page: str, base: str) -> str:
    """Return a link of a page, named by its path below the site, as it works from a disk.

    `base` is the path of the site on its host, which some pages begin their links with.
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    path, rest = parts.path, link[len(parts.path) :]
    if path.startswith(base):
        path = f"{'../' * page.count('/')}{path.removeprefix(base)}" or "./"
    is_folder = path.endswith("/") or path.rpartition("/")[2] in (".", "..")
    return f"{path.rstrip('/')}/{_INDEX}{rest}" if is_folder else f"{path}{rest}"


def make_readable_from_disk(folder: Path, *, base: str, banner: Callable[[str], str]) -> None:
    """Rewrite every page of a site; `banner` gives what is put on top of one, as HTML."""
    for file in sorted(folder.rglob("*.html")):
        page = file.relative_to(folder).as_posix()
        html = file.read_bytes()

        def replace(match: re.Match[bytes], page: str = page) -> bytes:
            link = link_from_disk(match["link"].decode("utf-8").replace("&amp;", "&"), page, base)
            return match["start"] + escape(link).encode("utf-8") + match["end"]

        text, top = _LINK.sub(replace, html), banner(page).encode("utf-8")
        body = _BODY.search(text) if top else None
        if body:
            text = text[: body.end()] + top + text[body.end() :]
        if text != html:
            file.write_bytes(text)
