"""Make warnings of errors that a team has accepted for now: those of its baseline, and rules by folder.

The check and the build read the same two things, so both say the same. What could harm a reader or the build
stays an error whatever they say.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from exchange.rules.rule import PACKAGE
from exchange.rules.rule_modules import rules
from exchange.safety.limits import Limits
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import ContentFolder
from exchange.text.digest import digest
from exchange.text.problems import Place, Problem, Severity
from exchange.text.suggestions import nearest
from exchange.text.text_files import read_at_most
from exchange.text.whole_files import write_files

_SECTIONS = tuple(
    f"pages/{name}"
    for name in (
        "no-section-id",
        "section-elsewhere",
        "section-id-differs",
        "section-level-differs",
    )
)
_COLUMNS = ("path", "rule", "line", "count")
_DIGITS = 16  # of the digest of a line


class _FindingKey(NamedTuple):
    """A finding, wherever its line stands by now: its file, its rule, and a digest of its line."""

    path: str
    rule: str
    line: str


def can_be_accepted(code: str) -> bool:
    """Return True if errors of a rule may become warnings."""
    package, _, name = code.partition("/")
    return code in _SECTIONS or (package == PACKAGE and name in rules())


def apply_acceptance(
    problems: Iterable[Problem], settings: SiteSettings, files: ContentFolder, *, warnings: bool
) -> Iterator[Problem]:
    """Yield the problems, those that were accepted as warnings, or not at all without `warnings`."""
    counts = _read_baseline(settings.baseline) or Counter[_FindingKey]()
    for problem in problems:
        if problem.severity is Severity.ERROR and can_be_accepted(problem.code):
            key = _finding_key(problem, settings, files) if counts else None
            if _is_lowered(problem, settings) or (key and counts[key] > 0):
                counts.subtract([key] if key else [])
                if warnings:
                    yield replace(problem, severity=Severity.WARNING)
                continue
        yield problem


def acceptance_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield a baseline that cannot be read, and rules that the settings may not lower."""
    if _read_baseline(settings.baseline) is None:
        yield Problem(code="text/baseline-unreadable", place=Place(path=settings.baseline.name))
    for codes in settings.lowered_rules.values():
        for code in codes:
            if not can_be_accepted(code):
                best = nearest(code, [*(f"{PACKAGE}/{name}" for name in rules()), *_SECTIONS])
                place = Place(path="mkdocs.yml")
                yield Problem(code="text/not-lowered", place=place, values={"rule": code, "best": best or ""})


def write_baseline(settings: SiteSettings, problems: Iterable[Problem]) -> int:
    """Write the errors that may be accepted into the baseline, and no others; return how many these are."""
    files = ContentFolder(settings.content.folder, ())
    errors = (
        problem
        for problem in problems
        if problem.severity is Severity.ERROR and can_be_accepted(problem.code)
    )
    counts = Counter(_finding_key(problem, settings, files) for problem in errors)
    output = io.StringIO()
    rows = csv.writer(output, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows((*key, counts[key]) for key in sorted(counts))
    write_files({settings.baseline: output.getvalue()})
    return counts.total()


def _read_baseline(file: Path) -> Counter[_FindingKey] | None:
    """Return how often each finding was there: none without a baseline, None where it cannot be read."""
    if not file.is_file():
        return Counter()
    try:
        text = read_at_most(file, Limits().table_bytes).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), strict=True))
        return Counter({_FindingKey(path, rule, line): int(count) for path, rule, line, count in rows[1:]})
    except (OSError, ValueError, csv.Error):
        return None


def _finding_key(problem: Problem, settings: SiteSettings, files: ContentFolder) -> _FindingKey:
    place = problem.place
    path = place.path.removeprefix(f"{settings.content.name}/")
    lines = files.read(path).split(b"\n") if path != place.path else []
    line = lines[place.line - 1].strip() if 0 < place.line <= len(lines) else b""
    return _FindingKey(place.path, problem.code, digest(line, length=_DIGITS))


def _is_lowered(problem: Problem, settings: SiteSettings) -> bool:
    path = problem.place.path.removeprefix(f"{settings.content.name}/")
    return any(
        problem.code in codes and path.startswith(folder) for folder, codes in settings.lowered_rules.items()
    )
