"""The ledger in git: whatever took a line out, a commit or a merge, it is known to have been there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.editions.repositories import git, new_repository

from exchange.editions.ledger import read_ledger, removed_lines
from exchange.editions.live_site import ledger_history

FIRST, ONE, TWO = "page,/en/\n", "page,/en/one/\n", "page,/en/two/\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two branches that have each published a page."""
    root = new_repository(tmp_path / "root")
    write(root, FIRST)
    for name, line in (("one", ONE), ("two", TWO)):
        git(root, "switch", "--quiet", "--create", name, "main")
        write(root, FIRST + line)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-edit", "two")
    return root


def write(root: Path, text: str) -> None:
    (root / "content/ledger.csv").write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "ledger")


def lost(root: Path) -> list[str]:
    """Return the lines that are named as taken out."""
    content = root / "content"
    file = content / "ledger.csv"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    ledger = read_ledger(text, path="content/ledger.csv")
    removed = removed_lines(ledger, ledger_history(content, "ledger.csv"), path="content/ledger.csv")
    return [problem.values["line"] for problem in removed]


@pytest.mark.parametrize("strategy", [["--strategy", "ours"], ["--strategy-option", "ours"]])
def test_lines_of_a_side_that_a_merge_threw_away_are_named(root: Path, strategy: list[str]) -> None:
    """Resolved with "ours", as a person in a hurry does."""
    git(root, "merge", "--quiet", "--no-edit", *strategy, "one")
    assert lost(root) == [ONE.strip()]


def test_lines_that_both_sides_had_and_the_merge_itself_took_out_are_named(root: Path) -> None:
    """No commit but the merge takes them out."""
    git(root, "merge", "--quiet", "--no-commit", "--strategy", "ours", "one")
    write(root, ONE + TWO)
    assert lost(root) == [FIRST.strip()]


def test_a_ledger_that_was_deleted_and_begun_again_is_not_forgotten(root: Path) -> None:
    """Nor is one that is not there at all."""
    git(root, "rm", "--quiet", "content/ledger.csv")
    git(root, "commit", "--quiet", "--message", "deleted")
    assert lost(root) == [FIRST.strip(), TWO.strip()]
    write(root, TWO)
    assert lost(root) == [FIRST.strip()]


def test_lines_of_both_sides_in_any_order_are_a_whole_ledger(root: Path) -> None:
    """As git's own merge of both leaves them."""
    git(root, "merge", "--quiet", "--no-commit", "--strategy", "ours", "one")
    write(root, FIRST + TWO + ONE)
    assert lost(root) == []
