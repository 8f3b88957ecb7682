"""Start work in another process: as a copy of this one where that is safe, as a new one elsewhere.

A copy has loaded and read all that this one has; on two cores that is a third of an incremental build. Either
ends when the process that started it ends, however that happens.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TextIO

from exchange.build.process_copies import copying


class Process(Protocol):
    """A process that was started. `lines` is what it writes to its standard output, as UTF-8."""

    lines: TextIO

    def wait(self) -> int:
        """Return its exit status."""

    def end(self) -> None:
        """End it now."""


class NewProcess:
    """A command that is run."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        self.lines: TextIO = self._process.stdout  # type: ignore[assignment]

    def wait(self) -> int:
        """Return its exit status."""
        return self._process.wait()

    def end(self) -> None:
        """End it now."""
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()


class CopiedProcess:
    """A copy of this process, which does `work` and ends with the status that it returns."""

    def __init__(self, work: Callable[[], int], environment: Mapping[str, str]) -> None:
        heard, said = os.pipe()
        alive, self._alive = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with copying():
            self._process = os.fork()
        if self._process == 0:
            os.close(heard)
            os.close(self._alive)
            os.environ.update(environment)
            _work_and_end(work, said=said, alive=alive)
        os.close(said)
        os.close(alive)
        self.lines: TextIO = os.fdopen(heard, encoding="utf-8", errors="replace")
        self._status: int | None = None

    def wait(self) -> int:
        """Return its exit status."""
        if self._status is None:
            _, status = os.waitpid(self._process, 0)
            self._status = os.waitstatus_to_exitcode(status)
            os.close(self._alive)
        return self._status

    def end(self) -> None:
        """End it now."""
        if self._status is None:
            os.kill(self._process, signal.SIGKILL)
            self.wait()


def end_when_closed(handle: int) -> None:
    """End this process as soon as the other side of a pipe is closed."""

    def watch() -> None:
        while os.read(handle, 1024):
            pass
        os._exit(130)

    threading.Thread(target=watch, daemon=True).start()


def _work_and_end(work: Callable[[], int], *, said: int, alive: int) -> None:
    """Do the work in the copy. It must never return into what the copied process was about to do."""
    status = 1
    try:
        os.dup2(said, 1)
        sys.stdout = os.fdopen(said, "w", encoding="utf-8", errors="replace")
        end_when_closed(alive)
        status = work()
    except BaseException:  # a bug of ours: shown whole by the process that listens
        traceback.print_exc(file=sys.stdout)
    finally:
        try:
            sys.stdout.flush()
        finally:
            os._exit(status)
