"""Run a browser story of this folder on a site."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.tools import HERE, chromium_path

Seen = dict[str, Any]


def story(script: str, site: Path, *arguments: str) -> Seen:
    """Return what a script has seen; errors in the console fail."""
    command = ["node", f"embedding/{script}", str(site), *arguments]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=HERE, env=environment)
    assert done.returncode == 0, done.stderr[-3_000:]
    seen: Seen = json.loads(done.stdout)
    assert seen["faults"] == []
    return seen
