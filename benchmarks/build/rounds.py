"""Let builders build in turn, round by round, so that what else the machine does falls on all of them."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .builders import Builder
from .edits import Edit
from .running import BuildFailed, Took

COLD = "cold"
SAME = "nothing changed"
AGAIN = "nothing changed, again"
"""The build after a cold one may have to do something once; the one after that does not."""

Case = str
Key = tuple[str, Case]
Times = Mapping[Key, Sequence[Took]]
"""By builder and case, one run each round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """A builder and what it does in a round after its cold build."""

    builder: Builder
    corpus: Path
    pages: int
    again: bool = True
    """Whether it builds a second time with nothing changed."""
    edits: Sequence[Edit] = ()

    def round(self) -> Iterator[tuple[Case, Took]]:
        """Build cold, then keep what was built for each case that follows; end with the corpus as it was."""
        self.builder.forget()
        yield COLD, self.builder.build()
        if self.again:
            yield SAME, self.builder.build()
            yield AGAIN, self.builder.build()
        touched: set[str] = set()
        for edit in self.edits:
            texts = edit.changed(self.corpus, self.pages)
            touched.update(texts)
            self.builder.take(texts)
            took = self.builder.build()
            self._insist_on(edit)
            yield edit.name, took
        self.builder.restore(self.corpus, sorted(touched))

    def _insist_on(self, edit: Edit) -> None:
        """Raise BuildFailed where what was edited is not in the page: nothing worth timing was done."""
        path, words = edit.shown(self.pages)
        if words not in self.builder.built_page(path).read_text(encoding="utf-8"):
            raise BuildFailed(
                f"{self.builder.name}: {words!r} is not in {path}, though its build has ended well"
            )


def run_rounds(entrants: Sequence[Entrant], runs: int) -> Times:
    """Return what each case took in each round; every second round goes the other way round."""
    times: dict[Key, list[Took]] = defaultdict(list)
    for number in range(runs):
        for entrant in entrants if number % 2 == 0 else reversed(entrants):
            print(f"round {number + 1} of {runs}: {entrant.builder.name} ...", file=sys.stderr, flush=True)
            for case, took in entrant.round():
                times[entrant.builder.name, case].append(took)
    return times


def ratios(one: Sequence[Took], other: Sequence[Took], *, of: str = "wall") -> list[float]:
    """Return one to the other, round by round; `of` names a field of Took."""
    return [getattr(mine, of) / getattr(theirs, of) for mine, theirs in zip(one, other, strict=True)]
