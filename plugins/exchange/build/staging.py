"""Build beside the site and put it in place whole, so that a failed build leaves the last good one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from exchange.build.folder_lock import FolderLock
from exchange.build.removal import remove_tree
from exchange.build.work_folders import abandoned_folders, reserve_folder


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
        old = _replaced_site(self.folder, self.site)
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


def new_staging(site: Path, *, spare: Path | None = None, exclusions: Collection[str] = ()) -> Staging:
    """Make a staging folder beside the site, and clear away those of processes that are gone.

    A site that was left as `spare` becomes the staging folder; only one build can have it. `exclusions` are
    folders in it that others clear of links.
    """
    clear_leftovers(site)
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    folder, lock = reserve_folder(site.parent)
    has_old_files = spare is not None and _take(spare, folder, exclusions)
    folder.mkdir(exist_ok=has_old_files)
    return Staging(site, folder, lock, spare=spare, has_old_files=has_old_files)


def clear_leftovers(site: Path) -> bool:
    """Remove the staging folders of processes that have ended; return True if there were any.

    A process that was killed while it published has left no site, but the old one: that is put back. What it
    has left of another site in the same folder stays there for that one's next build.
    """
    site = site.resolve()
    leftovers = False
    for folder in abandoned_folders(site.parent):
        leftovers |= _clear(folder, site)
    return leftovers


def _clear(folder: Path, site: Path) -> bool:
    """Remove what an ended process has left; return True if there was anything."""
    old = _replaced_site(folder, site)
    leftovers = os.path.lexists(folder) or os.path.lexists(old)
    if not site.exists():
        with suppress(OSError):
            old.rename(site)
    for path in (folder, old):
        remove_tree(path)
    return leftovers


def _replaced_site(folder: Path, site: Path) -> Path:
    """Return where a site is moved while what is in the folder takes its place."""
    return folder.with_name(f"{folder.name}-old-{site.name}")


def copy_to_spare(site: Path, spare: Path) -> None:
    """Leave a copy of a site to the next build, where none is; a preview has time between two builds.

    A site that is replaced meanwhile does no harm: the next build compares each file.
    """
    if spare.exists():
        return
    folder, lock = reserve_folder(site.parent)
    with suppress(OSError):
        shutil.copytree(site, folder)
        spare.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(spare)
    remove_tree(folder)
    if lock is not None:
        lock.release()


def _take(spare: Path, folder: Path, exclusions: Collection[str]) -> bool:
    """Move the spare tree to the folder, if it is one; what is neither file nor folder is removed from it."""
    if spare.is_symlink() or not spare.is_dir():
        return False
    try:
        spare.rename(folder)
    except OSError:
        return False
    _remove_links(folder, {str(folder / path) for path in exclusions})
    return True


def _remove_links(folder: Path | str, exclusions: Collection[str]) -> None:
    """Remove links and the like below a folder: nothing may be written through them, nor published."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.path not in exclusions:
                _remove_links(entry.path, exclusions)
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
