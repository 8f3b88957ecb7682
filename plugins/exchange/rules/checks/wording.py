"""Words and the spaces between them, by the habits of the page's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.text.problems import Problem

_DOUBLE_SPACE = re.compile(r"(?<=[^\W\d_])(?P<mark>[,.;:)]?)(?P<spaces> {2,})(?=[\w(])")
_PARTED = "missing-space script-spacing particle-spacing space-before-mark doubled-word".split()


def check(page: Page) -> Iterator[Problem]:
    """Yield misspellings, and spaces that are missing, double or out of place."""
    for slip in language(page.locale).slips(page.views.unquoted):
        text, better = page.text[slip.start : slip.end], slip.better
        if slip.rule in _PARTED:
            before = page.text[max(slip.start - 8, 0) : slip.start].rpartition("\n")[2]
            after = page.text[slip.end : slip.end + 8].partition("\n")[0]
            text, better = (_one_line(before + middle + after) for middle in (text, better))
        values = {"text": text, "better": better}
        yield page.problem(slip.rule, slip.start, slip.end, values, better=slip.better)
    for match in _DOUBLE_SPACE.finditer(page.views.prose):
        if "|" not in page.line(page.place(match.start()).line):
            yield page.problem("double-space", *match.span("spaces"), better=" ")


def _one_line(text: str) -> str:
    return text.replace("\n", " ").strip()
