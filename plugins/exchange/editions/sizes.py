"""Say how large a published folder is, part by part."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from exchange.build.linked_trees import LinkedTrees
from exchange.editions.report_lines import ReportLine


def size_report(folder: Path, editions: Sequence[str], trees: LinkedTrees) -> Iterator[ReportLine]:
    """Yield one line a part, each listed once: the live site, what all share, each edition, and the whole.

    `trees` are the folders that have just been filled, which need not be searched.
    """
    assets = _size(folder / "assets")
    sealed: dict[str, _Size] = {}
    for edition in editions:
        name = f"editions/{edition}"
        known = trees.size(name, folder / name)
        sealed[edition] = _Size(*known) if known else _size(folder / name)
    lists = _size(folder / "editions", exclusions=editions)
    live = _size(folder, exclusions=("assets", "editions"))
    yield _line("size-live", live)
    yield _line("size-shared", assets)
    for edition, size in sealed.items():
        yield _line("size-edition", size, edition=edition)
    if sealed:
        yield _line("size-around", lists)
    parts = (live, assets, lists, *sealed.values())
    yield _line("size-whole", _Size(sum(part.files for part in parts), sum(part.size for part in parts)))


class _Size(NamedTuple):
    """Files and bytes."""

    files: int
    size: int


def _line(key: str, size: _Size, **values: str) -> ReportLine:
    return ReportLine(key, {"files": f"{size.files:,}", "megabytes": f"{size.size / 1e6:,.1f}", **values})


def _size(folder: Path, *, exclusions: Collection[str] = ()) -> _Size:
    """Return files and bytes below a folder, but for some names in it; no links are followed."""
    files = size = 0
    folders: list[Path | str] = [folder] if folder.is_dir() else []
    while folders:
        current = folders.pop()
        for entry in os.scandir(current):
            if current is folder and entry.name in exclusions:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                files += 1
                size += entry.stat(follow_symlinks=False).st_size
    return _Size(files, size)
