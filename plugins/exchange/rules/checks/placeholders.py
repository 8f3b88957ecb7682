"""What was left to be written later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.text.problems import Problem

_FIELDS = re.compile(r"^(?:title|description):.*$", re.MULTILINE)


def check(page: Page) -> Iterator[Problem]:
    """Yield signs of an unfinished text, in prose and in what the front matter shows."""
    known = language(page.locale)
    pattern = known.placeholders
    if pattern is None or not any(sign in page.text for sign in known.placeholder_signs):
        return
    for match in pattern.finditer(page.views.prose):
        yield page.problem("placeholder", *match.span(), {"text": match[0]})
    for field in _FIELDS.finditer(page.text, 0, page.body_at):
        for match in pattern.finditer(page.text, *field.span()):
            yield page.problem("placeholder", *match.span(), {"text": match[0]})
