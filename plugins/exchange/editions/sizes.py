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

    def size(path: str, *, exclusions: Collection[str] = ()) -> _Size:
        """Return files and bytes below a path, but for some paths in it; no links are followed."""
        known = trees.size(path, folder / path)
        if known:
            return _Size(*known)
        parts: list[_Size] = []
        for entry in os.scandir(folder / path) if (folder / path).is_dir() else ():
            name = f"{path}/{entry.name}".lstrip("/")
            if name in exclusions:
                continue
            if entry.is_dir(follow_symlinks=False):
                parts.append(size(name))
            else:
                parts.append(_Size(1, entry.stat(follow_symlinks=False).st_size))
        return _sum(parts)

    assets = size("assets")
    sealed = {edition: size(f"editions/{edition}") for edition in editions}
    lists = size("editions", exclusions=[f"editions/{edition}" for edition in editions])
    live = size("", exclusions=("assets", "editions"))
    yield _line("size-live", live)
    yield _line("size-shared", assets)
    for edition, part in sealed.items():
        yield _line("size-edition", part, edition=edition)
    if sealed:
        yield _line("size-around", lists)
    yield _line("size-whole", _sum((live, assets, lists, *sealed.values())))


class _Size(NamedTuple):
    """Files and bytes."""

    files: int
    size: int


def _sum(parts: Collection[_Size]) -> _Size:
    return _Size(sum(part.files for part in parts), sum(part.size for part in parts))


def _line(key: str, size: _Size, **values: str) -> ReportLine:
    return ReportLine(key, {"files": f"{size.files:,}", "megabytes": f"{size.size / 1e6:,.1f}", **values})
