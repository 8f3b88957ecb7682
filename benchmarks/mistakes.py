"""Make each mistake of tests/sites/mistakes in a frozen site, and say what `kx check` answers to it."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.building import SITES, write_settings
from tests.site.small_sites import png

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Problem, explanation

FOLDER = SITES / "mistakes"
NOW = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
LANGUAGES = ("en", "ko")
FILES = {
    "page": "ko/guides/federated-analysis.md",
    "record": "calls/smart-trials-2027.yml",
    "published": "calls/joint-award-2027.yml",
    "glossary": "glossary.csv",
    "nav": "nav.yml",
}
"""The file that the pairs of texts under a name are replaced in; `record` is a call that is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake: what somebody did, how it is answered by the scores of each language, and its edits."""

    name: str
    what: str
    scores: Mapping[str, int]
    edits: Mapping[str, Any]


@cache
def mistakes() -> tuple[Mistake, ...]:
    """Return all mistakes, in the order of their file."""
    written = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
    return tuple(
        Mistake(
            name=case.pop("name"),
            what=case.pop("what"),
            scores={language: case.pop(language) for language in LANGUAGES if language in case},
            edits=case,
        )
        for case in written["case"]
    )


def frozen_site(folder: Path) -> Path:
    """Write the frozen site into a folder and commit it; return the file of its settings."""
    shutil.copytree(FOLDER / "base", folder / "content")
    settings = write_settings(folder / "content", folder)
    when = {f"GIT_{who}_DATE": "2026-11-22T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    for command in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "base"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *command], cwd=folder, check=True, env={**os.environ, **when})
    return settings


def make(mistake: Mistake, content: Path) -> None:
    """Make a mistake in a content folder."""
    edits = mistake.edits
    for source, target in edits.get("copy", ()):
        shutil.copy(content / source, content / target)
    for path in edits.get("new", ()):
        _write(content / path, (FOLDER / "page.md").read_text(encoding="utf-8"), edits.get("page-new", ()))
    if "record" in edits:
        shutil.copy(FOLDER / "record.yml", content / FILES["record"])
    for name in FILES.keys() & edits.keys():
        file = content / FILES[name]
        _write(file, file.read_text(encoding="utf-8"), edits[name])
    if "append" in edits:
        with (content / FILES["page"]).open("a", encoding="utf-8") as page:
            page.write(f"\n{edits['append']}\n")
    for path, text in edits.get("write", {}).items():
        _write(content / path, text)
    for path in edits.get("image", ()):
        (content / path).parent.mkdir(exist_ok=True)
        (content / path).write_bytes(png(2, 2))
    for path, size in edits.get("size", {}).items():
        (content / path).parent.mkdir(exist_ok=True)
        (content / path).write_bytes(b"%PDF-1.4\n" + b"0" * size)
    for path, encoding in edits.get("save", {}).items():
        file = content / path
        file.write_bytes(file.read_bytes().decode("utf-8").encode(encoding))
    for path in edits.get("delete", ()):
        (content / path).unlink()
    for source, target in edits.get("move", ()):
        (content / source).rename(content / target)


def _write(file: Path, text: str, pairs: Sequence[Sequence[str]] = ()) -> None:
    for old, new in pairs:
        assert old in text, f"{file}: nothing to replace: {old}"
        text = text.replace(old, new)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8"))


def problems(settings: Path) -> tuple[Problem, ...]:
    """Return what the check says of a site, compared with what was published of it."""
    return all_problems(read_settings(settings), now=NOW, since="HEAD")


def answers(chosen: Sequence[Mistake]) -> Iterator[tuple[Mistake, tuple[Problem, ...]]]:
    """Yield mistakes and what is said of each."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = frozen_site(folder)
        for mistake in chosen:
            make(mistake, folder / "content")
            yield mistake, problems(settings)
            for command in (["checkout", "-q", "--", "content"], ["clean", "-qfdx", "content"]):
                subprocess.run(["git", *command], cwd=folder, check=True)


def main(names: Sequence[str]) -> None:
    """Print what is said of the mistakes named, else of all."""
    for mistake, found in answers([one for one in mistakes() if not names or one.name in names]):
        print(f"== {mistake.name}: {mistake.what} {dict(mistake.scores)}")
        for problem in found:
            for language in LANGUAGES:
                words = explanation(problem, language)
                severity = problem.severity.value
                print(f"  {severity} {problem.place}: {words.fault} → {words.way_out} [{problem.code}]")


if __name__ == "__main__":
    main(sys.argv[1:])
