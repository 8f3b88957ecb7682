"""Keep analyses on disk between builds: a mapping of keys to text, in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path

from exchange.build.store import Store
from exchange.build.versions import program_versions


class DiskCache(MutableMapping[str, str]):
    """A mapping kept in a folder. Keys begin with their kind and a hyphen; keys of one kind are read at once.

    A disposable cache: a missing, unreadable or damaged file costs time only. Nothing is written before
    `keep` or `prune`.
    """

    def __init__(self, folder: Path, *, report: Callable[[Path], None] | None = None) -> None:
        """Read nothing yet; `report` is called once where the file proves damaged."""
        self._store = Store(folder / "kept.sqlite", stamp=program_versions(), report=report)
        self._kinds: set[str] = set()

    def __getitem__(self, key: str) -> str:
        """Text of a key; KeyError where there is none that can be read."""
        text = self._store.get(self._kind(key), key, "")
        if text is None:
            raise KeyError(key)
        return text

    def __setitem__(self, key: str, text: str) -> None:
        """Keep a text from now on, and on disk after `keep` or `prune`."""
        self._store.put(self._kind(key), key, "", text)

    def __delitem__(self, key: str) -> None:
        """Single keys are never removed."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        """Keys that were on disk, of the kinds that were asked for, in order."""
        return iter(sorted(key for kind in self._kinds for key in self._store.names(kind)))

    def __len__(self) -> int:
        """Number of these keys."""
        return sum(1 for _ in self)

    def keep(self) -> None:
        """Write down what is new, and forget nothing."""
        self._store.save(forget=False)

    def prune(self) -> None:
        """Write down what is new, and forget what this object neither read nor wrote."""
        self._store.save(forget_other_kinds=True)

    def _kind(self, key: str) -> str:
        kind = key.partition("-")[0]
        self._kinds.add(kind)
        return kind
