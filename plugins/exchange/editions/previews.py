"""Say of a build without the sealed editions which of them the site would lose."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from exchange.editions.branch import BRANCH, GitError, repository
from exchange.editions.ledger import Kind, Ledger
from exchange.text.problems import Place, Problem


def unreadable_editions(root: Path, error: GitError) -> Iterator[Problem]:
    """Yield a problem where there is a repository, and git will not say which editions are in it."""
    if repository(root) and not error.missing:
        reason = " ".join(error.reason.split())
        place = Place(path=".git")
        yield Problem(
            code="editions/git-unreadable", place=place, values={"reason": reason, "root": str(root)}
        )


def dropped_editions(ledger: Ledger, sealed: Collection[str], *, path: str) -> Iterator[Problem]:
    """Yield a problem for each edition that was published, or is on the branch, where none is built."""
    published = {line.address: ledger.numbers.get(line, 0) for line in ledger.lines_of(Kind.EDITION)}
    places = {f"/editions/{edition}/": Place(path=f"{BRANCH}/{edition}") for edition in sealed}
    places |= {address: Place(path=path, line=number) for address, number in published.items()}
    for address, place in sorted(places.items()):
        yield Problem(code="editions/edition-dropped", place=place, values={"address": address})
