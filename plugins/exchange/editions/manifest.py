"""The manifest of an edition: the SHA-256 of every file it holds, and what speaks against another one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from exchange.editions.section_texts import METHOD

NAME = "manifest.json"


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by its path, but for the manifest itself."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).as_posix() != NAME
    }


def format_manifest(
    edition: str, commit: str, address: str, files: Mapping[str, str], *, day: str = ""
) -> str:
    """Return the manifest as text: the same files give the same bytes.

    `address` is the site's and `day` that of sealing (ISO 8601): both are in the sealed pages.
    """
    whole = {
        "edition": edition,
        "commit": commit,
        "address": address,
        "sealed": day,
        "method": METHOD,
        "files": dict(sorted(files.items())),
    }
    return json.dumps(whole, indent=1) + "\n"


def read_manifest(text: str | bytes) -> dict[str, str]:
    """Return the hashes of a manifest. Raises ValueError where it is none."""
    content: object = json.loads(text)
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict):
        raise ValueError(f"{NAME} names no files")
    return {str(path): str(digest) for path, digest in files.items()}


def read_address(text: bytes) -> str:
    """Return the site's address that an edition was sealed for; empty where its manifest does not say."""
    return str(_head(text).get("address", ""))


def read_day(text: bytes) -> str:
    """Return the day on which an edition was sealed, ISO 8601; empty where its manifest does not say."""
    return str(_head(text).get("sealed", ""))


def read_commit(text: bytes) -> str:
    """Return the commit from which an edition was sealed; empty where its manifest does not say."""
    return str(_head(text).get("commit", ""))


def read_method(text: bytes) -> int:
    """Return the method by which the words of an edition's sections were told, 1 where it does not say."""
    return int(_head(text).get("method", 1))


def _head(text: bytes) -> dict[str, str | int]:
    """Return what a manifest says before its files, which are many and come last."""
    head: dict[str, str | int] = json.loads(text.partition(b'"files"')[0].rstrip(b", \n") + b"}")
    return head


def manifest_digest(text: bytes) -> str:
    """Return the SHA-256 of a manifest, by which the ledger knows an edition: it names every byte of it."""
    return hashlib.sha256(text).hexdigest()


class DifferenceKind(Enum):
    """What is not as it was sealed."""

    MISSING = "missing"
    ADDED = "added"
    CONTENT = "changed"  # the same path, other bytes
    LINK = "link"  # no file: a link to one, or a repository


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it was sealed."""

    kind: DifferenceKind
    path: str


def differences(sealed: Mapping[str, str], published: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what is not as it was sealed, by path."""
    for path in sorted({*sealed, *published}):
        if path not in published:
            yield Difference(DifferenceKind.MISSING, path)
        elif path not in sealed:
            yield Difference(DifferenceKind.ADDED, path)
        elif sealed[path] != published[path]:
            yield Difference(DifferenceKind.CONTENT, path)
