"""For a first look at much content: how often each rule is broken, and how much of it --fix mends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from exchange.text.problems import Problem, Severity
from exchange.text.strings import Strings


def table(problems: Iterable[Problem], words: Strings) -> str:
    """Return a line for each rule, errors first and the most frequent first: how many, of them by --fix."""
    counts: Counter[tuple[bool, str]] = Counter()
    exact: Counter[tuple[bool, str]] = Counter()
    for problem in problems:
        kind = problem.severity is not Severity.ERROR, problem.code
        counts[kind] += 1
        exact[kind] += bool(problem.replacement and problem.end)
    kinds = sorted(counts, key=lambda kind: (kind[0], -counts[kind], kind[1]))
    rows = [(str(counts[kind]), str(exact[kind]), _severity(kind, words), kind[1]) for kind in kinds]
    lines = [f"{count:>7} {fixable:>7}  {severity}  {code}" for count, fixable, severity, code in rows]
    return "\n".join([words("summary-head"), *lines, _total(counts, words), ""])


def _severity(kind: tuple[bool, str], words: Strings) -> str:
    return words("warning" if kind[0] else "error")


def _total(counts: Counter[tuple[bool, str]], words: Strings) -> str:
    warnings = sum(count for (is_warning, _), count in counts.items() if is_warning)
    if not counts:
        return words("nothing")
    return words("summary", errors=counts.total() - warnings, warnings=warnings)
