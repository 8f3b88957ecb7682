"""Build many times on a warm cache into an empty folder, as continuous integration does; count the failures.

`make bench-races [BUILDS=100]` works on a copy of the content. Before each build a page of either language is
edited, and the site and what the last build left to this one are removed: both processes then make every
folder of the site at the same time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
EDITED = ("content/en/guides/estimands.md", "content/ko/guides/estimands.md")


def main(builds: int) -> int:
    """Print what each failed build said, and how many failed; return 1 where any did."""
    with tempfile.TemporaryDirectory(prefix="bench-races-") as scratch:
        root = _project(Path(scratch))
        _build(root)
        failed = [number for number in range(builds) if not _survives(root, number)]
    print(f"{len(failed)} of {builds} builds failed.")
    return 1 if failed else 0


def _project(scratch: Path) -> Path:
    """Lay out the project's content with its settings and templates, so that nothing else is touched."""
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, scratch / name)
    shutil.copy(ROOT / "mkdocs.yml", scratch)
    return scratch


def _survives(root: Path, number: int) -> bool:
    for path in EDITED:
        with (root / path).open("a", encoding="utf-8") as page:
            page.write(f"\n{number}.\n")
    for folder in (root / ".cache" / "spare", root / "site"):
        shutil.rmtree(folder, ignore_errors=True)
    done = _build(root)
    if done.returncode:
        print(f"Build {number}: {(done.stdout + done.stderr)[-2000:]}", flush=True)
    return done.returncode == 0


def _build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=quiet, check=False, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("BUILDS") or 100)))
