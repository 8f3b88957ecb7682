"""Compare building both languages at once and in turn: `make bench-build [PAGES=200] [RUNS=5]`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.corpus import ROOT, make_corpus


def main(pages: int, runs: int) -> None:
    """Print the median wall seconds of each way, run in turn, and the median of the ratios pair by pair."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        make_corpus(work / "content", pages)
        ways = {name: _settings(work, name) for name in ("at once", "one after the other")}
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(runs + 1):
            for name, settings in ways.items():
                took = _build(settings)
                if number:  # the first round warms the disk
                    seconds[name].append(took)
    ratios = [one / other for one, other in zip(*seconds.values(), strict=True)]
    print(f"{pages} pages a language, {runs} runs each, {os.cpu_count()} cores")
    for name, took in seconds.items():
        print(f"  {name:20} {statistics.median(took):6.2f} s   (from {min(took):.2f} to {max(took):.2f})")
    print(f"  ratio                {statistics.median(ratios):6.2f}")


def _settings(work: Path, name: str) -> Path:
    """Write the project's own settings with another content folder and `at_once` turned on or off."""
    yaml = YAML()  # keeps the !ENV tags as they are
    settings = yaml.load(ROOT / "mkdocs.yml")
    settings["docs_dir"], settings["site_dir"] = str(work / "content"), str(work / "site")
    settings["theme"]["custom_dir"] = str(ROOT / "overrides")
    for plugin in settings["plugins"]:
        if isinstance(plugin, dict) and "bilingual" in plugin:
            plugin["bilingual"]["at_once"] = name == "at once"
    file = work / f"{name.replace(' ', '-')}.yml"
    yaml.dump(settings, file)
    return file


def _build(settings: Path) -> float:
    started = time.monotonic()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return time.monotonic() - started


if __name__ == "__main__":
    main(int(os.environ.get("PAGES", "200")), int(os.environ.get("RUNS", "5")))
