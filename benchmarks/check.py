"""Time the content check: `make bench-check [PAGES=1000] [RUNS=5]`, pages in each of two languages.

Three cases, in turn: nothing remembered, nothing changed, one page changed. With PAGES=0, in a copy of the
site's own content.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import ROOT, make_corpus

_SETTINGS = """\
site_name: x
docs_dir: content
plugins:
  - bilingual
  - languages
  - content_check
theme: {{name: exchange, custom_dir: {overrides}}}
"""


def main(pages: int, runs: int) -> None:
    """Print the median seconds of each case, of the whole command."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        content = work / "content"
        if pages:
            make_corpus(content, pages)
            shutil.copy(ROOT / "content" / "site.yml", content)
        else:
            shutil.copytree(ROOT / "content", content)
        settings = (
            _SETTINGS
            if pages
            else f"INHERIT: {ROOT / 'mkdocs.yml'}\ntheme: {{{{custom_dir: {{overrides}}}}}}\n"
        )
        (work / "mkdocs.yml").write_text(settings.format(overrides=ROOT / "overrides"), encoding="utf-8")
        _commit(work)
        page = min(content.glob("en/**/*-*.md" if pages else "en/guides/*.md"))
        cases = ("cold", "nothing changed", "one page changed")
        seconds: dict[str, list[tuple[float, float]]] = {case: [] for case in cases}
        for number in range(runs):
            shutil.rmtree(work / ".cache", ignore_errors=True)
            seconds["cold"].append(_check(work))
            seconds["nothing changed"].append(_check(work))
            with page.open("a", encoding="utf-8") as file:
                file.write(f"\nRun {number}.\n")
            seconds["one page changed"].append(_check(work, str(page)))
    print(f"{2 * pages or 'own'} pages, {runs} runs each, {os.cpu_count()} cores; median (least to most)")
    for name, took in seconds.items():
        wall, processor = ([one[part] for one in took] for part in (0, 1))
        print(f"  {name:18} {_shown(wall)} s of time, {_shown(processor)} s of processor time")


def _commit(work: Path) -> None:
    """Put all files under git: what was changed since then is part of a check."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        subprocess.run(["git", *identity, *command], cwd=work, check=True)


def _shown(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):6.2f} ({min(seconds):.2f} to {max(seconds):.2f})"


def _check(work: Path, *paths: str) -> tuple[float, float]:
    """Run the command; return its seconds, and those of all its processes on any processor."""
    command = [sys.executable, "-m", "exchange.cli.main", "check", "--output", "report.txt", *paths]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, started = os.times(), time.monotonic()
    subprocess.run(command, check=False, cwd=work, stderr=subprocess.DEVNULL, env=environment)
    after, ended = os.times(), time.monotonic()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return ended - started, processor


if __name__ == "__main__":
    main(int(os.environ.get("PAGES", "1000")), int(os.environ.get("RUNS", "5")))
