"""Know whether the process that works in a folder still runs: it locks a file beside it until it ends.

The number of a process says nothing: in containers every build has the same one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SUFFIX = ".lock"


class FolderLock:
    """The claim of this process, and of its copies, to a folder that need not exist."""

    def __init__(self, file: Path, handle: int) -> None:
        self._file = file
        self._handle: int | None = handle

    def release(self) -> None:
        """Give the folder up, once."""
        if self._handle is not None:
            # Before it is unlocked: who locks it then sees that it is gone. Windows removes no open file.
            is_removed = _remove(self._file)
            os.close(self._handle)
            self._handle = None
            if not is_removed:
                _remove(self._file)


def _remove(file: Path) -> bool:
    """Remove a file; return False where it is open and the system does not remove such files."""
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        return False
    return True


def lock_folder(folder: Path) -> FolderLock | None:
    """Return a lock, or None where another process has it or files cannot be locked."""
    file = folder.with_name(folder.name + SUFFIX)
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return None
        if _is_file(handle, file):
            return FolderLock(file, handle)
        os.close(handle)


def _is_file(handle: int, file: Path) -> bool:
    """Return True if the file has not been removed, and perhaps made again, since it was opened."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
