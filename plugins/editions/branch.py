"""The branch that keeps sealed editions, written with mike, read with git.

`editions/versions.json` is mike's list; `editions/<edition>/` is what was sealed, with its manifest.
"""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from contextlib import chdir
from pathlib import Path

BRANCH = "editions"
PREFIX = "editions"


def git(root: Path, *arguments: str) -> bytes:
    """Return what git prints. Raises CalledProcessError."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout


def said(root: Path, *arguments: str) -> str:
    """Return what git prints as a line of text."""
    return git(root, *arguments).decode().strip()


def shallow(root: Path) -> bool:
    """Say whether history is cut off in this clone."""
    return said(root, "rev-parse", "--is-shallow-repository") == "true"


def reference(root: Path) -> str:
    """Return the branch of editions, here or at `origin`; an empty text where there is none."""
    for name in (f"refs/heads/{BRANCH}", f"refs/remotes/origin/{BRANCH}"):
        found = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", name],
            check=False,
            capture_output=True,
        )
        if found.returncode == 0:
            return name
    return ""


def taken(root: Path) -> bool:
    """Say whether there is a branch of this name that holds something else than editions."""
    return bool(reference(root)) and _list(root) is None


def editions(root: Path) -> tuple[str, ...]:
    """Return the sealed editions, the oldest first, as mike lists them (newest first)."""
    listed = json.loads(_list(root) or "[]")
    return tuple(entry["version"] for entry in reversed(listed))


def _list(root: Path) -> bytes | None:
    try:
        return git(root, "show", f"{reference(root)}:{PREFIX}/versions.json")
    except subprocess.CalledProcessError:
        return None


def trees(root: Path) -> dict[str, str]:
    """Return the git tree of each sealed edition, the oldest first: the same tree, the same bytes."""
    there = editions(root)
    wanted = [f"{reference(root)}:{PREFIX}/{edition}" for edition in there]
    return dict(zip(there, said(root, "rev-parse", *wanted).split(), strict=True)) if there else {}


def sealed_file(root: Path, edition: str, name: str) -> str | None:
    """Return a text file of a sealed edition, or None where there is none."""
    branch = reference(root)
    try:
        return git(root, "show", f"{branch}:{PREFIX}/{edition}/{name}").decode() if branch else None
    except subprocess.CalledProcessError:
        return None


def extract(root: Path, tree: str, target: Path) -> None:
    """Write the files of a tree into a folder."""
    packed = git(root, "archive", "--format=tar", tree)
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(target, filter="data")


def store(root: Path, edition: str, folder: Path, *, commit: str) -> None:
    """Add an edition to the branch. The caller has made sure that it replaces nothing."""
    from mike import commands  # a seal needs it, a build does not

    if reference(root).startswith("refs/remotes/"):
        git(root, "branch", BRANCH, reference(root))
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
