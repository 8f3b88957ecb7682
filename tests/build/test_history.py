"""History: when a file last changed, or silence."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from exchange.build.history import last_changes
from exchange.build.store import Store

NOW = datetime.datetime(2026, 12, 30, tzinfo=datetime.UTC)
FIRST = "2026-01-02T03:04:05+09:00"
SECOND = "2026-05-06T07:08:09+00:00"
_NOBODY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Nobody"), ("EMAIL", "nobody@example.org"))
}


def git(folder: Path, *arguments: str, moment: str = FIRST) -> None:
    """Run git without any settings of the one who tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dates = {"GIT_AUTHOR_DATE": "2001-01-01T00:00:00+00:00", "GIT_COMMITTER_DATE": moment}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**clean, **_NOBODY, **dates, **alone})


def commit(folder: Path, files: dict[str, str], *, moment: str) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "A commit", moment=moment)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with two commits below `content`."""
    folder = tmp_path / "저장소 one"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, {"content/en/a.md": "1", "content/ko/임상 시험.md": "1", "b.md": "1"}, moment=FIRST)
    commit(folder, {"content/en/a.md": "2"}, moment=SECOND)
    return folder


def test_each_file_has_the_moment_of_its_last_commit(repository: Path) -> None:
    """The newest commit counts, by its committer's clock; paths start below the folder asked about."""
    assert last_changes(repository / "content", now=NOW) == {"en/a.md": SECOND, "ko/임상 시험.md": FIRST}


def test_the_repositorys_root_may_be_asked_about(repository: Path) -> None:
    """Paths are relative to the folder, whichever it is."""
    assert last_changes(repository, now=NOW)["content/en/a.md"] == SECOND


def test_a_file_that_was_never_committed_is_left_out(repository: Path) -> None:
    """No commit, no moment."""
    (repository / "content" / "new.md").write_text("1", encoding="utf-8")
    git(repository, "add", "content/new.md")
    assert "new.md" not in last_changes(repository / "content", now=NOW)


@pytest.mark.parametrize("staged", [False, True])
def test_a_file_changed_since_its_commit_is_left_out(repository: Path, staged: bool) -> None:
    """The last commit says nothing about what is on the disk now."""
    (repository / "content" / "ko" / "임상 시험.md").write_text("2", encoding="utf-8")
    if staged:
        git(repository, "add", "-A")
    assert last_changes(repository / "content", now=NOW) == {"en/a.md": SECOND}


def test_a_shallow_clone_is_silent_about_what_it_cannot_see(repository: Path, tmp_path: Path) -> None:
    """In a clone of depth 1 every file seems to be of the last commit; none of them is told."""
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(tmp_path / "clone"))
    assert last_changes(tmp_path / "clone" / "content", now=NOW) == {}


def test_a_shallow_clone_tells_what_it_can_see(repository: Path, tmp_path: Path) -> None:
    """A commit above the cut is known with its files; the one at the cut is not."""
    commit(repository, {"content/en/c.md": "1"}, moment=SECOND)
    git(tmp_path, "clone", "-q", "--depth", "2", repository.as_uri(), str(tmp_path / "clone"))
    assert last_changes(tmp_path / "clone" / "content", now=NOW) == {"en/c.md": SECOND}


def test_outside_a_repository_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A downloaded folder has no history."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert last_changes(tmp_path, now=NOW) == {}


def test_a_repository_without_commits_knows_nothing(tmp_path: Path) -> None:
    """The first build may come before the first commit."""
    git(tmp_path, "init", "-q")
    assert last_changes(tmp_path, now=NOW) == {}


def test_without_git_nothing_is_known(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without git builds the site all the same."""
    monkeypatch.setenv("PATH", "")
    assert last_changes(repository / "content", now=NOW) == {}


def test_a_merge_does_not_hide_a_change(repository: Path) -> None:
    """A file changed on a merged branch has the moment of its own commit."""
    git(repository, "checkout", "-q", "-b", "side", "HEAD~1")
    commit(repository, {"content/en/side.md": "1"}, moment=FIRST)
    git(repository, "checkout", "-q", "-")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "side", moment=SECOND)
    assert last_changes(repository / "content", now=NOW)["en/side.md"] == FIRST


def test_a_store_remembers_history_up_to_a_commit(repository: Path, tmp_path: Path) -> None:
    """With one, every answer is the same as without: at once, again, and after a further commit."""
    folder, file = repository / "content", tmp_path / "kept.sqlite"

    def remembered() -> dict[str, str]:
        store = Store(file, stamp="one")
        found = dict(last_changes(folder, store, now=NOW))
        store.save()
        return found

    assert remembered() == remembered() == last_changes(folder, now=NOW)
    commit(repository, {"content/en/a.md": "again"}, moment="2026-07-08T09:10:11+00:00")
    assert remembered()["en/a.md"] == "2026-07-08T09:10:11+00:00"
    (folder / "en/a.md").write_text("not committed", encoding="utf-8")
    assert "en/a.md" not in remembered()


@pytest.mark.parametrize(
    "moment",
    [
        *("@253402300800 +0000", "@1700000000 +9999", "@253402300799 -2359", "@99999999999999 +0000"),
        *("@4102444800 +0000", "@1798761601 +0000", "@0 +0000", "@1 -0800"),
    ],
)
def test_a_date_that_cannot_be_is_no_date(repository: Path, moment: str) -> None:
    """Whoever commits chooses it; a file is then without one until it changes again, and it is told."""
    commit(repository, {"content/en/new.md": "1", "content/en/a.md": "3"}, moment=moment)
    impossible: dict[str, str] = {}
    known = last_changes(repository / "content", now=NOW, impossible=impossible)
    assert set(known) == {"ko/임상 시험.md"}
    assert set(impossible) == {"en/new.md", "en/a.md"}
    commit(repository, {"content/en/a.md": "4"}, moment=SECOND)
    impossible.clear()
    assert last_changes(repository / "content", now=NOW, impossible=impossible)["en/a.md"] == SECOND
    assert set(impossible) == {"en/new.md"}


def test_impossible_dates_are_told_again_from_memory(repository: Path, tmp_path: Path) -> None:
    """Also where the history is remembered."""
    commit(repository, {"content/en/new.md": "1"}, moment="@1700000000 +9999")
    found = []
    for _ in range(2):
        store, impossible = Store(tmp_path / "kept.sqlite", stamp=""), dict[str, str]()
        last_changes(repository / "content", store, now=NOW, impossible=impossible)
        store.save()
        found.append(set(impossible))
    assert found == [{"en/new.md"}] * 2


@pytest.mark.parametrize("date", ["-1 +0000", "-99999999999 +0000", "x +0000", "", "1700000000"])
def test_a_commit_that_no_git_makes_says_no_date(repository: Path, date: str) -> None:
    """Written by hand, with a negative number or none: the files of the others have theirs."""
    commit(repository, {"content/en/new.md": "1"}, moment=SECOND)

    def git(*arguments: str, given: str = "") -> str:
        command = ["git", "-C", str(repository), *arguments]
        return subprocess.run(command, input=given, check=True, capture_output=True, text=True).stdout

    written = git("cat-file", "commit", "HEAD").split("\n")
    lines = [
        f"committer X <x@x.example> {date}" if line.startswith("committer") else line for line in written
    ]
    made = git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given="\n".join(lines)).strip()
    git("update-ref", "HEAD", made)
    known = last_changes(repository / "content", now=NOW)
    assert known.get("en/new.md") in (None, "2023-11-14T22:13:20+00:00")
    assert known["ko/임상 시험.md"] == FIRST
