"""The branch that keeps sealed editions, written with mike, read with git.

`editions/versions.json` is mike's list; `editions/<edition>/` is what was sealed, with its manifest.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Collection
from contextlib import chdir
from pathlib import Path
from typing import Any

BRANCH = "editions"
PREFIX = "editions"
ORIGIN = "origin"

_LOCAL = f"refs/heads/{BRANCH}"
_REMOTE = f"refs/remotes/{ORIGIN}/{BRANCH}"
_LINES = 3  # of what git says: the reason is at the end, often below a line for each file
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",  # a host that wants a password must not wait for one that nobody sees
    "LC_ALL": "C.UTF-8",  # the troubles that are known are known in its plain words
}


class GitError(Exception):
    """Git did not do what was asked: the command as it is typed, and git's own words.

    `missing` is True where there is no git at all; `text` is all that git said, of which `reason` is the end.
    """

    def __init__(self, command: str, reason: str, *, missing: bool = False, text: str = "") -> None:
        super().__init__(f"{command}: {reason}")
        self.command = command
        self.reason = reason
        self.missing = missing
        self.text = text or reason


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints; `given` is what it reads. Raises GitError."""
    result = _run(root, *arguments, given=given)
    if result.returncode:
        text = result.stderr.decode("utf-8", errors="replace").strip()
        reason = "\n  ".join(text.splitlines()[-_LINES:]) or f"status {result.returncode}"
        raise GitError(_command_line(arguments), reason, text=text)
    return result.stdout


def git_line(root: Path, *arguments: str, given: bytes = b"") -> str:
    """Return what git prints as a line of text; `given` is what it reads. Raises GitError."""
    return git(root, *arguments, given=given).decode().strip()


def repository(root: Path) -> bool:
    """Return True if the folder is in a git repository, whatever git says of it."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def has_commit(root: Path) -> bool:
    """Return True if anything was committed yet."""
    return _succeeds(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")


def names_its_author(root: Path) -> bool:
    """Return True if git knows who commits here."""
    return all(_succeeds(root, "config", f"user.{part}") for part in ("name", "email"))


def shallow(root: Path) -> bool:
    """Return True if history is cut off in this clone."""
    return git_line(root, "rev-parse", "--is-shallow-repository") == "true"


def reference(root: Path) -> str:
    """Return the branch of editions here or at `origin`, whichever goes on from the other; ours if neither.

    An empty text where there is none.
    """
    commits = _commits(root)
    local, remote = commits.get(_LOCAL), commits.get(_REMOTE)
    if local and remote and local != remote and contains(root, remote, local):
        return _REMOTE
    return _LOCAL if local else _REMOTE if remote else ""


def has_diverged(root: Path) -> bool:
    """Return True if this clone and `origin`, as it was last fetched, have sealed different editions."""
    commits = _commits(root)
    local, remote = commits.get(_LOCAL), commits.get(_REMOTE)
    if not local or not remote or local == remote:
        return False
    return not contains(root, local, remote) and not contains(root, remote, local)


def manifests_of_both(root: Path, name: str) -> tuple[dict[str, bytes], dict[str, bytes], str]:
    """Return a file of each edition here, and at `origin` as it was last fetched, whose commit comes last."""
    here, there = (sealed_files(root, name, branch=branch) for branch in (_LOCAL, _REMOTE))
    return here, there, _commits(root)[_REMOTE]


def is_taken(root: Path) -> bool:
    """Return True if there is a branch of this name that holds something else. Raises GitError."""
    return bool(branch := reference(root)) and _list(root, branch) is None


def editions(root: Path) -> tuple[str, ...]:
    """Return the sealed editions, the oldest first, as mike lists them (newest first)."""
    return tuple(reversed(_list(root, reference(root)) or ()))


def _list(root: Path, branch: str) -> tuple[str, ...] | None:
    try:
        versions = json.loads(git(root, "show", f"{branch}:{PREFIX}/versions.json")) if branch else []
        return tuple(str(entry["version"]) for entry in versions)
    except (GitError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, GitError) and "promisor remote" in error.text:  # a partial clone, offline
            raise
        return None


def trees(root: Path) -> dict[str, str]:
    """Return the git tree of each sealed edition, the oldest first: the same tree, the same bytes."""
    names = editions(root)
    branch = reference(root) if names else ""
    revisions = [f"{branch}:{PREFIX}/{edition}" for edition in names]
    return dict(zip(names, git_line(root, "rev-parse", *revisions).split(), strict=True)) if names else {}


def sealed_file(root: Path, edition: str, name: str) -> bytes | None:
    """Return a file of a sealed edition, or None where there is none."""
    branch = reference(root)
    result = _run(root, "show", f"{branch}:{PREFIX}/{edition}/{name}") if branch else None
    return result.stdout if result and not result.returncode else None


def sealed_files(root: Path, name: str, *, branch: str = "") -> dict[str, bytes]:
    """Return a file of each sealed edition that has it, by one call of git. Raises GitError."""
    found = {}
    branch = branch or reference(root)
    names = tuple(reversed(_list(root, branch) or ()))
    asked = "".join(f"{branch}:{PREFIX}/{edition}/{name}\n" for edition in names)
    answer = io.BytesIO(git(root, "cat-file", "--batch", given=asked.encode()) if asked else b"")
    for edition in names:
        head = answer.readline().split()
        if head[1:2] == [b"blob"]:
            found[edition] = answer.read(int(head[2]) + 1)[:-1]
    return found


def extract(root: Path, tree: str, target: Path) -> tuple[str, ...]:
    """Write the files of a tree into a folder; return what is in it and is no file, such as links.

    Raises GitError.
    """
    target.mkdir(parents=True, exist_ok=True)
    links: list[str] = []
    with tarfile.open(fileobj=io.BytesIO(git(root, "archive", "--format=tar", tree))) as files:
        sound = []
        for member in files:
            is_inside = ".." not in member.name.split("/")
            if is_inside and (member.isfile() or member.isdir()):
                sound.append(member)
            else:
                links.append(member.name)
        options: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from Python 3.11.4 on
        files.extractall(target, members=sound, **options)  # noqa: S202 -- each of them was looked at
    return tuple(sorted(links))


def store(root: Path, edition: str, folder: Path, *, commit: str) -> None:
    """Add an edition to the branch. The caller has made sure that it replaces nothing. Raises GitError."""
    from mike import commands, git_utils  # a seal needs it, a build does not

    if reference(root) == _REMOTE:
        git(root, "branch", "--force", BRANCH, _REMOTE)
    try:
        with (
            chdir(root),
            commands.deploy(
                {"site_dir": str(folder), "use_directory_urls": True},
                edition,
                branch=BRANCH,
                deploy_prefix=PREFIX,
                message=f"Seal edition {edition} from {commit}",
            ),
        ):
            pass
    except (git_utils.GitError, BrokenPipeError) as error:
        raise GitError("git fast-import", str(error)) from error


def has_origin(root: Path) -> bool:
    """Return True if this clone knows where its changes are sent."""
    return _succeeds(root, "remote", "get-url", ORIGIN)


def main_of_origin(root: Path) -> str:
    """Return the branch of `origin` that is published, as this clone last fetched it; empty if unknown."""
    for name in ("HEAD", "main"):
        reference = f"refs/remotes/{ORIGIN}/{name}"
        if _succeeds(root, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}"):
            return git_line(root, "rev-parse", "--abbrev-ref", reference)
    return ""


def contains(root: Path, branch: str, commit: str) -> bool:
    """Return True if a commit is known here and is in the history of a branch."""
    return _succeeds(root, "merge-base", "--is-ancestor", commit, branch)


def once_contained(root: Path, branch: str, commit: str) -> bool:
    """Return True if a commit was in the history of a branch whenever this clone fetched it."""
    tips = git_line(root, "log", "--walk-reflogs", "--format=%H", branch).split()
    first = _run(root, "rev-parse", "--verify", "--quiet", f"{branch}@{{{len(tips)}}}")  # that of the clone
    tips += first.stdout.decode().split()
    return not git_line(root, "rev-list", "--max-count=1", commit, "--not", *tips)


def is_known(root: Path, commit: str) -> bool:
    """Return True if this clone has a commit."""
    return _succeeds(root, "cat-file", "-e", f"{commit}^{{commit}}")


def outside(root: Path, branch: str, commits: Collection[str]) -> set[str]:
    """Return which of some commits are in the history neither of a branch nor of a tag. Raises GitError."""
    asked = "".join(f"{commit}^{{commit}}\n" for commit in commits)
    answers = git_line(root, "cat-file", "--batch-check=%(objectname)", given=asked.encode()).splitlines()
    here = {commit for commit in commits if commit in answers}
    tips = git_line(root, "rev-list", *sorted(here), "--not", branch, "--tags").split() if here else ()
    return {*commits} - here | here.intersection(tips)


def commits_at_origin(root: Path, main: str) -> tuple[str, str]:
    """Ask `origin` for the commits of its main branch and of its editions, empty for none. Or GitError."""
    names = (f"refs/heads/{main.removeprefix(f'{ORIGIN}/')}", _LOCAL)
    lines = git_line(root, "ls-remote", ORIGIN, *names).splitlines()
    heads = {name: commit for commit, name in (line.split("\t") for line in lines)}
    return heads.get(names[0], ""), heads.get(names[1], "")


def _commits(root: Path) -> dict[str, str]:
    """Return the commits of the branch here and at `origin`. Raises GitError."""
    refs = git_line(root, "for-each-ref", "--format=%(refname) %(objectname)", _LOCAL, _REMOTE)
    return dict(line.split() for line in refs.splitlines())


def _succeeds(root: Path, *arguments: str) -> bool:
    return _run(root, *arguments).returncode == 0


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            input=given,
            env={**os.environ, **_ENVIRONMENT},
        )
    except FileNotFoundError as error:
        raise GitError(_command_line(arguments), str(error.strerror), missing=True) from error


def _command_line(arguments: tuple[str, ...]) -> str:
    return " ".join(("git", *arguments))
