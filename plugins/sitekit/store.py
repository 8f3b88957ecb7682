"""Keep what was made from content until what it was made from changes: one SQLite file of named values.

Nothing in it is needed. It may be deleted at any time, cut off, shared by two builds at once or be no
database at all: that costs time, never a right result. Values are text and are never executed.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

_LAYOUT = 1
_WAIT = 5.0  # seconds to wait for another build that is writing
_MOST_HELD = 4_000_000  # characters of new values held in memory
_ALL_OF_KIND = "SELECT name, digest, value FROM kept WHERE kind = ?"
_ONE_OF_KIND = f"{_ALL_OF_KIND} AND name = ?"
_TABLES = """
PRAGMA user_version = {layout};
CREATE TABLE stamp (text TEXT NOT NULL);
CREATE TABLE kept (kind TEXT, name TEXT, digest TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, name))
WITHOUT ROWID;
"""


class Store:
    """Values by kind and name. Each holds the digest of what it was made from; another digest, no value.

    `stamp` names what all of them were made with, such as the versions of programs: under another stamp the
    store is empty. New values are written when there are many, and by `save`; each holds by itself, whatever
    becomes of the build that made it.
    """

    def __init__(self, file: Path, *, stamp: str) -> None:
        self._file = file
        self._stamp = stamp
        self._kept: dict[str, dict[str, tuple[str, str]]] = {}
        self._used: dict[str, set[str]] = {}
        self._new: dict[tuple[str, str], tuple[str, str]] = {}
        self._held = 0  # characters in these
        self._written: set[tuple[str, str]] = set()

    def get(self, kind: str, name: str, digest: str) -> str | None:
        """Return the value made from what has this digest, or None."""
        found = self._new.get((kind, name)) or self._read_back(kind, name) or self._of(kind).get(name)
        if found is None or found[0] != digest:
            return None
        self._used[kind].add(name)
        return found[1]

    def last(self, kind: str, name: str) -> str | None:
        """Return the value of the last build, whatever it was made from; `use` says that it holds."""
        found = self._of(kind).get(name)
        return found[1] if found else None

    def digest(self, kind: str, name: str) -> str | None:
        """Return the digest that the value of the last build was kept with."""
        found = self._of(kind).get(name)
        return found[0] if found else None

    def names(self, kind: str) -> set[str]:
        """Return what the last build kept."""
        return set(self._of(kind))

    def use(self, kind: str, name: str) -> None:
        """Say that a value of the last build still holds, and that nobody asks for it again in this one."""
        self._used[kind].add(name)
        kept = self._kept[kind]
        kept[name] = (kept[name][0], "")

    def put(self, kind: str, name: str, digest: str, value: str) -> None:
        """Keep a value in place of any other of this name."""
        self._of(kind)
        self._used[kind].add(name)
        self._new[kind, name] = (digest, value)
        self._held += len(value)
        if self._held > _MOST_HELD:
            self._write_early()

    def save(self, *, forget: bool = True, only_read: bool = False) -> None:
        """Write what is new, whole or not at all; forget of the kinds it read what this build did not use.

        With `only_read`, kinds that were not read are forgotten too.
        """
        unused = [
            (kind, name)
            for kind, kept in self._kept.items()
            for name in kept
            if forget and name not in self._used[kind]
        ]
        if not (self._new or unused):
            return
        with contextlib.suppress(OSError, sqlite3.Error):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._write(unused, forgotten=only_read)

    def _write_early(self) -> None:
        """Let the file hold what is new; where it cannot, memory has to."""
        self._held = 0
        with contextlib.suppress(OSError, sqlite3.Error):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._write([], forgotten=False)
            self._written.update(self._new)
            self._new = {}

    def _read_back(self, kind: str, name: str) -> tuple[str, str] | None:
        """Return what this build has written already."""
        return self._rows(kind, name).get(name) if (kind, name) in self._written else None

    def _write(self, unused: list[tuple[str, str]], *, forgotten: bool) -> None:
        with contextlib.closing(self._open()) as base, base:
            base.execute("BEGIN IMMEDIATE")
            if base.execute("SELECT text FROM stamp").fetchone() != (self._stamp,):
                base.execute("DELETE FROM stamp")
                base.execute("DELETE FROM kept")
                base.execute("INSERT INTO stamp VALUES (?)", (self._stamp,))
            base.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", unused)
            if forgotten:
                kinds = [kind for (kind,) in base.execute("SELECT DISTINCT kind FROM kept")]
                left = [(kind,) for kind in kinds if kind not in self._kept]
                base.executemany("DELETE FROM kept WHERE kind = ?", left)
            rows = ((*name, *value) for name, value in self._new.items())
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def _of(self, kind: str) -> dict[str, tuple[str, str]]:
        if kind not in self._kept:
            self._kept[kind] = self._rows(kind)
            self._used[kind] = set()
        return self._kept[kind]

    def _rows(self, kind: str, name: str | None = None) -> dict[str, tuple[str, str]]:
        """Return the values of a kind that the file holds, or the one of a name."""
        if not self._file.is_file():
            return {}
        try:
            with contextlib.closing(sqlite3.connect(self._file, timeout=_WAIT)) as base:
                if base.execute("SELECT text FROM stamp").fetchone() != (self._stamp,):
                    return {}
                query = _ALL_OF_KIND if name is None else _ONE_OF_KIND
                rows = base.execute(query, (kind,) if name is None else (kind, name))
                return {name: (digest, value) for name, digest, value in rows}
        except sqlite3.Error:
            return {}

    def _open(self) -> sqlite3.Connection:
        """Open the file to write; one that is no database of ours is begun anew."""
        base = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None)
        try:
            if base.execute("PRAGMA user_version").fetchone() == (_LAYOUT,):
                return base
            if base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                with contextlib.suppress(sqlite3.OperationalError):  # another build was first
                    base.executescript(f"BEGIN IMMEDIATE;{_TABLES.format(layout=_LAYOUT)}COMMIT;")
                return base
        except sqlite3.DatabaseError:
            pass
        base.close()
        self._file.unlink(missing_ok=True)
        return self._open()
