"""Say what belongs to a page and shares its fate: its page for instructors, and the files to take away."""

from __future__ import annotations

from exchange.editions.addresses import is_file
from exchange.pages.addresses import INSTRUCTOR


def owner(address: str) -> str:
    """Return the page that something belongs to, as redirects name both; empty where it is of its own.

    `/a/b/instructor/` and `/a/b/b.pdf` belong to `/a/b/`.
    """
    if not is_file(address):
        return address.removesuffix(INSTRUCTOR) if address.endswith(f"/{INSTRUCTOR}") else ""
    folder, _, name = address.rpartition("/")
    return f"{folder}/" if name.startswith(tuple(f"{_last(folder)}{sign}" for sign in ".-")) else ""


def beside(page: str, old: str) -> str:
    """Return where what belonged to another page is beside this one: files have the name of its folder."""
    if not is_file(old):
        return f"{page}{INSTRUCTOR}"
    folder, _, name = old.rpartition("/")
    return f"{page}{_last(page.rstrip('/'))}{name.removeprefix(_last(folder))}"


def _last(folder: str) -> str:
    return folder.rpartition("/")[2]
