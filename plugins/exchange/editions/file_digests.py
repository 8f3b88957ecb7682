"""What git calls the bytes of files; folders that share files by links have each read once."""

from __future__ import annotations

import hashlib
import os

from exchange.text.content_folder import read_bytes


class FileDigests:
    """Digests of files of one disk, told apart by their numbers, while one command runs."""

    def __init__(self) -> None:
        self._digests: dict[int, bytes] = {}

    def digest(self, entry: os.DirEntry[str], algorithm: str) -> bytes:
        """Return the digest of a file's bytes as git stores them. Raises OSError."""
        number = entry.inode()  # without asking the system
        digest = self._digests.get(number)
        if digest is None:
            size = entry.stat(follow_symlinks=False).st_size
            digest = self._digests[number] = blob(read_bytes(entry.path, size), algorithm)
        return digest


def blob(content: bytes, algorithm: str) -> bytes:
    """Return the digest of the object that git makes of a file's bytes."""
    return git_object("blob", content, algorithm)


def git_object(kind: str, content: bytes, algorithm: str) -> bytes:
    """Return the digest of an object of git."""
    digest = hashlib.new(algorithm, f"{kind} {len(content)}\0".encode(), usedforsecurity=False)
    digest.update(content)
    return digest.digest()
