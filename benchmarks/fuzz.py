"""Throw made-up content at every reader for a while: `python -m benchmarks.fuzz [SECONDS] [TARGET ...]`.

Inputs are put together by hypothesis from pieces that mean something to YAML, Markdown, HTML, CSV and SVG,
and by cutting and joining what is in tests/safety/corpus and in content/. The first input
that breaks a promise in one way is kept in tests/safety/corpus/<target>/.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.fuzzing import TARGETS, run

from exchange.text.digest import digest
from exchange.text.frame import THEME

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests/safety/corpus"
KEPT = 25  # inputs of one target
LARGEST = 2_000  # characters of a kept input that broke nothing

PIECES = {
    "front-matter": (
        "--- \n title: description: kind: guide original: en ko id: x checked: 2026-11-22 "
        "2026-02-30 minutes: "
        "30 objectives: - [ ] { } , : # ' \" | > & * ! !!python/object % @ ` ： \ufeff \u202e <b> &lt; \\ \t "
        "\0 \u2028 12:30 0123 NO on ~ null 한글 제목 ? << ... \r"
    ),
    "record": (
        "title: en: ko: \n summary: stages: - \n id: opens: closes: deadline: 2026-11-22 T16:00 "
        "Europe/London "
        "Asia/Seoul 2026-03-29 01:30 side: GB KR budget: GBP 100 000 -1 lifecycle: open kind: call funders: "
        "name: source: url: https://x.example javascript:x checked: changes: when: text: { } [ ] , "
        "' \" # & * ! "
        "| > \u202e rolling: yes cutoffs: publish: next_expected: supersedes: \t"
    ),
    "navigation": "- index guides: \n { } [ ] : , ' \" # & * ! .. / guides/index a.md ../ <b> 한글 \t",
    "termbase": (
        'id , en abbr_en definition_en avoid_en ko "" " \n \r g001 =1 +x -1 @ ; <b> \0 한글 \u202e \t'
    ),
    "body": (
        "# ## \n \n\n - * _ ` ``` ~~~ > ! [ ] ( ) < > <!-- --> { } {: #__x .a onclick=x } | --- : : "
        "  1. [^1] "
        "[^1]: <script> </script> <div> </div> <b <img src=x onerror=y> <a href= javascript: data: "
        "&#106; &amp; "
        "\\ !!! ??? note summary \t https:// //x ![ ]( <svg> <math> <style> <template> <body onload=x> "
        "<!doctype <? ]]> <![CDATA[ \u202e \u200b 한글 текст --8<-- ::: call {call: *** \0 \u0001 \u0002 stx "
        "klzzwxh:0000 wzxhzdk:0 = - +"
    ),
    "drawing": (
        '<svg xmlns="http://www.w3.org/2000/svg"> </svg> <g> </g> <path d="M0 0"/> <script> <style> </style> '
        "<!DOCTYPE <!ENTITY <![CDATA[ ]]> <?x ?> &a; &#1; xmlns:x= href= url( @import onload= < > "
        "\" ' = / \n "
        "한글"
    ),
    "growth": '1 10 1000 50000 "a" "[a]" "|" "- " "\\n" \n',
    "download": "%PDF-1.7 /JS /JavaScript /#4aS stream\n endstream /ObjStm /Type << >> x\x9c \0 obj",
}


def inputs(target: str, seeds: list[str]) -> st.SearchStrategy[str]:
    """Return texts for a target: pieces in any order, free text among them, and seeds cut up."""
    pieces = st.lists(st.sampled_from(PIECES[target].split(" ")) | st.text(max_size=5), max_size=60)
    joined = st.tuples(pieces, st.sampled_from(["", " ", " ", "\n"])).map(
        lambda drawn: drawn[1].join(drawn[0])
    )
    repeated = st.tuples(joined, st.integers(1, 200)).map(lambda drawn: (drawn[0] * drawn[1])[:20_000])
    if not seeds:
        return joined | repeated
    cut = st.tuples(st.sampled_from(seeds), st.floats(0, 1), st.floats(0, 1), joined).map(_spliced)
    return joined | joined | repeated | cut | cut


def _spliced(drawn: tuple[str, float, float, str]) -> str:
    seed, start, end, middle = drawn
    first, last = sorted((int(start * len(seed)), int(end * len(seed))))
    return seed[:first] + middle + seed[last:]


def seeds_of(target: str) -> list[str]:
    """Return what is kept for a target, and real content of its kind."""
    patterns = {
        "record": "calls/*.yml",
        "navigation": "nav.yml",
        "termbase": "glossary.csv",
        "drawing": "assets/*.svg",
    }
    pattern = patterns.get(target, "*/guides/e*.md" if target in ("body", "front-matter") else "nothing")
    files = [*sorted((CORPUS / target).glob("*")), *sorted((ROOT / "content").glob(pattern))]
    if target == "drawing":
        files += sorted(THEME.rglob("*.svg"))
    return [file.read_text(encoding="utf-8")[:6_000] for file in files]


class Keeper:
    """Counts inputs of one target; what teaches something is cut up for others, what breaks is kept."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.known: set[frozenset[str]] = set()
        self.seeds: list[str] = []
        self.seen: Counter[str] = Counter()
        self.slowest = 0.0

    def give(self, text: str) -> bool:
        """Give one input to the target; return True if all promises held."""
        started = time.process_time()
        try:
            codes = frozenset(run(self.target, text))
        except Exception as error:
            self._broken(text, error)
            return False
        self.slowest = max(self.slowest, time.process_time() - started)
        self.seen["inputs"] += 1
        if codes not in self.known and len(text) <= LARGEST:
            self.known.add(codes)
            if len(self.known) <= KEPT:
                self.seeds.append(text)
        return True

    def _broken(self, text: str, error: Exception) -> None:
        """Count a broken promise; show and keep the first of its kind."""
        where = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} in {where.name}"
        self.seen["broken"] += 1
        self.seen[kind] += 1
        if self.seen[kind] == 1:
            print(f"BROKEN: {self.target}: {self._keep(text)}\n{traceback.format_exc()}", flush=True)

    def _keep(self, text: str) -> Path:
        file = CORPUS / self.target / f"broken-{digest(text.encode('utf-8', 'surrogatepass'), length=8)}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "replace"))
        return file


def fuzz(target: str, seconds: float, keeper: Keeper) -> None:
    """Search for a while; each round has another seed."""
    for _ in _until(seconds):
        examples = inputs(target, [*seeds_of(target), *keeper.seeds])

        @settings(max_examples=200, deadline=None, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(examples)
        def round_of_inputs(text: str) -> None:
            keeper.give(text)

        round_of_inputs()


def _until(seconds: float) -> Iterator[int]:
    ends = time.monotonic() + seconds
    number = 0
    while time.monotonic() < ends:
        number += 1
        yield number


def main(arguments: list[str]) -> int:
    """Divide the time among the targets; return 1 where a promise was broken."""
    seconds = float(arguments[0]) if arguments else 600.0
    targets = arguments[1:] or list(TARGETS)
    broken = 0
    for target in targets:
        keeper = Keeper(target)
        fuzz(target, seconds / len(targets), keeper)
        broken += keeper.seen["broken"]
        print(
            f"{target:14} {keeper.seen['inputs']:7} inputs, {len(keeper.known):4} sets of findings, "
            f"slowest {keeper.slowest:.2f} s, broken {keeper.seen['broken']}",
            flush=True,
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
