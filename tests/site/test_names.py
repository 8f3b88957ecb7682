"""What addresses are called is known from the content, and the check asks where that has changed places."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from tests.building import SITES, write_settings

from exchange.editions.ledger import Ledger, format_ledger
from exchange.site.checking import all_problems
from exchange.site.names import name_lines
from exchange.site.reading import read_site
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.content_folder import look_at

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@pytest.fixture
def project(tmp_path: Path) -> SiteSettings:
    """A small site whose ledger says what everything is called."""
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    settings = read_settings(write_settings(content, tmp_path))
    lines = name_lines(read_site(settings, look_at(content), now=NOW), NOW)
    (content / "ledger.csv").write_text(format_ledger(Ledger(lines)), encoding="utf-8")
    return settings


def asked(project: SiteSettings) -> list[tuple[str, str]]:
    """Return the questions of the check: rule and address."""
    problems = all_problems(project, now=NOW)
    return [(problem.rule, problem.values["address"]) for problem in problems if "meaning" in problem.rule]


def swap(project: SiteSettings, name: str, one: str, other: str) -> None:
    """Let two texts change places in a file of each language that has it."""
    files = [*project.content.folder.glob(f"*/{name}"), *project.content.folder.glob(name)]
    for file in files:
        text = file.read_text("utf-8").replace(one, "\0").replace(other, one).replace("\0", other)
        file.write_text(text, encoding="utf-8")


def test_what_is_as_it_was_raises_no_question(project: SiteSettings) -> None:
    """Titles, headings, terms and permanent ids are read as they were written down."""
    assert asked(project) == []


def test_section_ids_that_changed_places_are_asked_about(project: SiteSettings) -> None:
    """At the heading, once for both languages; the line that is offered says yes."""
    swap(project, "guides/first.md", "{ #eligibility }", "{ #timelines }")
    assert {address for _, address in asked(project)} == {
        "/guides/first/#eligibility",
        "/guides/first/#timelines",
    }
    lines = [
        problem.values["better"]
        for problem in all_problems(project, now=NOW)
        if problem.rule == "meaning-of-section"
    ]
    yes = "reused:\n" + "".join(f"  {line}\n" for line in lines)
    (project.content.folder / "redirects.yml").write_text(yes, encoding="utf-8")
    assert asked(project) == []


def test_permanent_ids_that_changed_places_are_asked_about(project: SiteSettings) -> None:
    """Of two guides, in both languages."""
    for name, one, other in (("first", "first", "second"), ("second", "second", "first")):
        for file in project.content.folder.glob(f"*/guides/{name}.md"):
            text = file.read_text("utf-8")
            file.write_text(text.replace(f"\nid: {one}\n", f"\nid: {other}\n"), encoding="utf-8")
    assert asked(project) == [("meaning-of-id", "/id/second/"), ("meaning-of-id", "/id/first/")]
