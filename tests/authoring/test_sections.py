"""Sections: the ids of headings, known before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exchange.authoring.sections import sections
from tests.strategies import bodies

SITE_EXTENSIONS = ["toc", "attr_list", "fenced_code", "tables", "footnotes", "exchange.authoring.extension"]
DEFINITIONS = "\n\n[r]: elsewhere.md\n\n[^n]: A note.\n"


def rendered(body: str) -> list[tuple[int, str | None]]:
    """Return the level and id of each heading as Python-Markdown renders it; None for an id like `_1`."""
    reader: Any = markdown.Markdown(extensions=SITE_EXTENSIONS)
    reader.convert(body)
    return [
        (token["level"], None if re.fullmatch(r"_\d+", token["id"]) else token["id"])
        for token in walk(reader.toc_tokens)
    ]


def walk(tokens: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from walk(token["children"])


def found(body: str) -> list[tuple[int, str | None]]:
    return [(section.level, section.id) for section in sections(body)]


@example("- item\n\n   Estimands\n---\n", False)
@example("- item\n\n    Estimands\n===\n", False)
@example("- item\n# H\n\n  Estimands\n---\n", False)
@example("- item\n---\n\n  Estimands\n---\n", False)
@example("a\nb\n=\nc\n=\n", False)
@example("_ _ _\n=\n", False)
@example("a\n- \n\n   b\n=\n", False)
@example("- item\na\n=\nb\n=\n", False)
@example("<!-- x -->\n=\nb\n", False)
@example("- item\n\n```\n```\n\n   Estimands\n=\n", False)
@example("# Estimands#\n\nEstimands\n=\n", False)
@example("# \n\n<!-- # hidden\n~~~~\n# hidden -->\n\n# \n\n<!--\n~~~~\n# hidden -->\n", False)
@example("# \n\n<!-- ~~~~\n# hidden\n", False)
@given(bodies(), st.booleans())
def test_ids_levels_and_order_are_those_of_the_rendered_page(body: str, defined: bool) -> None:
    """Sections found without rendering equal those Python-Markdown renders, id by id."""
    body += DEFINITIONS if defined else ""
    assert found(body) == rendered(body)


@given(bodies(), st.integers(1, 50))
def test_each_section_names_the_line_it_is_written_in(body: str, first_line: int) -> None:
    """`line` counts from the file's first line, front matter included; the title is as written there."""
    lines = body.split("\n")
    for section in sections(body, first_line=first_line):
        assert section.title in lines[section.line - first_line]


@given(bodies())
def test_ids_made_from_titles_are_unique(body: str) -> None:
    """Without attributes no two sections of a page have the same id."""
    made = [section.id for section in sections(body.replace("{", "")) if section.id]
    assert len(made) == len(set(made))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## 자격 { #eligibility }", [(2, "eligibility")]),
        ("## 자격", [(2, None)]),
        ("## A\n## B { #a }", [(2, "a_1"), (2, "a")]),
        ("## A\n## A\n## A", [(2, "a"), (2, "a_1"), (2, "a_2")]),
        ("# One\nTwo\n---\nThree\n---", [(1, "one"), (2, "two"), (2, "three")]),
        ("text\nnot a title\n---", []),
        ("    # code", []),
        ("```\n# code", []),
        ("```\n# code\n```\n# A", [(1, "a")]),
        ("```\n# code\n~~~\n# code\n```", []),
        ("<!--\n# gone\n-->\n# A", [(1, "a")]),
        ("<!-- a\n# A", [(1, "a")]),
        ("####### A", [(6, "a")]),
        ('## A { title="#b" }', [(2, "a")]),
        ("## A[^1]\n\n[^1]: note", [(2, "a")]),
        ("a\u2028# b", []),
    ],
)
def test_headings_that_have_misled_a_reader_of_lines(
    body: str, expected: list[tuple[int, str | None]]
) -> None:
    """Cases in which lines and rendered headings are easily confused."""
    assert found(body) == expected == rendered(body)


def test_a_title_is_shown_without_its_attributes() -> None:
    """Messages quote the title as a person would."""
    (section,) = sections("## 전자동의 *절차* { #process .wide } ##", first_line=10)
    assert (section.title, section.line, section.level) == ("전자동의 *절차*", 10, 2)
