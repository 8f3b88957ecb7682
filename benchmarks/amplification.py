"""Every kind of file, 24, 99 and 500 kB long: processor seconds and memory of a check.

`python -m benchmarks.amplification [FILE...]`; status 1 where a file takes over 2 s, or more time than
linear in its length, and nothing says so. What a file may not have is refused, and refused as fast.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from tests.building import ROOT, SITES, write_settings
from tests.site.small_sites import NOW

from exchange.safety.limits import KILOBYTE
from exchange.safety.slow_work import TOO_SLOW
from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Problem, shorten_list

SIZES = (24 * KILOBYTE, 99 * KILOBYTE, 500 * KILOBYTE)  # a page may have 100
MOST_SECONDS = 2.0
ENDLESS = 60  # seconds of the checks of a text that are ended
STEEPEST = 2.0  # times more than what is linear
SHORTEST = 0.4  # seconds below which the ratio says nothing

_HEAD = "---\ntitle: A\ndescription: B.\nkind: page\noriginal: en\n---\n\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
_SITE = (ROOT / "content/site.yml").read_text(encoding="utf-8").rstrip("\n") + "\n"
_RECORD = (SITES / "every-kind/calls/open.yml").read_text(encoding="utf-8")
_TERMS = (SITES / "every-kind/glossary.csv").read_text(encoding="utf-8").rstrip("\n") + "\n"
_COLUMNS = _TERMS.split("\n", 1)[0].count(",") + 1

Text = Callable[[int], str]


def _filled(before: str, unit: str, after: str = "") -> Text:
    """Return what makes a text of a size: a beginning, a unit many times (`{}` is its number), an end."""

    def text(size: int) -> str:
        room, parts = size - len((before + after).encode()), []
        while room > 0:
            parts.append(unit.replace("{}", str(len(parts))))
            room -= len(parts[-1].encode())
        return before + "".join(parts) + after

    return text


_KINDS: Mapping[str, Mapping[str, Text]] = {
    "en/guides/big.md": {
        "words": _filled(_HEAD, "word "),
        "paragraphs": _filled(_HEAD, "One more sentence with a 3 kg weight and 2 March 2026.\n\n"),
        "headings": _filled(_HEAD, "## Heading {}\n\nText.\n\n"),
        "links": _filled(_HEAD, "[a{}](nowhere{}.md) "),
        "names-of-links": _filled(_HEAD, "[a{}]: https://example.org/{}\n"),
        "brackets": _filled(_HEAD, "["),
        "open-brackets": _filled(_HEAD, "[x\n"),
        "stars": _filled(_HEAD, "*_"),
        "strong": _filled(_HEAD, "**a*b "),
        "rows": _filled(_HEAD + "|a|b|\n|-|-|\n", "|x|{}|\n"),
        "quotations": _filled(_HEAD, "> "),
        "elements": _filled(_HEAD, "<b class=x>"),
        "footnotes": _filled(_HEAD, "a[^{}]\n\n[^{}]: b\n\n"),
        "fences": _filled(_HEAD, "```\nx\n```\n\n"),
        "code": _filled(_HEAD + "```python\n", "(a+1)*[b]\n", "```\n"),
        "cells": _filled(_HEAD + "|a|b|c|d|e|\n|-|-|-|-|-|\n", "|one|two|three|four|{}|\n"),
        "attributes": _filled(_HEAD, "x {: #a{} .b }\n\n"),
        "dates": _filled(_HEAD, "2 March 2026 at 17:00 (KST), 1,000 GBP. "),
        "amounts": _filled(_HEAD, "£{},000 "),
        "fields": _filled("---\n", "a{}: b\n", "---\n\nText.\n"),
        "terms": _filled(_HEAD, "clinical trial estimand "),
    },
    "ko/guides/big.md": {
        "words": _filled(_HEAD.replace("en\n", "ko\n"), "임상시험 계획서에 "),
        "one-word": _filled(_HEAD.replace("en\n", "ko\n"), "가"),
        "mixed": _filled(_HEAD.replace("en\n", "ko\n"), "A가B나 "),
    },
    "calls/big.yml": {
        "stages": _filled(_RECORD + "rounds:\n", "  - {name: {en: a, ko: 가}, closes: 2026-01-01}\n"),
        "fields": _filled(_RECORD, "a{}: b\n"),
        "text": _filled(_RECORD + "more: '", "word ", "'\n"),
        "brackets": _filled("a: ", "[", "\n"),
        "anchors": _filled("", "a{}: &a{} [*a{}]\n"),
        "quotes": _filled("a: ", "'' "),
        "comments": _filled(_RECORD, "# x\n"),
    },
    "glossary.csv": {
        "terms": _filled(_TERMS, f"t{{}},term {{}},용어 {{}}{',' * (_COLUMNS - 3)}\n"),
        "same-name": _filled(_TERMS, f"t{{}},term,용어{',' * (_COLUMNS - 3)}\n"),
        "commas": _filled(_TERMS, ","),
        "quotes": _filled(_TERMS, '"'),
        "a-cell": _filled(f'{_TERMS}x,"', "word ", f'"{"," * (_COLUMNS - 2)}\n'),
    },
    "redirects.yml": {
        "moved": _filled("moved:\n", "  - {from: /guides/a{}/, to: /guides/}\n"),
        "a-chain": _filled("moved:\n", "  - {from: /a{}/, to: /a{}1/}\n"),
        "gone": _filled("gone:\n", "  - {from: /b{}/, reason: {en: x, ko: 가}, instead: /guides/}\n"),
        "the-same": _filled("moved:\n", "  - {from: /guides/a/, to: /guides/}\n"),
    },
    "nav.yml": {
        "pages": _filled("", "- a{}\n"),
        "the-same": _filled("", "- guides\n"),
        "depth": lambda size: "".join(f"{'  ' * n}- a:\n" for n in range(int(size**0.5))),
    },
    "site.yml": {
        "hosts": _filled(_SITE + "hosts: [", "a{}.example.org, ", "]\n"),
        "fields": _filled(_SITE, "a{}: b\n"),
        "sides": _filled("name: {en: A, ko: 가}\nsides:\n", "  - {code: GB, zone: Europe/London}\n"),
        "languages": _filled("name: {en: A}\nlanguages: [", "en, ko, ", "]\n"),
    },
    "agreed.csv": {
        "lines": _filled("digest,section\n", "61e3e5d362b1,guides/a.md#a{}\n"),
        "the-same": _filled("digest,section\n", "61e3e5d362b1,guides/index.md\n"),
    },
    "ledger.csv": {"lines": _filled("", "page,/en/guides/a{}/\n"), "commas": _filled("", ",")},
    "assets/big.csv": {
        "cells": _filled("", "a,{},b\n"),
        "formulas": _filled("", "=1+{},x\n"),
        "quotes": _filled("", '"'),
        "one-line": _filled("", "x;"),
    },
    "assets/big.svg": {
        "paths": lambda size: _SVG.format(_filled("", '<path d="M0 0L{} 1"/>')(size)),
        "one-path": lambda size: _SVG.format(_filled('<path d="', "M0 0L9 {} ", '"/>')(size)),
        "groups": lambda size: _SVG.format("<g>" * (size // 7) + "</g>" * (size // 7)),
        "uses": lambda size: _SVG.format(
            '<path id="a0" d="M0 0"/>' + _filled("", '<g id="b{}"><use href="#a0"/></g>')(size)
        ),
        "styles": lambda size: _SVG.format(_filled('<path d="M0 0" style="', "fill:red;", '"/>')(size)),
        "texts": lambda size: _SVG.format(_filled("<text>", "word ", "</text>")(size)),
        "names": lambda size: _SVG.format(_filled("<path ", 'a{}="b" ', "/>")(size)),
    },
    "snippets/en/big.md": {"words": _filled("", "word "), "lines": _filled("", "- x\n")},
    "figures/big.yml": {
        "labels": _filled("kind: flow\nalt: {en: A, ko: 가}\nlabels:\n", "  a{}: {en: A, ko: 가}\n"),
        "a-label": _filled("kind: flow\nalt: {en: '", "word ", "', ko: 가}\n"),
        "steps": _filled(
            "kind: flow\nalt: {en: A, ko: 가}\nlabels: {a: {en: A, ko: 가}}\nsteps:\n", "  - a -> a\n"
        ),
    },
    "questions/big.yml": {
        "questions": _filled("questions:\n", "  - {id: a{}, kind: single, text: {en: A?, ko: 가?}}\n"),
        "options": _filled(
            "questions:\n  - id: a\n    kind: single\n    text: {en: A?, ko: 가?}\n    options:\n",
            "      - {id: o{}, text: {en: A, ko: 가}}\n",
        ),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the checks of a text took, by its size."""

    seconds: tuple[float, ...]
    megabytes: float  # beyond a check without it
    findings: int
    is_limited: bool  # a check that took too long was ended, and says so

    @property
    def verdict(self) -> str:
        """What is wrong with it, or nothing."""
        if self.is_limited:
            return "ended"
        if max(self.seconds) > MOST_SECONDS:
            return "SLOW"
        pairs = list(zip(SIZES, self.seconds, strict=True))
        is_steep = any(
            second > SHORTEST and second > STEEPEST * max(first, 0.01) * size / smaller
            for (smaller, first), (size, second) in pairwise(pairs)
        )
        return "STEEP" if is_steep else ""


def main(files: list[str]) -> int:
    """Measure each text of each file, and print what it took beyond a check without it."""
    is_right = True
    print(f"{'':37} verdict   24 kB   99 kB  500 kB  memory findings")
    for file, texts in _KINDS.items():
        for name, text in texts.items() if not files or file in files else ():
            cost = _cost(file, text)
            is_right &= cost.verdict in ("", "ended")
            seconds = " ".join(f"{one:6.2f}s" for one in cost.seconds)
            print(
                f"{file:20} {name:16} {cost.verdict:7} {seconds} {cost.megabytes:4.0f}MB {cost.findings}",
                flush=True,
            )
    return 0 if is_right else 1


def _cost(file: str, text: Text) -> Cost:
    """Return what the checks of a site with such a file take, in a process of its own."""
    receiver, sender = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_check, args=(file, text, sender))
    process.start()
    sender.close()
    try:
        cost: Cost = receiver.recv()
    except EOFError:  # it was ended
        cost = Cost(seconds=(ENDLESS,) * len(SIZES), megabytes=0, findings=0, is_limited=False)
    process.join()
    return cost


def _check(file: str, text: Text, sender: Connection) -> None:
    """Check a site, then the same with the file: what is made once is made by then."""
    resource.setrlimit(resource.RLIMIT_CPU, (ENDLESS, ENDLESS))
    with tempfile.TemporaryDirectory() as project:
        content = shutil.copytree(SITES / "every-kind", Path(project) / "content")
        settings = write_settings(content, Path(project))
        all_problems(read_settings(settings), now=NOW)
        nothing, memory, seconds, codes = _seconds(settings)[0], _memory(), [], set()
        (content / file).parent.mkdir(parents=True, exist_ok=True)
        for size in SIZES:
            (content / file).write_text(text(size), encoding="utf-8")
            second, found = _seconds(settings)
            seconds.append(second - nothing)
            codes |= {one.code for one in found}
    is_limited = TOO_SLOW in codes
    megabytes = _memory() - memory
    sender.send(Cost(seconds=tuple(seconds), megabytes=megabytes, findings=len(found), is_limited=is_limited))


def _seconds(settings: Path) -> tuple[float, list[Problem]]:
    """Return how long a check takes, and what it finds."""
    start = time.process_time()
    found = shorten_list(all_problems(read_settings(settings), now=NOW))
    return time.process_time() - start, found


def _memory() -> float:
    """Return the most memory that this process had, in megabytes (Linux counts it in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
