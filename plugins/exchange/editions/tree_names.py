"""Compare folders with git's names of them, reading those that may have changed, and a share of the others.

docs/decisions/0064-files-read-once.md says what this notices and what it does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from exchange.build.stamps import StampRecords, folders_and_files, join_paths, split_paths, stamps
from exchange.editions.file_digests import FileDigests, blob
from exchange.editions.git_tree import TreeReading, algorithm_of
from exchange.text.content_folder import read_bytes

SHARE = 16
"""Of so many files of a folder that did not change, one is read again each time, in turn."""


class TreeNames:
    """The folders that one command compares; without a `file` it remembers none, and reads all of them."""

    def __init__(self, file: Path | None = None) -> None:
        self._records = StampRecords(file)
        self._digests = FileDigests()

    def is_named(self, folder: Path, name: str) -> bool:
        """Return True if git names the folder so. Raises OSError where a file cannot be read."""
        key = str(folder)
        known = self._records.of(key)
        with suppress(OSError):
            if known and known["name"] == name and self._is_unchanged(key, known):
                self._records.new[key] = {**known, "turn": (known["turn"] + 1) % SHARE}
                return True
        folders, files = folders_and_files(key)  # before reading: what is written meanwhile is noticed
        found = stamps(key, (*folders, *files))
        reading = TreeReading(algorithm_of(name), self._digests)
        if reading.tree(key).hex() != name:
            return False
        if reading.files.keys() == {*files}:
            self._records.new[key] = {
                "name": name,
                "turn": 0,
                "stamps": found,
                "folders": len(folders),
                "paths": join_paths((*folders, *files)),
                "digests": b"".join(reading.files[path] for path in files).hex(),
            }
        return True

    def _is_unchanged(self, folder: str, known: Mapping[str, Any]) -> bool:
        """Return True if all stamps are those of the last time, and files in their turn are the same."""
        paths = split_paths(known["paths"])
        found = stamps(folder, paths)
        if found.whole != known["stamps"][0] or not self._records.are_old(found):
            return False
        algorithm, digests = algorithm_of(known["name"]), bytes.fromhex(known["digests"])
        files = paths[known["folders"] :]
        size = len(digests) // max(len(files), 1)
        return all(
            blob(read_bytes(f"{folder}/{files[place]}", 0), algorithm)
            == digests[place * size : (place + 1) * size]
            for place in range(known["turn"], len(files), SHARE)
        )

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
