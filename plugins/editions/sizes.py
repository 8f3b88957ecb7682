"""Say how large a published folder is, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path


def size_report(folder: Path, editions: Sequence[str]) -> Iterator[str]:
    """Yield one line a part: the live site, what all share, each edition, and the whole."""
    parts = {"assets, shared by all": folder / "assets"}
    parts |= {f"edition {edition}": folder / "editions" / edition for edition in editions}
    sizes = {name: _size(part) for name, part in parts.items()}
    whole = _size(folder)
    live = tuple(all_ - sum(size[n] for size in sizes.values()) for n, all_ in enumerate(whole))
    for name, (files, size) in {"live site": live, **sizes, "in all": whole}.items():
        yield f"{name:<24} {files:>7,} files {size / 1e6:>9.1f} MB"


def _size(folder: Path) -> tuple[int, int]:
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)
