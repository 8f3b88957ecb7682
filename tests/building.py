"""Build a site from any content folder with the project's own settings, as `mkdocs build` does."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
NOW = {"SOURCE_DATE_EPOCH": str(int(time.time()))}  # the one clock of all builds of the real content
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


def build(
    content: Path,
    work: Path,
    *options: str,
    environment: dict[str, str] | None = None,
    base: Path = ROOT / "mkdocs.yml",
) -> Built:
    """Build `content` into `work/site`; the settings are the project's, but for the content folder."""
    settings = write_settings(content, work, base=base)
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(settings), *options]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KX_", "SITE_URL"))}
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env={**clean, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
        cwd=work,
    )
    return Built(folder=work / "site", status=done.returncode, output=done.stdout + done.stderr)


def write_settings(content: Path, work: Path, *, base: Path = ROOT / "mkdocs.yml") -> Path:
    """Write settings that build `content` into `work/site`; return their file."""
    work.mkdir(parents=True, exist_ok=True)
    settings = work / "mkdocs.yml"
    settings.write_text(
        f"INHERIT: {base}\n"
        f"docs_dir: {content}\nsite_dir: {work / 'site'}\n"
        f"theme:\n  name: material\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )
    return settings


def build_every_kind(work: Path) -> Built:
    """Build the site with calls in every state and pages in one language only, as of a fixed moment."""
    return build(SITES / "every-kind", work, environment={"SOURCE_DATE_EPOCH": str(int(SEEN.timestamp()))})


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
