"""Read from git every version of the records that was ever committed, with the commits it came through."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from exchange.build.git import git, git_text, objects, tree_entries

_FILES = ("100644", "100755")  # modes of git's trees: links and folders are no records
_NOWHERE = "0"
_END_OF_CALENDARS = int(datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC).timestamp())


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit that changed a record, or joined two histories of them.

    `seconds` is the committer's clock in seconds since 1970; `blobs` goes from the id of a call to the digest
    of its record's text.
    """

    id: str
    parents: tuple[str, ...]
    seconds: int
    blobs: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRecord:
    """A record that differs from its committed version. `blob` is the digest of that, or None."""

    name: str
    blob: str | None


def is_record(name: str) -> bool:
    """Return True if a file of this name in the folder of records is one."""
    return PurePosixPath(name).suffix in (".yml", ".yaml")


def commits(folder: Path) -> list[Commit]:
    """Return the commits up to HEAD that touch the records in a folder, parents before children.

    Merges that only bring one side's records along are left out, and so are commits that change no record.
    Raises one of `exchange.build.git.FAILURES`.
    """
    prefix = git_text(folder, "rev-parse", "--show-prefix").strip("\n")
    options = ("--topo-order", "--reverse", "--simplify-merges", "--timestamp", "--parents")
    lines = [line.split() for line in git_text(folder, "rev-list", *options, "HEAD", "--", ".").splitlines()]
    trees = objects(folder, [f"{line[1]}:{prefix.rstrip('/')}" for line in lines])
    tree_contents: dict[bytes, Mapping[str, str]] = {}
    history = []
    for (moment, commit, *parents), tree in zip(lines, trees, strict=True):
        content = tree or b""
        if content not in tree_contents:
            tree_contents[content] = dict(_records(content, digest_bytes=len(commit) // 2))
        history.append(
            Commit(id=commit, parents=tuple(parents), seconds=_seconds(moment), blobs=tree_contents[content])
        )
    return history


def _seconds(moment: str) -> int:
    """Return the date of a commit, which whoever commits chooses; 0 for one that no calendar can hold."""
    seconds = int(moment)
    return seconds if 0 < seconds < _END_OF_CALENDARS else 0


def _records(tree: bytes, *, digest_bytes: int) -> Iterator[tuple[str, str]]:
    for mode, name, digest in tree_entries(tree, digest_bytes=digest_bytes):
        if mode in _FILES and is_record(name):
            yield PurePosixPath(name).stem, digest


def changed_records(content: Path, revision: str, folder: str) -> list[ChangedRecord]:
    """Return the records in a folder of the content whose files are not as a revision has them, by name.

    Files that git does not know are no part of it. Raises one of `exchange.build.git.FAILURES`.
    """
    options = ("--raw", "-z", "--no-abbrev", "--no-renames", "--relative")
    output = git(content, "diff", *options, revision, "--", folder).decode("utf-8", errors="surrogateescape")
    parts = output.split("\0")
    records = []
    for head, name in zip(parts[0::2], parts[1::2], strict=False):
        mode, _, digest, *_ = head.removeprefix(":").split(" ")
        inner_path = name.removeprefix(f"{folder}/")
        if is_record(inner_path) and "/" not in inner_path:
            is_file = mode in _FILES and digest.strip(_NOWHERE)
            records.append(ChangedRecord(name=inner_path, blob=digest if is_file else None))
    return records
