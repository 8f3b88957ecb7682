"""Measure how long the states of sections take: `python -m benchmarks.section_states FOLDER en ko`.

FOLDER holds a folder for each language, in a git repository with its history. The first line is the first
reading, the second one with what the first kept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from exchange.build.store import Store
from exchange.translation.reading import section_states


def main(folder: Path, locales: Sequence[str]) -> None:
    """Print pages, sections, their states, and seconds of processor time."""
    pages: dict[str, dict[str, Callable[[], str]]] = {}
    for locale in locales:
        for file in sorted((folder / locale).rglob("*.md")):
            pages.setdefault(file.relative_to(folder / locale).as_posix(), {})[locale] = file.read_text
    pairs = {path: texts for path, texts in pages.items() if len(texts) > 1}
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch) / "states.sqlite", stamp="")
        for _ in range(2):
            start = time.process_time()
            states = section_states(folder, pairs, locales=locales, store=store)
            store.save()
            count = Counter(state.state.value for state in states)
            seconds = time.process_time() - start
            print(f"{len(pairs)} pages, {len(states)} sections, {seconds:.2f} s: {dict(count)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
