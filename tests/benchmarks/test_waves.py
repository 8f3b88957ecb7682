"""No fault hides another one: what is wrong beside a mistake is said in the same run."""

from __future__ import annotations

from collections import Counter

from benchmarks.mistakes import FILES, mistakes
from benchmarks.waves import hidden

_BESIDE = frozenset(
    "crlf front-matter-end title-with-colon record-curly-quotes tabs csv-no-id question-id-korean"
    " topics-plain nav-ending".split()
)


_BY_CAUSE = Counter({("editions/unresolved-section", f"content/{FILES['page']}"): 1})
"""Where the text of a page begins is a guess, so nobody can say which of its sections are lost."""


def test_faults_of_every_reader_are_said_together() -> None:
    """A record, a table or front matter with a fault has its other parts, texts and notices checked."""
    chosen = [one for one in mistakes() if one.name in _BESIDE]
    assert len(chosen) == len(_BESIDE)
    assert list(hidden(chosen)) == [("front-matter-end", _BY_CAUSE)]
