"""A plugin of pytest that ends a run with the files whose tests took longest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

MOST = 10


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write a line a file, the slowest first."""
    reports = [one for ended in terminalreporter.stats.values() for one in ended]
    seconds = seconds_by_file(one for one in reports if isinstance(one, pytest.TestReport))
    terminalreporter.write_line(f"Slowest files, of {seconds.total():.0f} s in all:")
    for file, spent in seconds.most_common(MOST):
        terminalreporter.write_line(f"{spent:7.1f} s  {file}")


def seconds_by_file(reports: Iterable[pytest.TestReport]) -> Counter[str]:
    """Return how long the tests of each file took, with what they prepared and put away."""
    seconds: Counter[str] = Counter()
    for report in reports:
        seconds[report.nodeid.partition("::")[0]] += report.duration  # type: ignore[assignment]
    return seconds
