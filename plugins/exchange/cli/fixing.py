"""Write the exact replacements of problems, as far as none of them brings an error.

What would be written is checked first: replacements after which the content has an error that it did not have
are left out, those of one rule in one file together.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.text.problems import Place, Problem, Severity, in_order

Check = Callable[[Mapping[str, str]], Sequence[Problem]]
"""From the texts of edited files, by how problems name these, to all problems of the content with them."""

_LINE = re.compile(r"\r\n|\r|\n")
_MOST_ROUNDS = 20  # each mends something; that many are never needed
_Part = tuple[str, str]
"""A file and a rule: what is written together or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The texts to write, by how problems name the files, and what is wrong with the content then."""

    texts: Mapping[str, str]
    count: int  # of passages
    problems: Sequence[Problem]


def mend(
    problems: Sequence[Problem],
    *,
    check: Check,
    read_text: Callable[[str], str],
    is_wanted: Callable[[Problem], bool] = lambda _: True,
) -> Corrections:
    """Return the content with every exact replacement that is wanted.

    `problems` are those of the content as it is; `read_text` returns the text of a file.
    """
    corrections = Corrections(texts={}, count=0, problems=problems)
    refusals: set[_Part] = set()
    for _ in range(_MOST_ROUNDS):
        parts = _parts(corrections.problems, is_wanted, refusals)
        if not parts:
            break
        corrections = _round(corrections, parts, refusals, check=check, read_text=read_text)
    return corrections


def _parts(
    problems: Iterable[Problem], is_wanted: Callable[[Problem], bool], refusals: set[_Part]
) -> dict[_Part, list[Problem]]:
    parts: dict[_Part, list[Problem]] = {}
    for problem in in_order(problems):
        part = problem.place.path, problem.code
        if problem.replacement and problem.end and part not in refusals and is_wanted(problem):
            parts.setdefault(part, []).append(problem)
    return parts


def _round(
    corrections: Corrections,
    parts: dict[_Part, list[Problem]],
    refusals: set[_Part],
    *,
    check: Check,
    read_text: Callable[[str], str],
) -> Corrections:
    """Mend all parts, or fewer until no new error is left; a part that brings one alone is refused."""
    while parts:
        edits, count = _edit(parts, lambda path: corrections.texts.get(path) or read_text(path))
        texts = {**corrections.texts, **edits}
        problems = check(texts)
        culprits = _find_culprits(_new_errors(corrections.problems, problems), parts)
        if not culprits:
            return Corrections(texts=texts, count=corrections.count + count, problems=problems)
        for path in culprits:
            first, *rest = (part for part in parts if part[0] == path)
            if not rest:
                refusals.add(first)
            for part in rest or [first]:
                del parts[part]
    return corrections


def _edit(
    parts: Mapping[_Part, Sequence[Problem]], read_text: Callable[[str], str]
) -> tuple[dict[str, str], int]:
    """Return the texts of all files with the replacements of their parts, and how many these are."""
    edits: dict[str, str] = {}
    total = 0
    for path in dict.fromkeys(path for path, _ in parts):
        problems = [problem for part, group in parts.items() if part[0] == path for problem in group]
        edits[path], count = apply_fixes(read_text(path), problems)
        total += count
    return edits, total


def _new_errors(old_problems: Iterable[Problem], new_problems: Iterable[Problem]) -> list[Problem]:
    """Return the errors of files that have more of their rule than before."""
    counts = Counter(_error_kinds(old_problems))
    errors = [problem for problem in new_problems if problem.severity is Severity.ERROR]
    excess = Counter(_error_kinds(errors)) - counts
    return [problem for problem in errors if (problem.place.path, problem.code) in excess]


def _error_kinds(problems: Iterable[Problem]) -> Iterator[_Part]:
    return ((problem.place.path, problem.code) for problem in problems if problem.severity is Severity.ERROR)


def _find_culprits(errors: Sequence[Problem], parts: Iterable[_Part]) -> set[str]:
    """Return the edited files that new errors are in or name, or all of them where they name none."""
    paths = {path for path, _ in parts}
    names = {name for error in errors for name in (error.place.path, *error.values.values())}
    return paths & names or (paths if errors else set())


def apply_fixes(text: str, problems: Iterable[Problem]) -> tuple[str, int]:
    """Return a text with the replacements of its problems, and how many fitted without touching another."""
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    spans = []
    for problem in problems:
        if problem.replacement and problem.end:
            start, end = (_offset(starts, place) for place in (problem.place, problem.end))
            spans.append((start, end, problem.replacement.text))
    parts, position, count, last = [], 0, 0, (-1, -1)
    for start, end, better in sorted(spans):
        if start >= position and (start, end) != last:
            parts += [text[position:start], better]
            position, count, last = end, count + 1, (start, end)
    return "".join([*parts, text[position:]]), count


def _offset(starts: list[int], place: Place) -> int:
    return starts[place.line - 1] + place.column - 1


def difference(path: str, old_text: str, new_text: str) -> str:
    """Return what would change in a file, as a unified diff with git's names."""
    old, new = (text.splitlines(keepends=True) for text in (old_text, new_text))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
