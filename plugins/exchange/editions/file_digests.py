"""What git calls the bytes of files, remembered from one publishing to the next while stamps are the same.

docs/decisions/0064-files-read-once.md says what this notices and what it does not.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from exchange.build.outputs import replace_file
from exchange.text.content_folder import read_bytes

SHARE = 16
"""Of so many files that are remembered, one is read again in each publishing: those read longest ago."""

_RECORD = struct.Struct("<QQqqq32s")  # number and device, bytes, two times in nanoseconds, digest
_SIZES = {"sha1": 20, "sha256": 32}  # of digests, in bytes
_HAS_STAMPS = os.name == "posix"
"""Elsewhere a file's time of change is that of its making, which tells nothing."""

_Stamp = tuple[int, int, int, int]


class FileDigests:
    """Digests of files of one disk, told apart by their numbers; without a `file`, of this run only."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._old: dict[int, tuple[_Stamp, bytes]] = dict(_read(file)) if file and _HAS_STAMPS else {}
        self._new: dict[int, tuple[_Stamp, bytes, str]] = {}

    def digest(self, entry: os.DirEntry[str], algorithm: str) -> bytes:
        """Return the digest of a file's bytes as git stores them. Raises OSError."""
        number = entry.inode()  # without asking the system: folders share most of their files
        if number in self._new:
            return self._new[number][1]
        status = entry.stat(follow_symlinks=False)
        stamp = _stamp(status)
        old_stamp, old = self._old.get(number, (None, b""))
        if old_stamp == stamp:
            digest = old[: _SIZES[algorithm]]
        else:
            self._old.pop(number, None)
            digest = blob(read_bytes(entry.path, status.st_size), algorithm)
        self._new[number] = stamp, digest, entry.path
        return digest

    def sizes(self, folder: Path) -> dict[int, int]:
        """Return the bytes of this run's files by their numbers; nothing for a folder of another disk."""
        device = folder.stat().st_dev
        return {number: stamp[1] for number, (stamp, _, _) in self._new.items() if stamp[0] == device}

    def save(self) -> None:
        """Remember what was read, the oldest first; links made since have changed a time of each."""
        if self._file is None or not _HAS_STAMPS:
            return
        order = {number: place for place, number in enumerate(self._old)}
        records = bytearray()
        for number in sorted(self._new, key=lambda inode: order.get(inode, len(order))):
            stamp, digest, path = self._new[number]
            with contextlib.suppress(OSError):  # it is gone
                status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 -- of tens of thousands
                if status.st_ino == number and _stamp(status)[:3] == stamp[:3]:
                    records += _RECORD.pack(number, *_stamp(status), digest)
        with contextlib.suppress(OSError):  # then they are read again
            self._file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._file, bytes(records))


def blob(content: bytes, algorithm: str) -> bytes:
    """Return the digest of the object that git makes of a file's bytes."""
    return git_object("blob", content, algorithm)


def git_object(kind: str, content: bytes, algorithm: str) -> bytes:
    """Return the digest of an object of git."""
    digest = hashlib.new(algorithm, f"{kind} {len(content)}\0".encode(), usedforsecurity=False)
    digest.update(content)
    return digest.digest()


def _read(file: Path) -> Iterator[tuple[int, tuple[_Stamp, bytes]]]:
    """Yield what is remembered, without the share that is due.

    As in git's index, a file that was changed no earlier than this one was written is not known.
    """
    try:
        content, written = file.read_bytes(), file.stat().st_mtime_ns
    except OSError:
        return
    count = len(content) // _RECORD.size
    if len(content) % _RECORD.size:
        return
    due = -(-count // SHARE) * _RECORD.size
    for number, device, size, modified, ctime, digest in _RECORD.iter_unpack(content[due:]):
        if max(modified, ctime) < written:
            yield number, ((device, size, modified, ctime), digest)


def _stamp(status: os.stat_result) -> _Stamp:
    return status.st_dev, status.st_size, status.st_mtime_ns, status.st_ctime_ns
