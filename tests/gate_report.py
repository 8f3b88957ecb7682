"""A plugin of pytest for the gate: a skip fails it in CI, memory is given back, slow files are named."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

MOST = 25
_MEMORY = Path("/proc/self/statm")  # Linux alone says how much a process has now
_ROOM = 75_000  # pages of memory, some 300 MB, that tests may leave behind before it is given back
_pages_used = [0]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Collect what the tests of some files have left: a build lets Python look for cycles seldom."""
    if (nextitem is None or nextitem.path != item.path) and _MEMORY.exists():
        pages = _pages_now()
        if pages > _pages_used[0] + _ROOM:
            gc.collect()
            _pages_used[0] = _pages_now()


def _pages_now() -> int:
    return int(_MEMORY.read_text(encoding="ascii").split()[1])


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let no test be left out without a word where everything can be installed."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = terminal.stats.get("skipped") if terminal else None
    if os.environ.get("CI") and skipped:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write what was skipped, and a line for each of the slowest files."""
    for skipped in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED: {skipped.nodeid}: {skipped.longrepr}")
    reports = [one for ended in terminalreporter.stats.values() for one in ended]
    seconds = seconds_by_file(one for one in reports if isinstance(one, pytest.TestReport))
    terminalreporter.write_line(f"Slowest files, of {sum(seconds.values()):.0f} s in all:")
    for file, spent in seconds.most_common(MOST):
        terminalreporter.write_line(f"{spent:7.1f} s  {file}")


def seconds_by_file(reports: Iterable[pytest.TestReport]) -> Counter[str]:
    """Return how long the tests of each file took, with what they prepared and put away."""
    seconds: Counter[str] = Counter()
    for report in reports:
        seconds[report.nodeid.partition("::")[0]] += report.duration  # type: ignore[assignment]
    return seconds
