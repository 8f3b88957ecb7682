"""Everything the calendar writes beside pages: calendars, feeds, tables and data, each under its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from exchange.calls.outputs.commongrants import PATH, SCHEMA_PATH, calls_json, schema_json
from exchange.calls.outputs.feeds import feeds
from exchange.calls.outputs.ics import calendars, history_start
from exchange.calls.outputs.plan_ics import plans
from exchange.calls.outputs.spreadsheet import FACTS_PATH, calls_csv, csv_path, facts_csv
from exchange.calls.views.call_views import CallsView
from exchange.extensions import extensions


def language_outputs(site: CallsView) -> Iterator[tuple[str, bytes]]:
    """Yield what one language has: path below the site's root, and bytes."""
    start = history_start(site.calls, site.now, site.settings)
    yield from calendars(
        site.calls,
        site.wording,
        site.revisions,
        start=start,
        selections=site.selection_names,
        promised=site.promised_calendars,
    )
    yield from feeds(site.calls, site.statuses, site.wording, site.revisions, selections=site.selection_names)
    yield from plans(site)
    yield csv_path(site.wording), calls_csv(site.calls, site.statuses, site.wording)
    for entry in extensions("outputs").values():
        yield from ((f"extra/{path}", content) for path, content in entry.load()(site))


def shared_outputs(site: CallsView) -> Iterator[tuple[str, bytes]]:
    """Yield what all languages share."""
    yield PATH, calls_json(site.calls, site.statuses, site.wording, site.revisions)
    yield FACTS_PATH, facts_csv(site.calls)
    yield SCHEMA_PATH, schema_json(site.settings)


OUTPUTS: Mapping[str, Callable[[CallsView], Iterator[tuple[str, bytes]]]] = {
    "language": language_outputs,
    "shared": shared_outputs,
}
