"""Let each page for instructors that was published follow the course or lesson that it belonged to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from exchange.editions.addresses import page_address, without_locale
from exchange.editions.ledger import Kind, Ledger
from exchange.editions.redirects import Redirects
from exchange.training.instructor_pages import FILE_NAME

_END = page_address(FILE_NAME).removeprefix("/")


def with_instructor_pages(
    redirects: Redirects, ledger: Ledger, pages: Collection[str], locales: Sequence[str]
) -> Redirects:
    """Return the redirects with those of pages for instructors, which nobody has to write.

    `pages` are the addresses of the ones there are, without language. One leads to that of the page that took
    the place of its own, or to that page; one whose page is gone is gone for the same reason.
    """
    moves, tombstones = dict(redirects.moves), dict(redirects.tombstones)
    for address in _lost_addresses(ledger, pages, locales):
        owner = address.removesuffix(_END)
        if address in redirects:
            continue
        if owner in moves:
            target = f"{moves[owner].to}{_END}"
            moves[address] = replace(moves[owner], to=target if target in pages else moves[owner].to)
        elif owner in tombstones:
            tombstones[address] = tombstones[owner]
    return replace(redirects, moves=moves, tombstones=tombstones)


def _lost_addresses(ledger: Ledger, pages: Collection[str], locales: Sequence[str]) -> Iterator[str]:
    """Yield the addresses of published pages for instructors that are no longer there, without language."""
    addresses = {without_locale(line.address, locales) for line in ledger.lines_of(Kind.PAGE)}
    yield from sorted(
        address for address in addresses if address.endswith(f"/{_END}") and address not in pages
    )
