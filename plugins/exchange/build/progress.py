"""Show on a terminal how far a build is; say nothing where nobody watches."""

from __future__ import annotations

import time
from typing import TextIO


class Progress:
    """One line that is written over: `Reading pages 40/100`. Appears once a step has taken a second."""

    def __init__(self, stream: TextIO, *, patience: float = 1.0) -> None:
        self._stream = stream
        self._watched = stream.isatty()
        self._patience = patience
        self._label = ""
        self._total = self._done = 0
        self._started = self._shown = 0.0

    def begin(self, label: str, total: int) -> None:
        """Start a stretch of work of `total` steps."""
        self.end()
        self._label, self._total, self._done = label, total, 0
        self._started = time.monotonic()

    def step(self) -> None:
        """Say that one more step is done."""
        self._done += 1
        now = time.monotonic()
        if self._watched and now - self._started > self._patience and now - self._shown > 0.1:
            self._shown = now
            self._stream.write(f"\r{self._label} {self._done}/{self._total} ")
            self._stream.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._watched and self._shown:
            self._stream.write("\r" + " " * (len(self._label) + 24) + "\r")
            self._stream.flush()
        self._shown = 0.0
