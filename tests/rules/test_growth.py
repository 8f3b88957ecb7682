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


@pytest.mark.parametrize("unit", ["a", "가", "~", "`", "\u3000", "\u00a0", "https://a-", "www.가/", "+"])
def test_a_line_without_end_takes_twice_as_long_if_it_is_twice_as_long(unit: str) -> None:
    """One word, one fence, one space; the signs behind it are those without which some rules do not look."""

    def examine(text: str) -> object:
        body = f'{text} ,, .. ww. `x` {{ ~~ "" [a](b) :: doi\n'.encode()
        return _RULES.examine_body(body, path="content/en/x.md", locale="en", name="x.md")

    assert not is_steep(examine, unit * (4 * LENGTH // len(unit)))


def test_items_within_items_before_signs_of_code_are_read_once() -> None:
    """Each space belongs to one of them: no other reading is tried."""
    body = f"{'-  ' * 200}```a`b\n".encode()
    assert _RULES.examine_body(body, path="content/en/x.md", locale="en", name="x.md")
