"""Compare Python-Markdown as it is with ours, phase by phase: `make bench-markdown [PAGES=200] [RUNS=5]`.

Seconds of processor time, for each page the least of the runs. Both ways have the extensions of mkdocs.yml;
as it is, a page has a Markdown object of its own, as MkDocs does it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from tests.rendering import settings
from tests.strategies import HOSTILE_MARKDOWN

from benchmarks.corpus import ROOT, make_corpus
from exchange.pages.swift_markdown import SwiftMarkdown
from exchange.text.documents import read_document

PHASES = ("making", "source", "blocks", "inline", "tree", "html", "after")
Convert = Callable[[str], Counter[str]]


class Timed(Markdown):
    """Converts as its parent does, and keeps the time of each phase."""

    def __init__(self, **options: Any) -> None:
        self.took: Counter[str] = Counter()
        started = time.process_time()
        super().__init__(**options)
        self._add("making", started)

    def _add(self, phase: str, started: float) -> float:
        now = time.process_time()
        self.took[phase] += now - started  # type: ignore[assignment]
        return now

    def convert(self, source: str) -> str:
        """Return the HTML of a text that is not blank."""
        at = time.process_time()
        lines = source.split("\n")
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        at = self._add("source", at)
        root: Any = self.parser.parseDocument(lines).getroot()
        at = self._add("blocks", at)
        for treeprocessor in self.treeprocessors:
            root = treeprocessor.run(root) or root if len(root) else root
            at = self._add("inline" if isinstance(treeprocessor, InlineProcessor) else "tree", at)
        html = self.serializer(root)
        at = self._add("html", at)
        html = html[len("<div>") : -len("</div>")].strip()
        for postprocessor in self.postprocessors:
            html = postprocessor.run(html)
        self._add("after", at)
        return html.strip()


def as_it_is() -> Convert:
    """Make a Markdown object for each page."""

    def convert(text: str) -> Counter[str]:
        md = _timed(settings()[0])
        md.convert(text)
        return md.took

    return convert


def ours() -> Convert:
    """Keep one for all pages, with our extension."""
    md = _timed([*settings()[0], SwiftMarkdown()])

    def convert(text: str) -> Counter[str]:
        md.took = Counter()
        started = time.process_time()
        md.reset()
        md._add("making", started)
        md.convert(text)
        return md.took

    return convert


def _timed(extensions: Iterable[Any]) -> Timed:
    return Timed(extensions=list(extensions), extension_configs=settings()[1])


def main(pages: int, runs: int) -> None:
    """Print both ways, and their ratio, for made-up and for real pages in each language."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = make_corpus(Path(scratch) / "content", pages)
        for name, folder in (("made up", corpus), ("real", ROOT / "content")):
            for locale in ("en", "ko"):
                texts = list(_bodies(folder / locale))
                _report(f"{name}, {locale}, {len(texts)} pages", texts, runs)
    _report_hostile(runs)


def _bodies(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.md")):
        body = read_document(file.read_text(encoding="utf-8"), path=file.name).body
        if body.strip():
            yield body


def _report(title: str, texts: list[str], runs: int) -> None:
    stock, swift = _least(as_it_is(), texts, runs), _least(ours(), texts, runs)
    print(f"{title}; milliseconds a page")
    for phase in (*PHASES, "all"):
        one, other = (sum(each.values()) if phase == "all" else each[phase] for each in (stock, swift))
        ratio = f"{one / other:6.1f}" if other else "     -"
        print(f"  {phase:8} {one * 1000 / len(texts):8.3f} {other * 1000 / len(texts):8.3f}   {ratio} times")


def _report_hostile(runs: int) -> None:
    """Print the text, of those written to be slow, that gains least or loses most."""
    print("Hostile texts; milliseconds")
    rows = []
    for text in HOSTILE_MARKDOWN:
        try:
            one, other = (sum(_least(way, [text], runs).values()) * 1000 for way in (as_it_is(), ours()))
        except RecursionError:  # too deep for both
            continue
        rows.append((one / other, one, other, text[:12]))
    for ratio, one, other, text in sorted(rows)[:5]:
        print(f"  {text!r:16} {one:8.3f} {other:8.3f}   {ratio:6.1f} times")


def _least(convert: Convert, texts: list[str], runs: int) -> Counter[str]:
    """Return the time of each phase over all pages, of each page in the run in which it took least."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(min((convert(text) for _ in range(runs)), key=lambda took: sum(took.values())))
    return total


if __name__ == "__main__":
    main(int(os.environ.get("PAGES", "200")), int(os.environ.get("RUNS", "5")))
