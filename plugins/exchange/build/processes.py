"""Work in another process: as a copy of this one where that is safe and allowed, else in a new one.

A copy has loaded and read all that this one has; on two cores that is a third of an incremental build. A new
process gets the work pickled, so it must be a function of a module with its arguments (`functools.partial`).
Either ends when the process that started it ends, however that happens.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from pickle import PicklingError
from typing import Any, TypeVar

Say = Callable[[str], None]
Work = Callable[[Say], int]
"""It may say texts while it works, and returns an exit status."""
Item = TypeVar("Item")

START_ERRORS = (OSError, PicklingError, TypeError, AttributeError)
"""What starting raises where the system has no room for a process, or the work cannot be pickled."""

COPIES = "KX_COPIES"
"""The variable that is `off` to work here as systems do on which processes cannot be copied."""

# Elsewhere a copy may inherit locks of the system's libraries.
_COPIES_ARE_SAFE = sys.platform == "linux" and os.environ.get(COPIES) != "off"
_WORTH = 100  # items for which starting processes pays
_MOST_CORES = 4


def copies_are_safe() -> bool:
    """Return True if processes are started as copies on this system."""
    return _COPIES_ARE_SAFE


class Process:
    """A process that was started by `start`."""

    def __init__(self, process: multiprocessing.process.BaseProcess, receiver: Connection[Any, Any]) -> None:
        self._process = process
        self._receiver = receiver

    def lines(self) -> Iterator[str]:
        """Yield each text as it is said, until the work ends; raise what the work raised."""
        while True:
            try:
                message = self._receiver.recv()
            except (EOFError, OSError):  # it was ended
                return
            if isinstance(message, BaseException):
                raise message
            if message is None:
                return
            yield message

    def wait(self) -> int:
        """Return its exit status."""
        self._process.join()
        return self._process.exitcode or 0

    def end(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.join()
        self._receiver.close()


def start(work: Work, environment: Mapping[str, str] | None = None, *, in_new: Work | None = None) -> Process:
    """Start work in another process, in which these variables are set. Raises one of `START_ERRORS`.

    `in_new` is what a new process does, where only a copy could do the work.
    """
    if copies_are_safe():
        try:
            return _start("fork", work, environment or {})
        except OSError:  # a copy needs more room than a new process
            pass
    return _start("spawn", in_new or work, environment or {})


def _start(method: str, work: Work, environment: Mapping[str, str]) -> Process:
    context: Any = multiprocessing.get_context(method)
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, sender, dict(environment)))
    try:
        with _copying():
            process.start()
    except BaseException:
        receiver.close()
        raise
    finally:
        sender.close()
    return Process(process, receiver)


@contextmanager
def _copying() -> Iterator[None]:
    """Silence Python's warning of threads: none holds a lock that a copy needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _work(work: Work, sender: Connection[Any, Any], environment: Mapping[str, str]) -> None:
    """Do the work in the other process."""
    os.environ.update(environment)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.dup2(2, 1)  # who reads our output waits until nobody has it open
    sys.stdout = _Lines(sender.send)
    status = 1
    try:
        status = work(sender.send)
        sender.send(None)
    except BrokenPipeError:  # the reader has ended
        pass
    except BaseException as fault:
        _send_fault(sender, fault)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # never into what the copied process was about to do


def _send_fault(sender: Connection[Any, Any], fault: BaseException) -> None:
    try:
        sender.send(fault)
    except START_ERRORS:
        sender.send(RuntimeError("".join(traceback.format_exception(fault))))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(130)


class _Lines(io.TextIOBase):
    """A standard output of which each line is said."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._line = ""

    def write(self, text: str) -> int:
        """Say the lines that are complete."""
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            self._say(line)
        return len(text)


def spread(items: Sequence[Item], work: Callable[[Item], str], *, worth: int = _WORTH) -> Iterator[str]:
    """Yield what `work` makes of each item, in their order, worked out on all cores of this computer.

    Fewer items than `worth`, one core, or work that no other process can be given: it is done here.
    """
    count = min(os.cpu_count() or 1, _MOST_CORES)
    processes: list[Process] = []
    try:
        if len(items) >= worth and count > 1:
            for number in range(count):
                processes.append(start(partial(_share, work, items[number::count])))
    except START_ERRORS:
        _end_all(processes)
        processes = []
    if not processes:
        yield from map(work, items)
        return
    try:
        lines = [process.lines() for process in processes]
        for number in range(len(items)):
            yield _next(lines[number % count])
    finally:
        _end_all(processes)


def _share(work: Callable[[Item], str], items: Sequence[Item], say: Say) -> int:
    for item in items:
        say(work(item))
    return 0


def _next(lines: Iterator[str]) -> str:
    line = next(lines, None)
    if line is None:
        raise ChildProcessError("a process that shared the work was ended")
    return line


def _end_all(processes: Sequence[Process]) -> None:
    for process in processes:
        process.end()
