"""Write files of a person's folder: all of them or none, and each in one step."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_files(files: Mapping[Path, str | bytes]) -> None:
    """Write texts, as UTF-8, in place of what is there, with its rights; make the folders that are missing.

    Where a disk refuses one of them, all stay as they were, and the OSError names that file.
    """
    new_files: dict[Path, Path] = {}
    new_folders: list[Path] = []
    target = Path()
    try:
        for target, content in files.items():
            if target.is_symlink() or (target.exists() and not target.is_file()):  # such as /dev/stdout
                target.write_bytes(content.encode() if isinstance(content, str) else content)
                continue
            new_folders += _make_folder(target.parent)
            new_files[target] = new = target.parent / f".new-{os.getpid()}-{len(new_files)}"
            new.write_bytes(content.encode() if isinstance(content, str) else content)
            if target.exists():
                new.chmod(target.stat().st_mode)
        for target, new in new_files.items():
            new.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        for new in new_files.values():
            new.unlink(missing_ok=True)
        for folder in reversed(new_folders):
            with suppress(OSError):  # it is not empty: all was written
                folder.rmdir()


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder, and return those that were made for it, the outermost first."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]
