"""The workflows that `kx start` writes, run from their YAML: before and after an edition is sealed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.github.test_workflows import read
from tests.journeys.started_sites import start

from exchange.cli.main import main

ADDRESS = "https://exchange.example.org/"
_SETS_UP = ("pip install", "apt-get", "tar --create")


def _steps(workflow: Any, job: str) -> Iterator[str]:
    """Yield the commands of a job of either host, but for those that install programs."""
    steps = workflow["jobs"][job]["steps"] if "jobs" in workflow else workflow[job]["script"]
    commands = (step if isinstance(step, str) else step.get("run", "") for step in steps)
    yield from (one for one in commands if one and not any(word in one for word in _SETS_UP))


class Clone:
    """A clone of the started site, as a runner has it."""

    def __init__(self, remote: Path, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "clone", "-q", f"file://{remote}", str(folder)], check=True)
        for key, value in (("user.name", "A"), ("user.email", "a@example.org")):
            self.run(f"git config {key} {value}")
        (folder / ".venv").mkdir()
        (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)

    def run(self, command: str) -> None:
        """Run a command of a workflow in a shell that ends at the first fault."""
        clean = {name: text for name, text in os.environ.items() if not name.startswith("KX_")}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {**clean, "PATH": path, "KX_PDF": "off", "SITE_URL": ADDRESS}
        shell = ["bash", "-e", "-c", command]
        done = subprocess.run(
            shell, check=False, cwd=self.folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    ("file", "out", "publish"),
    [(".github/workflows/site.yml", "site", "build"), (".gitlab-ci.yml", "public", "pages")],
)
def test_an_edition_stays_published(tmp_path: Path, file: str, out: str, publish: str) -> None:
    """It is in each publication after the sealing; a change is checked; the ledger grows by itself."""
    started, remote = tmp_path / "started", tmp_path / "remote.git"
    start(started, "en,pl", "GB,PL", main)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(remote)], check=True)
    subprocess.run(["git", "push", "-q", str(remote), "HEAD:main"], cwd=started, check=True)
    workflow = read(started / file)

    def publication(name: str) -> Clone:
        clone = Clone(remote, tmp_path / name)
        for step in _steps(workflow, publish):
            clone.run(step)
        assert (clone.folder / out / "en/guides/guide-one/index.html").is_file()
        for step in _steps(workflow, "ledger"):
            clone.run(re.sub('"https://ledger:[^"]*"', "origin", step))
        return clone

    publication("first")
    maintainer = Clone(remote, tmp_path / "maintainer")
    maintainer.run("kx seal 2027.1")
    maintainer.run("git push -q origin editions")
    second = publication("second")
    assert (second.folder / out / "editions/2027.1/en/guides/guide-one/index.html").is_file()
    maintainer.run("git fetch -q && git merge -q origin/ledger && git push -q origin main")
    change = Clone(remote, tmp_path / "change")
    for step in _steps(workflow, "check"):
        change.run(step)
