"""Build beside the site and put it in place whole, so that a failed build leaves the last good one."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

from exchange.build.folder_lock import FolderLock, lock_folder
from exchange.build.removal import remove_tree

_PREFIX = ".site-building-"
_NAME = re.compile(rf"{re.escape(_PREFIX)}\d+-\d+")
_OLD = "-old"


class Staging:
    """A folder beside the site's, locked by the process that fills it; published once or discarded.

    `has_old_files`: it holds the files of an earlier site. `spare` is where the site that is replaced may be
    left for the next build to use.
    """

    def __init__(
        self,
        site: Path,
        folder: Path,
        lock: FolderLock | None,
        *,
        spare: Path | None = None,
        has_old_files: bool = False,
    ) -> None:
        self.site = site
        self.folder = folder
        self.has_old_files = has_old_files
        self._lock = lock
        self._spare = spare

    def publish(self) -> None:
        """Put the folder in the site's place. Entries of the old site that begin with a dot are kept.

        Raises OSError and leaves the old site as it was where it cannot be replaced.
        """
        self._keep_hidden_entries()
        old = self.folder.with_name(self.folder.name + _OLD)
        try:
            _rename_if_there(self.site, old)
        except OSError:  # a mount point cannot be renamed: exchange what is in it
            self._exchange_contents(old)
            self._release()
            return
        try:
            self.folder.rename(self.site)
        except OSError:
            _rename_if_there(old, self.site)
            raise
        self._leave(old)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _leave(self, old: Path) -> None:
        """Leave the site that was replaced to the next build; on another disk, or where one is, remove it."""
        try:
            if self._spare is not None and old.exists():
                self._spare.parent.mkdir(parents=True, exist_ok=True)
                old.rename(self._spare)
        except OSError:
            pass
        remove_tree(old)

    def discard(self) -> None:
        """Remove the folder; the site stays as it was."""
        remove_tree(self.folder)
        self._release()

    def _keep_hidden_entries(self) -> None:
        if self.site.is_dir():
            for entry in self.site.iterdir():
                if entry.name.startswith(".") and not (self.folder / entry.name).exists():
                    _copy(entry, self.folder / entry.name)

    def _exchange_contents(self, old: Path) -> None:
        old.mkdir()
        is_empty = False
        try:
            _move_all(self.site, old)
            is_empty = True
            _move_all(self.folder, self.site)
        except OSError:
            if is_empty:
                _move_all(self.site, self.folder)
            _move_all(old, self.site)
            old.rmdir()
            raise
        remove_tree(old)
        self.discard()


def new_staging(site: Path, *, spare: Path | None = None) -> Staging:
    """Make a staging folder beside the site, and clear away those of processes that are gone.

    A site that was left as `spare` becomes the staging folder; only one build can have it.
    """
    clear_leftovers(site)
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    folder, lock = _new_folder(site.parent)
    has_old_files = spare is not None and _take(spare, folder)
    folder.mkdir(exist_ok=has_old_files)
    return Staging(site, folder, lock, spare=spare, has_old_files=has_old_files)


def clear_leftovers(site: Path) -> None:
    """Remove the staging folders of processes that are gone.

    A process that was killed while it published has left no site, but the old one: that is put back.
    """
    site = site.resolve()
    leftovers = {match[0] for path in site.parent.glob(f"{_PREFIX}*") if (match := _NAME.match(path.name))}
    for folder in sorted(site.parent / name for name in leftovers):
        with suppress(OSError):
            lock = lock_folder(folder)
            if lock is not None:
                _clear(folder, site)
                lock.release()


def _clear(folder: Path, site: Path) -> None:
    """Remove what an ended process has left; one process at a time does so."""
    old = folder.with_name(folder.name + _OLD)
    if not site.exists():
        with suppress(OSError):
            old.rename(site)
    for path in (folder, old):
        remove_tree(path)


def _new_folder(place: Path) -> tuple[Path, FolderLock | None]:
    """Return a new folder in this place, and this process's claim to it."""
    for number in count():
        folder = place / f"{_PREFIX}{os.getpid()}-{number}"
        lock = lock_folder(folder)
        if not os.path.lexists(folder):
            return folder, lock
        if lock is not None:
            lock.release()
    raise AssertionError("count() never ends")


def copy_to_spare(site: Path, spare: Path) -> None:
    """Leave a copy of a site to the next build, where none is; a preview has time between two builds.

    A site that is replaced meanwhile does no harm: the next build compares each file.
    """
    if spare.exists():
        return
    folder, lock = _new_folder(site.parent)
    with suppress(OSError):
        shutil.copytree(site, folder)
        spare.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(spare)
    remove_tree(folder)
    if lock is not None:
        lock.release()


def _take(spare: Path, folder: Path) -> bool:
    """Move the spare tree to the folder, if it is one; what is neither file nor folder is removed from it."""
    if spare.is_symlink() or not spare.is_dir():
        return False
    try:
        spare.rename(folder)
    except OSError:
        return False
    _remove_links(folder)
    return True


def _remove_links(folder: Path | str) -> None:
    """Remove links and the like below a folder: nothing may be written through them, nor published."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            _remove_links(entry.path)
        elif not entry.is_file(follow_symlinks=False):
            Path(entry.path).unlink()


def _rename_if_there(path: Path, target: Path) -> None:
    if path.exists():
        path.rename(target)


def _move_all(source: Path, target: Path) -> None:
    """Move what is in a folder to another, which may be on another disk."""
    for entry in list(source.iterdir()):
        shutil.move(entry, target / entry.name)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)
