"""Small repositories with editions of one page, sealed without a build."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from exchange.editions import branch
from exchange.editions.digests import SECTIONS
from exchange.editions.manifest import NAME, format_manifest, hashes, manifest_digest

ADDRESS = "https://exchange.example.org/"
PAGE = "en/guides/x/index.html"


def git(root: Path, *arguments: str) -> str:
    """Return what git prints."""
    done = subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def new_repository(root: Path) -> Path:
    """Make a repository with one commit."""
    (root / "content").mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch", "main")
    name(root)
    (root / "content/page.md").write_text("Text", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "first")
    return root


def name(root: Path) -> None:
    """Give a repository somebody who commits."""
    git(root, "config", "user.name", "Tester")
    git(root, "config", "user.email", "tester@example.org")


def seal(root: Path, edition: str, text: str) -> str:
    """Store an edition of one page; return its line of the ledger."""
    folder = root.parent / f"built-{root.name}-{edition}"
    page = folder / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    (folder / SECTIONS).write_text(json.dumps({"/en/guides/x/": {"": ["X", text]}}), encoding="utf-8")
    manifest = format_manifest(edition, "0" * 40, ADDRESS, hashes(folder))
    (folder / NAME).write_text(manifest, encoding="utf-8")
    branch.store(root, edition, folder, commit="0" * 40)
    return ledger_line(root, edition)


def ledger_line(root: Path, edition: str) -> str:
    """Return the line by which the ledger knows an edition as it is on the branch."""
    sealed = branch.sealed_file(root, edition, NAME)
    assert sealed is not None
    return f"edition,/editions/{edition}/,{manifest_digest(sealed)}"


def rewrite(root: Path, edition: str, text: str) -> None:
    """Change the page of an edition on the branch, and its hash in the manifest."""
    work = root.parent / f"work-{root.name}"
    git(root, "worktree", "add", "--quiet", str(work), branch.BRANCH)
    folder = work / branch.PREFIX / edition
    (folder / PAGE).write_text(text, encoding="utf-8")
    manifest = format_manifest(edition, "0" * 40, ADDRESS, hashes(folder))
    (folder / NAME).write_text(manifest, encoding="utf-8")
    git(work, "commit", "--quiet", "--all", "--message", "changed")
    git(root, "worktree", "remove", "--force", str(work))
