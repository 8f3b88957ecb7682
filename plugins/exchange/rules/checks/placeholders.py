"""What was left to be written later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

PLACEHOLDER = Rule(
    name="placeholder",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' was left to be written later.",
            way_out="Write the text, or take the passage out until it is there.",
        ),
        "ko": Words(
            fault="'{text}' 자리가 아직 채워지지 않았습니다.",
            way_out="내용을 적거나 준비될 때까지 빼 주십시오.",
        ),
    },
    example=Example(wrong="TODO: say who pays.", right="The sponsor pays."),
)
RULES = (PLACEHOLDER,)


_OF_ANY_LANGUAGE = re.compile(
    r"(?<=[^\W_][ ])\?\?\??(?=[ .,;)]|[^\W\d_]|$)|(?<=\d)[^\W\d_]?[ ]?[(（]\?+[)）]|\b0{2,3}-0{3,4}-0000\b"
    r"|^(?:asdf|qwer)\w*[. ]*$",
    re.MULTILINE,
)
_SIGNS = ("??", "(?", "（?", "0000", "asdf", "qwer")
_MODEL = re.compile(r"[ ]*>|.*[\"'“‘「][^\"'”’」\n]*XXX", re.IGNORECASE)
_FIELDS = re.compile(r"^(?:title|description):.*$", re.MULTILINE)


def check(page: Page) -> Iterator[Problem]:
    """Yield signs of an unfinished text, in prose and in what the front matter shows."""
    page_language = language(page.locale)
    pattern = page_language.placeholders
    is_possible = any(sign in page.text for sign in _SIGNS)
    for match in _OF_ANY_LANGUAGE.finditer(page.views.prose, page.body_at) if is_possible else ():
        yield page.problem(PLACEHOLDER, *match.span(), {"text": match[0]})
    if pattern is None or not any(sign in page.text for sign in page_language.placeholder_signs):
        return
    for match in pattern.finditer(page.views.prose):
        if not _is_of_a_model(page.text, match):
            yield page.problem(PLACEHOLDER, *match.span(), {"text": match[0]})
    for field in _FIELDS.finditer(page.text, 0, page.body_at):
        for match in pattern.finditer(page.text, *field.span()):
            yield page.problem(PLACEHOLDER, *match.span(), {"text": match[0]})


def _is_of_a_model(text: str, match: re.Match[str]) -> bool:
    """Return True if XXX stands in a quotation, or is quoted beside it, so that readers are to replace it."""
    line = text.rfind("\n", 0, match.start()) + 1
    return not match[0].strip("xX") and _MODEL.match(text, line) is not None
