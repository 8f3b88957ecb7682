"""The Markdown extension that mkdocs.yml names: what authors may write beyond Python-Markdown's own forms."""

from __future__ import annotations

from contextlib import suppress

from markdown import Markdown
from markdown.extensions import Extension

from exchange.authoring import inline_marks
from exchange.authoring.cards import FIELDS, CardError, read_card
from exchange.authoring.fenced_code import fenced_html
from exchange.authoring.github_blocks import GitHubBlocks

_BEHIND_TABS = 28  # tabs become spaces at 30; code is taken out at 25
_LIBRARY = {
    "abbr": {},
    "admonition": {},
    "def_list": {},
    "md_in_html": {},
    "pymdownx.details": {},
    "pymdownx.blocks.caption": {
        "types": [
            "caption",
            {"name": "figure-caption", "classes": "numbered"},
            {"name": "table-caption", "classes": "numbered"},
        ],
        "auto": False,
    },
}
"""Extensions of others, with their options. The gate judges the HTML that comes out, not who made it."""


class Authoring(Extension):
    """GitHub's blocks, highlighted code, equations, and marks in the text."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add all of it to a reader."""
        md.registerExtensions(list(_LIBRARY), _LIBRARY)
        blocks = GitHubBlocks(md, lambda info, code: _block(md, info, code))
        md.preprocessors.register(blocks, "kx-blocks", _BEHIND_TABS)
        inline_marks.register(md)


def _block(md: Markdown, info: str, code: str) -> str:
    """Return a line of Markdown for a block of code: its card, or what holds the place of its HTML."""
    if info in FIELDS:
        with suppress(CardError):
            return read_card(info, code).markdown
    return md.htmlStash.store(fenced_html(info, code))


def makeExtension(**options: object) -> Extension:
    """Return the extension, as Python-Markdown asks for it."""
    return Authoring(**options)
