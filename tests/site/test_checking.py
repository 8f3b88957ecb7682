"""The one list of problems: which of them forbid publishing, and each of them once."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from tests.site.small_sites import make_site, settings_for

from exchange.site.checking import all_problems, check, drop_duplicates, errors
from exchange.site.html_checks import html_problems
from exchange.site.reading import read_site
from exchange.text.content_folder import ContentFolder, look_at
from exchange.text.problems import Place, Problem, Severity

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
PAGE = "---\ntitle: A\ndescription: B\nkind: {kind}\noriginal: en\n---\n\n{body}\n"
PLACE = Place(path="content/en/index.md", line=8, column=3)


def one(code: str, *, severity: Severity = Severity.ERROR, place: Place = PLACE, value: str = "") -> Problem:
    return Problem(code=code, place=place, severity=severity, values={"value": value})


@pytest.mark.parametrize(("body", "expected"), [("Text.", []), ("Text.\n\n</div>", ["html-unbalanced"])])
def test_a_site_is_judged_by_its_html_too(tmp_path: Path, body: str, expected: list[str]) -> None:
    """As a build would judge it; a build that renders the texts itself may leave that out."""
    folder = tmp_path / "content"
    for locale in ("en", "ko"):
        (folder / locale).mkdir(parents=True)
        text = PAGE.format(kind="home", body=body if locale == "en" else "글.")
        (folder / locale / "index.md").write_text(text, encoding="utf-8")
    (folder / "nav.yml").write_text("[]\n", encoding="utf-8")
    settings = settings_for(folder, "bilingual", "gate")
    found = all_problems(settings, now=NOW)
    assert [(problem.rule, problem.place.line) for problem in found] == [(rule, 10) for rule in expected]
    site = read_site(settings, look_at(folder), now=NOW)
    assert check(site, now=NOW, html=False) == ()


def test_one_error_among_warnings_forbids_publishing() -> None:
    """Warnings alone do not, however many."""
    warning = one("rules/spelling", severity=Severity.WARNING)
    assert not errors([])
    assert not errors([warning, warning])
    assert errors([warning, one("rules/link-page"), warning])


def test_a_problem_is_reported_once() -> None:
    """Also where two checks find it; another place or another value is another problem."""
    elsewhere = Place(path="content/ko/index.md", line=1, column=1)
    problems = [one("rules/a"), one("rules/a"), one("rules/a", value="x"), one("rules/a", place=elsewhere)]
    assert len(drop_duplicates(problems)) == 3


def test_of_two_packages_the_one_that_can_mend_it_is_heard() -> None:
    """An invisible character is what both find; what only one of them finds is reported."""
    elsewhere = Place(path="content/en/index.md", line=9, column=1)
    both = [one("safety/invisible-character"), one("rules/invisible-character")]
    only = one("safety/invisible-character", place=elsewhere)
    assert [problem.code for problem in drop_duplicates(both)] == ["rules/invisible-character"]
    assert drop_duplicates([*both, only])[-1] == only


@pytest.mark.parametrize("rule", ["too-many-files", "too-many-pages", "page-too-slow", "reading-too-slow"])
def test_no_file_is_opened_once_reading_was_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    """What would keep one reader busy for minutes would keep the next one busy too."""
    settings = make_site(tmp_path)
    read = read_site(settings, look_at(settings.content.folder), now=NOW)
    why = (one(f"safety/{rule}"),)
    monkeypatch.setattr(ContentFolder, "read", lambda _folder, path: pytest.fail(path))
    given_up = replace(read, is_read=False, problems=why)
    assert check(given_up, now=NOW) == why
    assert list(html_problems(given_up)) == []
