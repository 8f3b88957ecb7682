"""A clone has the same bytes on every system, and two branches that publish merge by themselves."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.building import ROOT, digests


def git(root: Path, *arguments: str) -> str:
    """Return what git prints."""
    done = subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """The project's files as they are now, in a repository of their own."""
    root = tmp_path / "project"
    root.mkdir()
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    files = "\0".join(name for name in listed if name and (ROOT / name).is_file())
    packed = subprocess.run(
        ["tar", "--create", "--null", "--files-from=-"],
        check=True, capture_output=True, cwd=ROOT, input=files.encode(),
    )  # fmt: skip
    subprocess.run(["tar", "--extract"], check=True, cwd=root, input=packed.stdout)
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "config", "user.name", "Tester")
    git(root, "config", "user.email", "tester@example.org")
    (root / "content/ledger.csv").write_text("page,/en/\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "first")
    return root


def test_a_clone_of_windows_has_the_same_bytes(committed: Path, tmp_path: Path) -> None:
    """`core.autocrlf=true` is what Git for Windows is installed with; editions are sealed byte by byte."""
    clones = {}
    for setting in ("true", "false"):
        folder = tmp_path / setting
        subprocess.run(
            ["git", "clone", "--quiet", "-c", f"core.autocrlf={setting}", str(committed), str(folder)],
            check=True,
        )
        assert git(folder, "status", "--porcelain") == ""
        clones[setting] = {
            path: digest for path, digest in digests(folder).items() if not path.startswith(".git/")
        }
    assert len(clones["true"]) > 500
    assert clones["true"] == clones["false"]


def test_two_branches_that_publish_merge_without_a_conflict(committed: Path) -> None:
    """The lines of both are kept, next to each other or not."""
    ledger = committed / "content/ledger.csv"
    for branch, line in (("one", "page,/en/one/\n"), ("two", "page,/en/two/\n")):
        git(committed, "switch", "--quiet", "--create", branch, "main")
        ledger.write_text(f"page,/en/\n{line}", encoding="utf-8")
        git(committed, "commit", "--quiet", "--all", "--message", branch)
    git(committed, "merge", "--quiet", "--no-edit", "one")
    assert sorted(ledger.read_text("utf-8").splitlines()) == ["page,/en/", "page,/en/one/", "page,/en/two/"]
