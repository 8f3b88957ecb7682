"""Another engine makes the same site: ProperDocs, by the same settings, plugins and theme."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.building import SEEN, SITES, Built, digests, write_settings

SAMPLES = {"permanent", "redirect", "tombstone", "editions", "versions", "edition", "since"}
"""Pages that the shared site has besides what was built (`tests/site/root_samples.py`)."""


def properdocs(content: Path, work: Path) -> subprocess.CompletedProcess[str]:
    """Build a folder of content strictly with ProperDocs."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-q", "-f"]
    return subprocess.run(
        [*command, str(write_settings(content, work))],
        check=False,
        capture_output=True,
        text=True,
        cwd=work,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(SEEN.timestamp())), "KX_PDF": "on"},
    )


def test_the_same_content_gives_the_same_bytes(every_kind: Built, work: Path) -> None:
    """No file differs, in all languages and at the root."""
    done = properdocs(SITES / "every-kind", work)
    assert done.returncode == 0, done.stdout + done.stderr
    files = digests(work / "site")
    others = {
        path: digest
        for path, digest in digests(every_kind.folder).items()
        if path in files or path.partition("/")[0] not in SAMPLES
    }
    assert {path for path in files.keys() | others.keys() if files.get(path) != others.get(path)} == set()


def test_a_fault_of_content_ends_its_build_too(work: Path) -> None:
    """The status and the message are those of MkDocs; nothing is published."""
    done = properdocs(SITES / "faulty" / "field-missing", work)
    assert done.returncode
    assert "[text/" in done.stdout + done.stderr or "[pages/" in done.stdout + done.stderr
    assert not (work / "site").exists()
