"""The points at which packages add something: an example of each is built, installed and used by a site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.build.edited_sites import BUILT_AT, EditedSite
from tests.building import ROOT

from exchange.extensions import POINTS

PACKAGES = Path(__file__).parent / "packages"
LANGUAGES, WITH_IRISH = "languages: [en, ko]\n", "languages: [en, ko, ga]\n"
MEETING = """\
---
title: Meeting
description: A meeting.
kind: event
venue: The hall
original: en
---

☎ Telephone.
"""
MAIN = """\
{%- extends "theme/main.html" -%}
{%- import "components/badge.html" as badges -%}
{%- block before_text -%}{{ super() }}{{ badges.badge(view.title) }}{%- endblock -%}
"""
_BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which the wheel of each example was unpacked."""
    folder = tmp_path_factory.mktemp("packages")
    for package in sorted(PACKAGES.iterdir()):
        subprocess.run([sys.executable, "-c", _BUILD, str(folder)], check=True, cwd=package)
    for wheel in sorted(folder.glob("*.whl")):
        zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small site that uses what each example adds."""
    folder = tmp_path_factory.mktemp("site")
    EditedSite(folder).begin()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    settings = (ROOT / "content/site.yml").read_text(encoding="utf-8")
    assert LANGUAGES in settings
    (folder / "content/site.yml").write_text(settings.replace(LANGUAGES, WITH_IRISH), encoding="utf-8")
    (folder / "content/ga").mkdir()
    home = (folder / "content/en/index.md").read_text(encoding="utf-8")
    (folder / "content/ga/index.md").write_text(home, encoding="utf-8")
    (folder / "content/en/meeting.md").write_text(MEETING, encoding="utf-8")
    with (folder / "content/nav.yml").open("a", encoding="utf-8") as navigation:
        navigation.write("- meeting\n")
    (folder / "overrides/main.html").write_text(MAIN, encoding="utf-8")
    return folder


def run(site: Path, packages: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a site's folder with packages installed."""
    path = os.pathsep.join([str(packages), *filter(None, [os.environ.get("PYTHONPATH")])])
    own = {"PYTHONPATH": path, "SOURCE_DATE_EPOCH": str(BUILT_AT)}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=site, env={**os.environ, **own}
    )


@pytest.fixture(scope="module")
def built(site: Path, installed: Path) -> Path:
    """Return the built site."""
    done = run(site, installed, "mkdocs", "build", "--strict", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "site"


@pytest.fixture(scope="module")
def said(built: Path, site: Path, installed: Path) -> dict[str, str]:
    """Return what a check says in each language of messages once the meeting has no place."""
    (site / "content/en/meeting.md").write_text(MEETING.replace("venue: The hall\n", ""), encoding="utf-8")
    check = ("exchange.cli.main", "check", "--lang")
    return {language: run(site, installed, *check, language).stdout for language in ("en", "ko")}


def read(built: Path, path: str) -> str:
    return (built / path).read_text(encoding="utf-8")


def test_a_kind_of_page(built: Path, said: dict[str, str]) -> None:
    """The field is required and shown, by a template and strings of the package."""
    assert '<p class="event-venue">Meeting: The hall</p>' in read(built, "en/meeting/index.html")
    assert "'venue'" in said["en"]


def test_an_output_of_calls(built: Path) -> None:
    """Each language has the file."""
    for locale in ("en", "ko", "ga"):
        assert read(built, f"extra/{locale}/names.txt") == "trial\n"


def test_a_component(built: Path) -> None:
    """A template of the site uses it, the style sheet holds its styles."""
    page = read(built, "en/guides/second/index.html")
    assert '<strong class="badge">' in page
    (style,) = (built / "assets/built").glob("site.*.css")
    assert ".badge" in style.read_text(encoding="utf-8")


def test_a_language(built: Path, said: dict[str, str]) -> None:
    """Its strings are used, what it lacks falls back with one warning, and its checks are made."""
    assert "Léim go dtí an t-ábhar" in read(built, "ga/index.html")
    assert "pages/language-plain" not in said["en"]
    assert len(re.findall(r"missing in 'ga'", said["en"])) == 1


def test_a_rule(said: dict[str, str]) -> None:
    """The check reports it, in both languages of messages."""
    for language, words in (("en", "in place of a word"), ("ko", "기호입니다")):
        assert "content/en/meeting.md:8:1: " in said[language]
        assert words in said[language]


def test_every_point_has_an_example_and_a_page() -> None:
    """An example of each group of entry points is in the tests, and docs/api.md names it."""
    groups = "".join(file.read_text(encoding="utf-8") for file in PACKAGES.glob("*/pyproject.toml"))
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for point in POINTS:
        assert f'"exchange.{point}"' in groups
        assert f"`exchange.{point}`" in page
