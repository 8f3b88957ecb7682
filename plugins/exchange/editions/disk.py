"""Faults of a disk or of its rights, which a person mends; any other fault of files is one of the program."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from exchange.text.problems import Place, Problem

_FAULTS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
)
_FAULTS_OF_NAMES = frozenset(
    {errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP}
)


def disk_fault(error: OSError, folder: Path, *, named: Iterable[object] = ()) -> Problem | None:
    """Return what a person must do about it, or None where the program is wrong.

    `folder` is where something was written, for a fault that names no file; `named` is what a person has
    typed: paths among them may be none that a disk has.
    """
    is_named = error.errno in _FAULTS_OF_NAMES and any(
        Path(str(error.filename)).is_relative_to(name)
        for name in named
        if isinstance(name, (str, Path)) and name
    )
    if error.errno not in _FAULTS and not is_named:
        return None
    place = Place(path=str(error.filename2 or error.filename or folder))  # of a copy the second
    return Problem(code="editions/disk", place=place, values={"reason": error.strerror or str(error)})
