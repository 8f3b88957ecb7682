"""Print where the time of a build goes, phase by phase: `make bench-profile [PAGES=500] [RUNS=3]`.

It is the process that the user starts, thus one language, English unless `KX_LOCALE=ko` is set; the other is
built at the same time by another.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import ROOT, make_corpus

from .builders import Builder, ours
from .edits import BODY, KOREAN
from .rounds import COLD, SAME
from .tables import conditions, print_table

CASES = (COLD, SAME, BODY.name, KOREAN.name)
_SHOWN = 0.005
_HOOK = ": on_"

Phases = Mapping[str, tuple[float, float]]
"""Of each phase the seconds that passed, and those of processor time."""


def main(pages: int, runs: int) -> None:
    """Print the median seconds of each phase and case."""
    print(f"Before: {conditions()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-profile-") as scratch:
        work = Path(scratch)
        corpus = make_corpus(work / "corpus", pages)
        builder = ours(work, corpus)
        rounds = [dict(_round(builder, corpus, pages)) for _ in range(runs)]
    cases = {case: _median([each[case] for each in rounds]) for case in CASES}
    title = f"The leading process, {pages:,} pages a language, medians of {runs}; seconds / of processor time"
    print_table(title, ("phase", *CASES), _rows({case: by_plugin(cases[case]) for case in CASES}))
    print_table("Hooks alone", ("hook", *CASES), _rows({case: _hooks(cases[case]) for case in CASES}))
    print(f"\nAfter: {conditions()}")


def _round(builder: Builder, corpus: Path, pages: int) -> Iterator[tuple[str, Phases]]:
    builder.forget()
    yield COLD, _profiled(builder)
    yield SAME, _profiled(builder)
    for edit in (BODY, KOREAN):
        texts = edit.changed(corpus, pages)
        builder.take(texts)
        yield edit.name, _profiled(builder)
        builder.restore(corpus, texts)
        builder.build()  # back to what was built before it


def _profiled(builder: Builder) -> Phases:
    out = builder.folder / "phases.json"
    command = (sys.executable, "-m", "benchmarks.build.phases", "mkdocs.yml", str(out), str(time.monotonic()))
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**builder.environment, "PYTHONPATH": places}
    replace(builder, command=command, environment=environment).build()
    read = json.loads(out.read_text(encoding="utf-8"))
    return {phase: (wall, read["processor"][phase]) for phase, wall in read["wall"].items()}


def _median(rounds: Sequence[Phases]) -> Phases:
    phases = dict.fromkeys(phase for each in rounds for phase in each)
    return {phase: _middle([each.get(phase, (0.0, 0.0)) for each in rounds]) for phase in phases}


def _middle(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def by_plugin(phases: Phases) -> Phases:
    """Return the phases with all hooks of one plugin as one."""
    summed: dict[str, list[tuple[float, float]]] = {}
    for phase, took in phases.items():
        plugin, is_hook, _ = phase.partition(_HOOK)
        summed.setdefault(f"plugin {plugin}, all hooks" if is_hook else phase, []).append(took)
    return {phase: _sum(took) for phase, took in summed.items()}


def _hooks(phases: Phases) -> Phases:
    return {phase: took for phase, took in phases.items() if _HOOK in phase}


def _sum(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(one for one, _ in pairs), sum(other for _, other in pairs)


def _rows(cases: Mapping[str, Phases]) -> Iterator[Sequence[str]]:
    """Yield the phases, the longest of all cases first; then what is too short to show; then the sum."""
    names = dict.fromkeys(name for phases in cases.values() for name in phases)
    most = {name: max(phases.get(name, (0.0, 0.0)) for phases in cases.values()) for name in names}
    for name in sorted(names, key=lambda name: most[name], reverse=True):
        if most[name][0] >= _SHOWN:
            yield name, *(_shown(phases.get(name, (0.0, 0.0))) for phases in cases.values())
    short = {name for name in names if most[name][0] < _SHOWN}
    rests = [[took for name, took in phases.items() if name in short] for phases in cases.values()]
    yield "all that take less than 5 ms", *(_shown(_sum(rest)) for rest in rests)
    yield "**in all**", *(f"**{_shown(_sum(list(phases.values())))}**" for phases in cases.values())


def _shown(took: tuple[float, float]) -> str:
    return f"{took[0]:.2f} / {took[1]:.2f}"


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left running then either
    main(int(os.environ.get("PAGES") or 500), int(os.environ.get("RUNS") or 3))
