"""What a clone must have before anything is sealed or published: otherwise a refusal names the way out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.editions.repositories import git, ledger_line, name, new_repository, rewrite, seal

from exchange.cli.editions import report_text
from exchange.cli.main import read_words
from exchange.editions import branch
from exchange.editions.git_faults import known_fault
from exchange.editions.ledger import read_ledger
from exchange.editions.preconditions import (
    refuse_incomplete,
    refuse_other_editions,
    refuse_placeholder,
    refuse_strange,
    refuse_unshared_commit,
)
from exchange.editions.report_lines import Refusal


def refusal(work: Callable[[], None]) -> list[str]:
    """Return the keys of what is said, or nothing where nothing is refused."""
    try:
        work()
    except Refusal as refused:
        return [line.key for line in refused.lines]
    return []


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository with a branch of one edition."""
    first = new_repository(tmp_path / "first")
    seal(first, "2026.1", "one")
    bare = tmp_path / "remote.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(first), str(bare)], check=True)
    return bare


def clone(remote: Path, folder: str, *options: str) -> Path:
    """Return a clone in which somebody may commit."""
    root = remote.parent / folder
    subprocess.run(["git", "clone", "--quiet", *options, f"file://{remote}", str(root)], check=True)
    name(root)
    return root


def unshared(root: Path) -> list[str]:
    """Return what is said against sealing the last commit."""
    return refusal(lambda: refuse_unshared_commit(root, git(root, "rev-parse", "HEAD")))


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://smart-trials.example/", True),
        ("https://site.example/kx/", True),
        ("https://kx.test", True),
        ("http://localhost:8000/", True),
        ("http://127.0.0.1:8000/", True),
        ("http://[::1]/", True),
        ("https://exchange/", True),
        ("exchange.ac.uk", True),
        ("", True),
        ("https://exchange.ac.uk/", False),
        ("https://xn--exchange.kr/kx/", False),
        ("https://example-trials.org/", False),
    ],
)
def test_an_edition_is_sealed_for_an_address_that_can_be_reached(address: str, *, refused: bool) -> None:
    """Reserved names, this computer, and what is no address of the web are placeholders."""
    found = refusal(lambda: refuse_placeholder(address, "2026.1"))
    assert found == (["edition-placeholder"] if refused else [])


def test_a_folder_without_a_repository_or_a_commit_is_refused_in_words(tmp_path: Path) -> None:
    """A ZIP of the project; a repository in which nothing was committed."""
    assert refusal(lambda: refuse_strange(tmp_path)) == ["git-no-repository"]
    git(tmp_path, "init", "--quiet")
    assert refusal(lambda: refuse_strange(tmp_path)) == ["git-no-commit"]


def test_git_that_is_missing_is_an_error_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, whatever was asked."""
    root = new_repository(tmp_path / "root")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(branch.GitError) as error:
        branch.reference(root)
    assert error.value.missing


def test_only_what_origin_publishes_is_sealed(remote: Path) -> None:
    """A commit of one's own is not; one that was pushed is; a clone without origin is the only one."""
    root = clone(remote, "own")
    assert unshared(root) == []
    git(root, "commit", "--quiet", "--allow-empty", "--message", "mine")
    assert unshared(root) == ["edition-not-on-main"]
    git(root, "push", "--quiet", "origin", "HEAD:refs/heads/topic")
    assert unshared(root) == ["edition-not-on-main"]
    git(root, "push", "--quiet", "origin", "main")
    assert unshared(root) == []
    git(root, "remote", "remove", "origin")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "alone")
    assert unshared(root) == []


def test_an_origin_that_was_never_asked_is_asked_first(remote: Path, tmp_path: Path) -> None:
    """The command in the message is the one that helps."""
    root = new_repository(tmp_path / "new")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "mine")
    git(root, "remote", "add", "origin", str(remote))
    assert unshared(root) == ["origin-main-unknown"]
    git(root, "fetch", "--quiet", "origin")
    git(root, "remote", "set-head", "origin", "--auto")
    assert unshared(root) == ["edition-not-on-main"]


def test_an_origin_that_does_not_answer_stops_a_seal(remote: Path) -> None:
    """Nobody knows what others have sealed meanwhile."""
    root = clone(remote, "offline")
    remote.rename(remote.with_name("gone"))
    with pytest.raises(branch.GitError) as refused:
        unshared(root)
    assert known_fault(refused.value.text)[0] == "origin-moved"


def test_what_others_have_sealed_comes_first(remote: Path) -> None:
    """In a clone of one branch, and in one that has not fetched since; the command in the message helps."""
    single, other = clone(remote, "single", "--single-branch"), clone(remote, "other")
    assert unshared(single) == ["branch-behind"]
    git(single, "fetch", "--quiet", "origin", "+editions:refs/remotes/origin/editions")
    assert unshared(single) == []
    seal(single, "2026.2", "two")
    git(single, "push", "--quiet", "origin", "editions")
    assert unshared(other) == ["branch-behind"]
    git(other, "fetch", "--quiet", "origin", "+editions:refs/remotes/origin/editions")
    assert unshared(other) == []
    assert branch.editions(other) == ("2026.1", "2026.2")


def test_a_clone_goes_on_from_what_origin_has(remote: Path) -> None:
    """A branch of one's own that has fallen behind is neither read nor sealed upon."""
    old, other = clone(remote, "old"), clone(remote, "other")
    git(old, "branch", "--quiet", "editions", "origin/editions")
    seal(other, "2026.2", "two")
    git(other, "push", "--quiet", "origin", "editions")
    git(old, "fetch", "--quiet", "origin")
    assert branch.editions(old) == ("2026.1", "2026.2")
    seal(old, "2026.3", "three")
    assert branch.editions(old) == ("2026.1", "2026.2", "2026.3")
    git(old, "push", "--quiet", "origin", "editions")


def test_two_who_sealed_at_once_are_told_whose_stays(remote: Path) -> None:
    """Neither is published from the other's clone under one name; the command in the message helps."""
    one, other = clone(remote, "one"), clone(remote, "other")
    for root, text in ((one, "mine"), (other, "theirs")):
        seal(root, "2026.2", text)
    git(one, "push", "--quiet", "origin", "editions")
    git(other, "fetch", "--quiet", "origin")
    assert refusal(lambda: refuse_incomplete(other, editions=True)) == ["branch-diverged"]
    git(other, "branch", "--force", "editions", "origin/editions")
    assert refusal(lambda: refuse_incomplete(other, editions=True)) == []
    assert ledger_line(other, "2026.2") == ledger_line(one, "2026.2")


@pytest.mark.parametrize(
    ("here", "there", "published", "found"),
    [
        ({"2026.2": "two"}, {}, ["2026.2"], []),  # cut off behind ours: ours goes on from it
        ({"2026.2": "two"}, {"2026.3": "three"}, [], ["branch-diverged"]),
        ({"2026.2": "two"}, {"2026.3": "three"}, ["2026.2"], ["branch-cut-others"]),
        ({"2026.2": "two"}, {"2026.2": "2"}, ["2026.2"], ["branch-cut"]),
        ({"2026.2": "two"}, {"2026.3": "three"}, ["2026.2", "2026.3"], ["branch-torn"]),
        ({"2026.2": "two"}, {"2026.3": "three"}, ["2026.3"], ["branch-diverged"]),
    ],
)
def test_a_branch_that_lost_an_edition_at_origin_is_given_it_back(
    remote: Path, here: dict[str, str], there: dict[str, str], published: list[str], found: list[str]
) -> None:
    """Whoever forced or rebased it: nobody is told to take it, and what the message says restores it."""
    ours, theirs = clone(remote, "ours"), clone(remote, "theirs")
    lines = {"2026.1": ledger_line(ours, "2026.1")}
    for root, editions in ((theirs, there), (ours, here)):
        lines |= {edition: seal(root, edition, text) for edition, text in editions.items()}
    ledger = read_ledger("".join(f"{lines[one]}\n" for one in ["2026.1", *published]), path="ledger.csv")
    if there:
        git(theirs, "push", "--quiet", "--force", "origin", "editions")
    git(ours, "fetch", "--quiet", "origin")

    def refuse() -> None:
        refuse_incomplete(ours, ledger, editions=True)

    assert refusal(refuse) == found
    try:
        refuse()
    except Refusal as refused:
        texts = [report_text(refused.lines[0], read_words(language)) for language in ("en", "ko")]
    else:
        texts = []
    assert all(edition in text for text in texts if found != ["branch-diverged"] for edition in published)
    if found[:1] in (["branch-cut"], ["branch-cut-others"]):
        (command,) = {text[text.rindex("git push") :] for text in texts}
        git(ours, *command.split()[1:])
        assert refusal(refuse) == []
        assert {*branch.editions(clone(remote, "new"))} >= {*published}


def test_two_branches_that_each_have_a_published_edition_are_joined(remote: Path) -> None:
    """As the message says; others take it without force."""
    ours, theirs = clone(remote, "ours"), clone(remote, "theirs")
    lines = [seal(ours, "2026.2", "two"), seal(theirs, "2026.3", "three")]
    git(theirs, "push", "--quiet", "origin", "editions")
    git(ours, "fetch", "--quiet", "origin")
    git(ours, "switch", "--quiet", "editions")
    merged = subprocess.run(["git", "-C", str(ours), "merge", "--quiet", "origin/editions"], check=False)
    assert merged.returncode != 0
    names = ("2026.3", "2026.2", "2026.1")
    versions = [{"version": name, "title": name, "aliases": []} for name in names]
    (ours / "editions/versions.json").write_text(json.dumps(versions), encoding="utf-8")
    git(ours, "commit", "--quiet", "--all", "--no-edit")
    git(ours, "push", "--quiet", "origin", "editions")
    ledger = read_ledger("".join(f"{line}\n" for line in lines), path="ledger.csv")
    new = clone(remote, "new")
    assert refusal(lambda: refuse_incomplete(new, ledger, editions=True)) == []
    assert refusal(lambda: refuse_other_editions(new, ledger, file="ledger.csv")) == []


def test_a_branch_that_lacks_or_changed_a_published_edition_is_not_sealed_upon(tmp_path: Path) -> None:
    """Under its name or a new one."""
    root = new_repository(tmp_path / "root")
    lines = [seal(root, "2026.1", "one"), seal(root, "2026.2", "two")]
    ledger = read_ledger("".join(f"{line}\n" for line in lines), path="content/ledger.csv")

    def found() -> list[str]:
        return refusal(lambda: refuse_other_editions(root, ledger, file="content/ledger.csv"))

    assert found() == []
    rewrite(root, "2026.2", "other")
    assert found() == ["edition-not-as-published"]
    git(root, "branch", "--delete", "--force", branch.BRANCH)
    assert found() == ["edition-published"]


def test_a_broken_list_of_editions_is_taken_for_something_else(tmp_path: Path) -> None:
    """Nothing is read from a branch whose list is none."""
    root = new_repository(tmp_path / "root")
    seal(root, "2026.1", "one")
    work = tmp_path / "work"
    git(root, "worktree", "add", "--quiet", str(work), branch.BRANCH)
    for text in ("{", '{"a": 1}', '[{"title": "2026.1"}]', "[1]"):
        (work / "editions/versions.json").write_text(text, encoding="utf-8")
        git(work, "commit", "--quiet", "--all", "--message", "changed")
        assert refusal(lambda: refuse_strange(root)) == ["branch-taken"]
        assert branch.editions(root) == ()
