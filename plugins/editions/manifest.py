"""The manifest of an edition: the SHA-256 of every file it holds, and what speaks against another one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
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


def differences(sealed: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """Yield what is not as it was sealed, one line each: `changed en/guides/x/index.html`."""
    for path in sorted({*sealed, *other}):
        if path not in other:
            yield f"missing {path}"
        elif path not in sealed:
            yield f"added {path}"
        elif sealed[path] != other[path]:
            yield f"changed {path}"
