"""Install the engines search is measured beside, from their lock file, where they are not there yet."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent


def packages() -> None:
    """Run ``npm ci`` once for each state of the lock file; raise CalledProcessError where it fails."""
    stamp, lock = HERE / "node_modules" / ".stamp", HERE / "package-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    print("Installing the engines of benchmarks/search ...", flush=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=HERE, check=True)
    stamp.write_bytes(lock.read_bytes())
