"""The seams: the steps of MkDocs that are left out for what is kept; nothing else of it is changed.

MkDocs 1.6 has no event that can skip them. Each seam has a test that fails when MkDocs changes under it
(`tests/mkdocs_plugins/test_seams.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs import utils
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

Step = Callable[..., None]

TEXT_STEP = (build, "_populate_page")
PAGE_STEP = (build, "_build_page")
CLEAN_STEP = (utils, "clean_directory")
FIRST_BUILD = "build"  # as `mkdocs.commands.serve` names it
THEME_STEP = (Files, "add_files_from_theme")


class Seams:
    """Functions of ours in the place of MkDocs' own, each put in once and taken out with all others."""

    def __init__(self) -> None:
        self._steps: dict[tuple[Any, str], Step] = {}

    def skip_theme_files(self) -> None:
        """Do not look for files of the theme; MkDocs would match each of 14,000 names against patterns."""
        self._put(THEME_STEP, lambda *_rest, **_keywords: None)

    def skip_cleaning(self) -> None:
        """Leave what an earlier build has written; what this one does not write is removed at its end."""
        self._put(CLEAN_STEP, lambda *_rest, **_keywords: None)

    def reuse_pages(
        self,
        *,
        text: Callable[[Page, Files], bool],
        keep_text: Callable[[Page], None],
        page: Callable[[Page], bool],
    ) -> None:
        """Ask before the text of a page is made, and before the page is; hear of each text that was made."""

        def populate(page: Page, config: Any, files: Files, *rest: Any, **keywords: Any) -> None:
            if not text(page, files):
                self._steps[TEXT_STEP](page, config, files, *rest, **keywords)
                keep_text(page)

        def finish(target: Page, *rest: Any, **keywords: Any) -> None:
            if not page(target):
                self._steps[PAGE_STEP](target, *rest, **keywords)

        self._put(TEXT_STEP, populate)
        self._put(PAGE_STEP, finish)

    def watch_first_build(self, attempt: Callable[[MkDocsConfig, Callable[[], None]], None]) -> None:
        """Hand over the first build of `mkdocs serve` as a function, which may go on after a fault."""
        from mkdocs.commands import serve  # late: a build loads no server

        step = (serve, FIRST_BUILD)

        def build(config: MkDocsConfig, **keywords: Any) -> None:
            attempt(config, lambda: self._steps[step](config, **keywords))

        self._put(step, build)

    def take_out(self) -> None:
        """Leave MkDocs as it was found."""
        for (owner, name), step in self._steps.items():
            setattr(owner, name, step)
        self._steps = {}

    def _put(self, place: tuple[Any, str], step: Step) -> None:
        if place not in self._steps:
            self._steps[place] = getattr(*place)
            setattr(*place, step)
