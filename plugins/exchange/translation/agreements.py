"""What people said is the same in all languages: a table in the repository, a line for each section.

A line names what the languages of a section say by a digest of their words, so that it holds wherever the
section moves, and through every way of merging; it ends when one of the texts changes its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exchange.text.editor_traces import conflict
from exchange.text.problems import ContentProblems, Place, Problem, limit_search

HEADER = "digest,section"
_LINE = re.compile(r"""(?P<digest>\b[0-9a-f]{12})["']?[,;\t] *["']?(?P<section>[^\s,;"']+)["']?""")
_EMPTY = re.compile(rf"(?:{HEADER})?[\s,;]*")
"""Cells of nothing, as spreadsheets add them, and the header again, as it is where two files became one."""


def read_agreements(text: str, *, path: str) -> frozenset[str]:
    """Return the digests of a table. Raises ContentProblems for each line that is none.

    Several may stand in one line, as a message offers them; cells may be as a spreadsheet writes them.
    """
    both_versions = conflict(text, path)
    problems = [both_versions] if both_versions else list(limit_search(_problems(text, path)))
    if problems:
        raise ContentProblems(problems)
    return frozenset(match["digest"] for match in _LINE.finditer(text))


def _problems(text: str, path: str) -> Iterator[Problem]:
    lines = text.split("\n")
    is_header = not _LINE.search(lines[0]) and not re.search(r"[#/]", lines[0])
    for number, line in enumerate(lines[is_header:], 1 + is_header):
        rest = _LINE.sub("", line).replace('"', "")
        if not _EMPTY.fullmatch(rest):
            place = Place(path=path, line=number)
            yield Problem(code="translation/agreement-unreadable", place=place, values={"text": line.strip()})


def agreement_line(digest: str, section: str) -> str:
    """Return the line that says that a section is the same in all languages."""
    return f"{digest},{section}"


def with_lines(text: str, lines: Iterable[str]) -> str:
    """Return a table with more lines, by section: two people seldom write at the same place."""
    written_lines = {agreement_line(match["digest"], match["section"]) for match in _LINE.finditer(text)}
    entries = written_lines | set(lines)
    rows = sorted(entries, key=lambda line: (line.partition(",")[2], line))
    return "\n".join([HEADER, *rows, ""])
