"""What Windows lacks: nothing of the project needs it to be loaded, to start a site and to check one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.building import ROOT


def test_a_site_is_started_and_checked_without_what_windows_lacks(tmp_path: Path) -> None:
    """No copies of processes, no timer, no Unix signal, no `fcntl`, no time zones of the system."""
    command = [sys.executable, "-m", "tests.build.windows", str(tmp_path / "site")]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "0 error(s)" in done.stdout
