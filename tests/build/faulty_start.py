"""Starts `mkdocs` or `kx` where something is broken: its arguments are a fault, then the command.

Faults are raised where Python asks the system, in this process and its copies.
"""

from __future__ import annotations

import errno
import itertools
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "sqlite3.connect")
_ALWAYS_THERE = ("/dev/", "/proc/")


def written_path(event: str, arguments: tuple[Any, ...]) -> str | None:
    """Return what is about to be written at an audit event of Python; None where nothing is."""
    if event == "open":
        path, _, flags = arguments
        if not isinstance(path, (str, bytes, os.PathLike)) or not flags & _WRITING:
            return None
    elif event in _CHANGES:
        path = arguments[0]
    else:
        return None
    written = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 -- of links too
    return None if written.startswith(_ALWAYS_THERE) else written


def full_disk(number: str) -> None:
    """From this write on, there is no room; a new name in place of one that was just given up needs none."""
    writes = itertools.count(1)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        path = None if event == "os.rename" else written_path(event, arguments)
        if path is not None and next(writes) >= int(number):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    sys.addaudithook(refuse)


def read_only(folder: str) -> None:
    """Nothing may be written in a folder below the current one."""
    place = str(Path(folder).absolute())

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        path = written_path(event, arguments)
        if path is not None and (path == place or path.startswith(place + os.sep)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    sys.addaudithook(refuse)


def no_fork(_: str) -> None:
    """There is no room for a copy of a process."""

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event == "os.fork":
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    sys.addaudithook(refuse)


def no_module(name: str) -> None:
    """A package is not installed."""
    sys.modules[name] = None  # type: ignore[assignment]


def clock_jumps(_: str) -> None:
    """The clock goes back an hour, and on by two, each time that it is read."""
    steps, real = itertools.cycle((-3600, 7200, 0)), time.time
    time.time = lambda: real() + next(steps)


FAULTS: dict[str, Callable[[str], None]] = {
    "full-disk": full_disk,
    "read-only": read_only,
    "no-fork": no_fork,
    "no-module": no_module,
    "clock-jumps": clock_jumps,
}


def main(fault: str, command: str, *arguments: str) -> int:
    """Break it, then do what the command does."""
    name, _, value = fault.partition("=")
    FAULTS[name](value)
    if command == "kx":
        status: int = import_module("exchange.cli.main").main(list(arguments))
        return status
    import_module("mkdocs.__main__").cli(arguments, prog_name="mkdocs")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
