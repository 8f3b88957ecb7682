"""The gate: it runs every file of tests, and says which were slow."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.slowest import seconds_by_file

TESTS = Path(__file__).parent
NOT_OURS = "node_modules"


def test_every_file_of_tests_is_collected(pytestconfig: pytest.Config) -> None:
    """A folder whose name pytest passes over, as it does `build` by itself, would be tested by nobody."""
    passed_over = pytestconfig.getini("norecursedirs")
    files = [file.relative_to(TESTS) for file in TESTS.rglob("test_*.py") if NOT_OURS not in file.parts]
    assert Path("build/test_promise.py") in files
    assert [
        file for file in files for part in file.parts for name in passed_over if fnmatch(part, name)
    ] == []


def test_a_test_is_counted_with_what_it_prepares() -> None:
    """Setup, call and teardown of all tests of a file are one sum."""
    reports = [
        pytest.TestReport(
            nodeid=f"{file}::test", location=("", 0, ""), keywords={}, outcome="passed", longrepr=None,
            when=when, duration=seconds,
        )
        for file, when, seconds in (("a.py", "setup", 2.0), ("a.py", "call", 1.0), ("b.py", "call", 1.5))
    ]  # fmt: skip
    assert seconds_by_file(reports).most_common() == [("a.py", 3.0), ("b.py", 1.5)]
