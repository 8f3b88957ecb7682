"""Documents: front matter and body, cut where the author cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import bodies, hangul

from exchange.text.documents import document_of, read_document
from exchange.text.problems import ContentProblems, Problem
from exchange.text.yaml_text import Text


def faults(text: str) -> list[str]:
    """Return rule and place of each problem of a page."""
    with pytest.raises(ContentProblems) as raised:
        read_document(text, path="x.md")
    return [f"{problem.rule} {problem.place}" for problem in raised.value.problems]


@given(hangul, bodies(), st.sampled_from(["", "\ufeff"]), st.sampled_from(["---", "---  ", "---\t"]))
def test_front_matter_and_body_come_back_as_written(title: str, body: str, mark: str, fence: str) -> None:
    """Nothing of a page is lost or changed, and the body's first line is the line it has in the file."""
    text = f'{mark}{fence}\ntitle: "{title}"\n---\n{body}'
    document = read_document(text, path="x.md")
    (field,) = document.meta
    assert isinstance(field.value, Text)
    assert (field.key.value, field.value.value) == ("title", title)
    assert document.body == body
    assert "\n".join(text.split("\n")[document.body_line - 1 :]) == body


def test_lines_are_counted_as_editors_count_them() -> None:
    """A line separator (U+2028), pasted from a word processor, does not shift the lines of messages."""
    document = read_document('---\ntitle: "a\u2028b"\n---\n# A\n', path="x.md")
    assert document.body_line == 4


def test_windows_line_ends_change_nothing() -> None:
    """A page saved on Windows has the same fields and lines."""
    document = read_document("---\r\ntitle: A\r\n---\r\nBody\r\n", path="x.md")
    assert (document.body, document.body_line) == ("Body\r\n", 4)


def test_a_body_may_hold_rules_of_three_hyphens() -> None:
    """Only the second line of three hyphens closes the front matter."""
    assert read_document("---\ntitle: A\n---\none\n---\ntwo", path="x.md").body == "one\n---\ntwo"


def test_a_page_between_whose_lines_of_hyphens_is_nothing_is_read_too() -> None:
    """So that each field that it lacks is said."""
    problems: list[Problem] = []
    document = document_of("---\n---\n", path="x.md", problems=problems)
    assert document is not None
    assert (tuple(document.meta), problems) == ((), [])


def test_front_matter_may_be_empty() -> None:
    """No field is a matter of the fields' reader, not of the page's form."""
    document = read_document("---\n---\nBody", path="x.md")
    assert (list(document.meta), document.body, document.body_line) == ([], "Body", 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["page-blank x.md:1"]),
        ("# A\n", ["no-front-matter x.md:1"]),
        ("\n---\ntitle: A\n---\n", ["front-matter-late x.md:1"]),
        ("----\ntitle: A\n----\n", ["front-matter-dashes x.md:1"]),
        ("—\ntitle: A\n---\n", ["front-matter-dashes x.md:1"]),
        ("***\ntitle: A\n---\n", ["front-matter-dashes x.md:1"]),
        ("---\ntitle: A\n–––\n\nText\n", ["front-matter-dashes x.md:3"]),
        ("title: A\n---\n", ["front-matter-not-opened x.md:1"]),
        ("```yaml\n---\ntitle: A\n---\n```\n", ["in-fence x.md:1"]),
        ("---\ntitle: A\n---\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", ["conflict x.md:5"]),
        ("---\ntitle: A\n", ["front-matter-not-closed x.md:2"]),
        ("---\ntitle: A\n ---\n", ["front-matter-dashes x.md:3"]),
        ("---\ntitle:\t A\n---\n", ["tab x.md:2:1"]),
        ("---\ntitle:\u00a0A\n---\n", ["odd-space x.md:2:1"]),
        ("---\n- A\n---\n", ["front-matter-not-fields x.md:2:1"]),
        ("---\nA title\n---\n", ["front-matter-not-fields x.md:2:1"]),
        ("---\ntitle： 공고\n---\n", ["full-width-colon x.md:2:6"]),
        ("---\ntitle： 공고\nkind: page\n---\n", ["full-width-colon x.md:2:6"]),
        ("---\nkind: page\ntitle： 공고\n---\n", ["full-width-colon x.md:3:6"]),
        ("---\ntitle: A: b: c\n---\n", ["unquoted-colon x.md:2:9"]),
    ],
)
def test_a_page_of_another_form_is_refused_with_its_place(text: str, expected: list[str]) -> None:
    """Each fault of form has its own rule; lines are those of the file."""
    assert faults(text) == expected
