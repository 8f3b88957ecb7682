"""Spread work over the cores of this computer, where that is quick to start; the results are the same."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from exchange.build.process_copies import CAN_COPY, copying

Item = TypeVar("Item")

_WORTH = 100  # items for which starting processes pays
_PIECES = 8  # for each process, so that none waits long for the last

_work: Callable[[int], str] | None = None


def spread(items: Sequence[Item], work: Callable[[Item], str]) -> list[str]:
    """Return what `work` makes of each item, in their order.

    Processes are copies of this one, so that nothing need be handed to them; only texts come back. Few items,
    one core or a system on which copies are not safe: the work is done here.
    """
    cores = min(os.cpu_count() or 1, 4)
    if len(items) < _WORTH or cores < 2 or not CAN_COPY:
        return [work(item) for item in items]
    global _work
    _work = lambda number: work(items[number])  # noqa: E731 -- the copies find it here
    try:
        with copying(), multiprocessing.get_context("fork").Pool(cores) as pool:
            size = -(-len(items) // (cores * _PIECES))
            return pool.map(_numbered, range(len(items)), chunksize=size)
    finally:
        _work = None


def _numbered(number: int) -> str:
    assert _work is not None
    return _work(number)
