"""What the gate says of a whole folder, as the check and a build ask it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exchange.safety.file_kinds import Places
from exchange.safety.files import check_entries, check_file
from exchange.safety.limits import Limits
from exchange.text.content_folder import entries, look_at
from exchange.text.problems import Problem


def check_paths(folder: Path, *, root: str, places: Places, limits: Limits) -> list[Problem]:
    """Return what is wrong with names, kinds and sizes, without opening a file."""
    return check_entries(entries(folder), root=root, places=places, limits=limits)


def check_files(
    folder: Path, *, root: str, places: Places, paths: Sequence[str] = (), limits: Limits | None = None
) -> list[Problem]:
    """Return what is wrong with what is inside pictures and downloads, of all or only of the paths named."""
    files = look_at(folder)
    problems: list[Problem] = []
    for path in sorted(paths) or filter(files.is_file, files.entries):
        problems += check_file(files.read(path), path, root=root, places=places, limits=limits or Limits())
    return problems
