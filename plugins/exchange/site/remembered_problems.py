"""Problems of a file, found once for all that they depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exchange.build.store import Store
from exchange.rules.examination_cache import PROBLEMS
from exchange.text.problems import Problem


def remembered(
    store: Store | None, kind: str, path: str, digest: str, find: Callable[[], Iterable[Problem]]
) -> tuple[Problem, ...]:
    """Return the problems that a store remembers for the digest of what they depend on, else those found."""
    problems = PROBLEMS.read_kept(store.get(kind, path, digest)) if store else None
    if problems is None:
        problems = tuple(find())
        if store:
            store.put(kind, path, digest, PROBLEMS.write(problems))
    return problems
