"""Write small content folders for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exchange.build.store import Store
from exchange.pages import library
from exchange.pages.library import Library
from exchange.text.content_folder import look_at
from exchange.text.problems import ContentProblems, Problem

LOCALES = ("en", "ko")


def page(
    title: str = "A", *, kind: str = "page", original: str = "en", body: str = "", **fields: object
) -> str:
    """Return a page without fault."""
    extra = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return (
        f'---\ntitle: "{title}"\ndescription: "About {title}."\nkind: {kind}\noriginal: {original}\n'
        f"{extra}---\n{body}"
    )


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder, and return it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def library_of(folder: Path, files: dict[str, str]) -> Library:
    """Return the library of some files."""
    return read_library(write(folder, files), root="content", locales=LOCALES)


def read_library(content: Path, *, root: str, locales: Sequence[str], store: Store | None = None) -> Library:
    """Read the pages of a folder as the reader of a site does. Raises ContentProblems."""
    problems: list[Problem] = []
    found = library.library_of(look_at(content), root=root, locales=locales, store=store, problems=problems)
    if problems:
        raise ContentProblems(problems)
    return found
