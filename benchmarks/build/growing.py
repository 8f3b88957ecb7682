"""How time, bytes and memory grow with the number of pages."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import make_corpus

from .builders import OURS, Builder, hugo, ours, stock
from .edits import BODY, guide
from .rounds import COLD, SAME, Entrant, Times, ratios, run_rounds
from .running import Took, folder_bytes
from .tables import MEGABYTE, of_rounds, print_table, spread, verdict

MEMORY_AT_MOST = 600 * MEGABYTE
GROWTH_AT_MOST = {COLD: 4.4, BODY.name: 3.0}
_TIME_COLUMNS = ("pages a language", "case", "seconds", "seconds of processor time")
_GROWTH_COLUMNS = ("case", "asked", "seconds", "kept", "processor time")
_OUTPUT_COLUMNS = (
    "pages a language",
    "builder",
    "MB in all",
    "KB of HTML, each page",
    "KB, the same page",
    "seconds, cold",
    "MB of memory, largest process",
)
_BYTE_COLUMNS = ("builder", "all", "HTML, each page", "the same page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a builder has written, in bytes."""

    all: int
    pages: int
    """An HTML file, on average."""
    same_page: int
    """One and the same guide of the first section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One cold build of one size."""

    size: int
    name: str
    took: Took
    output: Output


def grow(work: Path, sizes: Sequence[int], runs: int, *, stock_most: int) -> None:
    """Print times and bytes at each number of pages, and how they grow from the first to the last."""
    corpora = {size: make_corpus(work / str(size) / "corpus", size) for size in sizes}
    entrants = {size: _entrant(work / str(size), corpora[size], size) for size in sizes}
    rounds = [{size: run_rounds([entrants[size]], 1) for size in sizes} for _ in range(runs)]
    times = {size: _joined([each[size] for each in rounds]) for size in sizes}
    print_table(f"{OURS}, {of_rounds(runs)}", _TIME_COLUMNS, _time_rows(times))
    title = f"From {sizes[0]:,} to {sizes[-1]:,} pages a language: how many times as long"
    print_table(title, _GROWTH_COLUMNS, _growth_rows(times[sizes[0]], times[sizes[-1]]))
    built: list[Built] = []
    print_table("Output and memory", _OUTPUT_COLUMNS, _output_rows(_builds(work, corpora, stock_most), built))
    title = f"Bytes, from {sizes[0]:,} to {sizes[-1]:,} pages a language: how many times as many"
    print_table(title, _BYTE_COLUMNS, _byte_rows(built, sizes))


def _entrant(work: Path, corpus: Path, size: int) -> Entrant:
    return Entrant(builder=ours(work, corpus), corpus=corpus, pages=size, edits=(BODY,))


def _joined(rounds: Sequence[Times]) -> Times:
    return {key: [took for times in rounds for took in times[key]] for key in rounds[0]}


def _time_rows(times: Mapping[int, Times]) -> Iterator[Sequence[str]]:
    for size, measured in times.items():
        for (_, case), took in measured.items():
            yield (
                f"{size:,}",
                case,
                spread([one.wall for one in took]),
                spread([one.processor for one in took]),
            )


def _growth_rows(first: Times, last: Times) -> Iterator[Sequence[str]]:
    for case in (COLD, SAME, BODY.name):
        wall = ratios(last[OURS, case], first[OURS, case])
        processor = ratios(last[OURS, case], first[OURS, case], of="processor")
        asked = GROWTH_AT_MOST.get(case)
        yield (
            case,
            f"{asked:.1f}" if asked else "",
            spread(wall),
            verdict(statistics.median(wall), asked) if asked else "",
            spread(processor),
        )


def _builds(work: Path, corpora: Mapping[int, Path], stock_most: int) -> Iterator[Built]:
    """Build cold with each builder at each size; what it has written is removed before the next."""
    for size, corpus in corpora.items():
        folder = work / str(size)
        builders = [ours(folder, corpus), hugo(folder, corpus, cached=True)]
        builders += [stock(folder, corpus)] if size <= stock_most else []
        for builder in filter(None, builders):
            took = builder.build()
            yield Built(size=size, name=builder.name, took=took, output=output_of(builder))
            builder.forget()


def _output_rows(builds: Iterator[Built], built: list[Built]) -> Iterator[Sequence[str]]:
    """Yield a row as each build ends, and keep the build."""
    for one in builds:
        built.append(one)
        yield (
            f"{one.size:,}",
            one.name,
            f"{one.output.all / MEGABYTE:.1f}",
            f"{one.output.pages / 1000:.1f}",
            f"{one.output.same_page / 1000:.1f}",
            f"{one.took.wall:.2f}",
            f"{one.took.resident / MEGABYTE:.0f}",
        )


def _byte_rows(built: Sequence[Built], sizes: Sequence[int]) -> Iterator[Sequence[str]]:
    outputs = {(one.name, one.size): one.output for one in built}
    for name in dict.fromkeys(one.name for one in built):
        first, last = outputs.get((name, sizes[0])), outputs.get((name, sizes[-1]))
        if first and last:
            pairs = (
                (last.all, first.all),
                (last.pages, first.pages),
                (last.same_page, first.same_page),
            )
            yield name, *(f"{one / other:.2f}" for one, other in pairs)


def output_of(builder: Builder) -> Output:
    """Measure what a builder has written."""
    site = builder.folder / builder.site
    pages = list(site.rglob("*.html"))
    return Output(
        all=folder_bytes(site),
        pages=sum(page.stat().st_size for page in pages) // len(pages),
        same_page=builder.built_page(guide(3, "ko")).stat().st_size,
    )


def weigh(work: Path, pages: int) -> None:
    """Print the memory of a cold build and of one edit, over all processes together."""
    corpus = make_corpus(work / "corpus", pages)
    builder = ours(work, corpus)
    builder.forget()
    measured = {COLD: builder.build_watched()}
    builder.take(BODY.changed(corpus, pages))
    measured[BODY.name] = builder.build_watched()
    columns = ("case", "asked, MB", "MB of PSS", "kept", "MB of RSS", "processes")
    rows = (
        (
            case,
            f"{MEMORY_AT_MOST / MEGABYTE:.0f}",
            f"{held.proportional / MEGABYTE:.0f}",
            verdict(held.proportional, MEMORY_AT_MOST),
            f"{held.resident / MEGABYTE:.0f}",
            str(held.processes),
        )
        for case, held in measured.items()
    )
    print_table(f"Memory at {pages:,} pages a language, highest sum over all processes", columns, rows)
