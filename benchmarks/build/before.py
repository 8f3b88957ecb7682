"""Compare this tree with an earlier commit: `make bench-before COMMIT=<commit> [PAGES=500] [RUNS=5]`.

Both build the same text in turn, so that what else the machine does falls on both; the figures to trust are
the seconds of processor time of all processes together. MEMORY=1 weighs both, too.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import ROOT, make_corpus

from .builders import OURS, Builder, ours
from .edits import BODY
from .rounds import Entrant, Times, ratios, run_rounds
from .tables import MEGABYTE, conditions, of_rounds, print_table, spread

_BYTE_CODE_ON_DISK = {"PYTHONDONTWRITEBYTECODE": ""}
"""As where the project is installed: else a tree of more modules pays at each start for compiling them."""


def main(commit: str, pages: int, runs: int, *, memory: bool) -> None:
    """Print what each case takes in both trees, and the ratios."""
    print(f"Before: {conditions()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-before-") as scratch:
        work = Path(scratch)
        os.environ.update(_BYTE_CODE_ON_DISK, PYTHONPYCACHEPREFIX=str(work / "byte-code"))
        corpus = make_corpus(work / "corpus", pages)
        builders = (_at(commit, work, corpus), ours(work / "now", corpus))
        entrants = [Entrant(builder=each, corpus=corpus, pages=pages, edits=(BODY,)) for each in builders]
        for each in builders:
            each.build()
        columns = ("case", f"{commit}, processor seconds", "now", "ratio of processor time", "of seconds")
        title = f"{pages:,} pages in each of two languages, {of_rounds(runs)}"
        print_table(title, columns, _rows(run_rounds(entrants, runs), commit))
        if memory:
            print_table(f"Memory of a cold build, {pages:,} pages", ("tree", "MB of PSS"), _memory(builders))
    print(f"\nAfter: {conditions()}")


def _at(commit: str, work: Path, corpus: Path) -> Builder:
    """Return the project as it was, with the plugins that its own settings name."""
    root = work / "before"
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(root, filter="data")
    _declare(root)
    return replace(ours(work / "then", corpus, root=root), name=commit)


def _declare(root: Path) -> None:
    """Name plugins and themes of a tree as an installation would: MkDocs finds these before all others."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = root / "plugins" / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    groups = (
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in entries.items())
        for group, entries in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")


def _rows(times: Times, commit: str) -> Iterator[Sequence[str]]:
    for name, case in times:
        if name == OURS:
            now, then = times[OURS, case], times[commit, case]
            yield (
                case,
                spread([each.processor for each in then]),
                spread([each.processor for each in now]),
                spread(ratios(now, then, of="processor"), 3),
                spread(ratios(now, then), 3),
            )


def _memory(builders: Sequence[Builder]) -> Iterator[Sequence[str]]:
    for builder in builders:
        builder.forget()
        yield builder.name, f"{builder.build_watched().proportional / MEGABYTE:.0f}"


if __name__ == "__main__":
    main(
        os.environ.get("COMMIT") or sys.exit("COMMIT= names the commit to compare with."),
        int(os.environ.get("PAGES") or 500),
        int(os.environ.get("RUNS") or 5),
        memory=bool(os.environ.get("MEMORY")),
    )
