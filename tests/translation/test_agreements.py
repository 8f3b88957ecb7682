"""Tables of agreements of two branches become one, in every way that branches are joined."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.building import ROOT
from tests.calls.repositories import git

from exchange.text.problems import ContentProblems
from exchange.translation.agreements import HEADER, agreement_line, read_agreements, with_lines

DIGESTS = {"base": "0" * 12, "main": "a" * 12, "b": "b" * 12}


def _agree(folder: Path, name: str) -> None:
    file = folder / "content/agreed.csv"
    file.parent.mkdir(exist_ok=True)
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(with_lines(text, [agreement_line(DIGESTS[name], f"{name}.md")]), "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", name)


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("way", ["merge", "squash", "rebase", "cherry-pick"])
def test_lines_of_two_branches_all_count(tmp_path: Path, way: str, is_new: bool) -> None:
    """Where each adds a line at one place, and where each begins the table."""
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    if not is_new:
        _agree(tmp_path, "base")
    git(tmp_path, "switch", "-qc", "b")
    _agree(tmp_path, "b")
    git(tmp_path, "switch", "-q", "main")
    _agree(tmp_path, "main")
    match way:
        case "merge":
            git(tmp_path, "merge", "-q", "--no-edit", "b")
        case "squash":
            git(tmp_path, "merge", "-q", "--squash", "b")
        case "rebase":
            git(tmp_path, "switch", "-q", "b")
            git(tmp_path, "rebase", "-q", "main")
        case _:
            git(tmp_path, "cherry-pick", "b")
    text = (tmp_path / "content/agreed.csv").read_text("utf-8")
    names = ("main", "b") if is_new else DIGESTS
    assert read_agreements(text, path="agreed.csv") == {DIGESTS[name] for name in names}


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ("<<<<<<< HEAD\n{}=======\n{}>>>>>>> b\n", "text/conflict"),
        ("{}||||||| x\n=======\n{}", "translation/agreement-unreadable"),
    ],
)
def test_marks_of_a_conflict_are_said(marks: str, code: str) -> None:
    """A host may leave them to a person; what is written twice in their place does no harm."""
    lines = [f"{HEADER}\n{agreement_line(DIGESTS[name], name)}\n" for name in ("main", "b")]
    with pytest.raises(ContentProblems) as error:
        read_agreements(marks.format(*lines), path="agreed.csv")
    assert {problem.code for problem in error.value.problems} == {code}
    assert len(read_agreements("".join([*lines, *lines]), path="agreed.csv")) == 2
