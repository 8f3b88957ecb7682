"""What all rules over a page cost grows with its length, not with its square, whatever is repeated in it."""

from __future__ import annotations

import pytest
from tests.languages.test_growth import LENGTH, UNITS, is_steep

from exchange.rules.examination import PageRules

_RULES = PageRules(locales=("en", "ko"), terms=())
_MORE = (
    "[a](b.md) ",
    "`",
    "*",
    "<b>",
    "{",
    "!",
    "# a\n\n",
    "[^1] ",
    "::: ",
    "{call:x} ",
    "![a](b) ",
    "a\n\n",
    "&#x",
    "--",
)


@pytest.mark.parametrize("locale", ["en", "ko"])
@pytest.mark.parametrize("unit", [*UNITS, *_MORE])
def test_twice_the_page_takes_twice_as_long(unit: str, locale: str) -> None:
    """In lines of 300 characters; the rules are fast, so that a longer text is needed to tell."""

    def examine(text: str) -> object:
        path = f"content/{locale}/x.md"
        return _RULES.examine_body(text.encode(), path=path, locale=locale, name="x.md")

    line = unit * (300 // len(unit))
    assert not is_steep(examine, f"{line}\n" * (4 * LENGTH // 300))
