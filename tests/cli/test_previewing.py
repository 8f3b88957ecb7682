"""What a change does, as reviewers meet it: in the comment, and on the first page of the preview."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.building import ROOT, SITES, mkdocs
from tests.calls.samples import RECORD

from exchange.cli.main import main

URL = "https://example.org/repo/"
LATER = "2027-03-01 09:00 Europe/London"


class Links(HTMLParser):
    """The links of a page, and what they start from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.base = ""
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where a link leads, and the base of all."""
        self.base = dict(attrs).get("href") or "" if tag == "base" else self.base
        self.links += [value for key, value in attrs if (tag, key) == ("a", "href") and value]


def edit(file: Path, old: str, new: str) -> None:
    """Write a text in place of another, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout in which pages, a deadline, a term and an embargoed call were changed."""
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    (content / "calls").mkdir()
    for path in ("en/calls/index.md", "ko/calls/index.md"):
        (content / path).parent.mkdir()
        (content / path).write_bytes((SITES / "every-kind" / path).read_bytes())
    record = content / "calls" / "trial-2026.yml"
    record.write_text(RECORD, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {content}\nsite_dir: {tmp_path / 'site'}\n"
        f"site_url: {URL}\ntheme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n",
        encoding="utf-8",
    )
    for command in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "Base"]):
        name = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
        subprocess.run(["git", *name, *command], cwd=tmp_path, check=True)
    edit(content / "ko/guides/first.md", "## 지원 자격 {", "## 참여 자격 {")
    edit(content / "glossary.csv", "A study in people.", "A study in <b>patients</b>.")
    before, after = "2026-10-22 17:00 Europe/London", "2026-12-22 17:00 Europe/London"
    edit(record, f"closes: {before}", f"closes: {after}")
    history = f"  - {{at: 2026-11-20, kind: extended, stage: full, from: {before}, to: {after}}}\n"
    edit(record, "kind: added}\n", f"kind: added}}\n{history}")
    secret = RECORD.replace("Trial call", "Secret call").replace("시험 공고", "비밀 공고")
    (content / "calls" / "secret-2027.yml").write_text(f"{secret}publish: {LATER}\n", encoding="utf-8")
    (content / "ko/guides/second.md").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _mend(change: Path) -> None:
    """Put back what no build takes: a page that others link to, a term with markup in it."""
    path = "ko/guides/second.md"
    (change / "content" / path).write_bytes((SITES / "showcase" / path).read_bytes())
    edit(change / "content/glossary.csv", "<b>patients</b>", "patients")


def listed(capsys: pytest.CaptureFixture[str], language: str) -> str:
    """Return what `kx changes` prints."""
    assert main(["changes", "--since", "HEAD", "--lang", language, "--today", "2026-11-22"]) == 0
    return capsys.readouterr().out


def test_the_comment_says_in_short_what_a_change_does(
    change: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Dates with both clocks, old and new; embargoed calls marked; terms; pages by language."""
    text = listed(capsys, "en")
    (moved,) = [line for line in text.splitlines() if line.startswith("- Trial call: Application: closes")]
    assert re.findall(r"\d\d:\d\d [A-Z]{3}", moved) == ["17:00 BST", "01:00 KST", "17:00 GMT", "02:00 KST"]
    assert " → " in moved
    assert "- Secret call: new 🔒 Not published before Mon, 1 Mar 2027, 09:00 GMT" in text
    assert "A study in people. / " in text
    assert "\\<b\\>" not in text
    assert "&lt;b\\>" in text
    assert "- First guide: 한국어: 1 section\\(s\\)" in text or "- First guide: 한국어: 1 section(s)" in text
    assert "taken away in 한국어" in text
    korean = listed(capsys, "ko")
    assert "시험 공고: 신청서: 마감 2026년 10월 22일(목) 17:00 영국 서머타임" in korean


def test_nothing_changed_is_said(change: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So is a revision that is not there, with the reason."""
    subprocess.run(["git", "checkout", "-q", "--", "content"], cwd=change, check=True)
    (change / "content/calls/secret-2027.yml").unlink()
    assert "No page, call or term" in listed(capsys, "en")
    assert main(["changes", "--since", "nowhere", "--lang", "ko"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_preview_opens_from_a_disk_and_begins_with_the_change(change: Path) -> None:
    """Every link of every page leads to a file; the embargoed call is there, and says that it is."""
    _mend(change)
    with (change / "content/ko/guides/first.md").open("a", encoding="utf-8") as page:
        page.write("\n`<img src=x onerror=y()>`\n")
    variables = {"KX_PREVIEW": "1", "KX_EMBARGO": "shown", "KX_REPORT": "report.jsonl"}
    built = mkdocs("build", folder=change, environment=variables)
    assert built.status == 0, built.output
    site = change / "site"
    arguments = ["preview", str(site), "--since", "HEAD", "--lang", "ko", "--build-report", "report.jsonl"]
    assert main([*arguments, "--today", "2026-11-22"]) == 0
    for file in sorted(site.rglob("*.html")):
        links = Links(file.read_text(encoding="utf-8"))
        for link in links.links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                target = Path(os.path.normpath(file.parent / links.base / unquote(parts.path)))
                assert target.is_file(), (file, link)
    start = (site / "index.html").read_text(encoding="utf-8")
    assert start == (site / "changes.ko.html").read_text(encoding="utf-8")
    assert "<del>지원</del><ins>참여</ins> 자격" in start
    assert "비밀 공고" in start
    assert "&lt;img src=x onerror=y()&gt;" in start
    assert not re.search("<(?:script|img)", start)
    for locale in ("en", "ko"):
        page = (site / locale / "calls/secret-2027/index.html").read_text(encoding="utf-8")
        assert 'role="note" lang="ko">2027년 3월 1일' in page


def test_a_call_under_embargo_is_in_no_other_build(change: Path) -> None:
    """What is no preview has nothing of it, whatever else is set."""
    edit(change / "content/calls/secret-2027.yml", LATER, "2099-01-01 09:00 Europe/London")
    _mend(change)
    built = mkdocs("build", folder=change, environment={"KX_EMBARGO": "shown"})
    assert built.status == 0, built.output
    assert not any(
        b"secret-2027" in file.read_bytes() for file in (change / "site").rglob("*.*") if file.is_file()
    )


def test_a_preview_of_nothing_says_how_to_build_one(change: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a command that works."""
    assert main(["preview", "nowhere"]) == 2
    assert "KX_PREVIEW=1 KX_EMBARGO=shown mkdocs build -d nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("about_all", [False, True])
def test_findings_elsewhere_are_folded_behind_those_of_the_change(change: Path, about_all: bool) -> None:
    """Unless it changes what all pages are held to, as the termbase is."""
    subprocess.run(["git", "checkout", "-q", "--", "content"], cwd=change, check=True)
    (change / "content/calls/secret-2027.yml").unlink()
    near, far = "content/en/guides/first.md", "content/en/guides/second.md"
    for path in (near, far):
        with (change / path).open("a", encoding="utf-8") as page:
            page.write(f"\nTODO: {path}\n")
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-q", "-m", "x"]
    subprocess.run([*command, far], cwd=change, check=True)
    if about_all:
        edit(change / "content/glossary.csv", "A study in people.", "A study in patients.")
    home = change / "built/en/index.html"
    home.parent.mkdir(parents=True)
    home.write_text("<p>Home", encoding="utf-8")
    assert main(["preview", "built", "--since", "HEAD", "--lang", "en", "--today", "2026-11-22"]) == 0
    shown, _, folded = (change / "built/index.html").read_text(encoding="utf-8").partition("<details")
    assert near in shown
    assert (far in shown) == about_all
    assert (far in folded) != about_all
    assert ("Elsewhere in the site: " in folded) != about_all
