"""Say how large a published folder is, part by part."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exchange.editions.report_lines import ReportLine


def size_report(folder: Path, editions: Sequence[str]) -> Iterator[ReportLine]:
    """Yield one line a part, each listed once: the live site, what all share, each edition, and the whole."""
    assets = _size(folder / "assets")
    sealed = {edition: _size(folder / "editions" / edition) for edition in editions}
    lists = _size(folder / "editions", exclusions=editions)
    live = _size(folder, exclusions=("assets", "editions"))
    yield _line("size-live", live)
    yield _line("size-shared", assets)
    for edition, size in sealed.items():
        yield _line("size-edition", size, edition=edition)
    if sealed:
        yield _line("size-around", lists)
    yield _line("size-whole", sum(sealed.values(), live + assets + lists))


@dataclass(frozen=True, slots=True)
class _Size:
    """Files and bytes."""

    files: int = 0
    size: int = 0

    def __add__(self, addend: _Size) -> _Size:
        return _Size(self.files + addend.files, self.size + addend.size)


def _line(key: str, size: _Size, **values: str) -> ReportLine:
    return ReportLine(key, {"files": f"{size.files:,}", "megabytes": f"{size.size / 1e6:,.1f}", **values})


def _size(folder: Path, *, exclusions: Collection[str] = ()) -> _Size:
    """Return files and bytes below a folder, but for some names in it; no links are followed."""
    sizes = _Size()
    for entry in os.scandir(folder) if folder.is_dir() else ():
        if entry.name in exclusions:
            continue
        if entry.is_dir(follow_symlinks=False):
            sizes += _size(Path(entry.path))
        else:
            sizes += _Size(1, entry.stat(follow_symlinks=False).st_size)
    return sizes
