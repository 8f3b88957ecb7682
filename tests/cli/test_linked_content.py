"""Commands that write into the content follow no link in it: its sender could aim it anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.small_sites import make_site

from exchange.cli.main import main
from exchange.site.settings import SiteSettings

TITLES = ["--title", "en=A", "--title", "ko=가", "--description", "en=A.", "--description", "ko=가."]
COMMANDS = {
    "a page": ["new", "guide", "new-guide", *TITLES],
    "a term": ["new", "term", "new-term", *TITLES],
    "an agreement": ["translate", "--agree"],
    "translations": ["translate", "--to", "ko", "--take", "late.xliff"],
    "pages of another site": ["adopt", "old", "--into", "guides"],
    "a correction": ["erratum", "2026.1", "guides/x", "--text", "en=A", "--text", "ko=가"],
    "a withdrawal": ["withdraw", "2026.1", "guides/x", "--instead", "guides", "--text", "en=A"],
}
LINKS = {
    "agreed.csv": "file",
    "glossary.csv": "file",
    "editions.yml": "absent",
    "en/guides": "folder",
    "en/guides/new-guide.md": "absent",
    "assets": "folder",
    "ko": "folder",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteSettings:
    """Return a right project, beside it the pages of another site and a file of translations."""
    project = make_site(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old/new-guide.md").write_text("# A\n\nText.\n", encoding="utf-8")
    (tmp_path / "late.xliff").write_text("<x/>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return project


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_written_through_a_link(
    site: SiteSettings, capsys: pytest.CaptureFixture[str], command: str, link: str
) -> None:
    """To a file, a folder, or what is not there yet; the link is named, and nothing at all is written."""
    victim = site.root / "victim"
    if LINKS[link] == "file":
        victim.write_text("mine", encoding="utf-8")
    elif LINKS[link] == "folder":
        victim.mkdir()
    place = site.content.folder / link
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(site.root / "before")
    place.symlink_to(victim)
    before = sorted(site.root.rglob("*"))
    assert main(COMMANDS[command]) == 2
    assert f"content/{link}: This is a symbolic link" in capsys.readouterr().err
    assert sorted(site.root.rglob("*")) == before
    assert LINKS[link] != "file" or victim.read_text(encoding="utf-8") == "mine"


def test_a_link_out_of_the_folder_of_another_site_is_not_followed(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page, a picture, a file below a linked folder; a link within the folder names another page of it."""
    secret = site.root / "secret.md"
    secret.write_text("# Secret\n", encoding="utf-8")
    for name, target in (("leak.md", secret), ("leak.png", secret), ("leak.csv", Path("/etc/passwd"))):
        (site.root / "old" / name).symlink_to(target)
        assert main(["adopt", "old"]) == 2
        assert f"old/{name} is a link" in capsys.readouterr().err
        (site.root / "old" / name).unlink()
    (site.root / "outside").mkdir()
    (site.root / "outside/leak.md").write_text("# Secret\n", encoding="utf-8")
    (site.root / "old/linked").symlink_to(site.root / "outside")
    (site.root / "old/other.md").symlink_to("new-guide.md")
    assert main(["adopt", "old"]) in (0, 2)
    assert not list(site.content.folder.rglob("leak.*"))
