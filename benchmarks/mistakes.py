"""Make each mistake of tests/sites/mistakes in a frozen site, and say what `kx check` answers to it."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.building import ROOT, SITES, write_settings
from tests.site.small_sites import png

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Problem, explanation

FOLDER = SITES / "mistakes"
NOW = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
LANGUAGES = ("en", "ko")
_OF_ANY_EDIT = frozenset({"translation/behind", "rules/facts-differ", "rules/term-absent"})
PAGE = ROOT / "docs" / "mistakes.md"
_HEAD = """\
# Mistakes and their answers

What people who publish do by mistake, made in a small frozen site, and what `kx check` says of it, compared
with what was published. {faults} faults, and {right} things that are right and must be accepted. The scores
are given by a person who reads the words below, and hold for these words only. They stand beside the cases,
in `tests/sites/mistakes/cases.toml`.

- 0: silent, wrong or harmful
- 1: something is wrong, without a way to act on it
- 2: place and fault, no exact way out
- 3: place, fault and exact way out; or what was a fault is accepted now, and does what was meant

`python -m benchmarks.mistakes` writes this page, and with the names of mistakes prints those.
"""
FILES = {
    "page": "ko/guides/federated-analysis.md",
    "english": "en/guides/federated-analysis.md",
    "english-lesson": "en/training/planning-a-trial/ethics.md",
    "record": "calls/smart-trials-2027.yml",
    "published": "calls/joint-award-2027.yml",
    "glossary": "glossary.csv",
    "nav": "nav.yml",
    "lesson": "ko/training/planning-a-trial/ethics.md",
    "questions": "questions/ethics.yml",
    "figure": "figures/first-steps.yml",
    "snippet": "snippets/contact.yml",
    "agreed": "agreed.csv",
    "site": "site.yml",
}
"""The file that the pairs of texts under a name are replaced in; `record` is a call that is new, and `site` a
copy of the settings of the project's own site."""


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


def frozen_site(folder: Path, prepare: Callable[[Path], None] = lambda _content: None) -> Path:
    """Write the frozen site into a folder, prepare and commit it; return the file of its settings."""
    shutil.copytree(FOLDER / "base", folder / "content")
    prepare(folder / "content")
    settings = write_settings(folder / "content", folder)
    when = {f"GIT_{who}_DATE": "2026-11-22T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    for command in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "base"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *command], cwd=folder, check=True, env={**os.environ, **when})
    return settings


def make(mistake: Mistake, content: Path, files: Mapping[str, str] = FILES) -> None:
    """Make a mistake in a content folder, in files by the names of `FILES`."""
    edits = mistake.edits
    for source, target in edits.get("copy", ()):
        shutil.copy(content / source, content / target)
    for path in edits.get("new", ()):
        _write(content / path, (FOLDER / "page.md").read_text(encoding="utf-8"), edits.get("page-new", ()))
    if "record" in edits:
        shutil.copy(FOLDER / "record.yml", content / files["record"])
    if "site" in edits:
        shutil.copy(ROOT / "content" / files["site"], content)
    for name in files.keys() & edits.keys():
        file = content / files[name]
        _write(file, file.read_text(encoding="utf-8"), edits[name])
    if "append" in edits:
        with (content / files["page"]).open("a", encoding="utf-8") as page:
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
    return all_problems(read_settings(settings), now=NOW, revision="HEAD")


def answers(chosen: Sequence[Mistake]) -> Iterator[tuple[Mistake, tuple[Problem, ...]]]:
    """Yield mistakes and what is said of each."""
    for mistake, settings in sites(chosen):
        yield mistake, answer(problems(settings))


def answer(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what is said of a mistake itself.

    Each is made in one language of a page: that the other says something else is left out.
    """
    return tuple(one for one in found if one.code not in _OF_ANY_EDIT)


def sites(chosen: Sequence[Mistake]) -> Iterator[tuple[Mistake, Path]]:
    """Yield mistakes, each with the settings of a site that it was made in."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = frozen_site(folder)
        for mistake in chosen:
            make(mistake, folder / "content")
            yield mistake, settings
            restore(folder)


def restore(folder: Path) -> None:
    """Bring the content of a frozen site back to what was committed."""
    for command in (["checkout", "-q", "--", "content"], ["clean", "-qfdx", "content"]):
        subprocess.run(["git", *command], cwd=folder, check=True)


def listing(mistake: Mistake, found: Sequence[Problem]) -> str:
    """Return a mistake and what is said of it in each language, as Markdown."""
    scores = ", ".join(f"{language} {score}" for language, score in mistake.scores.items())
    head = f"### {mistake.name}: {mistake.what}\n\n{f'Score: {scores}.' if scores else 'Right.'}"
    said = [_said(problem) for problem in found] or ["Nothing is said."]
    return "\n\n".join([head, *said]) + "\n"


def _said(problem: Problem) -> str:
    words = {language: explanation(problem, language) for language in LANGUAGES}
    place = f"{problem.severity.value} at `{problem.place}` ({problem.code})"
    lines = [f"  - {_literal(one.fault)} → {_literal(one.way_out)}" for one in words.values()]
    return "\n".join([f"- {place}", *lines])


def _literal(text: str) -> str:
    """Return a message for Markdown: between more backticks than it has itself."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}"


def page(found: Iterable[tuple[Mistake, Sequence[Problem]]]) -> str:
    """Return docs/mistakes.md: how many mistakes have which score, and what is said of each."""
    listed = list(found)
    faults = [mistake for mistake, _ in listed if mistake.scores]
    counts = [Counter(one.scores[code] for one in faults) for code in LANGUAGES]
    rows = [f"| {score} | {' | '.join(str(count[score]) for count in counts)} |" for score in (3, 2, 1, 0)]
    below = [f"`{one.name}`" for one in faults if min(one.scores.values()) < 3]
    return "\n".join(
        [
            _HEAD.format(faults=len(faults), right=len(listed) - len(faults)),
            "| score | en | ko |\n|---|---|---|",
            *rows,
            f"\nBelow 3: {', '.join(below)}.\n",
            *(listing(*one) for one in listed),
        ]
    )


def main(names: Sequence[str]) -> None:
    """Write docs/mistakes.md, or print what is said of the mistakes that are named."""
    chosen = [one for one in mistakes() if not names or one.name in names]
    if names:
        print(*(listing(*one) for one in answers(chosen)), sep="\n")
    else:
        PAGE.write_text(page(answers(chosen)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
