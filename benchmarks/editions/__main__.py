"""Seal edition after edition and publish: `make bench-editions [EDITIONS=20] [PAGES=200] [RUNS=3]`.

The first edition is sealed by `kx seal`. Each further one is stored in the same way and is the one before it
with another word in every tenth page and other bytes in each file of its search index: to build all of them
would take an hour and measure the build. Every publishing is a whole `kx publish` in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.corpus import ROOT, make_corpus, write_site_file
from exchange.editions import branch
from exchange.editions.digests import SECTIONS, digests_of
from exchange.editions.manifest import NAME, format_manifest, hashes
from exchange.editions.shelf import CACHE

ADDRESS = "https://exchange.example.org/"
STOPS = (0, 1, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: on the clock, and of all processors."""

    wall: float = 0.0
    processor: float = 0.0

    def __str__(self) -> str:
        return f"{self.wall:.1f} / {self.processor:.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One row. Sizes in bytes."""

    editions: int
    first: Took  # the publishing that takes the last edition, or all new ones, from the branch
    again: Took  # the medians of those that follow
    published: int  # the sum of all files
    on_disk: int  # each file once, however many names it has, that the shelf does not hold too
    branch: int


def main(editions: int, pages: int, runs: int) -> None:
    """Print a row for each number of editions, then the time with nothing on the shelf."""
    with tempfile.TemporaryDirectory() as scratch:
        root = _repository(Path(scratch), pages)
        print(f"{pages} pages a language, {runs} runs each, {os.cpu_count()} cores", flush=True)
        print("seconds: on the clock / of all processors", flush=True)
        print("| editions | publish, first | publish, again | published | not shared | branch |")
        print("|---|---|---|---|---|---|", flush=True)
        for row in _rows(root, editions, runs):
            sizes = [f"{size / 1e6:.1f} MB" for size in (row.published, row.on_disk, row.branch)]
            cells = (row.editions, row.first, row.again, *sizes)
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
        shutil.rmtree(root / CACHE)
        print(f"nothing on the shelf: {_kx(root, 'publish', str(root.parent / 'cold'))}")


def _rows(root: Path, editions: int, runs: int) -> Iterator[Measured]:
    for number in range(editions + 1):
        if number == 1:
            print(f"seal: {_kx(root, 'seal', '2026.1')}", file=sys.stderr, flush=True)
        elif number:
            _seal_another(root, number)
        if number in STOPS or number == editions:
            out = root.parent / "published"
            times = [_kx(root, "publish", str(out)) for _ in range(runs + 1)]
            yield Measured(
                editions=number,
                first=times[0],
                again=Took(
                    statistics.median(one.wall for one in times[1:]),
                    statistics.median(one.processor for one in times[1:]),
                ),
                published=sum(file.stat().st_size for file in _files(out)),
                on_disk=_on_disk(out),
                branch=_branch_size(root) if number else 0,
            )


def _repository(folder: Path, pages: int) -> Path:
    """Make a repository with the made-up site and the project's own settings."""
    root = folder / "repository"
    make_corpus(root / "content", pages)
    yaml = YAML()  # keeps the !ENV tags as they are
    settings = yaml.load(ROOT / "mkdocs.yml")
    settings["site_url"] = ADDRESS
    settings["theme"]["custom_dir"] = str(ROOT / "overrides")
    write_site_file(root / "content")
    yaml.dump(settings, root / "mkdocs.yml")
    (root / ".gitignore").write_text("/.cache/\n/site/\n", encoding="utf-8")
    _git(root, "init", "--quiet", "--initial-branch", "main")
    _git(root, "config", "user.name", "Bench")
    _git(root, "config", "user.email", "bench@example.org")
    _commit(root, "first")
    return root


def _seal_another(root: Path, number: int) -> None:
    """Store the edition before this one under a new name, with other words in every tenth page."""
    edition, before = f"2026.{number}", f"2026.{number - 1}"
    folder = root.parent / "edition"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    branch.extract(root, branch.trees(root)[before], folder)
    for count, page in enumerate(sorted(folder.rglob("index.html"))):
        text = page.read_text(encoding="utf-8").replace(before, edition)
        if count % 10 == number % 10:
            text = text.replace("</h2>", f" {number}</h2>", 1)
        page.write_text(text, encoding="utf-8")
    for file in _files(folder / "search"):
        file.write_bytes(file.read_bytes() + str(number).encode())
    sections = json.dumps(digests_of(folder, ("en", "ko")), ensure_ascii=False, sort_keys=True)
    (folder / SECTIONS).write_text(sections, encoding="utf-8")
    commit = _git(root, "rev-parse", "HEAD")
    (folder / NAME).write_text(format_manifest(edition, commit, ADDRESS, hashes(folder)), encoding="utf-8")
    branch.store(root, edition, folder, commit=commit)


def _commit(root: Path, message: str) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", message)


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _kx(root: Path, *arguments: str) -> Took:
    """Run one command and return what it took, with everything that it started."""
    started, before = time.monotonic(), _processor()
    command = [sys.executable, "-m", "exchange.cli.main", "--config", str(root / "mkdocs.yml"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return Took(time.monotonic() - started, _processor() - before)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file())


def _on_disk(out: Path) -> int:
    """Return the bytes of files that no edition on the shelf shares."""
    return sum(status.st_size for file in _files(out) if (status := file.stat()).st_nlink == 1)


def _branch_size(root: Path) -> int:
    """Return what the branch takes in a clone, packed as git packs it for one."""
    clone = root.parent / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    command = ["git", "clone", "--quiet", "--bare", "--single-branch", "--branch", branch.BRANCH]
    subprocess.run([*command, f"file://{root}", str(clone)], check=True)
    return int(_git(clone, "rev-list", "--objects", "--disk-usage", branch.BRANCH))


if __name__ == "__main__":
    main(
        int(os.environ.get("EDITIONS", "20")),
        int(os.environ.get("PAGES", "200")),
        int(os.environ.get("RUNS", "3")),
    )
