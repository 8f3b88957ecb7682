"""Compare folders with git's names of them, reading those that may have changed, and a share of the others.

docs/decisions/0064-files-read-once.md says what this notices and what it does not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from exchange.build.stamps import StampRecords, folders_and_files, join_paths, split_paths, stamps
from exchange.editions.file_digests import FileDigests, blob
from exchange.editions.git_tree import TreeReading, algorithm_of
from exchange.text.content_folder import read_bytes
from exchange.text.digest import digest

SHARE = 16
"""Of so many files of a folder that did not change, one is read again each time, in turn."""


class TreeNames:
    """The folders that one command compares; without a `file` it remembers none, and reads all of them.

    A file that folders share by links is looked at in the first of them. So what is remembered of a folder
    holds only after those that were compared before it, as they were then.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._records = StampRecords(file)
        self._digests = FileDigests()
        self._before = ""  # a digest of the folders that were compared so far
        self.stamps: dict[
            str, str
        ] = {}  # of each that has its name: another one, and a file in it is another
        self._unlisted: list[tuple[str, Sequence[str]]] = []  # of these, whose files have no number yet
        self._numbers: set[int] = set()

    def is_named(self, folder: Path, name: str) -> bool:
        """Return True if git names the folder so. Raises OSError where a file cannot be read."""
        key = str(folder)
        record = self._unchanged(key, name) or self._read(key, name)
        if record:
            self._records.new[key] = record
            self._unlisted.append((key, split_paths(record["paths"])[record["folders"] :]))
        self._before = digest(self._before.encode(), (record["stamps"][1] if record else name).encode())
        if record:
            self.stamps[folder.name] = self._before
        return bool(record)

    def _unchanged(self, folder: str, name: str) -> dict[str, Any]:
        """Return what is known of a folder where all stamps are those of the last time, else nothing.

        The files in their turn are read, and are the same.
        """
        known = self._records.of(folder)
        with suppress(OSError):
            if known and known["name"] == name and known["before"] == self._before:
                paths = split_paths(known["paths"])
                found = stamps(folder, paths)
                is_known = found.whole == known["stamps"][0] and self._records.are_old(found)
                if is_known and _says_the_same(folder, paths[known["folders"] :], known):
                    return {**known, "turn": (known["turn"] + 1) % SHARE}
        return {}

    def _read(self, folder: str, name: str) -> dict[str, Any]:
        """Read a folder whole; return what to remember of it, or nothing where it has another name."""
        folders, files = folders_and_files(folder)
        own_files = [
            path for path in files if os.lstat(f"{folder}/{path}").st_ino not in self._seen_numbers()
        ]
        found = stamps(folder, (*folders, *own_files))  # before reading: what is written meanwhile is noticed
        reading = TreeReading(algorithm_of(name), self._digests)
        if reading.tree(folder).hex() != name or reading.files.keys() != {*files}:
            return {}
        return {
            "name": name,
            "before": self._before,
            "turn": 0,
            "stamps": found,
            "folders": len(folders),
            "paths": join_paths((*folders, *own_files)),
            "digests": b"".join(reading.files[path] for path in own_files).hex(),
        }

    def _seen_numbers(self) -> set[int]:
        """Return the numbers of the files that were compared so far."""
        while self._unlisted:
            folder, files = self._unlisted.pop()
            self._numbers.update(os.lstat(f"{folder}/{path}").st_ino for path in files)
        return self._numbers

    def save(self) -> None:
        """Remember what was compared. Links made since have changed a time of files, and nothing else."""
        for key, record in list(self._records.new.items()):
            paths = split_paths(record["paths"])
            with suppress(OSError):
                if stamps(key, paths[-1:]).last == record["stamps"][3]:
                    continue
                found = stamps(key, paths)
                if found.lasting == record["stamps"][1]:
                    record["stamps"] = found
                    continue
            del self._records.new[key]
        self._records.save()


def _says_the_same(folder: str, files: Sequence[str], known: Mapping[str, Any]) -> bool:
    """Return True if the files that are in their turn hold the bytes that are known."""
    algorithm, digests = algorithm_of(known["name"]), bytes.fromhex(known["digests"])
    size = len(digests) // max(len(files), 1)
    return all(
        blob(read_bytes(f"{folder}/{files[place]}", 0), algorithm)
        == digests[place * size : (place + 1) * size]
        for place in range(known["turn"], len(files), SHARE)
    )
