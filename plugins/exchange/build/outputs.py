"""The files of a site being built, in a folder that may still hold those of an earlier build.

Making a folder or a file takes a disk twenty times as long as reading one. So a build that follows another
is given the tree that the build before last has left: what says the same already is left alone, everything
else is written, and at the end files of no output are removed. The bytes decide, never a time.
"""

from __future__ import annotations

import json
import os
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from exchange.build.links import link
from exchange.build.removal import remove, remove_file

_LOOSE_END = re.compile(r"[. ]+(?=/|$)")  # which Windows leaves out of a name
_NOTE = ".outputs-{name}.json"
_READ_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)
"""How a file of the earlier site is opened: as bytes, never through a link, never waiting for a pipe."""


class PathConflict(Exception):
    """Raised where one build would write one path twice: the second writer would win."""

    def __init__(self, path: str, rival: str) -> None:
        self.path = path
        self.rival = rival
        super().__init__(f"'{path}' cannot be written: this build has written '{rival}'")


class Outputs:
    """`has_old_files`: the folder holds files of an earlier build. Paths are below it, with slashes."""

    def __init__(self, folder: Path, *, has_old_files: bool) -> None:
        self.folder = folder
        self.has_old_files = has_old_files
        self.paths: set[str] = set()
        self._claims: dict[str, str] = {}  # folders too; in lower case, as some disks compare names
        self._given_away: set[str] = set()
        self.links: set[str] = set()  # of the paths, those of files that are elsewhere too

    def claimant(self, path: str) -> str:
        """Return what this build has written where a path would be, or above or below it; else an empty text.

        Names that differ by case, by how a letter is composed, or by full stops and blanks at the end of a
        part are one name: they are on the disks of Windows and macOS.
        """
        key = _disk_name(path)
        if key in self._claims:
            return self._claims[key]
        files = {parent for parent in _parents(key) if _disk_name(self._claims.get(parent, "")) == parent}
        return self._claims[max(files)] if files else ""

    def _claim(self, path: str) -> None:
        """Note a path as written. Raises PathConflict, and ValueError for a path that leaves the folder."""
        if path.startswith("/") or {"", ".", ".."} & {*path.split("/")}:
            raise ValueError(f"'{path}' is no path below a folder")
        rival = self.claimant(path)
        if rival:
            raise PathConflict(path, rival)
        self.paths.add(path)
        key = _disk_name(path)
        self._claims[key] = path
        for parent in _parents(key):
            if self._claims.setdefault(parent, path) != path:
                break  # known, and so are those above it

    def write(self, path: str, content: bytes) -> None:
        """Write a file unless it has this content. Raises PathConflict if this build has written it."""
        self._claim(path)
        target = self.folder / path
        if self.has_old_files and _says(target, content):
            return
        try:
            _write(target, content)
        except OSError:
            self._make_room(target)
            _write(target, content)

    def _make_room(self, target: Path) -> None:
        """Make the folders above a file; what was a file in the earlier site may be a folder now."""
        for parent in reversed(target.parents):
            if parent.is_relative_to(self.folder):
                _make_folder(parent)
        remove(target)

    def amend(self, path: str, content: bytes) -> None:
        """Write a file once more that this build has written: its bytes were not complete."""
        replace_file(self.folder / path, content)

    def expect(self, path: str) -> None:
        """Note a file that MkDocs writes next, and make room for it.

        Raises PathConflict where this build has written it already.
        """
        self._claim(path)
        target = self.folder / path
        if self.has_old_files and not _is_own_file(target):
            self._make_room(target)

    def link(self, path: str, source: Path) -> None:
        """Put a file in its place by a second name. Raises PathConflict if this build has written it."""
        self._claim(path)
        self.links.add(path)
        self.add_link(path, source)

    def add_link(self, path: str, source: Path) -> None:
        """Do the same in a folder that was given away, for its owner."""
        target = self.folder / path
        if not (self.has_old_files and _is_same_file(source, target)):
            self._make_room(target)
            link(source, target)

    def give_away(self, path: str) -> Path:
        """Make a folder whose owner writes it whole, and removes what an earlier build has left in it.

        Raises PathConflict as `write` does, for what is written below it too.
        """
        self._claim(path)
        self.paths.remove(path)
        self._given_away.add(path)
        self._make_room(self.folder / path / "any")
        return self.folder / path

    def hand_over(self, name: str) -> None:
        """Leave what this process has written to the one that finishes the site."""
        note = self.folder / _NOTE.format(name=name)
        note.write_text(json.dumps(sorted(self.paths)), encoding="utf-8")

    def take_over(self, name: str) -> None:
        """Add what another process has left."""
        note = self.folder / _NOTE.format(name=name)
        for path in json.loads(note.read_text(encoding="utf-8")):
            self._claim(path)
        note.unlink()

    def finish(self) -> None:
        """Remove what this build has not written, and folders that nothing is in."""
        if not self.has_old_files:
            return
        files = files_below(self.folder, exclusions=self._given_away)
        for path in [path for path in files if path not in self.paths]:
            leftover = self.folder / path
            remove_file(leftover)
            for parent in leftover.parents:
                if parent == self.folder or any(parent.iterdir()):
                    break
                parent.rmdir()


def _disk_name(path: str) -> str:
    """Return the one name of all that disks take for the same path."""
    if path.isascii() and not _LOOSE_END.search(path):  # nearly always
        return path.lower()
    return _LOOSE_END.sub("", unicodedata.normalize("NFKC", path).casefold())


def _parents(path: str) -> Iterator[str]:
    """Yield the folders that a path is in, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def files_below(folder: Path, *, exclusions: Collection[str] = ()) -> Iterator[str]:
    """Yield the path of every file below a folder, but for some folders below it by their path.

    Walking with Path objects takes several times as long.
    """
    start = len(str(folder)) + 1
    for directory, folders, names in os.walk(folder):
        prefix = directory[start:].replace(os.sep, "/")
        if exclusions:
            folders[:] = [name for name in folders if f"{prefix}/{name}".lstrip("/") not in exclusions]
        yield from (f"{prefix}/{name}" if prefix else name for name in names)


def _make_folder(folder: Path) -> None:
    """Make a folder, or leave it as it is; a file or link in its place is removed.

    The process of another language may make the same folder between any two steps: what it has made is never
    removed, and no step fails because of it.
    """
    while True:
        try:
            folder.mkdir()
            return
        except FileExistsError:
            if _is_folder(folder):
                return
            _remove_file(folder)


def _remove_file(file: Path) -> None:
    """Remove a file or a link, unless it is gone or has become a folder since it was looked at."""
    try:
        remove_file(file)
    except OSError:  # which error the removal of a folder is depends on the system
        if not _is_folder(file):
            raise


def _is_folder(path: Path) -> bool:
    """Return True if the path is a folder itself, not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _is_same_file(source: Path, target: Path) -> bool:
    """Return True if a path is another name of a file, not a link to it."""
    try:
        return os.path.samestat(source.lstat(), target.lstat())
    except OSError:
        return False


def _is_own_file(path: Path) -> bool:
    """Return True for a file that can be written into: it is no link, and no second name of another file."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def replace_file(target: Path, content: bytes) -> bool:
    """Write a file unless it has this content; return True if it was written. Its folder is there."""
    if _says(target, content):
        return False
    _write(target, content)
    return True


def _says(target: Path, content: bytes) -> bool:
    """Return True if a file, which must not be a link to one, holds these bytes."""
    try:
        file = os.open(target, _READ_FLAGS)
    except OSError:
        return False
    try:
        return os.read(file, len(content) + 1) == content
    except OSError:  # a folder
        return False
    finally:
        os.close(file)


def _write(target: Path, content: bytes) -> None:
    """Replace a file, never write into it: it may be a hard link to a file elsewhere."""
    remove_file(target)
    target.write_bytes(content)
