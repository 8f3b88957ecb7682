"""Make one folder hold the files of another by links; where it held them already, nothing is written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from exchange.build.links import link
from exchange.build.outputs import replace_file
from exchange.build.removal import remove, remove_tree
from exchange.build.stamps import StampRecords, folders_and_files, join_paths, split_paths, stamps
from exchange.text.digest import digest

TURNS = 16
"""So often at most is a folder taken as it was by its stamps; then all in it is looked at again."""


class LinkedTrees:
    """The folders of links in one site. A folder of which no stamp has changed is not looked into again.

    Which file a name in a folder means cannot change without the folder's stamps; what is in the files is
    compared by those who keep the source. `file` remembers the stamps of two sites, which take turns.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._records = StampRecords(file)

    def link(
        self,
        name: str,
        source: Path,
        target: Path,
        *,
        stamp: str,
        additions: Mapping[str, bytes] | None = None,
        omitted: Collection[str] = (),
        others: Collection[str] = (),
    ) -> None:
        """Do what `link_tree` does, for the folder that has this name in the site.

        `stamp` says which files are in the source, as those who have just compared them know it; it is empty
        where nobody has.
        """
        added_files = additions or {}
        inputs = digest(repr((stamp, sorted(added_files), omitted, others)).encode(), length=32)
        known = self._records.of(name)
        folders = split_paths(known.get("folders", ""))
        seen, is_known = self._look_at(target, folders)
        turns = known.get("turns", len(self._records.new)) - 1  # not all in the same build
        if stamp and is_known and (inputs, seen) in map(tuple, known.get("seen", ())) and turns >= 0:
            if _add(target, added_files):
                seen, _ = self._look_at(target, folders)
            links = known["links"]
        else:
            turns = turns % TURNS
            links = link_tree(source, target, additions=added_files, omitted=omitted, others=others)
            folders, _ = folders_and_files(str(target))
            seen, _ = self._look_at(target, folders)
        self._records.new[name] = {
            "turns": turns,
            "folders": join_paths(folders),
            "seen": [[inputs, seen], *(one for one in known.get("seen", ())[:1] if one[1] != seen)],
            "size": [len(added_files) + links[0], sum(map(len, added_files.values())) + links[1]],
            "links": links,
            "others": [*others],
        }

    def _look_at(self, target: Path, folders: list[str]) -> tuple[str, bool]:
        """Return a digest of the stamps of folders, and whether a change since would show."""
        try:
            found = stamps(str(target), folders)
        except OSError:
            return "", False
        return found.whole, self._records.are_old(found)

    def size(self, name: str, folder: Path) -> tuple[int, int] | None:
        """Return how many files were put into a folder of this name, and their bytes; None if unknown."""
        known = self._records.of(name)
        if not known:
            return None
        others = [status.st_size for other in known["others"] if (status := _status(folder / other))]
        return known["size"][0] + len(others), known["size"][1] + sum(others)

    def names(self) -> tuple[str, ...]:
        """Return the folders that the next site will have again, or `save` removes."""
        return self._records.names()

    def save(self, site: Path) -> None:
        """Remember the folders that were linked, and remove from a site those that no longer are."""
        for name in {*self.names()} - {*self._records.new}:
            remove_tree(site / name)
        self._records.save()


def _status(file: Path) -> os.stat_result | None:
    try:
        return file.lstat()
    except OSError:
        return None


def link_tree(
    source: Path,
    target: Path,
    *,
    additions: Mapping[str, bytes] | None = None,
    omitted: Collection[str] = (),
    others: Collection[str] = (),
) -> tuple[int, int]:
    """Make `target`, a folder, hold what is in `source`, and `additions` in place of files of the same path.

    `omitted` names what is left out at the top, `others` files there that are not ours. Whatever else is in
    `target`, links too, is removed. A file that is the same one on the disk is left as it is, and not read.
    Return the number of files that were linked or were links before, and their bytes.
    """
    added_files = additions or {}
    sizes: list[int] = []
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
                continue
            sizes.append(entry.stat(follow_symlinks=False).st_size)
            if not (there and there.is_file(follow_symlinks=False) and is_same(entry, there)):
                if there:
                    remove(Path(there.path))
                link(Path(entry.path), Path(folder, entry.name))
        for there in old.values():
            clear(there, f"{prefix}{there.name}")

    def is_same(entry: os.DirEntry[str], old_entry: os.DirEntry[str]) -> bool:
        return on_one_disk and entry.inode() == old_entry.inode()

    def clear(leftover: os.DirEntry[str], path: str) -> None:
        if path in added_folders and leftover.is_dir(follow_symlinks=False):
            fill(leftover.path, "", f"{path}/")
        elif path not in added_files and path not in others:
            remove(Path(leftover.path))

    fill(str(target), str(source), "")
    _add(target, added_files)
    return len(sizes), sum(sizes)


def _add(target: Path, files: Mapping[str, bytes]) -> bool:
    """Write files into a folder; return True if one was not there with this content."""
    has_written = False
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        has_written |= replace_file(target / path, content)
    return has_written


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
        remove(Path(folder))
        Path(folder).mkdir()
    return folder
