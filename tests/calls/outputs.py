"""What some calls come out as, for tests that read it with the eyes of others."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from tests.calls.samples import WORDINGS, utc

from exchange.calls.model.call import Call
from exchange.calls.model.overviews import LIST
from exchange.calls.outputs.all_outputs import language_outputs, shared_outputs
from exchange.calls.outputs.feeds import feeds
from exchange.calls.outputs.ics import calendars
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import CallsView, calls_view
from exchange.calls.views.overview_pages import OverviewPage, overview_page

NOW = utc(2026, 10, 10)


def site_of(calls: Sequence[Call], locale: str = "en", now: datetime.datetime = NOW) -> CallsView:
    """Return calls as a site shows them."""
    return calls_view(calls, now, WORDINGS[locale])


def calendar_file(calls: Sequence[Call], path: str) -> bytes:
    """Return one calendar, at its path below the site's root."""
    locale = path.split("/")[1]
    return next(content for name, content in calendars(calls, WORDINGS[locale]) if name == path)


def overview_pages(site: CallsView) -> list[OverviewPage]:
    """Return the view of every page about all calls."""
    found = agenda(site)
    return [overview_page(found, page, root="") for page in (LIST, *found.pages)]


def calendar_files(calls: Sequence[Call], locale: str = "en") -> dict[str, bytes]:
    """Return every calendar of a language."""
    return dict(calendars(calls, WORDINGS[locale]))


def feed_files(calls: Sequence[Call], locale: str = "en") -> dict[str, bytes]:
    """Return every feed of a language."""
    site = site_of(calls, locale)
    return dict(feeds(site.calls, site.statuses, site.wording))


def all_files(calls: Sequence[Call], now: datetime.datetime = NOW) -> dict[str, bytes]:
    """Return every file beside pages, of all languages."""
    files: dict[str, bytes] = {}
    for locale in WORDINGS:
        files |= dict(language_outputs(site_of(calls, locale, now)))
    return files | dict(shared_outputs(site_of(calls, "en", now)))
