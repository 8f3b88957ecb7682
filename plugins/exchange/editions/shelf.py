"""Sealed editions as files: taken from the branch and verified once, kept while they are what git names.

`.cache/editions/<tree>/` holds an edition, named by its git tree. Publishing links these files into the site,
so that an edition that was published before is not written again. Each publishing compares every file with
that name first (`tree_names`): what was damaged, or changed by hand, is taken from the branch again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exchange.build.links import link
from exchange.build.outputs import files_below
from exchange.build.removal import remove
from exchange.build.work_folders import cache_or_passing_folder, clear_work_folders, work_folder
from exchange.editions import branch
from exchange.editions.digests import SECTIONS, Sections, digests_of
from exchange.editions.environment import SHELF
from exchange.editions.git_tree import tree_name
from exchange.editions.manifest import (
    NAME,
    Difference,
    DifferenceKind,
    differences,
    hashes,
    manifest_digest,
    read_commit,
    read_manifest,
    read_method,
)
from exchange.editions.section_texts import METHOD
from exchange.editions.tree_names import TreeNames

CACHE = Path(".cache") / "editions"
LINKED_TREES = "linked-trees"
"""Beside it: what is remembered of the folders that publishing fills with links."""
_READ_ONLY_MODE = 0o444


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One edition on the shelf. One with `differences` counts as absent, and nothing may be published."""

    edition: str
    folder: Path
    digest: str = ""  # of its manifest, as the ledger names it; empty where it has none
    differences: tuple[Difference, ...] = ()
    stamp: str = ""  # which files are in the folder, where they were compared with its name
    is_damaged: bool = False  # whether what was on the shelf was not as sealed, and was replaced

    @property
    def files(self) -> tuple[str, ...]:
        """Return the paths below the folder."""
        return tuple(sorted(files_below(self.folder)))

    @property
    def commit(self) -> str:
        """Return the commit from which it was sealed, by its manifest."""
        return read_commit((self.folder / NAME).read_bytes())

    def sections(self) -> Sections:
        """Return the digests that were sealed with the edition, or where the method was another, new ones."""
        sections_by_page: Sections = json.loads((self.folder / SECTIONS).read_text(encoding="utf-8"))
        if read_method((self.folder / NAME).read_bytes()) == METHOD:
            return sections_by_page
        return digests_of(self.folder, sorted({address.split("/")[1] for address in sections_by_page}))


def shelf(repository: Path, names: TreeNames | None = None, *, verify: bool = False) -> tuple[Sealed, ...]:
    """Return every edition on the branch, the oldest first, and forget what is not on it any more.

    `names` are those that an earlier publishing remembers. `verify` is for those who come after one that
    has just looked at every file.
    """
    names = None if verify else names or TreeNames()
    stamps = names.stamps if names else json.loads(os.environ.get(SHELF, "{}"))
    clear_work_folders((repository / CACHE).parent)
    trees = branch.trees(repository)
    cache = cache_or_passing_folder(repository / CACHE) if trees else repository / CACHE
    sealed: list[Sealed] = []
    for edition, tree in trees.items():
        sealed.append(
            _sealed_on_shelf(cache, edition, tree, names, stamps)
            or _take_from_branch(repository, cache, edition, tree, sealed)
        )
    with contextlib.suppress(OSError):  # another process was first, or nothing can be removed
        for leftover in cache.iterdir():
            if leftover.name not in trees.values():
                remove(leftover)
    return tuple(sealed)


def _sealed_on_shelf(
    cache: Path, edition: str, tree: str, names: TreeNames | None, stamps: Mapping[str, str]
) -> Sealed | None:
    """Return an edition that is on the shelf as it was sealed; without `names` it was just looked at."""
    folder = cache / tree
    try:
        if folder.is_dir() and (names is None or names.is_named(folder, tree)):
            digest = manifest_digest((folder / NAME).read_bytes())
            return Sealed(edition=edition, folder=folder, digest=digest, stamp=stamps.get(tree, ""))
    except OSError:  # a file that cannot be read is as good as none
        pass
    return None


def _take_from_branch(
    repository: Path, cache: Path, edition: str, tree: str, earlier: Sequence[Sealed]
) -> Sealed:
    """Take an edition from the branch, compare every file with the manifest, and put it on the shelf.

    It is put there whole: the processes of several languages may do this at the same time. What the edition
    before has too is a link to its file, so that it is read once for both.
    """
    folder = cache / tree
    is_damaged = os.path.lexists(folder)
    with work_folder(cache.parent) as work:
        copy = work / "taken"
        links = branch.extract(repository, tree, copy)
        digest, wrong_files = _verify(copy, links)
        if wrong_files:
            return Sealed(edition=edition, folder=folder, digest=digest, differences=wrong_files)
        for path in files_below(copy):
            (copy / path).chmod(_READ_ONLY_MODE)
        if earlier and not earlier[-1].differences:
            _share_files(copy, earlier[-1].folder)
        with contextlib.suppress(OSError):
            folder.rename(work / "damaged")
        try:
            copy.rename(folder)
        except OSError:  # another process was first, with the same bytes
            if tree_name(folder, like=tree) != tree:
                raise
    return Sealed(edition=edition, folder=folder, digest=digest, is_damaged=is_damaged)


def _share_files(folder: Path, earlier: Path) -> None:
    """Replace files by links to those of another edition that have the same bytes by both manifests."""
    sealed, earlier_files = (read_manifest((edition / NAME).read_bytes()) for edition in (folder, earlier))
    for path, _ in sealed.items() & earlier_files.items():
        link(earlier / path, folder / path)


def _verify(folder: Path, links: Sequence[str]) -> tuple[str, tuple[Difference, ...]]:
    """Return the digest of an edition's manifest, and what is not as it was sealed."""
    wrong = tuple(Difference(DifferenceKind.LINK, path) for path in links)
    try:
        text = (folder / NAME).read_bytes()
        all_differences = differences(read_manifest(text), hashes(folder))
    except FileNotFoundError:
        return "", wrong or (Difference(DifferenceKind.MISSING, NAME),)
    except ValueError:  # no JSON, or not of a manifest
        return manifest_digest(text), (*wrong, Difference(DifferenceKind.CONTENT, NAME))
    return manifest_digest(text), (
        *wrong,
        *(difference for difference in all_differences if difference.path not in links),
    )
