"""What the languages of one page must have in common beyond their sections: dates, sources, ⟳ marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.rules.page import found
from exchange.rules.page_facts import Facts
from exchange.text.problems import Place, Problem


def check(pages: Sequence[Facts]) -> Iterator[Problem]:
    """Yield what one language of a page says and the one it was written in first does not, or the reverse."""
    readable = [page for page in pages if page.readable]
    if len(readable) < 2:
        return
    first = next((page for page in readable if page.locale == page.original), readable[0])
    for page in readable:
        if page is not first:
            yield from _differences(page, first)


def _differences(page: Facts, first: Facts) -> Iterator[Problem]:
    place = Place(path=page.path, line=1)
    for rule, only_here, only_there in (
        ("dates-differ", _unsaid(page, first), _unsaid(first, page)),
        (
            "footnotes-differ",
            _without(page.footnotes, first.footnotes),
            _without(first.footnotes, page.footnotes),
        ),
    ):
        if only_here or only_there:
            values = {"twin": first.path, "here": _listed(only_here), "there": _listed(only_there)}
            yield found(rule, place, None, values)
    if page.rechecks != first.rechecks:
        values = {"twin": first.path, "here": str(page.rechecks), "there": str(first.rechecks)}
        yield found("rechecks-differ", place, None, values)


def _unsaid(page: Facts, other: Facts) -> list[str]:
    """Return the dates of a page whose day and month the other page does not name in any form."""
    return [date for date in page.dates if date[5:] not in other.days]


def _without(own: Sequence[str], other: Sequence[str]) -> list[str]:
    return sorted(set(own) - set(other))


def _listed(items: Sequence[str]) -> str:
    return ", ".join(items)
