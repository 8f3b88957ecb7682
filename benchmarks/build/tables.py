"""Print figures as Markdown tables that docs/ can hold."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version

MEGABYTE = 1_000_000


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median and, of several values, the least and the most."""
    middle = f"{statistics.median(values):.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def of_rounds(number: int) -> str:
    """Return how many rounds a table is of, and what its figures are."""
    return "one round" if number == 1 else f"{number} rounds: median (least to most)"


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table under a heading, each row as it comes."""
    print(f"\n### {title}\n")
    _print_row(columns)
    _print_row(["---"] * len(columns))
    for row in rows:
        _print_row(row)


def _print_row(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def verdict(measured: float, at_most: float) -> str:
    """Return whether what was asked for is kept."""
    return "yes" if measured <= at_most else "**no**"


def conditions() -> str:
    """Return under what the figures hold: cores, how busy they are, versions."""
    packages = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")
    names = ", ".join(f"{name} {version(name)}" for name in packages)
    if shutil.which("hugo"):
        said = subprocess.run(["hugo", "version"], check=True, capture_output=True, text=True).stdout
        names += f", {' '.join(said.split()[:2])}"
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores; load average over 1, 5 and 15 minutes: {load}; {names}"
