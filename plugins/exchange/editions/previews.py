"""Say of a build without the sealed editions which of them the site would lose."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from exchange.editions.branch import BRANCH
from exchange.editions.ledger import Kind, Ledger
from exchange.text.problems import Place, Problem


def dropped_editions(ledger: Ledger, sealed: Collection[str], *, path: str) -> Iterator[Problem]:
    """Yield a problem for each edition that was published, or is on the branch, where none is built."""
    published = {line.address: ledger.numbers.get(line, 0) for line in ledger.lines_of(Kind.EDITION)}
    places = {f"/editions/{edition}/": Place(path=f"{BRANCH}/{edition}") for edition in sealed}
    places |= {address: Place(path=path, line=number) for address, number in published.items()}
    for address, place in sorted(places.items()):
        yield Problem(code="editions/edition-dropped", place=place, values={"address": address})
