"""Tell that nothing in a tree was written, by the stamps that a disk gives to its folders and files.

docs/decisions/0070-folders-by-their-stamps.md says what this notices and what it does not.
"""

from __future__ import annotations

import contextlib
import json
import os
from array import array
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from exchange.build.outputs import replace_file

HAS_STAMPS = os.name == "posix"
"""Elsewhere a file's time of change is that of its making, which tells nothing."""

_DIGITS = 64
_FORM = b"2"
"""Of what is remembered, in its digest: another form is not read."""


class Stamps(NamedTuple):
    """What the stamps of some folders and files are; the same `whole`, the same bytes."""

    whole: str  # a digest of all stamps
    lasting: str  # the same without the times of change, which any link more gives a file
    newest: int  # the latest time among them, in nanoseconds
    last: int  # the time of change of the last one, which is linked when the others are


def stamps(folder: str, paths: Iterable[str]) -> Stamps:
    """Return the stamps of paths below a folder, in their order. Raises OSError where one is not there."""
    found: list[os.stat_result] = []
    if HAS_STAMPS:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)  # names below it are found sooner
        try:
            found = [os.stat(path or ".", dir_fd=descriptor, follow_symlinks=False) for path in paths]
        finally:
            os.close(descriptor)
    times, changes = ([one.st_mtime_ns for one in found], [one.st_ctime_ns for one in found])
    numbers = [number for one in found for number in (one.st_dev, one.st_ino, one.st_size)]
    known = array("q", numbers + times).tobytes()
    return Stamps(
        sha256(known + array("q", changes).tobytes()).hexdigest(),
        sha256(known).hexdigest(),
        max(times + changes, default=0),
        changes[-1] if changes else 0,
    )


def folders_and_files(folder: str) -> tuple[list[str], list[str]]:
    """Return the paths of all folders below one, itself first with an empty path, and of all that is none."""
    folders: list[str] = [""]
    files: list[str] = []
    for path in folders:  # which grows on the way
        prefix = f"{path}/" if path else ""
        for entry in os.scandir(f"{folder}/{path}"):
            paths = folders if entry.is_dir(follow_symlinks=False) else files
            paths.append(f"{prefix}{entry.name}")
    return folders, files


class StampRecords:
    """What is remembered of trees from one build to the next, by their names. `file` None: nothing is.

    A disposable cache that carries its own digest: one that is lost or damaged costs time only.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file if HAS_STAMPS else None
        self._old, self._written = _read(self._file) if self._file else ({}, 0)
        self.new: dict[str, dict[str, Any]] = {}

    def of(self, name: str) -> Mapping[str, Any]:
        """Return what is remembered of a tree; nothing where it is not known."""
        return self._old.get(name, {})

    def names(self) -> tuple[str, ...]:
        """Return the trees of which something is remembered."""
        return tuple(self._old)

    def are_old(self, found: Stamps) -> bool:
        """Return True if a write since would show: as in git's index, one in the same moment would not."""
        return found.newest < self._written

    def save(self) -> None:
        """Write down what is new, and nothing else."""
        if self._file is None:
            return
        text = json.dumps(self.new, ensure_ascii=False).encode("utf-8", "surrogateescape")
        with contextlib.suppress(OSError):  # then everything is looked at again
            self._file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._file, sha256(_FORM + text).hexdigest().encode() + text)


def join_paths(paths: Iterable[str]) -> str:
    """Return paths as one text, which is read sooner than a list; no name of a file has its sign."""
    return "\0".join(paths)


def split_paths(text: str) -> list[str]:
    """Return the paths of such a text."""
    return text.split("\0")


def _read(file: Path) -> tuple[dict[str, dict[str, Any]], int]:
    """Return what a file holds and when it was written."""
    try:
        content, written = file.read_bytes(), file.stat().st_mtime_ns
    except OSError:
        return {}, 0
    text = content[_DIGITS:]
    if content[:_DIGITS] != sha256(_FORM + text).hexdigest().encode():
        return {}, 0
    return json.loads(text.decode("utf-8", "surrogateescape")), written
