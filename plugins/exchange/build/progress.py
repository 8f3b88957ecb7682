"""Show the progress of a build on a terminal; print nothing elsewhere."""

from __future__ import annotations

import time
from typing import TextIO


class Progress:
    """One line that is written over: `Reading pages 40/100`. Appears once a step has taken a second."""

    def __init__(self, stream: TextIO, *, patience: float = 1.0) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._patience = patience
        self._label = ""
        self._total = self._count = 0
        self._start = self._last_time = 0.0

    def begin(self, label: str, total: int) -> None:
        """Start a stretch of work of `total` steps."""
        self.end()
        self._label, self._total, self._count = label, total, 0
        self._start = time.monotonic()

    def step(self) -> None:
        """Say that one more step is done."""
        self._count += 1
        now = time.monotonic()
        if self._is_terminal and now - self._start > self._patience and now - self._last_time > 0.1:
            self._last_time = now
            self._stream.write(f"\r{self._label} {self._count}/{self._total} ")
            self._stream.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._is_terminal and self._last_time:
            self._stream.write("\r" + " " * (len(self._label) + 24) + "\r")
            self._stream.flush()
        self._last_time = 0.0
