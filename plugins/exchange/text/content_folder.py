"""The content folder as a build found it: what is in it, and the bytes of each file, read and digested once.

All checks of one process share this value, so that they judge the same bytes, and those
are the bytes that are published.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from exchange.text.digest import digest

_DIGITS = 32  # of a digest
_TEXT_ENDINGS = (".md", ".yml", ".yaml", ".csv")
_MEMORY_LIMIT = 1024 * 1024  # bytes; of larger files, which are no texts, only the digest is remembered


class EntryKind(Enum):
    """What a name in a folder is; folders themselves are no entries."""

    FILE = "file"
    LINK = "link"  # to anything; it is not followed
    OTHER = "other"  # a device, a socket, a pipe, a folder called like a file: nothing to open


class Entry(NamedTuple):
    """One name below the folder, by its path in it, and the bytes of its file."""

    path: str
    kind: EntryKind
    size: int = 0


def entries(folder: Path) -> Iterator[Entry]:
    """Yield all that is no folder: the names of one folder sorted, then its folders; nothing is opened.

    A folder that is called like a file that is read (`nav.yml`) is yielded too: no file can be there.
    """
    waiting = [("", str(folder))]
    while waiting:
        prefix, directory = waiting.pop()
        folders: list[tuple[str, str]] = []
        for item in _names(directory):
            path = prefix + item.name
            if item.is_symlink():
                yield Entry(path, EntryKind.LINK)
            elif item.is_dir(follow_symlinks=False):
                folders.append((f"{path}/", item.path))
                if item.name.endswith(_TEXT_ENDINGS):
                    yield Entry(path, EntryKind.OTHER)
            elif item.is_file(follow_symlinks=False):
                yield Entry(path, EntryKind.FILE, item.stat(follow_symlinks=False).st_size)
            else:
                yield Entry(path, EntryKind.OTHER)
        waiting.extend(reversed(folders))


def links_in(folder: Path) -> Iterator[str]:
    """Yield the path of each symbolic link in a folder, which nothing follows; it may stand for a folder."""
    return (entry.path for entry in entries(folder) if entry.kind is EntryKind.LINK)


def _names(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as names:
            return sorted(names, key=lambda item: item.name)
    except OSError:  # not there, or not to be read: nothing of it can be published
        return []


class ContentFolder:
    """The entries of a folder by path, and their bytes, which are read when they are first asked for."""

    def __init__(self, folder: Path, entries: Iterable[Entry]) -> None:
        self.folder = folder
        self.entries: Mapping[str, Entry] = {entry.path: entry for entry in entries}
        self.closed: frozenset[str] = frozenset()
        self._visible: tuple[str, ...] | None = None
        self._contents: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}

    @property
    def visible(self) -> tuple[str, ...]:
        """The sorted paths of which no part begins with a dot."""
        if self._visible is None:
            self._visible = tuple(
                sorted(path for path in self.entries if "/." not in path and not path.startswith("."))
            )
        return self._visible

    def with_edits(self, edits: Mapping[str, bytes]) -> ContentFolder:
        """Return the folder as it would be with other bytes in some of its files; nothing is written."""
        sizes = {path: self.entries[path]._replace(size=len(content)) for path, content in edits.items()}
        folder = ContentFolder(self.folder, {**self.entries, **sizes}.values())
        folder._contents = dict(edits)
        return folder

    def close(self, paths: Collection[str]) -> None:
        """Refuse to read these paths from now on: their faults have been reported."""
        self.closed |= frozenset(paths)

    def is_file(self, path: str) -> bool:
        """Return True if a path is that of a file that may be opened, not of a link."""
        entry = self.entries.get(path)
        return entry is not None and entry.kind is EntryKind.FILE and path not in self.closed

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; those of a text are the same each time."""
        content = self._contents.get(path)
        if content is None:
            entry = self.entries.get(path)
            content = read_bytes(f"{self.folder}/{path}", entry.size if entry else 0)
            if len(content) <= _MEMORY_LIMIT:
                self._contents[path] = content
        return content

    def digest(self, path: str) -> str:
        """Return a digest of the bytes of a file, in hexadecimal digits."""
        digest = self._digests.get(path)
        if digest is None:
            digest = self._digests[path] = content_digest(self.read(path))
        return digest


def look_at(folder: Path, *, size_limit: int | None = None) -> ContentFolder:
    """Return what is in a folder now, or no more than the first so many entries of it."""
    return ContentFolder(folder, islice(entries(folder), size_limit))


def content_digest(content: bytes) -> str:
    """Return the digest by which `ContentFolder` knows these bytes."""
    return digest(content, length=_DIGITS)


def read_bytes(file: str, size: int) -> bytes:
    """Return the bytes of a file, in one step where it has the size that was seen; 0 where none was.

    A `Path` or a file object takes twice as long, which counts where there are thousands of files.
    """
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        parts = [os.read(descriptor, size + 1)]
        while parts[-1] and len(parts[0]) != size:  # it has another size by now
            parts.append(os.read(descriptor, _MEMORY_LIMIT))
    finally:
        os.close(descriptor)
    return parts[0] if len(parts) == 1 else b"".join(parts)
