"""The folder that a site is published into: refused where something of somebody else's would be lost.

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

_SHOWN = 5


def refuse_destination(out: Path, *, root: Path, content: Path) -> None:
    """Raise Refused for a folder of the project, and for one with something that no publication put there.

    Names that begin with a dot stay when a site is put in place and are nobody's concern.
    """
    out = out.resolve()
    _refuse_project(out, root, content.resolve())
    if out.exists() and not out.is_dir():
        raise Refusal(ReportLine("out-not-a-folder", {"folder": out}))
    there = sorted(_names(out)) if out.is_dir() else []
    if there and not (out / MARKER).is_file():
        raise Refusal(ReportLine("out-not-published", {"folder": out, "names": _some(there)}))
    own = (out / MARKER).read_text(encoding="utf-8").splitlines()[1:] if there else []
    foreign = [name for name in there if name not in own]
    if own and foreign:
        raise Refusal(ReportLine("out-has-more", {"folder": out, "names": _some(foreign)}))


def mark(out: Path) -> None:
    """Write down what a publication has put at the top of its folder."""
    new = out / f"{MARKER}.new"
    new.write_text(HEADER + "".join(f"{name}\n" for name in sorted(_names(out))), encoding="utf-8")
    new.replace(out / MARKER)


def _refuse_project(out: Path, root: Path, content: Path) -> None:
    top = Path(branch.said(root, "rev-parse", "--show-toplevel")).resolve()
    if top.is_relative_to(out):
        raise Refusal(ReportLine("out-holds-project", {"folder": out, "project": top}))
    inside = out.is_relative_to(content) or ".git" in out.parts
    if not inside and out.is_relative_to(top):
        first = out.relative_to(top).parts[0]
        inside = bool(branch.said(top, "ls-files", "--", f":(literal){first}"))
    if inside:
        raise Refusal(ReportLine("out-in-project", {"folder": out}))


def _names(folder: Path) -> Iterator[str]:
    return (entry.name for entry in folder.iterdir() if not entry.name.startswith("."))


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
