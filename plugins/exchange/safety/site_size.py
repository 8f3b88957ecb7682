"""Weigh all files of a site before it is published: hosts take no more than they say."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from exchange.safety.limits import MEGABYTE, Limits
from exchange.text.problems import Place, Problem


def site_size_problem(folder: Path, paths: Collection[str], limits: Limits, root: str) -> Problem | None:
    """Return the problem of a site that is too large, with its largest file; `root` names the content."""
    files = {path: folder / path for path in paths}  # an edition has let go of some that were written
    sizes = {path: file.stat().st_size for path, file in files.items() if file.is_file()}
    total = sum(sizes.values())
    if total <= limits.site_bytes:
        return None
    largest = max(sorted(sizes), key=lambda path: sizes[path])
    values = {
        "size": f"{total // MEGABYTE:,}",
        "most": f"{limits.site_bytes // MEGABYTE:,}",
        "largest": largest,
        "part": f"{sizes[largest] // MEGABYTE:,}",
    }
    return Problem(code="safety/site-too-large", place=Place(path=root), values=values)
