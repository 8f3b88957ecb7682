"""The Markdown extension that mkdocs.yml names: what authors may write beyond Python-Markdown's own forms."""

from __future__ import annotations

import re
from contextlib import suppress

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from exchange.authoring import inline_marks
from exchange.authoring.abbreviations import Abbreviations
from exchange.authoring.cards import FIELDS, CardError, read_card
from exchange.authoring.fenced_code import fenced_html
from exchange.authoring.github_blocks import GitHubBlocks

_AS_LIBRARY = 7
_BEHIND_TABS = 28  # tabs become spaces at 30; code is taken out at 25
_BEHIND_BLOCKS = 27
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

_SIGNS = {
    "admonition": "!!!",
    "details": re.escape("???"),
    "blocks": "///",
    "markdown_block": "(?i)markdown",
    "abbr": re.escape("*["),
    **dict.fromkeys(("deflist", "defindent"), r"(?m)^[ ]*:[ ]"),
}
"""The block processors of these extensions, each with what a page must hold for it to have work."""


class Authoring(Extension):
    """GitHub's blocks, highlighted code, equations, and marks in the text."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add all of it to a reader."""
        md.registerExtensions(list(_LIBRARY), _LIBRARY)
        explained = vars(md.treeprocessors["abbr"])["abbrs"]
        md.treeprocessors.register(Abbreviations(md, explained), "abbr", _AS_LIBRARY)
        blocks = GitHubBlocks(md, lambda info, code: _block(md, info, code))
        md.preprocessors.register(blocks, "kx-blocks", _BEHIND_TABS)
        md.preprocessors.register(_Needed(md), "kx-needed", _BEHIND_BLOCKS)
        inline_marks.register(md)


class _Needed(Preprocessor):
    """Lets blocks be tried by the processors only of which the page has a sign."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        processors = md.parser.blockprocessors
        self.tests = [(processors[name], processors[name].test, re.compile(_SIGNS[name])) for name in _SIGNS]

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as they are."""
        text = "\n".join(lines)
        for processor, test, sign in self.tests:
            setattr(processor, "test", test if sign.search(text) else _never)  # noqa: B010 -- it is a method
        return lines


def _never(_parent: object, _block: str) -> bool:
    return False


def _block(md: Markdown, info: str, code: str) -> str:
    """Return a line of Markdown for a block of code: its card, or what holds the place of its HTML."""
    if info in FIELDS:
        with suppress(CardError):
            return read_card(info, code).markdown
    return md.htmlStash.store(fenced_html(info, code))


def makeExtension(**options: object) -> Extension:
    """Return the extension, as Python-Markdown asks for it."""
    return Authoring(**options)
