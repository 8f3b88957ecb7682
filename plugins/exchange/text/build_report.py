"""Pass the problems that a build found on to `kx check`: problems in, JSON lines out, and back again.

One JSON object a line: the `problem`, by the fields of Problem, and its `words` in each language (`fault`,
`way_out`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from exchange.text.json_codec import DECODE_ERRORS, JsonCodec
from exchange.text.problems import Explanation, Problem, explanation, message_languages

VARIABLE = "KX_REPORT"
"""The environment variable that names the file which a build adds its problems to."""


class NotAReport(Exception):
    """Raised for a file that no build wrote; its text is the number of the first wrong line, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One line of a report."""

    problem: Problem
    words: Mapping[str, Explanation]
    """For other tools: they are made again when a report is read."""


_ROW: JsonCodec[_Row] = JsonCodec(_Row)


def report_lines(problems: Iterable[Problem]) -> str:
    """Return the lines of problems, each with a line break at its end."""
    return "".join(f"{_ROW.write(_row(problem))}\n" for problem in problems)


def add_to_report(file: Path, lines: str) -> None:
    """Add lines to the end of a report, which is made where there is none."""
    with file.open("a", encoding="utf-8") as report:
        report.write(lines)


def read_report(file: Path) -> tuple[Problem, ...]:
    """Return the problems of a report, each once, as they were found. Raises NotAReport, OSError."""
    problems_by_key: dict[str, Problem] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            problem = _ROW.read(line.decode("utf-8")).problem
            explanation(problem, message_languages()[0])  # a rule that is not known here is a KeyError now
        except (*DECODE_ERRORS, KeyError, ImportError, OSError) as error:
            raise NotAReport(str(number)) from error
        problems_by_key.setdefault(repr(problem), problem)
    return tuple(problems_by_key.values())


def _row(problem: Problem) -> _Row:
    words = {language: explanation(problem, language) for language in message_languages(problem.package)}
    return _Row(problem=problem, words=words)
