"""Give one piece of work a limit on memory: what goes beyond it ends with MemoryError, not with the build.

Only where the system counts the address space of a process (Linux); elsewhere the limits on sizes have to do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIZES = Path("/proc/self/statm")  # the first number: pages of this process's address space


@contextmanager
def memory_limit(size: int) -> Iterator[None]:
    """Let the work inside allocate so many bytes beside what this process has."""
    if sys.platform != "linux":
        yield
        return
    import resource  # no module of Windows

    soft_limit, hard_limit = resource.getrlimit(resource.RLIMIT_AS)
    limit = int(_SIZES.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + size
    if soft_limit != resource.RLIM_INFINITY:
        limit = min(limit, soft_limit)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard_limit))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft_limit, hard_limit))
