"""Permanent ids: a translation under another name is told how it is to be called."""

from __future__ import annotations

import pytest

from exchange.rules.checks.page_ids import compare_all
from exchange.rules.page_facts import Facts
from exchange.text.problems import explanation


def page(path: str) -> Facts:
    locale, _, name = path.partition("/")
    return Facts(path=f"content/{path}", locale=locale, name=name, readable=True, id="estimands")


@pytest.mark.parametrize(
    ("paths", "twin"),
    [
        (("en/guides/a.md", "ko/guides/b.md"), "content/ko/guides/a.md"),
        (("en/guides/a.md", "ko/about/a.md"), "content/ko/guides/a.md"),
        (("en/guides/a.md", "ko/guides/a.md", "ko/guides/b.md"), ""),
        (("en/guides/a.md", "en/guides/b.md"), ""),
    ],
)
def test_a_translation_has_the_name_of_its_original(paths: tuple[str, ...], twin: str) -> None:
    """Only where the original has no file of that name in this language yet; else it is another page."""
    (problem,) = compare_all([page(path) for path in paths])
    assert problem.values["better"] == twin
    assert ("이름" in explanation(problem, "ko").way_out) == bool(twin)
