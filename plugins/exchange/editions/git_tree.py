"""Compute the name that git gives a folder, which changes with any byte and any name in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import MutableMapping
from pathlib import Path

from exchange.text.content_folder import read_bytes

_FILE, _FOLDER = b"100644", b"40000"
_SHA256_DIGITS = 64


def tree_name(folder: Path, *, like: str = "", blobs: MutableMapping[int, bytes] | None = None) -> str:
    """Return the object name of a folder's tree, in hexadecimal digits; its files are plain ones.

    `like` is a name of the same repository: its length says whether that uses SHA-1 or SHA-256. What git
    keeps in no tree of plain files, such as an empty folder, a link or a pipe, gives a name that no tree has.
    `blobs` holds what was computed in this run, by the number of a file on its disk: folders that share files
    by links are named together, and each file is read once. Raises OSError where a file cannot be read.
    """
    algorithm = "sha256" if len(like) == _SHA256_DIGITS else "sha1"
    return _tree(folder, algorithm, {} if blobs is None else blobs).hex()


def _tree(folder: Path | str, algorithm: str, blobs: MutableMapping[int, bytes]) -> bytes:
    """Return the digest of a tree object. In git's order of entries a folder's name ends in a slash."""
    entries: list[tuple[bytes, bytes]] = []
    for entry in os.scandir(folder):
        name = os.fsencode(entry.name)
        if entry.is_dir(follow_symlinks=False):
            entries.append((name + b"/", _FOLDER + b" " + name + b"\0" + _tree(entry.path, algorithm, blobs)))
        elif entry.is_file(follow_symlinks=False):
            number = entry.inode()
            if number not in blobs:
                blobs[number] = _object("blob", read_bytes(entry.path, entry.stat().st_size), algorithm)
            entries.append((name, _FILE + b" " + name + b"\0" + blobs[number]))
        else:
            entries.append((name, b"0 " + name + b"\0"))
    return _object("tree", b"".join(entry for _, entry in sorted(entries)), algorithm)


def _object(kind: str, content: bytes, algorithm: str) -> bytes:
    digest = hashlib.new(algorithm, f"{kind} {len(content)}\0".encode(), usedforsecurity=False)
    digest.update(content)
    return digest.digest()
