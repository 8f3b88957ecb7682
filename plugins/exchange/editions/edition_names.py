"""Judge the name of a new edition, which is in addresses for ever, by those that were sealed before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

_USUAL = re.compile(r"(?P<year>20[0-9]{2})\.(?P<number>[1-9][0-9]?)")
_FIRST = (0, 0)


class Slip(Enum):
    """Why the name of an edition looks like a slip."""

    SHAPE = "shape"  # no year and number, such as 20291 or 2026.01
    PAST = "past"  # of a year before the commit's
    ORDER = "order"  # not after the newest edition
    FUTURE = "future"  # of a year after the next one


def slip_in(edition: str, sealed: Sequence[str], *, year: int) -> Slip | None:
    """Return what is odd about the name of a new edition, sealed from a commit of a year."""
    name = _numbers(edition)
    if name == _FIRST:
        return Slip.SHAPE
    if name[0] < year:
        return Slip.PAST
    if name <= max(map(_numbers, sealed), default=_FIRST):
        return Slip.ORDER
    return Slip.FUTURE if name[0] > year + 1 else None


def next_name(sealed: Sequence[str], *, year: int) -> str:
    """Return the name that an edition of a year would have."""
    numbers = [number for sealed_year, number in map(_numbers, sealed) if sealed_year == year]
    return f"{year}.{max(numbers, default=0) + 1}"


def _numbers(edition: str) -> tuple[int, int]:
    """Return the year and the number of a usual name, zeros of any other."""
    match = _USUAL.fullmatch(edition)
    return (int(match["year"]), int(match["number"])) if match else _FIRST
