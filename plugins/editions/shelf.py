"""Sealed editions as files: taken from the branch and verified once, kept while git names the same bytes.

`.cache/editions/<tree>/` holds an edition, named by its git tree. Publishing links these files into the site,
so that an edition that was published before costs neither reading nor hashing. An index beside the folder
holds size and time of each file: what somebody changed by hand is taken from the branch anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editions import branch
from editions.digests import SECTIONS, Sections
from editions.manifest import NAME, Changed, Difference, differences, hashes, manifest_digest, read_manifest

CACHE = Path(".cache") / "editions"
_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One edition on the shelf. Where `broken` is not empty, nothing may be published."""

    edition: str
    folder: Path
    files: tuple[str, ...]  # paths below the folder
    digest: str = ""  # of its manifest, as the ledger names it; empty where it has none
    broken: tuple[Difference, ...] = ()

    def sections(self) -> Sections:
        """Return the digests that were sealed with the edition."""
        found: Sections = json.loads((self.folder / SECTIONS).read_text(encoding="utf-8"))
        return found


def shelf(repository: Path, *, looked_at: bool = False) -> tuple[Sealed, ...]:
    """Return every edition on the branch, the oldest first, and forget what is not on it any more.

    `looked_at` is for those who come after one that has just looked at every file.
    """
    cache = repository / CACHE
    trees = branch.trees(repository)
    sealed = tuple(
        _kept(cache, edition, tree, looked_at=looked_at) or _taken(repository, cache, edition, tree)
        for edition, tree in trees.items()
    )
    for left in cache.iterdir() if cache.is_dir() else ():
        if left.name.removesuffix(".json") not in trees.values():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return sealed


def link(source: Path, target: Path) -> None:
    """Let a file stand in a second place too: the same bytes on the disk, or a copy on another disk."""
    try:
        os.link(source, target)
    except FileExistsError:
        target.unlink()
        link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _kept(cache: Path, edition: str, tree: str, *, looked_at: bool) -> Sealed | None:
    """Return an edition that was verified before and has not been touched since."""
    index, folder = cache / f"{tree}.json", cache / tree
    if not index.is_file():
        return None
    known: dict[str, list[int]] = json.loads(index.read_text(encoding="utf-8"))
    if not (looked_at and folder.is_dir()) and known != dict(_stamps(folder, "")):
        return None
    digest = manifest_digest((folder / NAME).read_bytes())
    return Sealed(edition=edition, folder=folder, files=tuple(known), digest=digest)


def _taken(repository: Path, cache: Path, edition: str, tree: str) -> Sealed:
    """Take an edition from the branch and hold every file against the manifest.

    It is put on the shelf whole: the processes of several languages may do this at the same time.
    """
    index, folder = cache / f"{tree}.json", cache / tree
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent, prefix="edition-") as work:
        links = branch.extract(repository, tree, Path(work) / "taken")
        index.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):  # another process was first, with the same bytes
            (Path(work) / "taken").rename(folder)
    digest, broken = _verified(folder, links)
    stamps = dict(_stamps(folder, ""))
    for path in stamps:
        (folder / path).chmod(_READ_ONLY)
    if not broken:
        index.write_text(json.dumps(stamps), encoding="utf-8")
    return Sealed(edition=edition, folder=folder, files=tuple(stamps), digest=digest, broken=broken)


def _verified(folder: Path, links: Sequence[str]) -> tuple[str, tuple[Difference, ...]]:
    """Return the digest of an edition's manifest, and what is not as it was sealed."""
    wrong = tuple(Difference(Changed.LINK, path) for path in links)
    try:
        text = (folder / NAME).read_bytes()
        found = differences(read_manifest(text), hashes(folder))
    except FileNotFoundError:
        return "", wrong or (Difference(Changed.MISSING, NAME),)
    except ValueError:  # no JSON, or not of a manifest
        return manifest_digest(text), (*wrong, Difference(Changed.OTHER, NAME))
    return manifest_digest(text), (*wrong, *(one for one in found if one.path not in links))


def _stamps(folder: Path, above: str) -> Iterator[tuple[str, list[int]]]:
    """Yield size and time of change of each file by its path, folder by folder."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(Path(entry.path), f"{above}{entry.name}/")
        else:
            status = entry.stat(follow_symlinks=False)
            yield f"{above}{entry.name}", [status.st_size, status.st_mtime_ns]
