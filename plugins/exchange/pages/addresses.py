"""Where pages live: the URL of a path, and how one URL is reached from another."""

from __future__ import annotations

INSTRUCTOR = "instructor/"
"""The folder below a page's own that holds its page for instructors, where there is one."""


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
    path, mark, rest = _split(target)
    folders = start.split("/")[:-1]
    parts = path.split("/")
    same = 0
    while same < min(len(folders), len(parts) - 1) and folders[same] == parts[same]:
        same += 1
    relative = "../" * (len(folders) - same) + "/".join(parts[same:])
    return (relative or "./") + mark + rest


def _split(target: str) -> tuple[str, str, str]:
    """Split a URL before its query or fragment."""
    for number, character in enumerate(target):
        if character in "?#":
            return target[:number], character, target[number + 1 :]
    return target, "", ""
