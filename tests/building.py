"""Build a site from any content folder with the project's own settings, as `mkdocs build` does."""

from __future__ import annotations

import atexit
import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exchange.build.processes import copies_are_safe
from exchange.text.frame import frame_of

ROOT = Path(__file__).parent.parent
FRAME = frame_of(ROOT / "overrides")
SITES = Path(__file__).parent / "sites"
# The one clock of all builds of the real content, in all processes that run tests.
NOW = {"SOURCE_DATE_EPOCH": os.environ.setdefault("KX_TESTS_BEGAN", str(int(time.time())))}
SEEN = datetime.datetime(
    2026, 10, 10, tzinfo=datetime.UTC
)  # when `every-kind` is built, and read in browsers


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build left behind."""

    folder: Path
    status: int
    output: str

    def read(self, path: str) -> str:
        """Return a text file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended, and all that it said."""

    status: int
    output: str


def build(
    content: Path,
    work: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    base: Path = ROOT / "mkdocs.yml",
    new_process: bool = False,
) -> Built:
    """Build `content` into `work/site`; the settings are the project's, but for the content folder."""
    settings = write_settings(content, work, base=base)
    command = ("build", "-f", str(settings), *options)
    ended = mkdocs(*command, folder=work, environment=environment, new_process=new_process)
    return Built(folder=work / "site", status=ended.status, output=ended.output)


def mkdocs(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None, new_process: bool = False
) -> Ended:
    """Run `mkdocs` in a folder, without the variables of who tests that would change a build.

    Only a new process has another order of sets: what must equal another site byte for byte is made in one.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KX_", "SITE_URL"))}
    whole = {**clean, "NO_MKDOCS_2_WARNING": "1", "KX_PDF": "off", **(environment or {})}
    other_code = whole.get("PYTHONPATH") != _PATH
    if new_process or other_code or not copies_are_safe():
        return _in_new_process(arguments, folder, whole)
    return _in_copy(arguments, folder, whole)


_PATH = os.environ.get("PYTHONPATH")


def _in_new_process(arguments: tuple[str, ...], folder: Path, environment: dict[str, str]) -> Ended:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=folder)
    return Ended(status=done.returncode, output=done.stdout + done.stderr)


def _in_copy(arguments: tuple[str, ...], folder: Path, environment: dict[str, str]) -> Ended:
    server = _build_server()
    assert server.stdin
    assert server.stdout
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as log:
        asked = {"arguments": arguments, "environment": environment, "folder": str(folder), "log": log.name}
        server.stdin.write(f"{json.dumps(asked)}\n")
        server.stdin.flush()
        return Ended(status=int(server.stdout.readline()), output=log.read())


@cache
def compiled_templates() -> Path:
    """Return the folder of the templates that builds have compiled; it is gone when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="kx-templates-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _build_server() -> subprocess.Popen[str]:
    """Start the server once; it ends when this process does."""
    command = [sys.executable, "-m", "tests.build_server", str(compiled_templates())]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    atexit.register(server.communicate)
    return server


def write_settings(content: Path, work: Path, *, base: Path = ROOT / "mkdocs.yml") -> Path:
    """Write settings that build `content` into `work/site`; return their file."""
    work.mkdir(parents=True, exist_ok=True)
    settings = work / "mkdocs.yml"
    settings.write_text(
        f"INHERIT: {base}\n"
        f"docs_dir: {content}\nsite_dir: {work / 'site'}\n"
        f"theme:\n  name: exchange\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )
    return settings


def build_every_kind(work: Path) -> Built:
    """Build the site with calls in every state and pages in one language only, as of a fixed moment."""
    return build(
        SITES / "every-kind",
        work,
        environment={"SOURCE_DATE_EPOCH": str(int(SEEN.timestamp())), "KX_PDF": "on"},
    )


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
