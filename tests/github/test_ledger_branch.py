"""Lines that nobody has merged: no branch is no fault, one that cannot be read stops those who need it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.building import ROOT
from tests.editions.repositories import git, new_repository
from tests.github.test_ledger_job import FILES, LEDGER
from tests.github.test_workflows import read

PIPELINES = (*FILES, ".github/workflows/check.yml")
SAID = ("has no content/ledger.csv that can be read", "읽을 수 있는 content/ledger.csv가 없습니다")


def _commands(part: Any) -> Iterator[str]:
    """Yield every command of a pipeline, of either host."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from _commands(one)
    elif isinstance(part, dict):
        for key, one in part.items():
            if key in ("jobs", "steps", "run", "script") or isinstance(one, dict):
                yield from _commands(one)


def _script(file: str) -> str:
    """Return the commands that read the branch, with the fetch of a step of its own."""
    commands = list(dict.fromkeys(_commands(read(ROOT / file))))
    (reads,) = (one for one in commands if "cat-file blob" in one)
    fetches = [one for one in commands if one.startswith("git fetch") and "/ledger*" in one]
    return "\n".join([*fetches, reads])


@pytest.fixture(params=PIPELINES)
def script(request: pytest.FixtureRequest) -> str:
    return _script(request.param)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository whose main branch has a ledger, and no other branch."""
    root = new_repository(tmp_path / "origin")
    (root / LEDGER).write_text("page,/en/\n", encoding="utf-8")
    _commit(root)
    return root


def _commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")


def _branch(origin: Path, state: str) -> None:
    """Make the branch of the ledger as somebody has left it."""
    git(origin, "switch", "--quiet", "--create", "ledger")
    ledger = origin / LEDGER
    ledger.unlink()
    match state:
        case "whole":
            ledger.write_text("page,/en/new/\n", encoding="utf-8")
        case "empty" | "blank":
            ledger.write_text("" if state == "empty" else "\n\n", encoding="utf-8")
        case "folder":
            ledger.mkdir()
            (ledger / "ledger.csv").write_text("page,/en/new/\n", encoding="utf-8")
        case "other":
            (origin / "mine").touch()
    _commit(origin)
    git(origin, "switch", "--quiet", "main")


def _run(script: str, origin: Path, work: Path) -> subprocess.CompletedProcess[str]:
    if not work.exists():
        git(origin.parent, "clone", "--quiet", f"file://{origin}", str(work))
    command = ["bash", "-e", "-c", f"gh() {{ :; }}\n{script}"]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=work)


@pytest.mark.parametrize(
    ("state", "lines"), [("none", ["page,/en/"]), ("whole", ["page,/en/", "page,/en/new/"])]
)
def test_lines_of_the_branch_are_taken_where_there_is_one(
    script: str, origin: Path, tmp_path: Path, state: str, lines: list[str]
) -> None:
    """The first site has none."""
    if state != "none":
        _branch(origin, state)
    done = _run(script, origin, tmp_path / "work")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "work" / LEDGER).read_text("utf-8").splitlines() == lines


@pytest.mark.parametrize("state", ["empty", "blank", "folder", "other", "object", "commit"])
def test_a_branch_that_cannot_be_read_stops_with_the_way_out(
    script: str, origin: Path, tmp_path: Path, state: str
) -> None:
    """What it holds is on the web: without it a later publication could lose it, and nobody would know."""
    _branch(origin, "whole" if state in ("object", "commit") else state)
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", f"file://{origin}", str(work))
    if state in ("object", "commit"):
        path = ":content/ledger.csv" if state == "object" else ""
        name = git(work, "rev-parse", f"origin/ledger{path}")
        _lose(work, name)
    done = _run(script, origin, work)
    if state == "commit" and "git fetch" in script:  # which brings it again
        assert (work / LEDGER).read_text("utf-8") == "page,/en/\npage,/en/new/\n"
        return
    assert done.returncode != 0
    assert (work / LEDGER).read_text("utf-8") == "page,/en/\n"
    assert all(words in done.stdout for words in SAID), done.stderr


def _lose(work: Path, name: str) -> None:
    """Take an object out of a clone, as a disk does."""
    packs = list((work / ".git/objects/pack").glob("*.pack"))
    for pack in packs:
        content = pack.read_bytes()
        for file in pack.parent.glob(f"{pack.stem}.*"):
            file.unlink()
        subprocess.run(["git", "-C", str(work), "unpack-objects", "-q"], input=content, check=True)
    (work / ".git/objects" / name[:2] / name[2:]).unlink()


def test_a_branch_that_cannot_be_fetched_is_not_taken_for_none(origin: Path, tmp_path: Path) -> None:
    """Those that publish ask for it first; the check of a change has it from its checkout, whole."""
    _branch(origin, "whole")
    for number, file in enumerate(FILES):
        work = tmp_path / f"work-{number}"
        git(tmp_path, "clone", "--quiet", "--single-branch", f"file://{origin}", str(work))
        assert _run(_script(file), origin, work).returncode == 0
        assert "page,/en/new/" in (work / LEDGER).read_text("utf-8")
        git(work, "remote", "set-url", "origin", str(tmp_path / "away"))
        assert _run(_script(file), origin, work).returncode != 0


@pytest.mark.parametrize("file", PIPELINES)
def test_no_pipeline_passes_over_a_fault_of_the_ledger(file: str) -> None:
    """`|| true` would publish without lines that are on the web."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    assert [line for line in lines if "ledger.csv" in line and "true" in line] == []
