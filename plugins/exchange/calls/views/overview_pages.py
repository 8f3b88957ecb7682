"""Choose the view of a page about all calls by what the page is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from exchange.calls.model.overviews import Overview, OverviewKind
from exchange.calls.views.agenda import Agenda
from exchange.calls.views.lists import ListPage, archive_page, list_page
from exchange.calls.views.months import MonthsPage, month_page
from exchange.calls.views.timeline import TimelinePage, year_page

OverviewPage: TypeAlias = ListPage | MonthsPage | TimelinePage


class _View(Protocol):
    def __call__(self, agenda: Agenda, overview: Overview, *, root: str) -> OverviewPage: ...


_VIEWS: Mapping[OverviewKind, _View] = {
    OverviewKind.LIST: list_page,
    OverviewKind.CALENDAR: month_page,
    OverviewKind.MONTH: month_page,
    OverviewKind.TIMELINE: year_page,
    OverviewKind.YEAR: year_page,
    OverviewKind.PAST: archive_page,
}


def overview_page(agenda: Agenda, overview: Overview, *, root: str) -> OverviewPage:
    """Return the view of a page about all calls. `root` leads from it to the root of the language."""
    return _VIEWS[overview.kind](agenda, overview, root=root)
