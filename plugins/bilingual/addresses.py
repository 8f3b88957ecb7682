"""Where pages live: the URL of a path, and how one URL is reached from another."""

from __future__ import annotations

import posixpath


def page_url(path: str) -> str:
    """Return a page's URL below its language: `guides/estimands.md` to `guides/estimands/`, home to ``."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def relative_url(target: str, *, start: str) -> str:
    """Return how a page at URL `start` names `target`; both are paths from the site's root, without a slash.

    `relative_url("ko/", start="en/guides/x/")` is `../../../ko/`.
    """
    folder = posixpath.dirname(start)
    path, mark, rest = _split(target)
    relative = posixpath.relpath(path or ".", folder or ".")
    if path.endswith("/") or path == "":
        relative = "./" if relative == "." else relative + "/"
    return relative + mark + rest


def _split(target: str) -> tuple[str, str, str]:
    """Split a URL before its query or fragment."""
    for number, character in enumerate(target):
        if character in "?#":
            return target[:number], character, target[number + 1 :]
    return target, "", ""
