"""For people at a terminal: place, words, the line with what is wrong in it underlined."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.cli.findings import Finding, cells
from exchange.text.strings import Strings

_AROUND = 60  # cells shown on each side of what is wrong


def write(found: Sequence[Finding], words: Strings) -> str:
    """Return all findings and their number."""
    blocks = [_block(finding, words) for finding in found]
    return "\n".join([*blocks, summary(found, words), ""])


def summary(found: Sequence[Finding], words: Strings) -> str:
    """Return how many errors and warnings there are, in a sentence."""
    errors = sum(finding.is_error for finding in found)
    if not found:
        return words("nothing")
    return words("summary", errors=errors, warnings=len(found) - errors)


def _block(finding: Finding, words: Strings) -> str:
    severity = words("error" if finding.is_error else "warning")
    head = f"{finding.place}: {severity}: {finding.words.fault} [{finding.problem.code}]"
    lines = [head, *_excerpt(finding), f"  → {finding.words.way_out}", ""]
    return "\n".join(lines)


def _excerpt(finding: Finding) -> list[str]:
    if not finding.line.strip() or not finding.place.column:
        return []
    start = finding.place.column - 1
    same_line = finding.end.line == finding.place.line
    end = finding.end.column - 1 if same_line else len(finding.line)
    before, wrong, after = (
        _visible(part) for part in (finding.line[:start], finding.line[start:end], finding.line[end:])
    )
    before, after = _last_cells(before, _AROUND), _first_cells(after, _AROUND)
    number = str(finding.place.line)
    gutter = " " * len(number)
    marks = " " * cells(before) + "^" * max(1, cells(wrong))
    return [f"  {number} | {before}{wrong}{after}", f"  {gutter} | {marks}"]


def _visible(text: str) -> str:
    """Return a text that cannot move the cursor."""
    return "".join(
        " " if character == "\t" else character if character.isprintable() else "�" for character in text
    )


def _first_cells(text: str, most: int) -> str:
    shown = text
    while cells(shown) > most:
        shown = shown[: most if len(shown) > most else len(shown) - 1]
    return shown if shown == text else f"{shown}…"


def _last_cells(text: str, most: int) -> str:
    shown = text
    while cells(shown) > most:
        shown = shown[-most:] if len(shown) > most else shown[1:]
    return shown if shown == text else f"…{shown}"
