"""The manifest of an edition: the SHA-256 of every file it holds, and what speaks against another one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

NAME = "manifest.json"


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by its path, but for the manifest itself."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).as_posix() != NAME
    }


def format_manifest(edition: str, commit: str, files: Mapping[str, str]) -> str:
    """Return the manifest as text: the same files give the same bytes."""
    whole = {"edition": edition, "commit": commit, "files": dict(sorted(files.items()))}
    return json.dumps(whole, indent=1) + "\n"


def read_manifest(text: str) -> dict[str, str]:
    """Return the hashes of a manifest."""
    files: dict[str, str] = json.loads(text)["files"]
    return files


class Changed(Enum):
    """What is not as it was sealed."""

    MISSING = "missing"
    ADDED = "added"
    OTHER = "changed"  # the same path, other bytes


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it was sealed."""

    kind: Changed
    path: str


def differences(sealed: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what is not as it was sealed, by path."""
    for path in sorted({*sealed, *other}):
        if path not in other:
            yield Difference(Changed.MISSING, path)
        elif path not in sealed:
            yield Difference(Changed.ADDED, path)
        elif sealed[path] != other[path]:
            yield Difference(Changed.OTHER, path)
