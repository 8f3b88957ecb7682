"""Start sites from the wheel in a fresh environment, and say how long it takes up to the first served page.

`python -m benchmarks.starting` builds the wheel, installs it with what it needs into a new environment, and
for each of four sites runs `kx start`, makes first pages, checks and builds it strictly, serves it and reads
a page. Then the links, the HTML and the barriers of all sites are judged.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.journeys.started_sites import MOMENT, STORIES, barriers, dead_links, invalid_pages, start
from tests.site.hosting import served

ROOT = Path(__file__).parent.parent
GOAL = 60  # seconds from `pip install` to the served page


def main() -> int:
    """Print a row for each site; return 1 where one has a fault or takes too long."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        began = time.monotonic()
        program = _install(_wheel(work), work / "environment")
        installed = time.monotonic() - began
        print(f"installed after {installed:.1f} s")
        sites: dict[str, Path] = {}
        slow = False
        for languages, sides in STORIES:
            began = time.monotonic()
            sites[languages] = _site(work / languages.replace(",", "-"), languages, sides, program)
            took = installed + time.monotonic() - began
            slow |= took > GOAL
            print(f"{languages}: the first page is served {took:.1f} s after pip install began (goal {GOAL})")
        faults = [fault for site in sites.values() for fault in (*dead_links(site), *invalid_pages(site))]
        faults += barriers(sites)
    print(*faults, f"{len(faults)} dead links, faults of HTML and barriers in {len(sites)} sites", sep="\n")
    return 1 if faults or slow else 0


def _wheel(work: Path) -> Path:
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(work)], check=True, cwd=ROOT, capture_output=True, text=True
    )
    return work / done.stdout.strip().splitlines()[-1]


def _install(wheel: Path, folder: Path) -> Path:
    """Return the folder of programs of a new environment: the wheel, and what it needs in locked versions."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    programs = folder / "bin"
    locked = re.findall(r"^\S+==\S+", (ROOT / "requirements" / "site.txt").read_text("utf-8"), re.MULTILINE)
    versions = folder / "versions.txt"
    versions.write_text("\n".join(locked), encoding="utf-8")
    command = [str(programs / "pip"), "install", "-q", "--constraint", str(versions), f"{wheel}[ko]"]
    subprocess.run(command, check=True)
    return programs


def _site(folder: Path, languages: str, sides: str, programs: Path) -> Path:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = {**clean, **MOMENT, "NO_MKDOCS_2_WARNING": "1"}

    def kx(arguments: Sequence[str]) -> int:
        command = [str(programs / "kx"), *arguments]
        return subprocess.run(
            command, check=False, env=environment, cwd=folder.parent, stdout=subprocess.DEVNULL
        ).returncode

    start(folder, languages, sides, kx)
    build = [str(programs / "mkdocs"), "build", "--strict", "-q"]
    subprocess.run(build, check=True, env=environment, cwd=folder)
    with served(folder / "site") as host, urllib.request.urlopen(host) as page:  # noqa: S310 -- on this computer
        assert page.status == 200
    return folder / "site"


if __name__ == "__main__":
    sys.exit(main())
