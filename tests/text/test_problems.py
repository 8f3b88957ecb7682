"""Problems: one model, one order, one safe line in each language."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.problems import ContentProblems, Place, Problem, explain, explanation, in_order

places = st.builds(
    Place, path=st.sampled_from(["a.md", "b.md"]), line=st.integers(0, 3), column=st.integers(0, 3)
)
problems = st.builds(Problem, code=st.sampled_from(["text/not-yaml", "text/too-deep"]), place=places)


@given(st.lists(problems), st.randoms())
def test_the_order_never_depends_on_who_found_them(found: list[Problem], random: Random) -> None:
    """Any order of finding gives the same order of telling."""
    shuffled = list(found)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(found)
    assert str(ContentProblems(shuffled)) == str(ContentProblems(found))


@pytest.mark.parametrize(("line", "column", "shown"), [(0, 0, "a.md"), (3, 0, "a.md:3"), (3, 7, "a.md:3:7")])
def test_a_place_shows_what_is_known_of_it(line: int, column: int, shown: str) -> None:
    """An unknown line or column is left out."""
    assert str(Place(path="a.md", line=line, column=column)) == shown


@given(st.text(), st.sampled_from(["en", "ko"]))
def test_a_hostile_value_stays_on_one_short_line(value: str, language: str) -> None:
    """What authors wrote cannot forge a second message, move the cursor or flood the log."""
    values = {"name": value, "best": "title"}
    shown = explain(Problem(code="text/unknown-field", place=Place(path="a.md"), values=values), language)
    assert shown.isprintable()
    assert len(shown) < 300


@pytest.mark.parametrize(
    ("package_rule", "name", "most"),
    [
        ("text/unknown-field", "name", 200),
        ("calls/history-rewritten", "entry", 4_000),
        ("text/not-an-option", "options", 4_000),
        ("text/unknown-field-no-guess", "known", 4_000),
    ],
)
def test_a_long_value_is_cut_where_the_line_still_can_be_read(
    package_rule: str, name: str, most: int
) -> None:
    """At 200 characters, a line to copy or a list to choose from at 4,000, with the sign for the rest."""
    values = {"best": "x", "number": "1", "name": "n", "value": "v"}
    for language in ("en", "ko"):
        for length in (most - 1, most, most + 1, 100 * most):
            problem = Problem(
                code=package_rule, place=Place(path="a.md"), values={**values, name: "가" * length}
            )
            words = explanation(problem, language)
            shown = f"{words.fault} {words.way_out}"
            assert ("가" * (most if length == most else most - 1) in shown) == (length >= most - 1)
            assert shown.count("가" * most) == (length == most)
            assert shown.count("…") == (length > most)


def test_a_value_with_braces_is_shown_as_written() -> None:
    """Values are never taken for placeholders."""
    values = {"name": "{best}{0}", "best": "title"}
    problem = Problem(code="text/unknown-field", place=Place(path="a.md"), values=values)
    assert explain(problem, "en") == (
        "a.md: Unknown field '{best}{0}'. Did you mean 'title'? [text/unknown-field]"
    )
    assert explain(problem, "ko") == (
        "a.md: 알 수 없는 항목입니다: '{best}{0}'. 혹시 'title'입니까? [text/unknown-field]"
    )
