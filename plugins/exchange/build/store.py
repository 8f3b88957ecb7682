"""Keep what was made from content until what it was made from changes: one SQLite file of named values.

A disposable cache: it may be deleted at any time, shared by two builds at once, read-only, cut off, damaged
in any byte or no database at all. That costs time, never a right result: each value is sealed with a digest,
which is compared when the value is used. Values are text and are never executed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from exchange.text.digest import digest as seal_of
from exchange.text.file_names import is_utf8

_LAYOUT = 3
_WAIT = 5.0  # seconds to wait for another build that is writing
_MEMORY_LIMIT = 4_000_000  # bytes of new values held in memory
_SEAL_SIZE = 24  # hexadecimal digits; enough against accidents, which is all that a seal is against
_MODE = "surrogatepass"  # texts may hold surrogates for bytes that are not UTF-8
_ALL_OF_KIND = "SELECT name, digest, seal, value FROM kept WHERE kind = ?"
_ONE_OF_KIND = f"{_ALL_OF_KIND} AND name = ?"
_TABLES = (
    f"PRAGMA user_version = {_LAYOUT}",
    "CREATE TABLE stamp (text TEXT NOT NULL)",
    "CREATE TABLE kept (kind TEXT, name TEXT, digest TEXT NOT NULL, seal TEXT NOT NULL, value BLOB NOT NULL, "
    "PRIMARY KEY (kind, name))",  # without row ids, each search that passes a large value would read it
)

_FAULTS = (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError)
"""What reading a damaged file raises: SQLite's messages and sizes are damaged with it."""

_NOT_DAMAGE = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM),
    }
)


class _Entry(NamedTuple):
    """A value as UTF-8, the digest of what it was made from, and the seal of all of it."""

    digest: str
    seal: str
    value: bytes


class Store:
    """Values by kind and name. Each holds the digest of what it was made from; another digest, no value.

    `stamp` names what all of them were made with, such as the versions of programs: under another stamp the
    store is empty. New values are written when there are many, and by `save`; each holds by itself, whatever
    becomes of the build that made it. `report` is called once, when damage is met.
    """

    def __init__(self, file: Path, *, stamp: str, report: Callable[[Path], None] | None = None) -> None:
        self._file = file
        self._stamp = stamp
        self._report = report
        self._is_damaged = False  # whether the file itself has to be begun again
        self._kinds: dict[str, dict[str, _Entry]] = {}
        self._uses: dict[str, set[str]] = {}
        self._new: dict[tuple[str, str], _Entry] = {}
        self._size = 0  # bytes in these
        self._early_names: set[tuple[str, str]] = set()

    def get(self, kind: str, name: str, digest: str) -> str | None:
        """Return the value made from what has this digest, or None."""
        entry = self._new.get((kind, name)) or self._read_back(kind, name) or self._entries(kind).get(name)
        if entry is None or entry.digest != digest or not self._sound(kind, name, entry):
            return None
        self._uses[kind].add(name)
        return entry.value.decode("utf-8", _MODE)

    def holds(self, kind: str, name: str, digest: str) -> bool:
        """Return True if a value made from what has this digest is kept; then it is not forgotten."""
        entry = self._entries(kind).get(name)
        if entry is None or entry.digest != digest:
            return False
        self._uses[kind].add(name)
        return True

    def remember(self, kind: str, name: str, digest: str, make: Callable[[], str]) -> str:
        """Return the value made from what has this digest, made now where it is not kept."""
        value = self.get(kind, name, digest)
        if value is None:
            value = make()
            self.put(kind, name, digest, value)
        return value

    def last(self, kind: str, name: str) -> str | None:
        """Return the value of the last build, whatever it was made from; `use` says that it holds."""
        entry = self._entries(kind).get(name)
        if entry is None or not self._sound(kind, name, entry):
            return None
        return entry.value.decode("utf-8", _MODE)

    def names(self, kind: str) -> set[str]:
        """Return what the last build kept."""
        return set(self._entries(kind))

    def use(self, kind: str, name: str) -> str:
        """Say that what `last` returned holds, and is not asked for again; return the digest kept with it."""
        self._uses[kind].add(name)
        entries = self._kinds[kind]
        entries[name] = entries[name]._replace(value=b"")
        return entries[name].digest

    def put(self, kind: str, name: str, digest: str, value: str) -> None:
        """Keep a value in place of any other of this name; none of a name that is not UTF-8."""
        self._entries(kind)
        if not is_utf8(name):
            return
        self._uses[kind].add(name)
        content = value.encode("utf-8", _MODE)
        self._new[kind, name] = _Entry(digest, self._seal(kind, name, digest, content), content)
        self._size += len(content)
        if self._size > _MEMORY_LIMIT:
            self._write_early()

    def save(self, *, forget: bool = True, forget_other_kinds: bool = False) -> None:
        """Write what is new, whole or not at all; forget of the kinds it read what this build did not use.

        With `forget_other_kinds`, kinds that were not read are forgotten too.
        """
        leftovers = [
            (kind, name)
            for kind, entries in self._kinds.items()
            for name in entries
            if forget and name not in self._uses[kind]
        ]
        if self._new or leftovers:
            self._write(leftovers, forget_other_kinds=forget_other_kinds)

    def _write_early(self) -> None:
        """Write new values to the file; where that fails they stay in memory."""
        self._size = 0
        if self._write([], forget_other_kinds=False):
            self._early_names.update(self._new)
            self._new = {}

    def _read_back(self, kind: str, name: str) -> _Entry | None:
        """Return what this build has written already."""
        return self._rows(kind, name).get(name) if (kind, name) in self._early_names else None

    def _seal(self, kind: str, name: str, digest: str, value: bytes) -> str:
        names = (self._stamp, kind, name, digest)
        return seal_of(*(part.encode("utf-8", _MODE) for part in names), value, length=_SEAL_SIZE)

    def _sound(self, kind: str, name: str, entry: _Entry) -> bool:
        """Return True if an entry is as it was written."""
        texts = isinstance(entry.value, bytes) and isinstance(entry.digest, str)
        if texts and entry.seal == self._seal(kind, name, entry.digest, entry.value):
            return True
        self._tell()
        return False

    def _tell(self) -> None:
        """Report damage, the first time."""
        if self._report:
            self._report(self._file)
        self._report = None

    def _write(self, leftovers: list[tuple[str, str]], *, forget_other_kinds: bool) -> bool:
        """Return True if what is new was written; a file that proves damaged is begun again, once."""
        for attempt in range(2):
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                if self._is_damaged:
                    self._remove()
                self._write_rows(leftovers, forget_other_kinds=forget_other_kinds)
                return True
            except OSError:
                return False
            except _FAULTS as error:
                if attempt or not (_is_damage(error) or self._claims_a_later_format(error)):
                    return False
                self._is_damaged = True
                self._tell()
        return False

    def _claims_a_later_format(self, error: BaseException) -> bool:
        """Return True if a file that may be written is refused as one of a later format of SQLite."""
        code = getattr(error, "sqlite_errorcode", None)
        return code == sqlite3.SQLITE_READONLY and all(
            os.access(path, os.W_OK) for path in (self._file, self._file.parent)
        )

    def _remove(self) -> None:
        """Remove the file, or whatever is in its place."""
        if self._file.is_dir() and not self._file.is_symlink():
            shutil.rmtree(self._file)
        else:
            self._file.unlink(missing_ok=True)
        self._is_damaged = False

    def _write_rows(self, leftovers: list[tuple[str, str]], *, forget_other_kinds: bool) -> None:
        with contextlib.closing(self._begin()) as base, base:
            if base.execute("SELECT text FROM stamp").fetchall() != [(self._stamp,)]:
                base.execute("DELETE FROM stamp")
                base.execute("DELETE FROM kept")
                base.execute("INSERT INTO stamp VALUES (?)", (self._stamp,))
            base.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", leftovers)
            if forget_other_kinds:
                kinds = [kind for (kind,) in base.execute("SELECT DISTINCT kind FROM kept")]
                other_kinds = [(kind,) for kind in kinds if kind not in self._kinds]
                base.executemany("DELETE FROM kept WHERE kind = ?", other_kinds)
            rows = ((*name, *entry) for name, entry in self._new.items())
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)

    def _entries(self, kind: str) -> dict[str, _Entry]:
        if kind not in self._kinds:
            self._kinds[kind] = self._rows(kind)
            self._uses[kind] = set()
        return self._kinds[kind]

    def _rows(self, kind: str, name: str | None = None) -> dict[str, _Entry]:
        """Return the values of a kind that the file holds, or the one of a name, as they are."""
        if self._is_damaged:
            return {}
        try:
            if not self._file.exists():
                return {}
            with contextlib.closing(self._connect()) as base:
                if base.execute("PRAGMA user_version").fetchone() != (_LAYOUT,):
                    return {}
                if base.execute("SELECT text FROM stamp").fetchall() != [(self._stamp,)]:
                    return {}
                query = _ALL_OF_KIND if name is None else _ONE_OF_KIND
                rows = base.execute(query, (kind,) if name is None else (kind, name))
                return {name: _Entry(*entry) for name, *entry in rows if isinstance(name, str)}
        except OSError:
            return {}
        except _FAULTS as error:
            if _is_damage(error) or self._file.is_dir():
                self._is_damaged = True
                self._tell()
            return {}

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None)
        base.text_factory = _read_text
        base.execute("PRAGMA cell_size_check = ON")
        base.execute(
            "PRAGMA synchronous = OFF"
        )  # a write that power cuts off is found by its seal, as damage
        return base

    def _begin(self) -> sqlite3.Connection:
        """Open the file and begin to write; one that is no database of ours is begun again.

        Only then is it looked at: no other build writes from here on.
        """
        base = self._connect()
        try:
            base.execute("BEGIN IMMEDIATE")
            version = base.execute("PRAGMA user_version").fetchone()
            if version == (_LAYOUT,):
                return base
            if base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                for statement in _TABLES:
                    base.execute(statement)
                return base
        except BaseException:
            base.close()
            raise
        base.close()
        self._remove()
        return self._begin()


def _read_text(content: bytes) -> str:
    """Return a name; a damaged one becomes another name, which is never looked up."""
    return content.decode("utf-8", "replace")


def _is_damage(error: BaseException) -> bool:
    """Return True if an error lies in what the file holds, not in who else uses it or where it is."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF not in _NOT_DAMAGE
