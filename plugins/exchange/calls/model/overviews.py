"""Say which pages about all calls there are: the list and its parts, months, years and the archive."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from exchange.calls.model.call import Call, CareerStage, OrganisationType, StageKind
from exchange.calls.model.schedule import Group, Point, group_of, last_day, months_of, occurrences
from exchange.calls.model.selections import FACETS_WITH_FILES, Facet, Selection, selections
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import Status

# A page stays below 150 KB of HTML, and the first of the list below 15 KB compressed.
CARDS_ON_A_PAGE = 20
LINES_ON_A_PAGE = 100
LINES_OF_A_YEAR = 30
DATES_OF_A_MONTH = 200


class OverviewKind(Enum):
    """What a page about all calls shows. The value is the kind of the page."""

    LIST = "calls-list"  # calls that are not over: a further part, or those of one selection
    CALENDAR = "calls-calendar"  # the month to act in, and the way to all others
    MONTH = "calls-month"  # one month, or some weeks of a month with many dates
    TIMELINE = "calls-timeline"  # the year to act in, and the way to all others
    YEAR = "calls-year"  # one year
    PAST = "calls-past"  # calls that are over: of one year, or the newest


UNDATED = -1  # in place of a year: no date of a call is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One page about all calls, as its address names it: `part` counts from 1, and 0 is no year."""

    kind: OverviewKind
    year: int = 0
    month: int = 0
    selection: Selection | None = None
    part: int = 1

    @property
    def address(self) -> str:
        """Return where it is below the folder of calls, `2027/03/`; the list itself is empty."""
        parts = [self._place(), f"part-{self.part}" if self.part > 1 else ""]
        return "".join(f"{part}/" for part in parts if part)

    @property
    def path(self) -> str:
        """Return its file below the folder of calls; a year is a folder of months."""
        stem = self.address.rstrip("/")
        return f"{stem}/index.md".lstrip("/") if stem.isdigit() or not stem else f"{stem}.md"

    @property
    def is_in_lines(self) -> bool:
        """Whether each call has a line only: calls are in many selections, and in full in the list."""
        return self.selection is not None and self.selection.facet is not Facet.SIDE

    @property
    def entries(self) -> int:
        """How many calls of a list are on one page."""
        return LINES_ON_A_PAGE if self.is_in_lines else CARDS_ON_A_PAGE

    def _place(self) -> str:
        match self.kind:
            case OverviewKind.LIST:
                return "" if self.selection is None else self.selection.address
            case OverviewKind.MONTH:
                return f"{self.year}/{self.month:02}"
            case OverviewKind.YEAR:
                return f"{self.year}"
            case OverviewKind.PAST:
                year = "undated" if self.year == UNDATED else f"{self.year}"
                return f"past/{year}" if self.year else "past"
            case _:
                return str(self.kind.value).removeprefix("calls-")


LIST = Overview(kind=OverviewKind.LIST)
CALENDAR = Overview(kind=OverviewKind.CALENDAR)
TIMELINE = Overview(kind=OverviewKind.TIMELINE)
PAST = Overview(kind=OverviewKind.PAST)

_ADDRESS = re.compile(
    rf"(?:(?P<past>past)/|(?P<facet>{'|'.join(facet.value for facet in Facet)})/(?P<value>[a-z0-9-]+)/)?"
    r"(?:(?P<year>\d{4}|undated)/)?(?:(?P<month>0[1-9]|1[0-2])/)?(?:part-(?P<part>[1-9]\d*)/)?"
)


def overview_at(address: str, settings: Settings) -> Overview | None:
    """Return the page that an address below the folder of calls names, `2027/03/`; None for any other."""
    named = {one.address: one for one in (LIST, CALENDAR, TIMELINE, PAST)}.get(address)
    if named is not None:
        return named
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    page = Overview(
        kind=_kind(match),
        year=UNDATED if match["year"] == "undated" else int(match["year"] or 0),
        month=int(match["month"] or 0),
        selection=_selection(match, settings),
        part=int(match["part"] or 1),
    )
    return page if page.address == address else None


def _selection(match: re.Match[str], settings: Settings) -> Selection | None:
    if match["facet"] is None:
        return None
    values: Mapping[Facet, Collection[str]] = {
        Facet.SIDE: settings.side_codes,
        Facet.STAGE: [kind.value for kind in StageKind],
        Facet.TOPIC: [match["value"]],
        Facet.APPLICANT: [
            one.value for one in (*OrganisationType, *CareerStage) if one is not CareerStage.ANY
        ],
    }
    facet = Facet(match["facet"])
    by_address = {value.lower(): value for value in values[facet]}
    value = by_address.get(match["value"])
    return None if value is None else Selection(facet=facet, value=value)


def _kind(match: re.Match[str]) -> OverviewKind:
    if match["past"]:
        return OverviewKind.PAST
    if match["month"]:
        return OverviewKind.MONTH
    return OverviewKind.YEAR if match["year"] else OverviewKind.LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """What each page about all calls has to show, counted: those not over by selection, and so on."""

    live: Mapping[Selection | None, int]  # by selection; None: all
    months: Mapping[tuple[int, int], int] = field(default_factory=dict)  # the dates of each
    years: Mapping[int, int] = field(default_factory=dict)  # the calls of each
    past: Mapping[int, int] = field(
        default_factory=dict
    )  # the calls that are over, by the year of the last date


def shelves(calls: Sequence[Call], statuses: Mapping[str, Status], settings: Settings) -> Shelves:
    """Return how much each page has to show."""
    live = [call for call in calls if not is_past(call, statuses)]
    years = [year for call in calls for year in years_of(call)]
    past = [year_of_end(call) for call in calls if is_past(call, statuses)]
    found: dict[Selection | None, int] = dict.fromkeys((*_sides(settings), *selections(calls, Facet)), 0)
    for selection in (one for call in live for one in selections([call], Facet)):
        found[selection] += 1
    return Shelves(
        live={None: len(live), **found},
        months=Counter(month for call in calls for month in _months(call)),
        years={year: years.count(year) for year in sorted(set(years))},
        past={year: past.count(year) for year in sorted(set(past))},
    )


def _sides(settings: Settings) -> tuple[Selection, ...]:
    """Return the selections that there are without any call."""
    return tuple(Selection(facet=Facet.SIDE, value=side) for side in settings.side_codes)


def _months(call: Call) -> Iterator[tuple[int, int]]:
    """Yield the months of every date of a call."""
    return ((day.year, day.month) for one in occurrences(call) for day in months_of(one))


def years_of(call: Call) -> frozenset[int]:
    """Return the years in which a stage of a call is going on."""
    spans: dict[str, list[int]] = {}
    for one in occurrences(call):
        spans.setdefault(one.stage.id, []).extend((one.day.year, last_day(one).year))
    return frozenset(year for found in spans.values() for year in range(min(found), max(found) + 1))


def is_past(call: Call, statuses: Mapping[str, Status]) -> bool:
    """Return True if a call belongs to the archive."""
    return group_of(statuses[call.id].state) is Group.PAST


def year_of_end(call: Call) -> int:
    """Return the year of the last deadline of a call, or of its last date; UNDATED where none is known."""
    dated = occurrences(call)
    deadlines = [one for one in dated if one.point is Point.CLOSES] or dated
    return max((one.day.year for one in deadlines), default=UNDATED)


def overviews(shelf: Shelves, promised: Collection[str], settings: Settings) -> tuple[Overview, ...]:
    """Return every page about all calls that is made, by address.

    `promised` are addresses below the folder of calls that were published once: they stay, with or without
    anything to show.
    """
    made = {one.address: one for one in _needed(shelf)}
    once = (overview_at(address, settings) for address in promised)
    made |= {one.address: one for one in once if one is not None}
    made.pop(LIST.address, None)  # it is written
    return tuple(made[address] for address in sorted(made))


def _needed(shelf: Shelves) -> Iterator[Overview]:
    yield from (CALENDAR, TIMELINE, PAST)
    for selection, count in shelf.live.items():
        first = replace(LIST, selection=selection)
        yield from _parts(first, count, first.entries)
    for (year, month), count in sorted(shelf.months.items()):
        yield from _parts(Overview(kind=OverviewKind.MONTH, year=year, month=month), count, DATES_OF_A_MONTH)
    for year, count in shelf.years.items():
        yield from _parts(Overview(kind=OverviewKind.YEAR, year=year), count, LINES_OF_A_YEAR)
    for year, count in shelf.past.items():
        yield from _parts(replace(PAST, year=year), count, CARDS_ON_A_PAGE)


def _parts(first: Overview, count: int, most: int) -> Iterable[Overview]:
    return (replace(first, part=part) for part in range(1, pages_for(count, most) + 1))


def followed(calls: Sequence[Call], promised: Collection[str], settings: Settings) -> tuple[Selection, ...]:
    """Return the selections that have a feed of their own: of calls as they are, and as they once were."""
    once = (overview_at(address, settings) for address in promised)
    found = {*selections(calls, FACETS_WITH_FILES)}
    found |= {page.selection for page in once if page is not None and page.selection is not None}
    shown = (selection for selection in found if selection.facet in FACETS_WITH_FILES)
    return tuple(sorted(shown, key=lambda selection: selection.address))


def pages_for(count: int, most: int) -> int:
    """Return how many pages a number of entries takes: at least one."""
    return max(1, math.ceil(count / most))
