"""Compute the name that git gives a folder, which changes with any byte and any name in it."""

from __future__ import annotations

import os
from pathlib import Path

from exchange.editions.file_digests import FileDigests, git_object

_FILE, _FOLDER = b"100644", b"40000"
_SHA256_DIGITS = 64


def tree_name(folder: Path, *, like: str = "", digests: FileDigests | None = None) -> str:
    """Return the object name of a folder's tree, in hexadecimal digits; its files are plain ones.

    `like` is a name of the same repository: its length says whether that uses SHA-1 or SHA-256. What git
    keeps in no tree of plain files, such as an empty folder, a link or a pipe, gives a name that no tree has.
    Folders that share files by links, and `digests`, have each file read once. Raises OSError where a file
    cannot be read.
    """
    algorithm = "sha256" if len(like) == _SHA256_DIGITS else "sha1"
    return _tree(folder, algorithm, digests or FileDigests()).hex()


def _tree(folder: Path | str, algorithm: str, digests: FileDigests) -> bytes:
    """Return the digest of a tree object. In git's order of entries a folder's name ends in a slash."""
    entries: list[tuple[bytes, bytes]] = []
    for entry in os.scandir(folder):
        name = os.fsencode(entry.name)
        if entry.is_dir(follow_symlinks=False):
            entries.append(
                (name + b"/", _FOLDER + b" " + name + b"\0" + _tree(entry.path, algorithm, digests))
            )
        elif entry.is_file(follow_symlinks=False):
            entries.append((name, _FILE + b" " + name + b"\0" + digests.digest(entry, algorithm)))
        else:
            entries.append((name, b"0 " + name + b"\0"))
    return git_object("tree", b"".join(entry for _, entry in sorted(entries)), algorithm)
