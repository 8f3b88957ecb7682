"""Give each page about all calls its title and description."""

from __future__ import annotations

import datetime

from exchange.calls.model.overviews import UNDATED, Overview, OverviewKind
from exchange.calls.views.call_views import CallsView


def heading(overview: Overview, site: CallsView) -> tuple[str, str]:
    """Return the title and the description of a page."""
    wording, selection = site.wording, overview.selection
    if selection is not None and not selection.value:
        return wording.strings(f"list.by.{selection.facet.value}"), wording.strings("list.choose")
    name, values = _name(overview, site)
    title = wording.strings(f"overview.{name}.title", **values)
    if overview.part > 1:
        title = wording.strings("part.title", title=title, part=overview.part)
    return title, wording.strings(f"overview.{name}.description", **values)


def _name(overview: Overview, site: CallsView) -> tuple[str, dict[str, str]]:
    wording, selection = site.wording, overview.selection
    match overview.kind:
        case OverviewKind.MONTH:
            return "month", {"month": wording.month(datetime.date(overview.year, overview.month, 1))}
        case OverviewKind.YEAR:
            return "year", {"year": str(overview.year)}
        case OverviewKind.PAST if overview.year == UNDATED:
            return "past_undated", {}
        case OverviewKind.PAST if overview.year:
            return "past_year", {"year": str(overview.year)}
        case OverviewKind.LIST if selection is not None:
            return selection.facet.value, {"selection": site.selection_name(selection)}
        case _:
            return overview.kind.value.removeprefix("calls-"), {}
