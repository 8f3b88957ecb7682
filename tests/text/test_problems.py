"""Problems: one model, one order, one safe line in each language."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.problems import (
    ContentProblems,
    Place,
    Problem,
    Severity,
    explain,
    explanation,
    in_order,
    limit_search,
    shorten_list,
)

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


def test_what_is_wrong_often_is_shown_some_times() -> None:
    """Of each rule in each file the first 25, then how many more there are, in order of place."""
    problems = [
        Problem(code=code, place=Place(path=path, line=line))
        for path in ("b.md", "a.md")
        for code, count in (("text/tab", 30), ("text/not-yaml", 25))
        for line in range(count, 0, -1)
    ]
    lines = [(str(one.place), one.code) for one in shorten_list(problems) if one.place.path == "a.md"]
    assert lines[-1] == ("a.md:26", "text/more")
    assert [place for place, code in lines if code == "text/tab"] == [f"a.md:{n}" for n in range(1, 26)]
    assert len(lines) == 25 + 25 + 1
    assert explain(shorten_list(problems)[50], "en") == (
        "a.md:26: 5 more problems of the rule 'text/tab' follow in this file. "
        "Mend those that are shown, then check again. [text/more]"
    )


def test_what_is_cut_is_an_error_where_one_of_it_is() -> None:
    """A list that is cut off refuses what the whole list would."""
    places = [Place(path="a.md", line=line) for line in range(1, 31)]
    problems = [Problem(code="text/tab", place=place, severity=Severity.WARNING) for place in places]
    assert {one.severity for one in shorten_list(problems)} == {Severity.WARNING}
    problems[-1] = Problem(code="text/tab", place=places[-1])
    assert shorten_list(problems)[-1].severity is Severity.ERROR


def test_a_search_ends_where_a_rule_is_broken_for_the_thousandth_time() -> None:
    """Nobody mends more at once; the message says that the search ended."""
    endless = (Problem(code="text/tab", place=Place(path="a.md", line=line)) for line in count(1))
    problems = tuple(limit_search(endless))
    assert len(problems) == 1_000
    assert "975 more" in explain(shorten_list(problems)[-1], "en")
    assert "ended after 1,000" in explain(shorten_list(problems)[-1], "en")
    assert "975건 더" in explain(shorten_list(problems)[-1], "ko")
