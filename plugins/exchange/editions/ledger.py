"""Turn the ledger's text into the lines of everything ever published, and back.

One line each: a kind, a comma, an address; that of an edition ends with the digest of its manifest, that of a
name with what the address was called. It is written sorted and read in any order, a line that is there twice
counting once: git merges two branches that publish by keeping the lines of both. Lines are only ever added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from exchange.text.problems import SEARCH_LIMIT, ContentProblems, Place, Problem

_DIGEST = re.compile("[0-9a-f]{64}")
_CONFLICT = re.compile(r"<{7}( .*)?|={7}|>{7}( .*)?|\|{7}( .*)?")


class Kind(Enum):
    """What was published."""

    CALENDAR = "calendar"  # a file that calendars subscribe to
    DOWNLOAD = "download"  # any other file that is not a page
    EDITION = "edition"  # a sealed edition; its manifest names its pages
    EVENT = "event"  # the UID of an event in a calendar
    ID = "id"  # a permanent id
    NAME = "name"  # what an address was called: a title, a heading, a term, or the page of a permanent id
    PAGE = "page"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was published. `address` starts at the site's root; that of an event is its UID."""

    kind: Kind
    address: str
    digest: str = ""  # of an edition: the SHA-256 of its manifest, 64 hexadecimal digits
    name: str = ""  # of a name: one line of text, which may hold commas

    def __str__(self) -> str:
        return ",".join(filter(None, (self.kind.value, self.address, self.digest, self.name)))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything ever published. `numbers` says where in the file each line is that was read from one."""

    lines: frozenset[Line] = frozenset()
    numbers: Mapping[Line, int] = field(default_factory=dict, compare=False, repr=False)

    def __iter__(self) -> Iterator[Line]:
        return iter(sorted(self.lines, key=str))

    def lines_of(self, *kinds: Kind) -> Iterator[Line]:
        """Yield the lines of some kinds, in order."""
        return iter(sorted((line for line in self.lines if line.kind in kinds), key=str))

    def with_lines(self, lines: Iterable[Line]) -> Ledger:
        """Return the ledger after these were published too: never with fewer lines."""
        return Ledger(self.lines | frozenset(lines), self.numbers)

    def names(self) -> Mapping[str, frozenset[str]]:
        """Return all that each address was ever called."""
        names: dict[str, set[str]] = {}
        for line in self.lines:
            if line.kind is Kind.NAME:
                names.setdefault(line.address, set()).add(line.name)
        return {address: frozenset(texts) for address, texts in names.items()}

    def edition(self, name: str) -> Line | None:
        """Return the line of an edition, or None where it was never published."""
        address = f"/editions/{name}/"
        return next((line for line in self.lines_of(Kind.EDITION) if line.address == address), None)


def read_ledger(text: str, *, path: str) -> Ledger:
    """Return the ledger. Raises ContentProblems for what is no line, and for an edition with two digests."""
    problems: list[Problem] = []
    numbers: dict[Line, int] = {}
    for number, source in enumerate(text.splitlines(), 1):
        line = _line(source)
        if line is not None:
            numbers.setdefault(line, number)
        elif _CONFLICT.fullmatch(source):
            problems.append(_problem("ledger-conflict", path, number, line=source))
        else:
            problems.append(_problem("ledger-line", path, number, line=source))
        if len(problems) >= SEARCH_LIMIT:
            raise ContentProblems(problems)
    problems += _two_digests(numbers, path)
    if problems:
        raise ContentProblems(problems)
    return Ledger(frozenset(numbers), numbers)


def _two_digests(numbers: Mapping[Line, int], path: str) -> Iterator[Problem]:
    """Yield a problem for each edition that two people sealed under one name, with other bytes."""
    first: dict[str, Line] = {}
    for line in numbers:
        earlier = first.setdefault(line.address, line) if line.kind is Kind.EDITION else line
        if earlier != line:
            values = {"address": line.address, "other": str(numbers[earlier])}
            yield _problem("ledger-edition-twice", path, numbers[line], **values)


def format_ledger(ledger: Ledger) -> str:
    """Return the text that `read_ledger` reads."""
    return "".join(f"{line}\n" for line in ledger)


def removed_lines(ledger: Ledger, patches: str, *, path: str) -> Iterator[Problem]:
    """Yield a problem for each line that history has seen and the ledger no longer holds.

    `patches` is what `git log --patch` says of the ledger's file: a line was there if some commit added it,
    whatever took it out, such as a merge.
    """
    additions = {
        line[1:] for line in patches.splitlines() if line.startswith("+") and not line.startswith("+++")
    }
    for source in sorted(additions - {str(line) for line in ledger.lines}):
        if _line(source) is not None:
            yield _problem("ledger-shrunk", path, 0, line=source)


def _line(source: str) -> Line | None:
    kind, *rest = source.split(",", 2)
    line_kind = next((candidate for candidate in Kind if candidate.value == kind), None)
    address, end = rest[0] if rest else "", rest[1] if len(rest) > 1 else ""
    if line_kind is None or not rest or not _is_address(address, line_kind):
        return None
    if line_kind is Kind.EDITION:
        return Line(kind=line_kind, address=address, digest=end) if _DIGEST.fullmatch(end) else None
    if line_kind is Kind.NAME:
        is_name = bool(end) and end == end.strip() and end.isprintable()
        return Line(kind=line_kind, address=address, name=end) if is_name else None
    return Line(kind=line_kind, address=address) if len(rest) == 1 else None


def _is_address(address: str, kind: Kind) -> bool:
    is_rooted = address.startswith("/") and not address.startswith("//")
    is_named = is_rooted or (kind is Kind.EVENT and bool(address))
    return is_named and address.isprintable() and not {" ", '"'} & {*address}


def _problem(rule: str, path: str, number: int, /, **values: str) -> Problem:
    return Problem(code=f"editions/{rule}", place=Place(path=path, line=number), values=values)
