"""Lines that were pasted with the tags of Word or Hancom: their words, or nothing at all."""

from __future__ import annotations

import pytest
from tests.rules.examination import examine

from exchange.rules.examination import PageRules
from exchange.text.problems import explanation

RULES = PageRules(locales=("en", "ko"), terms=())
FRONT = '---\ntitle: "x"\ndescription: "x"\nkind: page\noriginal: en\n---\n'


@pytest.mark.parametrize(
    ("line", "english", "korean"),
    [
        (
            '<p class="MsoNormal">Ask first.<o:p></o:p></p>',
            "words alone: Ask first.",
            "남겨 주십시오: Ask first.",
        ),
        ('<p class="MsoNormal"><o:p>&nbsp;</o:p></p>', "delete the line: <p", "지워 주십시오: <p"),
        ('<span style="font-family: Hancom"></span>', "delete the line: <span", "지워 주십시오: <span"),
    ],
)
def test_a_line_is_offered_without_its_tags_or_to_be_deleted(line: str, english: str, korean: str) -> None:
    """A line without words has none to write."""
    found = examine(RULES, f"{FRONT}\n{line}\n".encode(), locale="en", name="x.md").problems
    (problem,) = [one for one in found if one.code == "rules/html-pasted"]
    assert english in explanation(problem, "en").way_out
    assert korean in explanation(problem, "ko").way_out
