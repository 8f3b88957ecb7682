"""The content check of a pull request, step by step: the workflow's own shell lines, run on changes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from tests.building import ROOT, SITES
from tests.github.test_scripts import script
from tests.github.test_workflows import read

from exchange.cli.arguments import parser
from exchange.cli.formats.markdown import escape
from exchange.cli.main import read_words

STEPS = ("Find the language to answer in", "Build the preview", "Say what the check and the build found")
RUN = "https://host.example/run"
WELL = ("Nothing found", "문제가 없습니다")


def shell(step: str) -> str:
    """Return the shell lines of a step of check.yml."""
    steps = read(ROOT / ".github/workflows/check.yml")["jobs"]["check"]["steps"]
    (lines,) = (one["run"] for one in steps if one.get("name") == step)
    known = parser(lambda: read_words("en")).parse_known_args(["check", "--since", "x"])[1] == []
    return lines if known else lines.replace('--since "$BASE_SHA" ', "")


class PullRequest:
    """A checkout of a small site as the workflow has it when its settings, code and content are in place."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.content = work / "content"
        shutil.copytree(SITES / "showcase", self.content)
        (work / "mkdocs.yml").write_text(
            f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {self.content}\nsite_dir: {work / 'site'}\n"
            f"theme:\n  name: exchange\n  custom_dir: {ROOT / 'overrides'}\n",
            encoding="utf-8",
        )
        (work / ".venv").symlink_to(sys.prefix)
        (work / ".github").symlink_to(ROOT / ".github")
        for command in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "Base"]):
            git(work, *command)
        host = work / "bin/gh"
        host.parent.mkdir()
        host.write_text('#!/bin/sh\ncat "$0.answer"\n', encoding="utf-8")
        host.chmod(0o755)

    def checked(self, *changed: str, title: str = "Update", added: str = "+x") -> tuple[str, bool]:
        """Return the comment after all steps, and whether the check is green."""
        rows = [json.dumps({"filename": name, "patch": added}) for name in changed]
        (self.work / "bin/gh.answer").write_text("\n".join(rows) + "\n", encoding="utf-8")
        done = [self._run(step, title).returncode for step in STEPS]
        text: str = script("post_summary").comment(self.work / "report", run=RUN)
        return text, not any(done)

    def _run(self, step: str, title: str) -> subprocess.CompletedProcess[str]:
        base = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=self.work, check=True, capture_output=True, text=True
        )
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("KX_", "SITE_URL"))
        }
        own = {
            "PATH": f"{self.work / 'bin'}:{os.environ['PATH']}",
            "REPOSITORY": "x/x",
            "NUMBER": "7",
            "TITLE": title,
            "BASE_SHA": base.stdout.strip(),
            "KX_PDF": "off",
            "KX_REPORT": "build-problems.jsonl",
            "NO_MKDOCS_2_WARNING": "1",
        }
        return subprocess.run(
            ["bash", "-e", "-c", shell(step)],
            cwd=self.work,
            check=False,
            capture_output=True,
            text=True,
            env={**clean, **own},
        )


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    """Return a pull request that changes nothing yet."""
    return PullRequest(tmp_path)


def first_page(content: Path, locale: str) -> Path:
    """Return a page to change."""
    return sorted((content / locale / "guides").glob("*.md"))[0]


def halves(comment: str) -> tuple[str, str]:
    """Return what is said in the author's language and what is folded below it."""
    first, _, other = comment.partition("<details>")
    return first, other


def test_a_good_change_is_told_so_with_its_preview(change: PullRequest) -> None:
    """Green, what it does, and where the preview is, which begins with that."""
    page = first_page(change.content, "ko")
    page.write_text(
        page.read_text(encoding="utf-8").replace(" { #eligibility }", "의 폭 { #eligibility }"), "utf-8"
    )
    comment, green = change.checked("content/en/guides/x.md")
    assert green, comment
    for half, heading in zip(halves(comment), ("What this change does", "이 변경의 내용"), strict=True):
        assert f"\n### {heading}\n" in half
        assert "한국어: 1" in half
    start = (change.work / "site" / "index.html").read_text(encoding="utf-8")
    assert "<h1>What this change does</h1>" in start
    assert "<ins>의 폭</ins>" in start
    assert f"A preview of the site is kept with [the run]({RUN})" in comment
    assert "❌" not in comment


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("ko", "\n본문 </div> 뒤\n", "safety/"),
        (
            "redirects.yml",
            "moved:\n  - {from: /guides/a/, to: /guides/not-there/}\n",
            "editions/redirect-to-nothing",
        ),
        ("redirects.yml", "moved: [{from: guides/a, to: /guides/}]\n", "editions/redirect-address"),
    ],
)
def test_what_only_the_build_finds_is_in_the_comment(
    change: PullRequest, file: str, text: str, code: str
) -> None:
    """With place, fault and way out in both languages, each once; never beside “Nothing found”."""
    target = first_page(change.content, file) if file == "ko" else change.content / file
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(before + text, encoding="utf-8")
    comment, green = change.checked(target.relative_to(change.work).as_posix())
    assert not green
    assert not any(well in comment for well in WELL)
    for half in halves(comment):
        assert half.count(code.replace("_", "\\_")) == 1, comment
        assert target.name in half
        assert RUN in half


HOSTILE_NAMES = (
    "a\n::add-mask::e.md",
    "b\r::error::x.md",
    " ::stop-commands::x.md",
    "c\x1b]0;x.md",
    "-rf.md",
    "$(id).md",
)


def test_names_and_links_of_a_change_do_nothing_where_it_is_checked(change: PullRequest) -> None:
    """No line of the log is a command of the host's, and nothing is read through a link."""
    secret = change.work / "secret"
    secret.write_text("secret of the machine", encoding="utf-8")
    taken = change.work / "change/content"
    shutil.copytree(change.content, taken)
    for name in HOSTILE_NAMES:
        (taken / "en/guides" / name).write_text("x", encoding="utf-8")
    (taken / "en/guides/linked.md").symlink_to(secret)
    (taken / "calls").symlink_to(change.work)
    (change.work / "bin/gh.answer").touch()
    title = "\"; touch owned; ' $(touch owned) `touch owned`\n::add-mask::e\nen=x"
    done = [change._run(step, title) for step in ("Put it into place", *STEPS)]
    assert not (change.work / "owned").exists()
    assert [step.returncode == 0 for step in done] == [True, True, True, False]
    log = "\n".join(step.stdout + step.stderr for step in done)
    commands = {line.strip().partition(" ")[0] for line in log.splitlines() if line.strip().startswith("::")}
    assert commands <= {"::error", "::warning"}, commands
    assert not [line for line in log.splitlines() if re.match(r"\s*::error::", line)]
    assert "\x1b]" not in log
    comment = script("post_summary").comment(change.work / "report", run=RUN)
    assert "secret of the machine" not in log + comment
    assert not (change.work / "site").exists()


@pytest.mark.parametrize("kind", ["link", "link to nothing", "folder"])
@pytest.mark.parametrize("host", ["GitHub", "GitLab"])
def test_lines_of_the_ledger_are_written_through_nothing(tmp_path: Path, kind: str, host: str) -> None:
    """What stands in the place of the ledger is left to the check, which says it; the step goes on."""
    step = "Take the lines of the ledger that nobody has merged yet"
    of_gitlab = read(ROOT / ".gitlab-ci.yml")[".ledger"][-1]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Base"]):
        git(tmp_path, *command)
    ledger, script = tmp_path / "content/ledger.csv", tmp_path / "Makefile"
    ledger.parent.mkdir()
    ledger.write_text("a,b\n", encoding="utf-8")
    for command in (["add", "content"], ["commit", "-q", "-m", "Ledger"]):
        git(tmp_path, *command)
    git(tmp_path, "update-ref", "refs/remotes/origin/ledger", "HEAD")
    lines = shell(step) if host == "GitHub" else of_gitlab
    assert subprocess.run(["bash", "-e", "-c", lines], check=False, cwd=tmp_path).returncode == 0
    assert ledger.read_text(encoding="utf-8") == "a,b\n" * 2
    ledger.unlink()
    if kind == "folder":
        ledger.mkdir()
    else:
        ledger.symlink_to("../Makefile")
    if kind == "link":
        script.write_text("all:\n", encoding="utf-8")
    assert subprocess.run(["bash", "-e", "-c", lines], check=False, cwd=tmp_path).returncode == 0
    assert not script.exists() or script.read_text(encoding="utf-8") == "all:\n"
    assert script.exists() == (kind == "link")


def git(folder: Path, *arguments: str) -> None:
    """Run git with an author of its own."""
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments], cwd=folder, check=True
    )


def test_a_link_in_the_place_of_the_content_is_not_taken(change: PullRequest) -> None:
    """The folder itself may not be one."""
    (change.work / "change").mkdir()
    (change.work / "change/content").symlink_to("/etc")
    assert change._run("Put it into place", "x").returncode != 0
    assert (change.content / "nav.yml").is_file()


def test_check_and_build_are_told_together(change: PullRequest) -> None:
    """The build runs even where the check found an error, and what both find is said once."""
    page = first_page(change.content, "en")
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](nowhere-at-all.md)\n", encoding="utf-8")
    comment, green = change.checked("content/en/guides/x.md")
    assert not green
    for half in halves(comment):
        assert half.count("<sub>rules/link-page</sub>") == 1
        assert half.count("<sub>rules/facts-differ</sub>") == 1
    assert r"\*\*" not in comment  # the headings of what changed are headings
    log = (change.work / "build-problems.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in log.splitlines()]
    assert {tuple(sorted(row["words"])) for row in rows} == {("en", "ko")}
    assert all(row["words"][code]["way_out"] for row in rows for code in ("en", "ko"))


def test_a_build_that_fails_by_itself_is_no_fault_of_the_author(change: PullRequest) -> None:
    """No error is found, yet there is no preview: it says so, and where the log is."""
    settings = change.work / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "strict: perhaps\n", encoding="utf-8")
    comment, green = change.checked("content/ko/guides/x.md")
    assert not green
    assert not any(well in comment for well in WELL)
    korean, english = halves(comment)
    assert "콘텐츠에서 오류를 찾지 못했지만 사이트를 만들지 못했습니다" in korean
    assert "no error was found in the content" in english
    assert "errors above" not in comment
    assert RUN in korean
    assert RUN in english


@pytest.mark.parametrize(
    ("changed", "added", "title", "language"),
    [
        (["content/ko/a.md"], "+x", "Update a.md", "ko"),
        (["content/en/a.md"], "+가", "수정", "en"),
        (["content/en/a.md", "content/ko/a.md"], "+가", "Update", "en"),
        (["content/en/a.md", "content/ko/a.md"], "+a", "안내서 수정", "ko"),
        (["content/calls/a.yml"], "+  ko: 공고", "Update a.yml", "ko"),
        (["content/calls/a.yml"], "-  ko: 공고\n+  closes: 2027-01-01", "Update a.yml", "en"),
        (["content/calls/a.yml"], "+  closes: 2027-01-01", "마감 연장", "ko"),
        (["content/redirects.yml"], "+  reason: {ko: 통합}", "x", "ko"),
        (["content/glossary.csv"], "+t,임상시험", "x", "ko"),
        (["content/nav.yml"], "+- 안내", "x", "ko"),
        (["content/assets/a.png"], "", "Add files", "en"),
        ([], "", "", "en"),
    ],
)
def test_the_answer_is_in_the_language_of_the_change(
    changed: list[str], added: str, title: str, language: str
) -> None:
    """Pages tell it; without them the added lines of shared files do, and the title."""
    files = [{"filename": name, "patch": added} for name in changed]
    assert script("answer_language").answer_language(files, title) == language


def test_a_binary_file_has_no_patch() -> None:
    """The host leaves `patch` out or null."""
    rows = [{"filename": "content/assets/a.png"}, {"filename": "content/assets/b.png", "patch": None}]
    assert script("answer_language").answer_language(rows, "x") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Ask editor@funder.example or @someone, https://www.nihr.ac.uk/a_b?c=d&e=f#g",
        "`{#id}` <b> & *x* [y](z) ~a~ > b",
    ],
)
def test_an_address_can_be_read_and_leads_nowhere(text: str) -> None:
    """What the report and the comment escape is shown as it was, and mentions nobody."""
    escaped = escape(text)
    comment = script("post_summary").plain(escaped)
    shown = unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", comment).replace("<sub></sub>", ""))
    assert shown == text
    for written in (escaped, comment):
        assert "://" not in written
        assert "www." not in written
        assert "@" not in written
        assert "&#64;someone" not in written
