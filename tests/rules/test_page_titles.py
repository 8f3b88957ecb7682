"""Titles: two pages of a folder that cannot be told apart."""

from __future__ import annotations

import pytest

from exchange.rules.checks.page_titles import compare_all
from exchange.rules.page_facts import Facts


def page(path: str, title: str, id: str = "") -> Facts:
    locale, _, name = path.partition("/")
    return Facts(path=f"content/{path}", locale=locale, name=name, readable=True, title=title, id=id)


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        (page("en/guides/b.md", "Consent"), True),
        (page("en/guides/b.md", "con sent", "b"), True),
        (page("en/guides/b.md", "Consent", "a"), False),  # a copy, as its id says
        (page("en/guides/b.md", "Consent forms"), False),
        (page("en/pathways/b.md", "Consent"), False),
        (page("ko/guides/a.md", "Consent"), False),
    ],
)
def test_a_title_is_told_twice_beside_itself_only(second: Facts, is_told: bool) -> None:
    """In another folder the menu tells them apart; another language is the same page."""
    problems = list(compare_all([page("en/guides/a.md", "Consent", "a"), second]))
    assert [problem.values["other"] for problem in problems] == ["content/en/guides/a.md"] * is_told
