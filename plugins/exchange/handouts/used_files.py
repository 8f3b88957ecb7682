"""Find the files that pages of a built site show or load: paths of pages in, paths of other files out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

SHARED = "assets/"
"""Below the site: what pages of all parts share. A link to a file there is a download of the page."""

_ATTRIBUTE = re.compile(r'\s(?P<name>[\w:-]++)="(?P<value>[^"]*)"')
_LOADING = frozenset({"src", "srcset", "poster", "data", "data-script", "data-worker"})
_NAME_IN_FILE = re.compile(r"""["'(]\s*+([\w@%./-]++)""")  # of a style or a script: url(a.png), from "./b.js"
_NAMING = (".css", ".js", ".svg")


def used_files(site: Path, pages: Iterable[str]) -> frozenset[str]:
    """Return the files that pages use, and those that the styles and scripts among these name in turn."""
    found: set[str] = set()
    waiting = [path for page in pages for path in _of_page(site, page)]
    while waiting:
        path = waiting.pop()
        if path in found or path.endswith(".html") or not (site / path).is_file():
            continue
        found.add(path)
        if path.endswith(_NAMING):
            names = _NAME_IN_FILE.findall((site / path).read_text(encoding="utf-8", errors="replace"))
            waiting += [target for name in names for target in _target(path, name)]
    return frozenset(found)


def _of_page(site: Path, page: str) -> Iterator[str]:
    for name, value in _ATTRIBUTE.findall((site / page).read_text(encoding="utf-8")):
        addresses = [part.split()[0] for part in value.split(",") if part.strip()]
        for address in addresses if name == "srcset" else (value,):
            yield from (
                path
                for path in _target(page, unescape(address))
                if name in _LOADING or path.startswith(SHARED)
            )


def _target(base: str, address: str) -> Iterator[str]:
    """Yield the path below the site that an address leads to, where it leads there."""
    parts = urlsplit(address)
    path = normpath(urljoin(base, unquote(parts.path))) if parts.path else ""
    if path and not parts.scheme and not parts.netloc and not path.startswith(("/", "..")):
        yield path
