"""Notions that every language has words for and that exclude one another: before and after, all and some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exchange.languages.expressions import alternatives, expression
from exchange.languages.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Notion:
    """A word for a notion in a text, from `start` to before `end`. Names are the same in all languages."""

    name: str
    start: int
    end: int


_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "least/most floor/most above/most floor/above before/after and/or from/until all/some all/none "
        "some/none include/exclude rise/fall "
        "open/closed duty/release ban/release leave/ban leave/unable both/one_of need/release "
        "duty/advice ban/advice duty/leave earlier/later shorter/longer larger/smaller "
        "each/total"
    ).split()
)
COUNTRIES = {"zone_KST": "country_KR", "zone_GMT": "country_GB", "zone_BST": "country_GB"}
"""Names of zones may be said by a country: `4 pm GMT` is `영국 시각 오후 4시`."""
FORCES = frozenset({"duty", "ban", "unable", "release"})
DEMANDED = frozenset({"denial", "ban", "none", "unless", "except", "exclude", "only", "day_after"})
"""Notions of which each use must have some answer in the other language."""


def is_opposed(name: str, other_name: str) -> bool:
    """Return True if two notions exclude one another: a pair above, or two of one family: `party_sponsor`."""
    family, mark, _ = name.partition("_")
    return (bool(mark) and other_name.startswith(f"{family}_")) or frozenset((name, other_name)) in _OPPOSITES


def notion_finder(
    patterns: Mapping[str, str],
    often: Callable[[str], Iterator[Statement]] = lambda _text: iter(()),
    *,
    start: str = "",
) -> Callable[[str], Iterator[Notion]]:
    """Return a function that yields the notions of a text; the first of the table that fits.

    Each alternative ends with a group of its own, since `re` skips alternatives quickly that begin with a
    letter; `start` is what comes before all of them. `often` yields how often something is done, which is
    a notion for each length of time.
    """
    parts = [(name, part) for name, words in patterns.items() for part in alternatives(words)]
    names = [name for name, _ in parts]
    pattern = expression(f"{start}(?:{'|'.join(f'{part.lower()}()' for _, part in parts)})")

    def find(text: str) -> Iterator[Notion]:
        lower = text.lower()
        for match in pattern.finditer(lower if len(lower) == len(text) else text):
            if match.lastindex:
                yield Notion(name=names[match.lastindex - 1], start=match.start(), end=match.end())
        for period in often(text):
            name = f"often_{period.value.normalize():f} {period.unit}"
            yield Notion(name=name, start=period.start, end=period.end)

    return find
