"""Every rule's examples: the wrong one breaks the rule, the right one does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.small_sites import EXAMPLES, make_site, problems, put

from exchange.rules.rule import PACKAGE, Part
from exchange.rules.rule_modules import rules

RULES = rules()


def test_the_site_around_the_examples_is_right(tmp_path: Path) -> None:
    """What is found in an example is the example's own fault."""
    assert problems(make_site(tmp_path)) == ()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_wrong_example_breaks_its_rule(rule: str, tmp_path: Path) -> None:
    """The rule is broken in the page with the example, at a place in it, with its own severity."""
    project = make_site(tmp_path)
    file = put(project, EXAMPLES[rule], EXAMPLES[rule].wrong, wrong=True)
    found = [problem for problem in problems(project) if problem.code == f"{PACKAGE}/{rule}"]
    assert found
    assert all(problem.severity is RULES[rule].severity for problem in found)
    lines = file.read_text(encoding="utf-8").count("\n") + 1
    assert all(0 < problem.place.line <= lines for problem in found)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_right_example_keeps_its_rule(rule: str, tmp_path: Path) -> None:
    """What is shown as right is right."""
    example = EXAMPLES[rule]
    project = make_site(tmp_path)
    if example.right and not (example.part is Part.ABSENT and "checked" in example.right):
        put(project, example, example.right, wrong=False)
    assert f"{PACKAGE}/{rule}" not in {problem.code for problem in problems(project)}
