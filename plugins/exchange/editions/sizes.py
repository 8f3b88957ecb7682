"""Say how large a published folder is, part by part."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from exchange.editions.report_lines import ReportLine


def size_report(
    folder: Path, editions: Sequence[str], known_sizes: Mapping[int, int] = MappingProxyType({})
) -> Iterator[ReportLine]:
    """Yield one line a part, each listed once: the live site, what all share, each edition, and the whole.

    `known_sizes` has bytes of files of the same disk by their number, which need not be asked for again.
    """
    assets = _size(folder / "assets")
    sealed = {edition: _size(folder / "editions" / edition, known_sizes=known_sizes) for edition in editions}
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


def _size(
    folder: Path, *, exclusions: Collection[str] = (), known_sizes: Mapping[int, int] = MappingProxyType({})
) -> _Size:
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
                known = known_sizes.get(entry.inode())
                size += entry.stat(follow_symlinks=False).st_size if known is None else known
    return _Size(files, size)
