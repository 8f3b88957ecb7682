"""Folders that one process works in; what a process has left that was killed is removed by the next one.

A folder is in use while the lock beside it is held, which the system gives up when its process ends.
"""

from __future__ import annotations

import atexit
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

from exchange.build.folder_lock import SUFFIX, FolderLock, lock_folder
from exchange.build.removal import remove_tree

PREFIX = ".site-building-"
_NAME = re.compile(rf"{re.escape(PREFIX)}\d+-\d+")
_NUMBERS = count()
"""Two threads of a process never try the same one: between a lock and its folder there is a moment."""
_PREVIEW_NAME = re.compile(r"mkdocs_\w+")
"""The folder that `mkdocs serve` makes for itself, before any plugin is asked."""


def reserve_folder(place: Path) -> tuple[Path, FolderLock | None]:
    """Return a folder in this place that is not there yet, and this process's claim to it."""
    for number in _NUMBERS:
        folder = place / f"{PREFIX}{os.getpid()}-{number}"
        lock = lock_folder(folder)
        if not os.path.lexists(folder):
            return folder, lock
        if lock is not None:
            lock.release()
    raise AssertionError("numbers never end")


@contextmanager
def work_folder(place: Path) -> Iterator[Path]:
    """Make a folder, and remove it when the work is done."""
    folder, lock = reserve_folder(place)
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        remove_tree(folder)
        if lock is not None:
            lock.release()


def cache_or_passing_folder(cache: Path) -> Path:
    """Return a folder in which something is kept, made where there is none.

    Where nothing can be written, another one that lasts as long as this process.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return cache
    except OSError:
        place = Path(tempfile.gettempdir())
        clear_work_folders(place)
        lasting = ExitStack()
        atexit.register(lasting.close)
        folder = lasting.enter_context(work_folder(place))
        (folder / cache.name).mkdir()
        return folder / cache.name


def abandoned_folders(place: Path) -> Iterator[Path]:
    """Yield each folder whose process has ended, locked until the next one is asked for."""
    names = {match[0] for path in place.glob(f"{PREFIX}*") if (match := _NAME.match(path.name))}
    yield from _without_owner(place, sorted(names))


def clear_work_folders(place: Path) -> bool:
    """Remove the folders whose processes have ended; return True if there were any."""
    folders = [folder for folder in abandoned_folders(place) if _remove(folder)]
    return bool(folders)


def claim_preview(site: Path) -> FolderLock | None:
    """Mark the folder of a preview as in use, and remove those of previews that were killed."""
    locks = [file.name.removesuffix(SUFFIX) for file in site.parent.glob(f"mkdocs_*{SUFFIX}")]
    for folder in _without_owner(site.parent, sorted(filter(_PREVIEW_NAME.fullmatch, locks))):
        _remove(folder)
    try:
        return lock_folder(site) if _PREVIEW_NAME.fullmatch(site.name) else None
    except OSError:
        return None


def _without_owner(place: Path, names: list[str]) -> Iterator[Path]:
    for name in names:
        with suppress(OSError):
            lock = lock_folder(place / name)
            if lock is not None:
                yield place / name
                lock.release()


def _remove(folder: Path) -> bool:
    is_there = os.path.lexists(folder)
    remove_tree(folder)
    return is_there
