"""Folders that are made once and kept, named by what they were made from and by git's name of what they hold.

A disposable cache, like the stores of a build: a folder that is not what its name says is made again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from exchange.build.outputs import replace_file
from exchange.build.removal import remove_tree
from exchange.build.work_folders import cache_or_passing_folder, clear_work_folders, work_folder
from exchange.editions.git_tree import tree_name
from exchange.editions.tree_names import TreeNames
from exchange.text.digest import digest

Files = Iterable[tuple[str, bytes]]
"""Paths below a folder, with what is there."""


class TreeCache:
    """Folders in one place, each compared with its name before use. `stamp` says by which versions."""

    def __init__(self, place: Path, *, stamp: str) -> None:
        self._cache = place
        self._stamp = stamp
        self._names = TreeNames(place.with_name(f"{place.name}.stamps"))
        self._used: set[str] = set()

    @cached_property
    def _place(self) -> Path:
        return cache_or_passing_folder(self._cache)

    def folder(self, inputs: str, make: Callable[[], Files]) -> Path:
        """Return a folder of files, made where none is kept; `inputs` says all that they are made from."""
        key = digest(self._stamp.encode(), inputs.encode(), length=32)
        for folder in self._place.glob(f"{key}-*"):
            if self._is_sound(folder):
                self._used.add(folder.name)
                return folder
        clear_work_folders(self._place.parent)
        with work_folder(self._place.parent) as work:
            new = work / "new"
            new.mkdir()
            for path, content in make():
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                replace_file(new / path, content)
            folder = self._place / f"{key}-{tree_name(new)}"
            remove_tree(folder)
            new.rename(folder)
        self._used.add(folder.name)
        return folder

    def stamp(self, folder: Path) -> str:
        """Return what says which files are in a folder that was compared; empty for a new one."""
        return self._names.stamps.get(folder.name, "")

    def forget_others(self) -> None:
        """Remove what was not asked for, and remember what was read of the rest."""
        self._names.save()
        with contextlib.suppress(OSError):  # where there is none, or another process was first
            for folder in self._cache.iterdir():
                if folder.name not in self._used:
                    remove_tree(folder)

    def _is_sound(self, folder: Path) -> bool:
        """Return True if a folder is what the end of its name says."""
        try:
            return self._names.is_named(folder, folder.name.rpartition("-")[2])
        except OSError:  # a file that cannot be read is as good as none
            return False
