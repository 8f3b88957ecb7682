"""Addresses below the site's root: what they name, and how one page names another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

SHAPE = re.compile(
    r"/([a-z0-9][A-Za-z0-9._-]*/)*([A-Za-z0-9][A-Za-z0-9._-]*)?(#[A-Za-z0-9][A-Za-z0-9._:-]*)?"
)
"""A page (`/guides/x/`), a section (`/guides/x/#y`) or a file (`/assets/x.svg`): safe in hosts' settings."""


SEALED = ("guides/", "pathways/", "training/", "glossary/", "search/")
"""What an edition holds unless the settings say otherwise, by the beginning of addresses without language."""


def page_of(address: str) -> str:
    """Return an address without its section."""
    return address.partition("#")[0]


def section_of(address: str) -> str:
    """Return the section of an address, or an empty text."""
    return address.partition("#")[2]


def is_file(address: str) -> bool:
    """Return True if an address names a file rather than a page or a section."""
    return "#" not in address and not address.endswith("/")


def without_locale(address: str, locales: Sequence[str]) -> str:
    """Return the address that a page has in every language: `/en/guides/x/` to `/guides/x/`."""
    first, slash, rest = address.lstrip("/").partition("/")
    return f"/{rest}" if slash and first in locales else address


def in_locale(address: str, locale: str) -> str:
    """Return the address in one language; what belongs to no language keeps its own."""
    return address if is_file(address) or address.startswith("/id/") else f"/{locale}{address}"


def page_address(path: str) -> str:
    """Return a page's address in every language: `guides/x.md` to `/guides/x/`, `index.md` to `/`."""
    stem = path.removesuffix(".md")
    return "/" if stem == "index" else f"/{stem.removesuffix('/index')}/"


def to_root(page: str) -> str:
    """Return how a page at an address names the root: `/en/guides/x/` gives `../../../`."""
    return "../" * (page.count("/") - 1)


def relative(target: str, *, start: str) -> str:
    """Return how the page at `start` names an address of the same site."""
    path, mark, section = target.partition("#")
    relative_path = posixpath.relpath(path, start)
    return f"{relative_path}/{mark}{section}" if path.endswith("/") else f"{relative_path}{mark}{section}"
