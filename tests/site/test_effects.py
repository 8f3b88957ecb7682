"""`kx check FILE`: what its change does to the twin, to pages that link here and to addresses."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.calls.repositories import git
from tests.site.small_sites import make_site

from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
HEAD = '---\ntitle: "{title}"\ndescription: "D."\nkind: page\noriginal: en\n---\n\n'
TEXTS = {
    "en": "Begin.\n\n## First { #first }\n\nOne.\n\n## Second { #second }\n\nTwo.\n",
    "ko": "시작.\n\n## 첫째 { #first }\n\n하나.\n\n## 둘째 { #second }\n\n둘.\n",
}
LINKS = "See [a](a.md) and [its first](a.md#first) and [its second](a.md#second).\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteSettings:
    """Return a committed site with a page and another that links to it and to its sections."""
    settings = make_site(tmp_path)
    for locale, text in TEXTS.items():
        folder = settings.content.folder / locale / "guides"
        (folder / "a.md").write_text(HEAD.format(title="A") + text, encoding="utf-8")
        (folder / "b.md").write_text(HEAD.format(title="B") + LINKS, encoding="utf-8")
    (settings.content.folder / "nav.yml").write_text("[]\n", encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    return settings


def edit(site: SiteSettings, path: str, old: str, new: str) -> None:
    file = site.content.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(site: SiteSettings, *named: str) -> set[tuple[str, str]]:
    """Return the rules that are broken, and where, when only some files are asked about."""
    found = all_problems(site, now=NOW, named=[f"content/{path}" for path in named])
    return {(problem.code.partition("/")[2], str(problem.place)) for problem in found}


def test_what_did_not_change_has_no_effects(site: SiteSettings) -> None:
    """Nothing is said of a file as it was committed, nor of a change elsewhere."""
    assert told(site, "en/guides/a.md") == set()
    edit(site, "en/guides/a.md", "One.", "Three.")
    assert told(site, "en/guides/b.md") == set()


def test_a_section_that_changed_leaves_its_twin_behind(site: SiteSettings) -> None:
    """Until the twin is changed too; pages are named that link to it or to the whole page."""
    edit(site, "en/guides/a.md", "One.", "Three.")
    linked = ("linked-from", "content/en/guides/a.md:1")
    assert told(site, "en/guides/a.md") == {("behind", "content/ko/guides/a.md:10"), linked}
    edit(site, "ko/guides/a.md", "하나.", "셋.")
    assert told(site, "en/guides/a.md") == {linked}


def test_the_beginning_of_a_page_is_compared_too(site: SiteSettings) -> None:
    """Spaces and line ends count for nothing."""
    edit(site, "ko/guides/a.md", "시작.", "시작은 여기입니다.")
    edit(site, "ko/guides/a.md", "하나.", "\n하나.\n")
    assert ("behind", "content/en/guides/a.md:7") in told(site, "ko/guides/a.md")


def test_links_that_a_change_breaks_are_said_with_it(site: SiteSettings) -> None:
    """A section that is gone here is an error in the page that links to it; so is a page that is gone."""
    edit(site, "en/guides/a.md", "## Second { #second }", "## Third { #third }")
    edit(site, "ko/guides/a.md", "## 둘째 { #second }", "## 셋째 { #third }")
    broken = ("link-section", "content/en/guides/b.md:8:60")
    assert broken in told(site, "en/guides/a.md")
    (site.content.folder / "en/guides/a.md").unlink()
    (site.content.folder / "ko/guides/a.md").unlink()
    assert ("link-page", "content/en/guides/b.md:8:9") in told(site, "en/guides/a.md")


def test_without_a_past_only_the_file_itself_is_judged(tmp_path: Path) -> None:
    """Outside a repository there is nothing to compare with."""
    site = make_site(tmp_path)
    edit(site, "en/guides/consent.md", "<!-- passage -->", "Ask the team.")
    assert told(site, "en/guides/consent.md") == set()
