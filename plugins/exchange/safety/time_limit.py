"""Stop work that takes too long: an exception is raised in the middle of it, in the main thread.

Processor time is measured, not time on the wall, so a busy machine refuses nothing. On Unix the kernel's
timer interrupts regular expressions too. Where there is none (Windows), a thread asks the main thread to
stop: that works between two steps of Python but not inside one regular expression, and the limits on size,
lines and depth, which are checked before anything is rendered, have to do.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

from exchange.safety.slow_work import SlowWork, slow_work

_INTERVAL = 1.0  # seconds: code under test may have swallowed the first exception
_Result = TypeVar("_Result")


def in_time(
    work: Callable[[], _Result], seconds: float, *, otherwise: Callable[[SlowWork], _Result]
) -> _Result:
    """Return what some work gives; where it takes longer, what is said of the part of it that was slow."""
    clock = TimeLimit()
    try:
        clock.start(seconds, _TooSlow)
        return work()
    except _TooSlow:
        return otherwise(clock.work)
    finally:
        clock.stop()


class _TooSlow(Exception):
    """The time is over."""


class TimeLimit:
    """A clock for one piece of work at a time, in the main thread; elsewhere it does nothing.

    Where another one is at work it stands still meanwhile, and goes on afterwards.
    """

    def __init__(self) -> None:
        self._overrun: Callable[[], Exception] | None = None
        self._old_handler: Any = None
        self._old_timer = (0.0, 0.0)
        self._thread: threading.Timer | None = None
        self._rang = False
        self.work = SlowWork(sign="", beginning="")  # that was interrupted

    def start(self, seconds: float, overrun: Callable[[], Exception]) -> None:
        """Begin; after so many seconds of work, what `overrun` returns is raised."""
        self.stop()
        if threading.current_thread() is not threading.main_thread():
            return
        self._overrun, self._rang = overrun, False
        if hasattr(signal, "setitimer"):
            self._old_handler = signal.signal(signal.SIGVTALRM, self._ring)
            self._old_timer = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _INTERVAL)
        else:
            self._old_handler = signal.signal(signal.SIGINT, self._ring)
            self._thread = threading.Timer(seconds, self._interrupt)
            self._thread.daemon = True
            self._thread.start()

    def stop(self) -> None:
        """End; nothing is raised any more."""
        if self._overrun is None:
            return
        self._overrun = None
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, self._old_handler)
            signal.setitimer(signal.ITIMER_VIRTUAL, *self._old_timer)
        else:
            if self._thread:
                self._thread.cancel()
            signal.signal(signal.SIGINT, self._old_handler)

    def _interrupt(self) -> None:
        self._rang = True
        _thread.interrupt_main()

    def _ring(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT and not self._rang:  # a person, not the clock
            if callable(self._old_handler):
                self._old_handler(number, frame)
            return
        if self._overrun is not None:
            self.work = slow_work(frame)
            raise self._overrun()
