"""The one gate: format, lint, types, then every test. `make test` runs it, and so does every pull request.

Where Node.js, a browser or Java are missing and may not be installed, the checks that need them are left out
and named at the end; with CI=true in the environment that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.tools import Tool, find_tools

CODE = ("plugins", "tests", "benchmarks")
PYTHON = sys.executable
AT_ONCE = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", "-p", "tests.gate_report")
"""One process more than a small machine has cores: browsers wait. Tests of one file share what they build."""


def main() -> int:
    """Run all steps; return the exit status."""
    tools = find_tools()
    left_out = [tool for tool in tools if tool.missing]
    failed = [name for name, command in _steps(left_out) if not _passes(name, command)]
    for tool in left_out:
        print(f"LEFT OUT: the checks marked '{tool.marker}': {tool.missing}.")
    if failed:
        print(f"FAILED: {', '.join(failed)}")
    if left_out and os.environ.get("CI"):
        print("FAILED: in CI no check may be left out.")
        return 1
    return 1 if failed else 0


def _steps(left_out: Sequence[Tool]) -> list[tuple[str, list[str]]]:
    markers = " and ".join(f"not {tool.marker}" for tool in left_out)
    return [
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", *CODE]),
        ("lint", [PYTHON, "-m", "ruff", "check", "--quiet", *CODE]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("tests", [PYTHON, "-m", "pytest", *AT_ONCE, *(["-m", markers] if markers else [])]),
    ]


def _passes(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(command, check=False)
    print(f"   {name}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
