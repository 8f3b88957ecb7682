"""What was published is an input: what readers saw of a page is not altered without a word."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.calls.repositories import git
from tests.site.small_sites import make_site

from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings
from exchange.text.problems import Severity, explain

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
TEXT = '---\ntitle: "A"\ndescription: "D."\nkind: {kind}\noriginal: en\npublished: 2026-09-01\n---\n\nText.\n'


def committed(folder: Path, kind: str = "guide") -> SiteSettings:
    """Return a site with a page that was published on a day, in both languages."""
    settings = make_site(folder)
    for locale in ("en", "ko"):
        (settings.content.folder / locale / "guides/a.md").write_text(
            TEXT.format(kind=kind), encoding="utf-8"
        )
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    return settings


def rewrite(site: SiteSettings, old: str, new: str, locale: str = "ko") -> list[tuple[int, str]]:
    """Change a page; return the lines and messages about its day of publication."""
    file = site.content.folder / locale / "guides/a.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = all_problems(site, now=NOW, revision="HEAD")
    rewritten = [problem for problem in found if problem.rule == "published-rewritten"]
    assert all(problem.severity is Severity.WARNING for problem in rewritten)
    return [(problem.place.line, explain(problem, "en")) for problem in rewritten]


@pytest.mark.parametrize("day", ["2026-11-20", "2026-08-31"])
def test_another_day_of_publication_is_found(tmp_path: Path, day: str) -> None:
    """Later or earlier: the page would be new again, or older than readers know it; the day is told."""
    ((line, message),) = rewrite(committed(tmp_path), "2026-09-01", day)
    assert line == 6
    assert "`published: 2026-09-01`" in message


def test_a_day_that_was_taken_away_is_found(tmp_path: Path) -> None:
    """The page would vanish from what is new; its front matter is the place."""
    ((line, _message),) = rewrite(committed(tmp_path), "published: 2026-09-01\n", "")
    assert line == 1


@pytest.mark.parametrize("written", ["5/6/2026", "20 November", ""])
def test_a_day_that_cannot_be_read_is_one_fault(tmp_path: Path, written: str) -> None:
    """It is said of the field, with the day that was meant; that it is another day is not known."""
    assert rewrite(committed(tmp_path), "published: 2026-09-01", f"published: {written}") == []


def test_other_edits_and_pages_that_are_no_news_are_left_alone(tmp_path: Path) -> None:
    """A text may change, a page that nothing lists may say any day."""
    assert rewrite(committed(tmp_path / "a"), "Text.", "A text.") == []
    assert rewrite(committed(tmp_path / "b", kind="page"), "2026-09-01", "2026-11-20") == []
