"""Troubles of git are said in words with the way out, in both languages; what is not known, in git's own."""

from __future__ import annotations

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.building import SEEN, SITES, build
from tests.editions.repositories import git, new_repository
from tests.partnerships import write_site_file

from exchange.cli.editions import report_text
from exchange.cli.main import main, read_words
from exchange.editions import branch
from exchange.editions.branch import GitError
from exchange.editions.git_faults import known_fault
from exchange.editions.preconditions import refuse_strange
from exchange.editions.report_lines import ReportLine
from exchange.site.reading import look_at_content, read_site
from exchange.site.settings import read_settings

SAID = [
    (
        "fatal: detected dubious ownership in repository at '/home/a b/x'\nTo add an exception",
        ("git-owner", {"path": "/home/a b/x"}),
    ),
    (
        "fatal: Unable to create '/x/.git/index.lock': File exists.\n\nAnother git process",
        ("git-locked", {"path": "/x/.git/index.lock"}),
    ),
    ("fatal: write error: No space left on device", ("git-disk-full", {})),
    ("fatal: sha1 file '<stdout>' write error: File too large", ("git-disk-full", {})),
    ("error: reset died of signal 25", ("git-disk-full", {})),
    ("error: reset died of signal 15", ("", {})),
    ("status -25", ("git-disk-full", {})),
    ("error: insufficient permission for adding an object", ("git-may-not-write", {"path": ""})),
    ("error getting config 'user.name'", ("git-nameless", {})),
    ("Author identity unknown\n\n*** Please tell me who you are.", ("git-nameless", {})),
    (
        "error: object file .git/1b/2 is empty\nfatal: loose object is corrupt",
        ("git-damaged", {}),
    ),
    ("fatal: not a git repository: /x/.git/modules/y", ("git-damaged", {})),
    ("fatal: something else", ("", {})),
    (
        "git@host.example: Permission denied (publickey).\nfatal: Could not read from remote repository.",
        ("origin-no-rights", {"line": "git@host.example: Permission denied (publickey)."}),
    ),
    (
        "ERROR: Repository not found.\nfatal: Could not read from remote repository.",
        ("origin-moved", {"line": "ERROR: Repository not found."}),
    ),
    (
        "ssh: Could not resolve hostname host.invalid: Name or service not known\nfatal: Could not read from",
        (
            "origin-silent",
            {"line": "ssh: Could not resolve hostname host.invalid: Name or service not known"},
        ),
    ),
]


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_what_git_says_is_known(said: str, expected: tuple[str, dict[str, str]]) -> None:
    """Each has words in both languages, which name the path, or git's line, where there is one."""
    assert known_fault(said) == expected
    key, named = expected
    for language in ("en", "ko"):
        values = {"command": "git", "reason": said, **named}
        text = report_text(ReportLine(key or "git-failed", values), read_words(language))
        assert all(value in text for value in named.values())


def test_a_lock_that_was_left_is_found_out(tmp_path: Path) -> None:
    """By git itself, whatever language the computer speaks."""
    root = new_repository(tmp_path / "repository")
    (root / ".git/index.lock").touch()
    (root / "new.txt").write_text("x", encoding="utf-8")
    with pytest.raises(GitError) as refused:
        branch.git(root, "add", "new.txt")
    key, named = known_fault(refused.value.text)
    assert key == "git-locked"
    assert named["path"].endswith(".git/index.lock")


@pytest.mark.parametrize(
    ("status", "key"),
    [(401, "origin-no-rights"), (403, "origin-no-rights"), (404, "origin-moved"), (None, "origin-silent")],
)
def test_a_host_that_refuses_is_found_out(tmp_path: Path, status: int | None, key: str) -> None:
    """One that wants a password, that forbids, that has no such repository, and one that nobody serves."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status or 500)
            self.send_header("WWW-Authenticate", "Basic")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    root = new_repository(tmp_path / "repository")
    with HTTPServer(("127.0.0.1", 0), Host) as server:
        git(root, "remote", "add", "origin", f"http://127.0.0.1:{server.server_port}/x.git")
        threading.Thread(target=server.serve_forever if status else server.server_close, daemon=True).start()
        with pytest.raises(GitError) as refused:
            branch.commits_at_origin(root, "origin/main")
        if status:
            server.shutdown()
    assert known_fault(refused.value.text)[0] == key


def test_a_partial_clone_without_its_origin_is_not_taken_for_another_branch(tmp_path: Path) -> None:
    """What it has not fetched is only there."""
    origin = new_repository(tmp_path / "origin")
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(origin, "switch", "--quiet", "--orphan", "editions")
    (origin / "editions").mkdir()
    (origin / "editions/versions.json").write_text("[]", encoding="utf-8")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message", "sealed")
    git(origin, "switch", "--quiet", "main")
    root = tmp_path / "partial"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", origin.as_uri(), str(root))
    origin.rename(tmp_path / "moved")
    with pytest.raises(GitError) as refused:
        refuse_strange(root)
    assert known_fault(refused.value.text)[0] == "origin-moved"


def test_sealing_without_a_name_is_refused_before_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The two commands that tell git are given."""
    root = new_repository(tmp_path / "repository")
    (root / "mkdocs.yml").write_text("docs_dir: content\nplugins: [editions]\n", encoding="utf-8")
    write_site_file(root / "content", "en", "ko")
    git(root, "config", "--unset", "user.name")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    assert main(["--config", str(root / "mkdocs.yml"), "seal", "2026.1", "--lang", "ko"]) == 1
    assert "git config user.name" in capfd.readouterr().err


def test_a_build_in_a_repository_that_git_cannot_read_says_so(tmp_path: Path) -> None:
    """Its editions might be left out; a preview needs none."""
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".git/HEAD").write_text("damaged", encoding="utf-8")
    refused = build(content, tmp_path)
    assert refused.status != 0
    assert "[editions/git-unreadable]" in refused.output
    assert "KX_PREVIEW=1" in refused.output


@pytest.mark.parametrize("left", ["content/en", "."])
def test_content_that_a_sparse_checkout_keeps_out_is_not_taken_for_deleted(tmp_path: Path, left: str) -> None:
    """One finding says how it comes back, not one for each address that is lost; without site.yml too."""
    root = tmp_path / "repository"
    new_repository(root)
    shutil.copytree(SITES / "showcase", root / "content", dirs_exist_ok=True)
    write_site_file(root / "content", "en", "ko")
    (root / "mkdocs.yml").write_text("docs_dir: content\nplugins: [editions]\n", encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "all")
    git(root, "sparse-checkout", "set", "--no-cone", "/mkdocs.yml", f"/{left}/x")
    settings = read_settings(root / "mkdocs.yml")
    problems = read_site(settings, look_at_content(settings), now=SEEN).problems
    assert [problem.code for problem in problems] == ["pages/clone-sparse"]
    git(root, "sparse-checkout", "disable")
    settings = read_settings(root / "mkdocs.yml")
    problems = read_site(settings, look_at_content(settings), now=SEEN).problems
    assert "pages/clone-sparse" not in {problem.code for problem in problems}
