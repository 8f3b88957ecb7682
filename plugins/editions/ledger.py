"""Turn the ledger's text into the lines of everything ever published, and back.

One line each: a kind, a comma, an address. Sorted, so that two branches that publish do not collide more than
they must; lines are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from sitekit.problems import ContentProblems, Place, Problem


class Kind(Enum):
    """What was published."""

    CALENDAR = "calendar"  # a file that calendars subscribe to
    DOWNLOAD = "download"  # any other file that is not a page
    EDITION = "edition"  # a sealed edition; its manifest names its pages
    EVENT = "event"  # the UID of an event in a calendar
    ID = "id"  # a permanent id
    PAGE = "page"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was published. `address` starts at the site's root; that of an event is its UID."""

    kind: Kind
    address: str

    def __str__(self) -> str:
        return f"{self.kind.value},{self.address}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything ever published."""

    lines: frozenset[Line] = frozenset()

    def __iter__(self) -> Iterator[Line]:
        return iter(sorted(self.lines, key=str))

    def of(self, *kinds: Kind) -> Iterator[Line]:
        """Yield the lines of some kinds, in order."""
        return (line for line in self if line.kind in kinds)

    def with_lines(self, lines: Iterable[Line]) -> Ledger:
        """Return the ledger after these were published too: never with fewer lines."""
        return Ledger(self.lines | frozenset(lines))


def read_ledger(text: str, *, path: str) -> Ledger:
    """Return the ledger. Raises ContentProblems for lines that are none, stand twice or out of order."""
    problems: list[Problem] = []
    lines: list[Line] = []
    written = text.splitlines()
    for number, source in enumerate(written, 1):
        line = _line(source)
        before = written[number - 2] if number > 1 else ""
        if line is None:
            problems.append(_problem("ledger-line", path, number, line=source))
        elif source <= before:
            problems.append(_problem("ledger-order", path, number, line=source, before=before))
        else:
            lines.append(line)
    if problems:
        raise ContentProblems(problems)
    return Ledger(frozenset(lines))


def format_ledger(ledger: Ledger) -> str:
    """Return the text that `read_ledger` reads."""
    return "".join(f"{line}\n" for line in ledger)


def removed_lines(ledger: Ledger, patches: str, *, path: str) -> Iterator[Problem]:
    """Yield a problem for each line that history has seen and the ledger no longer holds.

    `patches` is what `git log --patch` says of the ledger's file.
    """
    gone = {line[1:] for line in patches.splitlines() if line.startswith("-") and not line.startswith("---")}
    for source in sorted(gone):
        line = _line(source)
        if line is not None and line not in ledger.lines:
            yield _problem("ledger-shrunk", path, 0, line=source)


def _line(source: str) -> Line | None:
    kind, comma, address = source.partition(",")
    known = next((one for one in Kind if one.value == kind), None)
    rooted = address.startswith("/") and not address.startswith("//")
    sound = (rooted or known is Kind.EVENT) and address.isprintable() and not {" ", ",", '"'} & {*address}
    return Line(kind=known, address=address) if known and comma and address and sound else None


def _problem(rule: str, path: str, number: int, /, **values: str) -> Problem:
    return Problem(code=f"editions/{rule}", place=Place(path=path, line=number), values=values)
