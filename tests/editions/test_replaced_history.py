"""A commit that was sealed, or is to be, and that a rebase or a push by force has taken out of main."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.editions.repositories import git, name, new_repository
from tests.editions.scratch import new_scratch
from tests.editions.test_preconditions import refusal

from exchange.editions import branch
from exchange.editions.preconditions import refuse_unshared_commit


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of one repository with two commits: who seals, and who replaces."""
    first = new_repository(tmp_path / "first")
    git(first, "commit", "--quiet", "--allow-empty", "--message", "second")
    git(tmp_path, "clone", "--quiet", "--bare", str(first), "remote.git")
    for folder in ("sealer", "other"):
        git(tmp_path, "clone", "--quiet", f"file://{tmp_path / 'remote.git'}", folder)
        name(tmp_path / folder)
    return tmp_path / "sealer", tmp_path / "other"


def _unshared(root: Path) -> list[str]:
    return refusal(lambda: refuse_unshared_commit(root, git(root, "rev-parse", "HEAD")))


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (("commit --quiet --amend --allow-empty --message other",), "main-behind", "edition-replaced"),
        (("reset --quiet --hard HEAD~1",), "edition-replaced", "edition-replaced"),
        (("commit --quiet --allow-empty --message more",), "main-behind", ""),
        (
            ("checkout --quiet --orphan new", "commit --quiet --message new"),
            "main-behind",
            "edition-replaced",
        ),
    ],
)
def test_what_main_had_is_not_sealed(
    clones: tuple[Path, Path], change: tuple[str, ...], before: str, after: str
) -> None:
    """Also where this clone has not heard of it yet; the commands of the messages are those that help."""
    sealer, other = clones
    assert _unshared(sealer) == []
    for command in change:
        git(other, *command.split())
    git(other, "push", "--quiet", "--force", "origin", "HEAD:main")
    assert _unshared(sealer) == [before]
    git(sealer, "fetch", "--quiet", "origin")
    assert _unshared(sealer) == ([after] if after else [])
    git(sealer, "reset", "--quiet", "--keep", "origin/main")
    assert _unshared(sealer) == []


def test_a_main_that_is_gone_is_asked_for_by_name(clones: tuple[Path, Path]) -> None:
    """Its branch was renamed: what is published is not known here."""
    sealer, other = clones
    remote = Path(git(other, "remote", "get-url", "origin").removeprefix("file://"))
    git(remote, "branch", "--move", "main", "trunk")
    assert _unshared(sealer) == ["origin-main-unknown"]


def test_a_commit_is_outside_until_a_branch_or_a_tag_holds_it(clones: tuple[Path, Path]) -> None:
    """One that this clone lacks is outside too."""
    sealer, _ = clones
    first, second = git(sealer, "rev-parse", "HEAD~1"), git(sealer, "rev-parse", "HEAD")
    unknown = "1" * 40
    assert branch.outside(sealer, "origin/main", [first, second, unknown]) == {unknown}
    assert branch.outside(sealer, first, [first, second]) == {second}
    git(sealer, "tag", "edition-2026.1", second)
    assert branch.outside(sealer, first, [first, second]) == set()
    assert branch.outside(sealer, first, [unknown]) == {unknown}


def test_an_edition_outlives_the_history_it_was_sealed_from(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Seal and publish say so, with the command that keeps the commit; after it they say nothing more."""
    scratch = new_scratch(tmp_path)
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "remote.git")
    scratch.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    scratch.git("push", "--quiet", "origin", "main")
    scratch.git("remote", "set-head", "origin", "--auto")
    assert scratch.run("seal", "2026.1") == 0
    commit = scratch.git("rev-parse", "HEAD")
    assert scratch.publish() == 0
    assert "no longer has" not in capfd.readouterr().out
    scratch.commit(2)
    tree = scratch.git("commit-tree", "HEAD^{tree}", "-m", "one commit of all")
    scratch.git("reset", "--quiet", "--hard", tree)
    scratch.git("push", "--quiet", "--force", "origin", "main")
    command = f"git push origin {commit}:refs/tags/edition-2026.1"
    for lang in ("en", "ko"):
        assert scratch.run("publish", str(scratch.out), "--lang", lang) == 0
        assert command in capfd.readouterr().out
    assert (scratch.out / "editions/2026.1/en/guides/first/index.html").is_file()
    assert scratch.run("seal", "2026.2") == 0
    assert command in capfd.readouterr().out
    subprocess.run(command.split(), check=True, cwd=scratch.root)
    scratch.git("fetch", "--quiet", "origin", "--tags")
    assert scratch.publish() == 0
    assert "no longer has" not in capfd.readouterr().out
