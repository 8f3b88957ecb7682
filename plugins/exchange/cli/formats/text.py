"""For people at a terminal: place, words, the line with what is wrong in it underlined."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.cli.findings import Finding, cells
from exchange.text.problems import visible
from exchange.text.strings import Strings

_LONGEST = 1_000  # characters of each part of a line that are looked at
_CONTEXT_WIDTH = 60  # cells shown on each side of what is wrong


def write(findings: Sequence[Finding], words: Strings) -> str:
    """Return all findings and their number."""
    blocks = [_block(finding, words) for finding in findings]
    return "\n".join([*blocks, summary(findings, words), ""])


def summary(findings: Sequence[Finding], words: Strings) -> str:
    """Return how many errors and warnings there are, in a sentence."""
    errors = sum(finding.count for finding in findings if finding.is_error)
    if not findings:
        return words("nothing")
    return words("summary", errors=errors, warnings=sum(finding.count for finding in findings) - errors)


def _block(finding: Finding, words: Strings) -> str:
    severity = words("error" if finding.is_error else "warning")
    head = f"{finding.place}: {severity}: {finding.words.fault} [{finding.problem.code}]"
    guide = [f"  {words('guide', address=finding.guide)}"] if finding.guide else []
    lines = [head, *_excerpt(finding), f"  → {finding.words.way_out}", *guide, ""]
    return "\n".join(lines)


def _excerpt(finding: Finding) -> list[str]:
    if not finding.line.strip() or not finding.place.column:
        return []
    start = finding.place.column - 1
    same_line = finding.end.line == finding.place.line
    end = finding.end.column - 1 if same_line else len(finding.line)
    head, wrong, tail = (
        _visible(part)
        for part in (
            finding.line[:start][-_LONGEST:],
            finding.line[start:end][:_LONGEST],
            finding.line[end:][:_LONGEST],
        )
    )
    head, tail = _last_cells(head, _CONTEXT_WIDTH), _first_cells(tail, _CONTEXT_WIDTH)
    number = str(finding.place.line)
    gutter = " " * len(number)
    marks = " " * cells(head) + "^" * max(1, cells(wrong))
    return [f"  {number} | {head}{wrong}{tail}", f"  {gutter} | {marks}"]


def _visible(text: str) -> str:
    """Return a text that cannot move the cursor."""
    return visible(text.replace("\t", " "))


def _first_cells(text: str, limit: int) -> str:
    excerpt = text
    while cells(excerpt) > limit:
        excerpt = excerpt[: limit if len(excerpt) > limit else len(excerpt) - 1]
    return excerpt if excerpt == text else f"{excerpt}…"


def _last_cells(text: str, limit: int) -> str:
    excerpt = text
    while cells(excerpt) > limit:
        excerpt = excerpt[-limit:] if len(excerpt) > limit else excerpt[1:]
    return excerpt if excerpt == text else f"…{excerpt}"
