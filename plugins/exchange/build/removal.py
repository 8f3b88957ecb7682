"""Remove files and folders; read-only ones too, which Windows refuses to remove until they may be written."""

from __future__ import annotations

import shutil
import stat
from contextlib import suppress
from pathlib import Path


def remove_file(file: Path) -> None:
    """Remove a file, if there is one. Raises OSError where that cannot be done."""
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        _allow_writing(file)
        file.unlink()


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as that can be done."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for path in (folder, *folder.rglob("*")):
            with suppress(OSError):
                _allow_writing(path)
        shutil.rmtree(folder, ignore_errors=True)


def remove(path: Path) -> None:
    """Remove what is at a path, if anything is: a folder with all that is in it, a file, or a link itself."""
    if path.is_dir() and not path.is_symlink():
        remove_tree(path)
    else:
        remove_file(path)


def _allow_writing(path: Path) -> None:
    if not path.is_symlink():  # what it leads to is not ours to change
        path.chmod(path.stat().st_mode | stat.S_IWRITE)
