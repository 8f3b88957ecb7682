"""The gate: it runs every file of tests, and says which were slow."""

from __future__ import annotations

import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.gate_report import seconds_by_file

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


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_a_skipped_test_fails_the_gate_in_ci(tmp_path: Path, ci: str, status: int) -> None:
    """Elsewhere it is named with its reason; a file that is skipped as a whole counts too."""
    (tmp_path / "test_one.py").write_text(
        "import pytest\npytest.importorskip('not_there')\n", encoding="utf-8"
    )
    (tmp_path / "test_two.py").write_text("def test_it():\n    pass\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.gate_report",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
    ]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path)],
        check=False, capture_output=True, text=True, cwd=TESTS.parent, env={**os.environ, "CI": ci},
    )  # fmt: skip
    assert (done.returncode, "not_there" in done.stdout) == (status, True), done.stdout
    assert "test_two.py" in done.stdout
