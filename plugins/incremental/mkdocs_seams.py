"""The seams: the two steps of MkDocs that are left out for a page that is kept; nothing else is changed.

MkDocs 1.6 has no event that can skip them. Each seam has a test that fails when MkDocs changes under it
(`tests/incremental/test_seams.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.commands import build
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

Step = Callable[..., None]
Skip = Callable[[Page, Files], bool]

TEXT_STEP = "_populate_page"
PAGE_STEP = "_build_page"


class Seams:
    """In place from `put_in` to `take_out`; `made` hears of each text that MkDocs has made."""

    def __init__(
        self, *, text: Skip, made: Callable[[Page, Files], None], page: Callable[[Page], bool]
    ) -> None:
        self._text = text
        self._made = made
        self._page = page
        self._steps: dict[str, Step] = {}

    def put_in(self) -> None:
        """Let MkDocs ask first."""
        if not self._steps:
            self._steps = {name: getattr(build, name) for name in (TEXT_STEP, PAGE_STEP)}
            setattr(build, TEXT_STEP, self._populate)
            setattr(build, PAGE_STEP, self._build)

    def take_out(self) -> None:
        """Leave MkDocs as it was found."""
        for name, step in self._steps.items():
            setattr(build, name, step)
        self._steps = {}

    def _populate(self, page: Page, config: Any, files: Files, *rest: Any, **named: Any) -> None:
        if not self._text(page, files):
            self._steps[TEXT_STEP](page, config, files, *rest, **named)
            self._made(page, files)

    def _build(self, page: Page, *rest: Any, **named: Any) -> None:
        if not self._page(page):
            self._steps[PAGE_STEP](page, *rest, **named)
