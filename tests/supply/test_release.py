"""What is released: the same bytes twice, complete, and at work as it is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.building import ROOT, SEEN
from tests.release import build_distributions, copy_of_sources, unseen_overrides, write_site

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the sdist and the wheel, which were built twice with the same bytes."""
    work = tmp_path_factory.mktemp("release")
    files = build_distributions(ROOT, work / "first")
    others = build_distributions(copy_of_sources(work / "copy"), work / "second")
    assert [file.read_bytes() for file in files] == [file.read_bytes() for file in others]
    wheel, sdist = sorted(files, key=lambda file: file.suffix == ".gz")
    return sdist, wheel


def test_the_wheel_has_the_theme_and_the_licences(released: tuple[Path, Path]) -> None:
    """Every file of the package is in it, and nothing else but the list of what others made."""
    with zipfile.ZipFile(released[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        rest = {Path(name).name for name in wheel.namelist()} - {Path(name).name for name in names}
    sources = {
        file.relative_to(ROOT / "plugins").as_posix()
        for file in (ROOT / "plugins").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and ".egg-info" not in str(file)
    }
    assert names == sources
    assert {"LICENSE", "third-party.md", "entry_points.txt"} <= rest


def test_the_sdist_has_the_sources_and_no_content(released: tuple[Path, Path]) -> None:
    """The content of this partnership has a licence of its own, and is no part of the software."""
    with tarfile.open(released[0]) as sdist:
        tops = {name.split("/")[1] for name in sdist.getnames()}
    assert {"plugins", "pyproject.toml", "LICENSE"} <= tops
    assert not tops & {"content", "overrides", "tests", "site"}


def test_the_installed_wheel_builds_a_site(released: tuple[Path, Path], tmp_path: Path) -> None:
    """Away from this tree, by the names of its entry points, with the frame that is in it.

    The site overrides each token, a string of each kind, and every component, template, style and picture.
    """
    with zipfile.ZipFile(released[1]) as wheel:
        wheel.extractall(tmp_path / "installed")  # noqa: S202 -- our own
    site = write_site(tmp_path / "site")
    path = {"PYTHONPATH": str(tmp_path / "installed"), "SOURCE_DATE_EPOCH": str(int(SEEN.timestamp()))}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=site, env={**os.environ, **path}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert unseen_overrides(site) == set()
    licences = (site / "site/licences.txt").read_text(encoding="utf-8")
    assert f"kx-site {VERSION}" in licences
    assert (tmp_path / "installed/exchange/theme/__pycache__").is_dir()  # the theme was imported from there


def test_the_version_has_its_changes() -> None:
    """docs/changelog.md begins with the version of pyproject.toml."""
    changes = (ROOT / "docs/changelog.md").read_text(encoding="utf-8")
    first = re.search(r"^## ([\d.]+)", changes, re.MULTILINE)
    assert first
    assert first[1] == VERSION
    assert f"## To {VERSION.rpartition('.')[0]}" in (ROOT / "docs/upgrading.md").read_text(encoding="utf-8")
