"""The folder that a site is published into: refused where files of another origin would be lost.

A publication is put in place of what the folder held, so a marker file says which folders hold publications,
and what each holds at its top.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exchange.editions import branch
from exchange.editions.report_lines import Refusal, ReportLine

MARKER = ".kx-published"
HEADER = "Written by 'kx publish', which replaces this folder whole. At its top it has put:\n"

_NAMES_TO_LIST = 5


def refuse_destination(destination: Path, *, root: Path, content: Path) -> None:
    """Raise Refusal for a folder of the project, and for one with something that no publication put there.

    Names that begin with a dot stay when a site is put in place and are ignored.
    """
    destination = destination.resolve()
    _refuse_project(destination, root, content.resolve())
    if destination.exists() and not destination.is_dir():
        raise Refusal(ReportLine("out-not-a-folder", {"folder": destination}))
    names = sorted(_names(destination)) if destination.is_dir() else []
    if names and not (destination / MARKER).is_file():
        raise Refusal(ReportLine("out-not-published", {"folder": destination, "names": _name_list(names)}))
    marker_lines = (destination / MARKER).read_text(encoding="utf-8").splitlines()[1:] if names else []
    foreign = [name for name in names if name not in marker_lines]
    if marker_lines and foreign:
        raise Refusal(ReportLine("out-has-more", {"folder": destination, "names": _name_list(foreign)}))


def mark(destination: Path) -> None:
    """Write down what a publication has put at the top of its folder."""
    new = destination / f"{MARKER}.new"
    new.write_text(HEADER + "".join(f"{name}\n" for name in sorted(_names(destination))), encoding="utf-8")
    new.replace(destination / MARKER)


def _refuse_project(destination: Path, root: Path, content: Path) -> None:
    top = Path(branch.git_line(root, "rev-parse", "--show-toplevel")).resolve()
    if top.is_relative_to(destination):
        raise Refusal(ReportLine("out-holds-project", {"folder": destination, "project": top}))
    is_inside = destination.is_relative_to(content) or ".git" in destination.parts
    if not is_inside and destination.is_relative_to(top):
        first = destination.relative_to(top).parts[0]
        is_inside = bool(branch.git_line(top, "ls-files", "--", f":(literal){first}"))
    if is_inside:
        raise Refusal(ReportLine("out-in-project", {"folder": destination}))


def _names(folder: Path) -> Iterator[str]:
    return (entry.name for entry in folder.iterdir() if not entry.name.startswith("."))


def _name_list(names: list[str]) -> str:
    return ", ".join(names[:_NAMES_TO_LIST]) + (", …" if len(names) > _NAMES_TO_LIST else "")
