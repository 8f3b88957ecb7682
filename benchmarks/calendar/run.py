"""Measure what calls cost: `make bench-calls [CALLS=1000]`.

Each count runs in a process of its own: seconds of each step for both languages together, and the peak of
memory. With `--files live` or `--files "ten years"`, the MB of what is written of 1,000 calls, by part. With
`--build` whole sites that hold little else are built for each count, measured, and their list is asked in a
browser. `--site FOLDER` measures one that was built before.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TypeVar

from tests.building import write_settings
from tests.calls.samples import SETTINGS, WORDINGS, utc
from tests.tools import browser_missing, chromium_path

from benchmarks.build.running import run_watched
from benchmarks.build.tables import MEGABYTE
from benchmarks.calendar.generate import synthetic_calls, write_records
from exchange.calls.model.overviews import LIST
from exchange.calls.outputs.all_outputs import language_outputs, shared_outputs
from exchange.calls.reading.records import read_calls
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import CallsView, call_page, calls_view
from exchange.calls.views.overview_pages import overview_page
from exchange.text.content_folder import look_at

HERE = Path(__file__).parent
COUNTS = (300, 1_000)
_COLUMNS = (
    *("calls", "open in", "s of processor time, cold", "nothing changed", "MB of memory", "MB of site"),
    *("files", "largest page, kB", "first page of the list, kB gzipped"),
    "ms of the list's first answer, of the slowest other",
)
_NOW = utc(2027, 1, 1)
_INDEX = "---\ntitle: x\ndescription: x\nkind: {kind}\noriginal: en\n---\n"


def main(arguments: list[str]) -> None:
    """Measure every count in a process of its own, one count in this one, or the files of 1,000 calls."""
    if arguments[:1] == ["--one"]:
        return _measure(int(arguments[1]))
    if arguments[:1] == ["--files"]:
        return _print_parts(arguments[1])
    if arguments[:1] == ["--site"]:
        site = Path(arguments[1])
        return print(" | ".join([*_sizes(site), _filtering(site)]))
    counts = [int(argument) for argument in arguments if argument.isdigit()] or list(COUNTS)
    print("| calls | read | views | files | s in all | ms a call | MB at most | files | MB of files |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for count in counts:
        subprocess.run([sys.executable, "-m", "benchmarks.calendar.run", "--one", str(count)], check=True)
    if "--build" in arguments:
        print(f"\n| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}")
        for count in counts:
            for openings in ("ten years", "live"):
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


def _print_parts(openings: str) -> None:
    """Print the MB that both languages write beside pages, by part, the seconds and the peak of memory."""
    calls = synthetic_calls(1_000, SETTINGS, openings)
    sizes: Counter[str] = Counter()
    started = time.process_time()
    for wording in WORDINGS.values():
        site = calls_view(calls, _NOW, wording)
        outputs = [language_outputs(site), shared_outputs(site)] if not sizes else [language_outputs(site)]
        for path, content in chain.from_iterable(outputs):
            is_of_call = path.startswith("calendar/") and "/call/" in path
            sizes["calendar/call" if is_of_call else path.partition("/")[0]] += len(content)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for part, size in sizes.most_common():
        print(f"| {part} | {size / 1e6:.1f} |")
    print(f"| all | {sum(sizes.values()) / 1e6:.0f} |\n\n{seconds:.0f} s, {memory:.0f} MB of memory")


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
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _write_site(folder / "content", count, openings)
        write_settings(folder / "content", folder)
        epoch = {"SOURCE_DATE_EPOCH": str(int(_NOW.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
        (cold, memory), (again, _) = (_watched(folder, epoch) for _ in range(2))
        print(f"| {count:,} | {openings} | {cold:.1f} | {again:.1f} | {memory:.0f} | ", end="")
        print(" | ".join([*_sizes(folder / "site"), _filtering(folder / "site")]), "|", flush=True)


def _watched(folder: Path, environment: Mapping[str, str]) -> tuple[float, float]:
    """Build; return the seconds of processor time of all processes, and their memory together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = run_watched((sys.executable, "-m", "mkdocs", "build", "-q"), folder, environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, memory.proportional / MEGABYTE


def _write_site(content: Path, count: int, openings: str) -> None:
    write_records(synthetic_calls(count, SETTINGS, openings), content / "calls")
    (content / "nav.yml").write_text("- calls: []\n", encoding="utf-8")
    (content / "glossary.csv").write_bytes((Path("content") / "glossary.csv").read_bytes())
    for code in SETTINGS.codes:
        (content / code / "calls").mkdir(parents=True)
        for path, kind in (("index.md", "home"), ("calls/index.md", "calls"), ("glossary.md", "glossary")):
            (content / code / path).write_text(_INDEX.format(kind=kind), encoding="utf-8")


def _sizes(site: Path) -> Iterator[str]:
    """Yield the sizes of the whole site, its files, its largest page, and the first page of the list."""
    sizes = {file: file.stat().st_size for file in site.rglob("*") if file.is_file()}
    largest, page = max((size, file) for file, size in sizes.items() if file.suffix == ".html")
    first = max(
        len(gzip.compress((site / f"{code}/calls/index.html").read_bytes())) for code in SETTINGS.codes
    )
    yield f"{sum(sizes.values()) / MEGABYTE:.0f}"
    yield f"{len(sizes):,}"
    yield f"{largest / 1e3:.0f} (`{page.parent.relative_to(site)}/`)"
    yield f"{first / 1e3:.1f}"


def _filtering(site: Path) -> str:
    """Return the first answer of the list and the slowest of all others, in milliseconds."""
    if browser_missing():
        return "no browser"
    command = (shutil.which("node") or "node", str(HERE / "filtering.mjs"), str(site), "ko/calls/")
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    answers = json.loads(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)
    (_, first), *others = answers
    by_question: dict[str, list[float]] = {}
    for question, milliseconds in others:
        by_question.setdefault(question, []).append(milliseconds)
    slowest = max((statistics.median(times), question) for question, times in by_question.items())
    return f"{first:.0f}, {slowest[0]:.0f} (`{slowest[1]}`)"


if __name__ == "__main__":
    main(sys.argv[1:])
