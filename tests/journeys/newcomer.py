"""A copy of the code and a small site, in which a test takes the steps of docs/developing.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.build.edited_sites import BUILT_AT, EditedSite
from tests.building import ROOT


class Newcomer:
    """Edits a copy of `plugins/` and `overrides/`, and builds a small site with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: set[str] = set()
        self.site = EditedSite(folder)
        self.site.begin()
        shutil.copytree(ROOT / "plugins", folder / "plugins")
        shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
        shutil.copy(ROOT / "content" / "site.yml", folder / "content")

    def insert(self, path: str, before: str, text: str) -> None:
        """Put a text before another one of a file, which has that once."""
        file = self.folder / path
        content = file.read_text(encoding="utf-8")
        assert content.count(before) == 1, (path, before)
        file.write_text(content.replace(before, text + before), encoding="utf-8")
        self.places.add(path)

    def write(self, path: str, text: str) -> None:
        """Write a new file."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")
        self.places.add(path)

    def string(self, file: str, key: str, **words: str) -> None:
        """Add a word of the interface in each language; `file` has `{}` in place of the language."""
        for locale, text in words.items():
            name = file.format(locale)
            self.site.say(name, key, text)
            self.places.add(f"overrides/locales/{name}")

    def run(self, *arguments: str) -> str:
        """Run Python with the copy of the code; return what it said. It must end well."""
        done = self.attempt(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def attempt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the copy of the code."""
        own = {
            "PYTHONPATH": str(self.folder / "plugins"),
            "SOURCE_DATE_EPOCH": str(BUILT_AT),
            "NO_MKDOCS_2_WARNING": "1",
        }
        return subprocess.run(
            [sys.executable, *arguments],
            check=False,
            cwd=self.folder,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
        )

    def build(self) -> None:
        """Build the site in strict mode, on what an earlier build has kept."""
        self.run("-m", "mkdocs", "build", "--strict", "-q")

    def page(self, path: str) -> str:
        """Return a file of the site."""
        return (self.folder / "site" / path).read_text(encoding="utf-8")
