"""Copies of this process, which have loaded and read all that it has: where and how they are made."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

CAN_COPY = sys.platform == "linux"  # elsewhere a copy may inherit locks of the system's own libraries


@contextmanager
def copying() -> Iterator[None]:
    """Make copies within this: Python warns of threads, none of which holds a lock that a copy needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
