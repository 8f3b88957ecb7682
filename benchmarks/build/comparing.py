"""Compare this project with its peers: every case, on the same text, in one run."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpus import make_corpus

from .builders import (
    HUGO,
    HUGO_CACHED,
    IN_TURN,
    MANY,
    OURS,
    STARLIGHT,
    STOCK,
    Builder,
    hugo,
    ours,
    starlight,
    stock,
)
from .edits import BODY, EDITS
from .rounds import AGAIN, COLD, SAME, Entrant, Key, Times, ratios, run_rounds
from .tables import of_rounds, print_table, spread, verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A ratio of two builds that must not be above a limit."""

    ours: str
    peer: Key
    at_most: float


ASKED = (
    Asked(ours=COLD, peer=(STOCK, COLD), at_most=1 / 4.5),
    Asked(ours=SAME, peer=(STOCK, COLD), at_most=1 / 25),
    Asked(ours=AGAIN, peer=(STOCK, COLD), at_most=1 / 25),
    Asked(ours=BODY.name, peer=(STOCK, COLD), at_most=1 / 25),
    Asked(ours=SAME, peer=(HUGO, SAME), at_most=0.5),
    Asked(ours=AGAIN, peer=(HUGO, AGAIN), at_most=0.5),
    Asked(ours=BODY.name, peer=(HUGO, BODY.name), at_most=0.5),
    Asked(ours=SAME, peer=(HUGO_CACHED, SAME), at_most=0.5),
    Asked(ours=AGAIN, peer=(HUGO_CACHED, AGAIN), at_most=0.5),
    Asked(ours=BODY.name, peer=(HUGO_CACHED, BODY.name), at_most=0.5),
)


def compare(work: Path, pages: int, runs: int, peers: Collection[str]) -> None:
    """Print what each case takes, and the ratios that were asked for."""
    corpus = make_corpus(work / "corpus", pages)
    try:
        times = run_rounds(list(_entrants(work, corpus, pages, peers)), runs)
    finally:
        shutil.rmtree(MANY, ignore_errors=True)
    title = f"{pages:,} pages in each of two languages, {of_rounds(runs)}"
    print_table(title, ("builder", "case", "seconds", "seconds of processor time"), _rows(times))
    columns = ("ratio, round by round", "asked", "seconds", "kept", "processor time")
    print_table("Ratios", columns, _ratio_rows(times))


def _entrants(work: Path, corpus: Path, pages: int, peers: Collection[str]) -> Iterator[Entrant]:
    entrant = partial(Entrant, corpus=corpus, pages=pages)
    yield entrant(builder=ours(work, corpus), edits=EDITS)
    if "stock" in peers:
        yield entrant(builder=stock(work, corpus), again=False)
    for name, builder in _others(work, corpus, peers):
        if builder:
            yield entrant(builder=builder, edits=(BODY,))
        else:
            print(f"{name}: left out, it cannot be installed here")
    yield entrant(builder=ours(work, corpus, at_once=False), again=False)


def _others(work: Path, corpus: Path, peers: Collection[str]) -> Iterator[tuple[str, Builder | None]]:
    if "hugo" in peers:
        yield HUGO, hugo(work, corpus, cached=False)
        yield HUGO_CACHED, hugo(work, corpus, cached=True)
    if "starlight" in peers:
        yield STARLIGHT, starlight(corpus)


def _rows(times: Times) -> Iterator[Sequence[str]]:
    for (name, case), took in times.items():
        shown = f"{case}; the same whatever changed" if name == STOCK else case
        yield name, shown, spread([one.wall for one in took]), spread([one.processor for one in took])


def _ratio_rows(times: Times) -> Iterator[Sequence[str]]:
    for asked in ASKED:
        if asked.peer in times:
            yield _ratio_row(times, (OURS, asked.ours), asked.peer, asked.at_most)
    yield _ratio_row(times, (OURS, COLD), (IN_TURN, COLD), None)


def _ratio_row(times: Times, one: Key, other: Key, at_most: float | None) -> Sequence[str]:
    wall = ratios(times[one], times[other])
    processor = ratios(times[one], times[other], of="processor")
    return (
        f"{one[1]} / {other[0]}, {other[1]}",
        "" if at_most is None else f"{at_most:.3f}",
        spread(wall, 3),
        "" if at_most is None else verdict(statistics.median(wall), at_most),
        spread(processor, 3),
    )
