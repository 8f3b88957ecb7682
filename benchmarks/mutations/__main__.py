"""Put each fault into a copy of the project and run the tests nearest to it.

`python -m benchmarks.mutations [NAME...]`; `--list` prints the names and what each would do to a person.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import ROOT
from benchmarks.mutations.mutation import CODE, Mutation, read_mutations, select

_ALL_PASS, _SOME_FAIL = 0, 1  # exit statuses of pytest; any other means that no test could judge
_INSTALLED = ("tests/node_modules",)  # not tracked, and needed by some tests


class CannotMeasure(Exception):
    """Raised where the tests cannot judge: they fail without a fault, or could not run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutations that are named, or all; return 1 if a fault was not noticed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="mutations to try; all where none is named")
    parser.add_argument("--list", action="store_true", help="print the mutations and try none")
    options = parser.parse_args(arguments)
    try:
        mutations = select(read_mutations(), options.names)
    except KeyError as unknown:
        parser.error(f"no mutation is named {unknown}")
    if options.list:
        print("\n".join(f"{one.name}\n    {one.file}: {one.harm}" for one in mutations))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        survivors = _try_all(mutations, _copy_of_the_project(Path(scratch) / "project"))
    print(f"\n{len(mutations) - len(survivors)} of {len(mutations)} noticed.")
    return 1 if survivors else 0


def _copy_of_the_project(copy: Path) -> Path:
    """Copy what git tracks, or would, to a folder; the project itself is never changed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout.decode().split("\0")
    for path in listed:
        if (ROOT / path).is_file():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, copy / path, follow_symlinks=False)
    for path in _INSTALLED:
        if (ROOT / path).exists():
            (copy / path).symlink_to(ROOT / path)
    return copy


def _try_all(mutations: Sequence[Mutation], copy: Path) -> list[Mutation]:
    """Return the mutations that no test noticed. Raises CannotMeasure."""
    _refuse_other_code(copy)
    tests = sorted({test for mutation in mutations for test in mutation.tests})
    print(f"{len(mutations)} mutations; first {len(tests)} test files as they are ...", flush=True)
    if failure := _failure(tests, copy):
        raise CannotMeasure(f"tests fail without any mutation:\n{failure}")
    survivors = []
    for mutation in mutations:
        started = time.monotonic()
        noticed = _noticed(mutation, copy)
        survivors += [] if noticed else [mutation]
        verdict = "noticed    " if noticed else "NOT NOTICED"
        print(f"{verdict} {mutation.name} ({time.monotonic() - started:.0f} s)", flush=True)
        if not noticed:
            print(f"            {mutation.harm}", flush=True)
    return survivors


def _noticed(mutation: Mutation, copy: Path) -> bool:
    """Return True if a test fails while the fault is in the copy."""
    file = copy / mutation.file
    source = file.read_text(encoding="utf-8")
    try:
        _write(file, mutation.applied(source))
        return bool(_failure(mutation.tests, copy))
    finally:
        _write(file, source)


def _write(file: Path, source: str) -> None:
    """Write a module and remove its byte code, which a file of the same second and size would share."""
    file.write_text(source, encoding="utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _failure(tests: Sequence[str], copy: Path) -> str:
    """Run test files of the copy; return what the first failure says, or nothing. Raises CannotMeasure."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=copy, env=_environment(copy)
    )
    if done.returncode not in (_ALL_PASS, _SOME_FAIL):
        raise CannotMeasure(f"{' '.join(tests)}:\n{done.stdout}{done.stderr}")
    return done.stdout if done.returncode == _SOME_FAIL else ""


def _environment(copy: Path) -> dict[str, str]:
    """Return an environment in which the copy's code is imported, not the installed one."""
    return {**os.environ, "PYTHONPATH": f"{copy / 'plugins'}{os.pathsep}{copy}"}


def _refuse_other_code(copy: Path) -> None:
    """Raise CannotMeasure unless Python imports the copy: faults put elsewhere would never be noticed."""
    command = [sys.executable, "-c", "import exchange.text.problems as one; print(one.__file__)"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment(copy))
    if not Path(done.stdout.strip()).is_relative_to(copy / CODE):
        raise CannotMeasure(f"the tests would import {done.stdout.strip()}")


if __name__ == "__main__":
    sys.exit(main())
