"""Make one folder hold the files of another by links; where it held them already, nothing is written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from exchange.build.links import link
from exchange.build.outputs import replace_file
from exchange.build.removal import remove_file, remove_tree


def link_tree(
    source: Path,
    target: Path,
    *,
    additions: Mapping[str, bytes] | None = None,
    omitted: Collection[str] = (),
    others: Collection[str] = (),
) -> None:
    """Make `target`, a folder, hold what is in `source`, and `additions` in place of files of the same path.

    `omitted` names what is left out at the top, `others` files there that are not ours. Whatever else is in
    `target`, links too, is removed. A file that is the same one on the disk is left as it is, and not read.
    """
    added_files = additions or {}
    added_folders = {
        path[:end] for path in added_files for end, sign in enumerate(path) if sign == "/"
    }  # all that are above a file
    on_one_disk = source.stat().st_dev == target.stat().st_dev

    def fill(folder: str, from_folder: str, prefix: str) -> None:
        old = {entry.name: entry for entry in os.scandir(folder)}
        for entry in list(os.scandir(from_folder)) if from_folder else ():
            path = f"{prefix}{entry.name}"
            if path in added_files or path in omitted:
                continue
            there = old.pop(entry.name, None)
            if entry.is_dir(follow_symlinks=False):
                fill(_folder(folder, entry.name, there), entry.path, f"{path}/")
            elif not (there and there.is_file(follow_symlinks=False) and is_same(entry, there)):
                _remove(there)
                link(Path(entry.path), Path(folder, entry.name))
        for there in old.values():
            clear(there, f"{prefix}{there.name}")

    def is_same(entry: os.DirEntry[str], old_entry: os.DirEntry[str]) -> bool:
        return on_one_disk and entry.inode() == old_entry.inode()

    def clear(leftover: os.DirEntry[str], path: str) -> None:
        if path in added_folders and leftover.is_dir(follow_symlinks=False):
            fill(leftover.path, "", f"{path}/")
        elif path not in added_files and path not in others:
            _remove(leftover)

    fill(str(target), str(source), "")
    for path, content in added_files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(target / path, content)


def numbered_files(folder: Path, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Yield the path of every file below a folder behind `prefix`, and its number on the disk."""
    for entry in list(os.scandir(folder)):  # closed at once, whatever becomes of its reader
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from numbered_files(Path(entry.path), f"{path}/")
        else:
            yield path, entry.inode()


def _folder(parent: str, name: str, entry: os.DirEntry[str] | None) -> str:
    """Return the path of a folder, made where there is none."""
    folder = f"{parent}/{name}"
    if entry is None or not entry.is_dir(follow_symlinks=False):
        _remove(entry)
        Path(folder).mkdir()
    return folder


def _remove(entry: os.DirEntry[str] | None) -> None:
    if entry is not None and entry.is_dir(follow_symlinks=False):
        remove_tree(Path(entry.path))
    elif entry is not None:
        remove_file(Path(entry.path))
