"""Sort all calls once for the pages about them: those that are not over, months, years, the archive."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from exchange.calls.model.call import Call, DatedMoment, Day, Exact, MissingDate
from exchange.calls.model.overviews import (
    Overview,
    OverviewKind,
    is_past,
    overviews,
    shelves,
    year_of_end,
    years_of,
)
from exchange.calls.model.schedule import (
    Group,
    Occurrence,
    by_month,
    first_day,
    group_of,
    next_deadline,
    occurrences,
)
from exchange.calls.model.selections import Facet, Selection, selections
from exchange.calls.views.call_views import CallsView, Link

_DISTANT_FUTURE = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All calls in the orders in which pages show them. `pages` are those that the site makes."""

    site: CallsView
    pages: tuple[Overview, ...]
    live: tuple[Call, ...]  # in the order of the list
    archive: Mapping[int, tuple[Call, ...]]  # by year, the latest first
    months: Mapping[datetime.date, tuple[Occurrence, ...]]
    years: Mapping[int, tuple[Call, ...]]  # in the order of their first dates
    selections: tuple[Selection, ...]  # of calls that are not over

    @property
    def current_month(self) -> datetime.date:
        """The month of the next change of any state, or the last there is: it moves with states only."""
        future_occurrences = [
            occurrence
            for entries in self.months.values()
            for occurrence in entries
            if isinstance(occurrence.moment, Exact | Day) and occurrence.moment.ends > self.site.now
        ]
        if future_occurrences:
            return min(occurrence.day for occurrence in future_occurrences).replace(day=1)
        return max(self.months, default=self.site.now.date().replace(day=1))

    def link(self, overview: Overview, text: str, root: str) -> Link:
        """Return a link to a page about all calls."""
        return Link(text=text, url=f"{root}{self.site.settings.calls_folder}/{overview.address}")

    def pages_of(self, kind: OverviewKind) -> tuple[Overview, ...]:
        """Return the pages of a kind."""
        return tuple(page for page in self.pages if page.kind is kind)


def agenda(site: CallsView, promises: Collection[str] = ()) -> Agenda:
    """Return the agenda of a site. `promises`: addresses of pages that were published once."""
    years: dict[int, list[Call]] = {}
    for call in sorted(site.calls, key=_first_date):
        for year in years_of(call):
            years.setdefault(year, []).append(call)
    shelf = shelves(site.calls, site.statuses, site.settings)
    live = _live(site)
    return Agenda(
        site=site,
        pages=overviews(shelf, promises, site.settings),
        live=live,
        selections=selections(live, Facet),
        archive=_archive(site),
        months=by_month(occurrence for call in site.calls for occurrence in occurrences(call)),
        years={year: tuple(calls) for year, calls in sorted(years.items())},
    )


def _first_date(call: Call) -> tuple[datetime.datetime, str]:
    return min(
        (occurrence.moment.begins for occurrence in occurrences(call)), default=_DISTANT_FUTURE
    ), call.id


def _live(site: CallsView) -> tuple[Call, ...]:
    """Return the calls that are not over: by group, then by the next deadline."""
    calls = (call for call in site.calls if not is_past(call, site.statuses))
    return tuple(sorted(calls, key=lambda call: (group_key(call, site), _next_instant(call, site), call.id)))


def group_key(call: Call, site: CallsView) -> tuple[int, str]:
    """Return where a call is in the list: what it waits for, and the month of its deadline if it has one."""
    group = group_of(site.statuses[call.id].state)
    rank = tuple(Group).index(group)
    if group is not Group.DEADLINE:
        return rank, group.value
    closes = _next_closing(call, site)
    return rank, "deadline-unknown" if closes is None else f"deadline-{first_day(closes):%Y-%m}"


def _next_closing(call: Call, site: CallsView) -> DatedMoment | None:
    stage = next_deadline(call, site.statuses[call.id])
    closes = stage.closes if stage else None
    return None if isinstance(closes, MissingDate) else closes


def _next_instant(call: Call, site: CallsView) -> datetime.datetime:
    closes = _next_closing(call, site)
    return _DISTANT_FUTURE if closes is None else closes.ends


def _archive(site: CallsView) -> Mapping[int, tuple[Call, ...]]:
    years: dict[int, list[Call]] = {}
    for call in site.calls:
        if is_past(call, site.statuses):
            years.setdefault(year_of_end(call), []).append(call)
    return {year: _latest_first(years[year]) for year in sorted(years, reverse=True)}


def _latest_first(calls: Sequence[Call]) -> tuple[Call, ...]:
    """Return the calls of a year, the last to close first."""
    return tuple(sorted(calls, key=lambda call: (-_last_date(call), call.id)))


def _last_date(call: Call) -> float:
    return max((occurrence.moment.ends.timestamp() for occurrence in occurrences(call)), default=0.0)
