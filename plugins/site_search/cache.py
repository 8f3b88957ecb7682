"""Keep analyses on disk between builds: a mapping of keys to text, one small file each."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import Path

KEY = re.compile(r"[0-9a-z-]{8,80}")


class DiskCache(MutableMapping[str, str]):
    """A mapping kept in a folder. Safe for several processes: files appear whole or not at all.

    Nothing in it is needed: a missing, unreadable or half-gone cache costs time only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def __getitem__(self, key: str) -> str:
        """Text of a key; KeyError where there is none that can be read."""
        try:
            text = self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise KeyError(key) from None
        self._used.add(key)
        return text

    def __setitem__(self, key: str, text: str) -> None:
        """Write beside, then rename."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=path.parent, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(written).replace(path)
        self._used.add(key)

    def __delitem__(self, key: str) -> None:
        """Forget a key."""
        try:
            self._path(key).unlink()
        except OSError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        """Keys in order."""
        return iter(sorted(path.stem for path in self._folder.glob("*/*.json")))

    def __len__(self) -> int:
        """Number of keys on disk."""
        return sum(1 for _ in self)

    def prune(self) -> int:
        """Delete what this object neither read nor wrote; returns how many keys went."""
        unused = [key for key in self if key not in self._used]
        for key in unused:
            with contextlib.suppress(KeyError):
                del self[key]
        return len(unused)

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise KeyError(key)
        return self._folder / key[-2:] / f"{key}.json"
