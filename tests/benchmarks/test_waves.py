"""No fault hides another one: what is wrong beside a mistake is said in the same run."""

from __future__ import annotations

from benchmarks.mistakes import mistakes
from benchmarks.waves import hidden

_BESIDE = frozenset(
    "crlf front-matter-end title-with-colon record-curly-quotes tabs csv-no-id question-id-korean".split()
)


def test_faults_of_every_reader_are_said_together() -> None:
    """A record, a table or front matter with a fault has its other parts, texts and notices checked."""
    chosen = [one for one in mistakes() if one.name in _BESIDE]
    assert len(chosen) == len(_BESIDE)
    assert list(hidden(chosen)) == []
