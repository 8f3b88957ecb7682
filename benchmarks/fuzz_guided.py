"""The same targets, searched by libFuzzer along new paths through the code: needs atheris (PyPI).

`python -m benchmarks.fuzz_guided TARGET [SECONDS]`
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["exchange", "markdown"]):
    from benchmarks.fuzz import CORPUS, Keeper


def main(target: str, seconds: int) -> None:
    """Search; the process ends with the search, by status 1 where a promise was broken."""
    keeper = Keeper(target)

    def one(given: bytes) -> None:
        text = given.decode("utf-8", "replace")
        if not keeper.give(text):
            raise SystemExit(1)

    seeds = CORPUS / target
    found = CORPUS.parent.parent.parent / ".cache" / "fuzz" / target
    found.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", "-max_len=4000", "-timeout=30", "-print_final_stats=1"]
    options.append(f"-artifact_prefix={found}/")  # of slow inputs too
    atheris.Setup([sys.argv[0], *options, str(found), str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
