"""Compute the name that git gives a folder, which changes with any byte and any name in it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from exchange.editions.file_digests import FileDigests, git_object

_FILE, _FOLDER = b"100644", b"40000"
_SHA256_DIGITS = 64


@dataclass(frozen=True, slots=True)
class TreeReading:
    """A folder that was read whole: its name, and the paths in it, of folders and of files with digests."""

    algorithm: str
    digests: FileDigests
    folders: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def tree(self, folder: str, prefix: str = "") -> bytes:
        """Return the digest of a tree object. In git's order of entries a folder's name ends in a slash."""
        entries: list[tuple[bytes, bytes]] = []
        self.folders.append(prefix)
        for entry in os.scandir(folder):
            name = os.fsencode(entry.name)
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                digest = self.tree(entry.path, f"{path}/")
                entries.append((name + b"/", _FOLDER + b" " + name + b"\0" + digest))
            elif entry.is_file(follow_symlinks=False):
                digest = self.files[path] = self.digests.digest(entry, self.algorithm)
                entries.append((name, _FILE + b" " + name + b"\0" + digest))
            else:
                entries.append((name, b"0 " + name + b"\0"))
        return git_object("tree", b"".join(entry for _, entry in sorted(entries)), self.algorithm)


def algorithm_of(name: str) -> str:
    """Return by which algorithm a repository names its objects, by the length of such a name."""
    return "sha256" if len(name) == _SHA256_DIGITS else "sha1"


def tree_name(folder: Path, *, like: str = "") -> str:
    """Return the object name of a folder's tree, in hexadecimal digits; its files are plain ones.

    `like` is a name of the same repository. What git keeps in no tree of plain files, such as an empty
    folder, a link or a pipe, gives a name that no tree has. Raises OSError where a file cannot be read.
    """
    return TreeReading(algorithm_of(like), FileDigests()).tree(str(folder)).hex()
