"""Run a command to its end; return what it took of time, of both processors and of memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

LOG = "build.log"
_BETWEEN_SAMPLES = 0.05
_KIB = 1024


class BuildFailed(Exception):
    """A command that was to be measured ended badly; the text is the end of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    processor: float
    """Seconds of user and system time, of the command and of all processes it waited for."""
    resident: int
    """Bytes: the highest resident set of the largest single process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Memory of a command and all its descendants together, at its highest; sampled, thus a lower bound."""

    proportional: int
    """Bytes of PSS: a page that several processes share counts once."""
    resident: int
    """Bytes of RSS: a shared page counts in each process."""
    processes: int
    """How many there were at most at one moment."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Took:
    """Run a command in a folder; raise BuildFailed where it fails."""
    started = time.monotonic()
    with _started(command, folder, environment) as process:
        _, status, used = os.wait4(process.pid, 0)
        took = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    return Took(wall=took, processor=used.ru_utime + used.ru_stime, resident=used.ru_maxrss * _KIB)


def run_watched(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Memory:
    """Run a command in a folder and watch its memory from outside, which slows it a little."""
    samples = [Memory(proportional=0, resident=0, processes=0)]
    with _started(command, folder, environment) as process:
        while process.poll() is None:
            samples.append(memory_of(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_BETWEEN_SAMPLES)
    return Memory(
        proportional=max(each.proportional for each in samples),
        resident=max(each.resident for each in samples),
        processes=max(each.processes for each in samples),
    )


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield the running command; end it where the waiting is interrupted, insist that it ended well."""
    with (folder / LOG).open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        said = (folder / LOG).read_text(encoding="utf-8", errors="replace")
        raise BuildFailed(f"{process.args!r} ended with {process.returncode}:\n{said[-2000:]}")


def memory_of(root: int) -> Memory:
    """Return what a process and its descendants hold now; Linux only (/proc/<pid>/smaps_rollup)."""
    held = [sizes for sizes in map(_sizes, _family(root)) if sizes]
    return Memory(
        proportional=sum(sizes["Pss"] for sizes in held),
        resident=sum(sizes["Rss"] for sizes in held),
        processes=len(held),
    )


def _family(root: int) -> Iterator[int]:
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _family(int(child))


def _sizes(process: int) -> Mapping[str, int]:
    """Return the sizes of a process in bytes; nothing where it has ended meanwhile."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    named = (line.split() for line in lines)
    return {name.rstrip(":"): int(kib) * _KIB for name, kib, *_ in named}


def folder_bytes(folder: Path, pattern: str = "*") -> int:
    """Return the bytes of the files below a folder whose names match."""
    return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file())
