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
PAST_CALLS = Overview(kind=OverviewKind.PAST)

_ADDRESS = re.compile(
    rf"(?:(?P<past>past)/|(?P<facet>{'|'.join(facet.value for facet in Facet)})/(?:(?P<value>[a-z0-9-]+)/)?)?"
    r"(?:(?P<year>\d{4}|undated)/)?(?:(?P<month>0[1-9]|1[0-2])/)?(?:part-(?P<part>[1-9]\d*)/)?"
)


def overview_at(address: str, settings: Settings) -> Overview | None:
    """Return the page that an address below the folder of calls names, `2027/03/`; None for any other."""
    fixed_page = {overview.address: overview for overview in (LIST, CALENDAR, TIMELINE, PAST_CALLS)}.get(
        address
    )
    if fixed_page is not None:
        return fixed_page
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
    if match["value"] is None:
        return Selection(facet=Facet(match["facet"]), value="")
    values: Mapping[Facet, Collection[str]] = {
        Facet.SIDE: settings.side_codes,
        Facet.STAGE: [kind.value for kind in StageKind],
        Facet.TOPIC: [match["value"]],
        Facet.APPLICANT: [
            applicant.value
            for applicant in (*OrganisationType, *CareerStage)
            if applicant is not CareerStage.ANY
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
    archive: Mapping[int, int] = field(
        default_factory=dict
    )  # the calls that are over, by the year of the last date


def shelves(calls: Sequence[Call], statuses: Mapping[str, Status], settings: Settings) -> Shelves:
    """Return how much each page has to show."""
    live = [call for call in calls if not is_past(call, statuses)]
    years = [year for call in calls for year in years_of(call)]
    end_years = [year_of_end(call) for call in calls if is_past(call, statuses)]
    counts: dict[Selection | None, int] = dict.fromkeys((*_sides(settings), *selections(calls, Facet)), 0)
    for selection in (selection for call in live for selection in selections([call], Facet)):
        counts[selection] += 1
    return Shelves(
        live={None: len(live), **counts},
        months=Counter(month for call in calls for month in _months(call)),
        years={year: years.count(year) for year in sorted(set(years))},
        archive={year: end_years.count(year) for year in sorted(set(end_years))},
    )


def _sides(settings: Settings) -> tuple[Selection, ...]:
    """Return the selections that there are without any call."""
    return tuple(Selection(facet=Facet.SIDE, value=side) for side in settings.side_codes)


def _months(call: Call) -> Iterator[tuple[int, int]]:
    """Yield the months of every date of a call."""
    return ((day.year, day.month) for occurrence in occurrences(call) for day in months_of(occurrence))


def years_of(call: Call) -> frozenset[int]:
    """Return the years in which a stage of a call is going on."""
    spans: dict[str, list[int]] = {}
    for occurrence in occurrences(call):
        spans.setdefault(occurrence.stage.id, []).extend((occurrence.day.year, last_day(occurrence).year))
    return frozenset(year for years in spans.values() for year in range(min(years), max(years) + 1))


def is_past(call: Call, statuses: Mapping[str, Status]) -> bool:
    """Return True if a call belongs to the archive."""
    return group_of(statuses[call.id].state) is Group.PAST


def year_of_end(call: Call) -> int:
    """Return the year of the last deadline of a call, or of its last date; UNDATED where none is known."""
    dates = occurrences(call)
    deadlines = [occurrence for occurrence in dates if occurrence.point is Point.CLOSES] or dates
    return max((occurrence.day.year for occurrence in deadlines), default=UNDATED)


def overviews(shelf: Shelves, promises: Collection[str], settings: Settings) -> tuple[Overview, ...]:
    """Return every page about all calls that is made, by address.

    `promises` are addresses below the folder of calls that were published once: they stay, with or without
    anything to show.
    """
    pages = {page.address: page for page in _shelf_pages(shelf)}
    promised_pages = (overview_at(address, settings) for address in promises)
    pages |= {page.address: page for page in promised_pages if page is not None}
    pages.pop(LIST.address, None)  # it is written
    return tuple(pages[address] for address in sorted(pages))


def _shelf_pages(shelf: Shelves) -> Iterator[Overview]:
    yield from (CALENDAR, TIMELINE, PAST_CALLS)
    for selection, count in shelf.live.items():
        first = replace(LIST, selection=selection)
        yield from _parts(first, count, first.entries)
    for facet in {selection.facet for selection in shelf.live if selection}:
        yield replace(LIST, selection=Selection(facet=facet, value=""))
    for (year, month), count in sorted(shelf.months.items()):
        yield from _parts(Overview(kind=OverviewKind.MONTH, year=year, month=month), count, DATES_OF_A_MONTH)
    for year, count in shelf.years.items():
        yield from _parts(Overview(kind=OverviewKind.YEAR, year=year), count, LINES_OF_A_YEAR)
    for year, count in shelf.archive.items():
        yield from _parts(replace(PAST_CALLS, year=year), count, CARDS_ON_A_PAGE)


def _parts(first: Overview, count: int, limit: int) -> Iterable[Overview]:
    return (replace(first, part=part) for part in range(1, pages_for(count, limit) + 1))


def feed_selections(
    calls: Sequence[Call], promises: Collection[str], settings: Settings
) -> tuple[Selection, ...]:
    """Return the selections that have a feed of their own: of calls as they are, and as they once were."""
    promised_pages = (overview_at(address, settings) for address in promises)
    all_selections = {*selections(calls, FACETS_WITH_FILES)}
    all_selections |= {
        page.selection for page in promised_pages if page and page.selection and page.selection.value
    }
    file_selections = (selection for selection in all_selections if selection.facet in FACETS_WITH_FILES)
    return tuple(sorted(file_selections, key=lambda selection: selection.address))


def pages_for(count: int, page_size: int) -> int:
    """Return how many pages a number of entries takes: at least one."""
    return max(1, math.ceil(count / page_size))
