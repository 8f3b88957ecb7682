"""Faults of a disk or of its rights, which a person mends; any other fault of files is one of the program."""

from __future__ import annotations

import errno
from pathlib import Path

from exchange.text.problems import Place, Problem

_FAULTS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
)


def disk_fault(error: OSError, folder: Path) -> Problem | None:
    """Return what a person must do about it, or None where the program is wrong.

    `folder` is where something was written, for a fault that names no file.
    """
    if error.errno not in _FAULTS:
        return None
    place = Place(path=str(error.filename or folder))
    return Problem(code="editions/disk", place=place, values={"reason": error.strerror or str(error)})
