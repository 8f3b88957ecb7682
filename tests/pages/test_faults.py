"""Faults of content: one folder each, with the lines an author is shown, in both languages."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pages.writing import read_library

from exchange.pages.navigation import read_navigation
from exchange.text.problems import ContentProblems, Problem, explain

FAULTY = Path(__file__).parents[1] / "sites" / "faulty"
LOCALES = ("en", "ko")
FAULTS = sorted(folder.name for folder in FAULTY.iterdir())


def _same_path_by_case(content: Path) -> None:
    (content / "assets" / "Flow.svg").write_text("<svg/>", encoding="utf-8")


def _same_path_by_unicode_form(content: Path) -> None:
    (content / "assets").mkdir()
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "흐름.svg")  # type: ignore[arg-type]
        (content / "assets" / name).write_text("<svg/>", encoding="utf-8")


def _symlink(content: Path) -> None:
    (content / "ko" / "b.md").symlink_to(content / "en" / "a.md")


def _symlink_to_folder(content: Path) -> None:
    (content / "ko" / "guides").symlink_to(content / "en")


MADE: dict[str, Callable[[Path], None]] = {
    "same-path-by-case": _same_path_by_case,
    "same-path-by-unicode-form": _same_path_by_unicode_form,
    "symlink": _symlink,
    "symlink-to-folder": _symlink_to_folder,
}
"""What a checkout cannot hold on every system is made in a copy of the folder."""


def problems_of(content: Path) -> tuple[Problem, ...]:
    """Return every problem of a content folder."""
    try:
        library = read_library(content, root="content", locales=LOCALES)
        order = content / "nav.yml"
        if order.exists():
            text = order.read_text(encoding="utf-8")
            read_navigation(text, source="content/nav.yml", pages=library.pairs)
    except ContentProblems as found:
        return found.problems
    return ()


@pytest.mark.parametrize("fault", FAULTS)
def test_an_author_is_shown_place_fault_and_way_out(fault: str, tmp_path: Path) -> None:
    """Each faulty folder gives exactly the lines written beside it, in English and in Korean."""
    content = tmp_path / "content"
    shutil.copytree(FAULTY / fault, content)
    MADE.get(fault, lambda _: None)(content)
    problems = problems_of(content)
    for locale in LOCALES:
        expected = (FAULTY / fault / f"expected.{locale}.txt").read_text(encoding="utf-8")
        assert "".join(f"{explain(problem, locale)}\n" for problem in problems) == expected


def test_every_fault_is_in_a_folder() -> None:
    """What is made by the test belongs to a folder that says what must be told."""
    assert set(MADE) <= set(FAULTS)
