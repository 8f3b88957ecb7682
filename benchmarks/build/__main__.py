"""Measure builds beside the peers: `make bench-builds [PAGES=500] [RUNS=5] [ONLY=compare,grow,memory,serve]`.

PAGES is the number of pages in each of two languages; growth goes to twice and four times as many, memory is
measured at four times. STOCK_MOST bounds the size at which stock MkDocs takes part in the table of bytes.
PEERS=stock,hugo,starlight names who else builds; one that cannot be installed is named and left out. All but
Starlight's is built in a temporary folder, and it is served on the loopback interface only.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path

from .comparing import compare
from .growing import grow, weigh
from .saving import save
from .tables import conditions

PARTS = ("compare", "grow", "memory", "serve")


def main(pages: int, runs: int, parts: list[str]) -> int:
    """Print each part's tables; return 2 where a part is not known."""
    if unknown := set(parts) - set(PARTS):
        print(f"ONLY= takes {', '.join(PARTS)}; not {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    print(f"Before: {conditions()}", flush=True)
    sizes = (pages, 2 * pages, 4 * pages)
    peers = (os.environ.get("PEERS") or "stock,hugo,starlight").split(",")
    stock_most = int(os.environ.get("STOCK_MOST") or sizes[-1])
    work_of = {
        "compare": lambda work: compare(work, pages, runs, peers),
        "grow": lambda work: grow(work, sizes, runs, stock_most=stock_most),
        "memory": lambda work: weigh(work, sizes[-1]),
        "serve": lambda work: save(work, pages, runs),
    }
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="bench-builds-") as scratch:
            work_of[part](Path(scratch))
    print(f"\nAfter: {conditions()}")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left running then either
    chosen = os.environ.get("ONLY") or ",".join(PARTS)
    sys.exit(main(int(os.environ.get("PAGES") or 500), int(os.environ.get("RUNS") or 5), chosen.split(",")))
