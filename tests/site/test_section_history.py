"""A section that is gone is known again by its text, as git remembers it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.calls.repositories import git
from tests.site.small_sites import make_site

from exchange.site import section_history
from exchange.site.reading import Site, read_site
from exchange.site.section_history import SectionHistory
from exchange.text.content_folder import look_at

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
HEAD = '---\ntitle: "A"\ndescription: "D."\nkind: page\noriginal: en\n---\n\n'
SAID = "Ask the data custodian first, then the ethics committee, and keep both letters."
OTHER = "A register lists every trial that recruits in either country this year."
BEFORE = f"{HEAD}## Agreement {{ #agreement }}\n\n{SAID}\n\n## Short {{ #short }}\n\nToo short.\n"


def site_after(folder: Path, pages: dict[str, str]) -> Site:
    """Return a site whose page `guides/a` was committed and has since become other pages."""
    settings = make_site(folder)
    guides = settings.content.folder / "en/guides"
    (guides / "a.md").write_text(BEFORE, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    (guides / "a.md").unlink()
    for name, text in pages.items():
        (guides / name).write_text(HEAD + text, encoding="utf-8")
    return read_site(settings, look_at(settings.content.folder), now=NOW)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"a.md": f"## Consent {{ #consent }}\n\n{SAID}\n"}, "/en/guides/a/#consent"),
        ({"b.md": f"## Consent {{ #consent }}\n\n{SAID} Date them.\n"}, "/en/guides/b/#consent"),
        ({"b.md": f"## Agreement {{ #agreement }}\n\n{OTHER}\n"}, ""),
        ({"a.md": f"## Agreements {{ #agreements }}\n\n{OTHER}\n"}, ""),
    ],
)
def test_the_text_says_where_a_section_is(tmp_path: Path, pages: dict[str, str], expected: str) -> None:
    """In the same page or another, under any name; a name alone is no evidence."""
    assert SectionHistory(site_after(tmp_path, pages)).successor("/en/guides/a/#agreement") == expected


def test_what_cannot_be_known_again_has_no_successor(tmp_path: Path) -> None:
    """A few words are in many sections, and what git never had is nowhere."""
    history = SectionHistory(site_after(tmp_path, {"b.md": "## S { #s }\n\nToo short.\n"}))
    assert history.successor("/en/guides/a/#short") == ""
    assert history.successor("/en/guides/never/#agreement") == ""


def test_without_a_repository_nothing_is_proposed(tmp_path: Path) -> None:
    """A downloaded copy has no past."""
    settings = make_site(tmp_path)
    site = read_site(settings, look_at(settings.content.folder), now=NOW)
    assert SectionHistory(site).successor("/en/guides/consent/#gone") == ""


def test_git_is_asked_once_for_each_file_and_not_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger may name any number of sections that never were; each question is a process."""
    history = SectionHistory(site_after(tmp_path, {"b.md": f"## Consent {{ #consent }}\n\n{SAID}\n"}))
    asked: list[str] = []

    def git_text(_folder: Path, *arguments: str) -> str:
        asked.append(arguments[-1])
        return section_history_git(_folder, *arguments)

    section_history_git = section_history.git_text
    monkeypatch.setattr(section_history, "git_text", git_text)
    assert [history.successor(f"/en/guides/a/#s{number}") for number in range(300)] == [""] * 300
    assert history.successor("/en/guides/a/#agreement") == "/en/guides/b/#consent"
    assert asked == ["en/guides/a.md", "en/guides/a/index.md"]
    assert {history.successor(f"/en/guides/x{number}/#s") for number in range(300)} == {""}
    assert len(asked) == 100
