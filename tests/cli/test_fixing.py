"""`kx check --fix`: what is safe is mended, nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.small_sites import EXAMPLES, make_site, problems, put

from exchange.cli.findings import Sources
from exchange.cli.fixing import fix, fixed
from exchange.rules.rule import PACKAGE, Fix
from exchange.rules.rule_modules import rules
from exchange.site.settings import SiteSettings
from exchange.text.problems import Place, Problem, Replacement

SAFE = sorted(name for name, rule in rules().items() if rule.fix is Fix.SAFE)
OFFERED = sorted(name for name, rule in rules().items() if rule.fix is Fix.OFFERED)


def sources(project: SiteSettings) -> Sources:
    return Sources(project.root, project.content.folder, project.content.name)


@pytest.mark.parametrize("rule", SAFE)
def test_a_safe_replacement_ends_the_problem(rule: str, tmp_path: Path) -> None:
    """After it the rule is kept, and a second run finds nothing to do."""
    project = make_site(tmp_path)
    put(project, EXAMPLES[rule], EXAMPLES[rule].wrong, wrong=True)
    assert fix(problems(project), sources(project)) > 0
    left = problems(project)
    assert f"{PACKAGE}/{rule}" not in {problem.code for problem in left}
    assert fix(left, sources(project)) == 0


@pytest.mark.parametrize("rule", OFFERED)
def test_what_a_person_must_judge_is_left(rule: str, tmp_path: Path) -> None:
    """An offered replacement is offered, and not applied."""
    project = make_site(tmp_path)
    file = put(project, EXAMPLES[rule], EXAMPLES[rule].wrong, wrong=True)
    before = file.read_bytes()
    found = [problem for problem in problems(project) if problem.code == f"{PACKAGE}/{rule}"]
    assert any(problem.replacement for problem in found)
    assert fix(found, sources(project)) == 0
    assert file.read_bytes() == before


def test_line_ends_stay_as_they_are() -> None:
    """Windows line ends count as ends of lines and are kept."""
    text = "one\r\nMHRA 는\r\nend\r\n"
    place = Place(path="a.md", line=2, column=5)
    problem = Problem(
        code="rules/particle-spacing",
        place=place,
        end=Place(path="a.md", line=2, column=6),
        replacement=Replacement(text="", safe=True),
    )
    assert fixed(text, [problem]) == ("one\r\nMHRA는\r\nend\r\n", 1)


def test_replacements_that_touch_the_same_text_are_not_both_applied() -> None:
    """The first one wins; the other is found again in the next run, if it is still wrong."""

    def problem(start: int, end: int, text: str) -> Problem:
        return Problem(
            code="rules/full-width",
            place=Place(path="a.md", line=1, column=start),
            end=Place(path="a.md", line=1, column=end),
            replacement=Replacement(text=text, safe=True),
        )

    assert fixed("abcdef", [problem(2, 4, "X"), problem(3, 5, "Y"), problem(5, 6, "Z")]) == ("aXdZf", 2)
