"""A repository of its own with a small site, to seal, change and publish in."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.building import ROOT, SITES

from exchange.cli.main import main

ADDRESS = "https://exchange.example.org/"
CALL = "rok-uk-smart-trials-collaboration-award"
DEADLINE = "2025-03-17 13:00 Europe/London"
EXTENDED = "2025-03-24 13:00 Europe/London"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scratch:
    """The repository, and where its site is published."""

    root: Path
    out: Path

    def git(self, *arguments: str) -> str:
        """Return what git says."""
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, day: int) -> None:
        """Commit everything, on a day of December 2026."""
        moment = f"2026-12-{day:02}T09:00:00Z"
        dated = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        self.git("add", "--all")
        command = ["git", "-C", str(self.root), "commit", "--quiet", "--message", f"day {day}"]
        subprocess.run(command, check=True, env=dated)

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text of a file of the content in each language that has it."""
        found = [file for file in self.root.glob(f"content/*/{name}") if old in file.read_text("utf-8")]
        assert found, f"{name} does not say {old!r}"
        for file in found:
            file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> int:
        """Do what `kx <arguments>` does; return its exit status."""
        command, *rest = arguments
        return main(["--config", str(self.root / "mkdocs.yml"), command, *rest])

    def publish(self) -> int:
        """Publish into `out`; return the exit status."""
        return self.run("publish", str(self.out))

    def ledger(self) -> list[str]:
        """Return the lines of the ledger."""
        return (self.root / "content" / "ledger.csv").read_text(encoding="utf-8").splitlines()


def new_scratch(folder: Path) -> Scratch:
    """Make the repository: the showcase of the tests, with a call in one of its guides."""
    root = folder / "repository"
    shutil.copytree(SITES / "showcase", root / "content")
    (root / "content" / "calls").mkdir()
    shutil.copy2(Path(__file__).with_name("frozen-call.yml"), root / "content" / "calls" / f"{CALL}.yml")
    (root / ".gitignore").write_text("/site/\n/.cache/\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: content\nsite_url: !ENV [SITE_URL, {ADDRESS}]\n"
        f"theme:\n  name: exchange\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )
    scratch = Scratch(root=root, out=folder / "published")
    scratch.git("init", "--quiet", "--initial-branch", "main")
    scratch.git("config", "user.name", "Tester")
    scratch.git("config", "user.email", "tester@example.org")
    for locale in ("en", "ko"):
        guide = root / "content" / locale / "guides" / "first.md"
        call = f"\n\n## Dates {{ #dates }}\n\n::: call {CALL}\n\nDeadline: {{call:{CALL}/full}}.\n"
        text = call if locale == "en" else call.replace("Dates", "일정").replace("Deadline", "마감")
        guide.write_text(guide.read_text("utf-8").rstrip() + text, encoding="utf-8")
    scratch.commit(1)
    return scratch
