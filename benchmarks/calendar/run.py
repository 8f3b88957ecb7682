"""Measure what calls cost: `python -m benchmarks.calendar.run [--build] [COUNT...]`.

Each count runs in a process of its own: seconds of each step for both languages together, and the peak of
memory. `--build` also times a whole `mkdocs build` of a site that holds little else.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.building import build
from tests.calls.samples import SETTINGS, WORDINGS, utc

from benchmarks.calendar.generate import OPENINGS, synthetic_calls, write_records
from exchange.calls.model.overviews import LIST
from exchange.calls.outputs.all_outputs import language_outputs, shared_outputs
from exchange.calls.reading.records import read_calls
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import CallsView, call_page, calls_view
from exchange.calls.views.overview_pages import overview_page
from exchange.text.content_folder import look_at

COUNTS = (250, 500, 1_000)
_NOW = utc(2027, 1, 1)
_INDEX = "---\ntitle: x\ndescription: x\nkind: {kind}\noriginal: en\n---\n"


def main(arguments: list[str]) -> None:
    """Measure every count in a process of its own, or one count in this one."""
    if arguments[:1] == ["--one"]:
        return _measure(int(arguments[1]))
    counts = [int(argument) for argument in arguments if argument.isdigit()] or list(COUNTS)
    print("| calls | read | views | files | s in all | ms a call | MB at most | files | MB of files |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for count in counts:
        subprocess.run([sys.executable, "-m", "benchmarks.calendar.run", "--one", str(count)], check=True)
    if "--build" in arguments:
        print("\n| calls | open in | s, both languages | MB of a process | MB | files | largest page, kB |")
        print("|---|---|---|---|---|---|---|")
        for openings in OPENINGS:
            for count in counts:
                _build(count, openings)
    return None


def _measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        write_records(synthetic_calls(count, SETTINGS), content / "calls")
        calls, reading = _timed(
            lambda: list(read_calls(look_at(content), SETTINGS, root="content")[0].values())
        )
    sites = [calls_view(calls, _NOW, wording) for wording in WORDINGS.values()]
    _, viewing = _timed(lambda: sum(_view(site) for site in sites))
    (files, size), writing = _timed(lambda: _write(sites))
    total = reading + viewing + writing
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {count} | {reading:.1f} | {viewing:.1f} | {writing:.1f} | {total:.1f} | "
        f"{1000 * total / count:.1f} | {memory:.0f} | {files} | {size / 1e6:.1f} |",
        flush=True,
    )


Result = TypeVar("Result")


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _view(site: CallsView) -> int:
    for call in site.calls:
        call_page(call, site, root="../../")
    found = agenda(site)
    for overview in (LIST, *found.pages):
        overview_page(found, overview, root="../")
    return len(site.calls)


def _write(sites: list[CallsView]) -> tuple[int, int]:
    sizes = [len(content) for site in sites for _, content in language_outputs(site)]
    sizes += [len(content) for _, content in shared_outputs(sites[0])]
    return len(sizes), sum(sizes)


def _build(count: int, openings: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write_records(synthetic_calls(count, SETTINGS, openings), content / "calls")
        (content / "nav.yml").write_text("- calls: []\n", encoding="utf-8")
        (content / "glossary.csv").write_bytes((Path("content") / "glossary.csv").read_bytes())
        for code in SETTINGS.codes:
            (content / code / "calls").mkdir(parents=True)
            for path, kind in (
                ("index.md", "home"),
                ("calls/index.md", "calls"),
                ("glossary.md", "glossary"),
            ):
                (content / code / path).write_text(_INDEX.format(kind=kind), encoding="utf-8")
        epoch = {"SOURCE_DATE_EPOCH": str(int(_NOW.timestamp()))}
        built, seconds = _timed(lambda: build(content, Path(folder) / "work", environment=os.environ | epoch))
        assert built.status == 0, built.output[-3_000:]
        sizes = {file: file.stat().st_size for file in built.folder.rglob("*") if file.is_file()}
        page = max((size, file) for file, size in sizes.items() if file.suffix == ".html")[0]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"| {count} | {openings} | {seconds:.1f} | {memory:.0f} | {sum(sizes.values()) / 1e6:.0f} | "
        f"{len(sizes)} | {page / 1e3:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
