"""Ask git about a folder: what it prints, and the contents of many objects in one go."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

FAILURES = (OSError, subprocess.CalledProcessError)
"""What is raised where there is no git, no repository, or no such thing in it."""


_answers: ContextVar[dict[tuple[object, ...], bytes] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Ask git no question twice while a site is read and judged: its repository stays as it is meanwhile."""
    token = _answers.set({} if _answers.get() is None else _answers.get())
    try:
        yield
    finally:
        _answers.reset(token)


def git(folder: Path, *arguments: str, input_bytes: bytes = b"") -> bytes:
    """Return what git prints in a folder, after it has read what is given. Raises one of FAILURES."""
    answers, question = _answers.get(), (folder, arguments, input_bytes)
    if answers is not None and question in answers:
        return answers[question]
    command = ["git", "-c", "core.quotepath=off", "-C", str(folder), *arguments]
    output = subprocess.run(command, check=True, capture_output=True, input=input_bytes).stdout
    if answers is not None:
        answers[question] = output
    return output


def git_text(folder: Path, *arguments: str) -> str:
    """Return what git prints as text; bytes that are not UTF-8 come through as lone surrogates."""
    return git(folder, *arguments).decode("utf-8", errors="surrogateescape")


def was_committed(folder: Path, path: str) -> bool:
    """Return True if a commit up to HEAD changed a file or folder below a folder; also one that is gone."""
    try:
        return bool(git_text(folder, "rev-list", "--max-count=1", "HEAD", "--", path).strip())
    except FAILURES:
        return False


def prune_worktrees(folder: Path, prefix: str) -> None:
    """Let git forget working trees whose folders are gone; where that fails they do no harm.

    Git locks one while it makes it. Of those that were locked when their process was killed, only such are
    let go that were below a folder whose name has this prefix: others may be on a disk that is not there.
    """
    with suppress(*FAILURES):
        for line in git_text(folder, "worktree", "list", "--porcelain", "-z").split("\0"):
            path = Path(line.removeprefix("worktree "))
            if any(part.startswith(prefix) for part in path.parts) and not path.exists():
                with suppress(*FAILURES):
                    git(folder, "worktree", "unlock", str(path))
        git(folder, "worktree", "prune")


def shallow_commits(folder: Path) -> frozenset[str]:
    """Return the commits at which the history of this clone was cut off; none where it is whole."""
    file = Path(git_text(folder, "rev-parse", "--path-format=absolute", "--git-path", "shallow").strip())
    return frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()


def objects(folder: Path, names: Sequence[str]) -> list[bytes | None]:
    """Return the content of each object, in order, all read by one process; None for one that is not there.

    Names are digests, or `<commit>:<path>`. One that breaks a line, as the name of a file may, is not asked
    for: it would be two. Raises one of FAILURES.
    """
    asked = [name for name in dict.fromkeys(names) if "\n" not in name]
    requests = "".join(f"{name}\n" for name in asked).encode("utf-8", errors="surrogateescape")
    answers = _contents(git(folder, "cat-file", "--batch", input_bytes=requests)) if asked else ()
    found = dict(zip(asked, answers, strict=True))
    return [found.get(name) for name in names]


def _contents(output: bytes) -> Iterator[bytes | None]:
    """Yield the objects that `git cat-file --batch` prints: a line that ends in the size, then the bytes."""
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        head = output[start:end]
        if head.endswith((b" missing", b" ambiguous")):
            yield None
            start = end + 1
            continue
        size = int(head.rpartition(b" ")[2])
        yield output[end + 1 : end + 1 + size]
        start = end + size + 2


def tree_entries(tree: bytes, *, digest_bytes: int) -> Iterator[tuple[str, str, str]]:
    """Yield mode, name and digest of each entry of a tree object."""
    start = 0
    while start < len(tree):
        end = tree.index(b"\0", start)
        mode, _, name = tree[start:end].partition(b" ")
        start = end + 1 + digest_bytes
        yield (
            mode.decode("ascii"),
            name.decode("utf-8", errors="surrogateescape"),
            tree[end + 1 : start].hex(),
        )
