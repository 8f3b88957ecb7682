"""Pass the problems that a build found on to `kx check`: problems in, JSON lines out, and back again.

One JSON object a line: `code`, `severity`, `path`, `line`, `column`, maybe `end`, the `values` of the message
and its `words` in each language (`fault`, `way_out`). Each process of a build adds its own lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from exchange.text.problems import Place, Problem, Severity, explanation, message_languages

VARIABLE = "KX_REPORT"
"""The environment variable that names the file which a build adds its problems to."""


class NotAReport(Exception):
    """Raised for a file that no build wrote; its text is the number of the first wrong line, from 1."""


def add_to_report(file: Path, problems: Iterable[Problem]) -> None:
    """Add problems to the end of a report, which is made where there is none."""
    text = "".join(f"{json.dumps(_written(problem), ensure_ascii=False)}\n" for problem in problems)
    with file.open("a", encoding="utf-8") as report:
        report.write(text)


def read_report(file: Path) -> tuple[Problem, ...]:
    """Return the problems of a report, each once, as they were found. Raises NotAReport, OSError."""
    found: dict[str, Problem] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            problem = _read(json.loads(line))
            found.setdefault(repr(problem), problem)
        except (ValueError, KeyError, TypeError, FileNotFoundError) as error:
            raise NotAReport(str(number)) from error
    return tuple(found.values())


def _written(problem: Problem) -> dict[str, Any]:
    place, end = problem.place, problem.end
    words = {language: explanation(problem, language) for language in message_languages(problem.package)}
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        **({"end": {"line": end.line, "column": end.column}} if end else {}),
        "values": dict(problem.values),
        "words": {language: {"fault": one.fault, "way_out": one.way_out} for language, one in words.items()},
    }


def _read(row: Mapping[str, Any]) -> Problem:
    """Return the problem of one line; its words are made again, of its code and values."""
    path, end = str(row["path"]), row.get("end")
    problem = Problem(
        code=str(row["code"]),
        severity=Severity(row["severity"]),
        place=Place(path=path, line=int(row["line"]), column=int(row["column"])),
        end=Place(path=path, line=int(end["line"]), column=int(end["column"])) if end else None,
        values={str(name): str(value) for name, value in row["values"].items()},
    )
    explanation(problem, message_languages()[0])  # a rule that is not known here is a KeyError now
    return problem
