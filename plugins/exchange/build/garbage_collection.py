"""Run the cyclic garbage collector less often: a build creates few reference cycles."""

from __future__ import annotations

import atexit
import gc
from functools import cache

_THRESHOLDS = (20_000, 20, 20)
"""As `gc.set_threshold` takes them. Python's own cost a twentieth of a build in which nothing changed."""


@cache
def collect_seldom() -> None:
    """Call it early. What still lives when the process ends is not looked through, which took a tenth."""
    gc.set_threshold(*_THRESHOLDS)
    atexit.register(gc.freeze)


@cache
def freeze_garbage_collection() -> None:
    """Call it when all modules are loaded: they stay, and copies of this process share them."""
    gc.freeze()
