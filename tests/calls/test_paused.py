"""Applications that were stopped for now say so in every output, for whom, and do not ring."""

from __future__ import annotations

import csv
import io
import json

import pytest
from icalendar import Calendar
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.call import Call
from exchange.calls.model.overviews import Overview, OverviewKind
from exchange.calls.model.status import State, status
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import call_page
from exchange.calls.views.facets import facets
from exchange.calls.views.jsonld import graph
from exchange.calls.views.months import month_page
from exchange.calls.views.timeline import year_page

_NOW = utc(2026, 9, 20)
_MARKS = {"en": "Paused: Korea", "ko": "일시 중단: 한국"}


def _paused(of: str) -> Call:
    change = f"kind: added}}\n  - {{at: 2026-09-02, kind: paused{of}}}\n"
    return call(changed(("kind: added}\n", change)))


_ONE_SIDE = _paused(", side: KR")
_BOTH = _paused("")


def _events(files: dict[str, bytes], name: str) -> list[tuple[str, int]]:
    events = Calendar.from_ical(files[f"calendar/{name}.ics"]).walk("VEVENT")
    deadlines = [event for event in events if ".opens" not in event["UID"]]
    return [(str(event["SUMMARY"]), len(event.walk("VALARM"))) for event in deadlines]


@pytest.mark.parametrize("locale", SETTINGS.codes)
def test_the_event_of_a_shared_deadline_says_for_whom_it_is_paused(locale: str) -> None:
    """It goes on ringing for the other side; in the calendars of the side that is paused it does not."""
    files = all_files([_ONE_SIDE], _NOW)
    for name, rings in (("all", 2), ("gb", 2), ("kr", 0), ("call/trial", 2)):
        ((summary, alarms),) = _events(files, f"{locale}/{name}-alarms")
        assert summary.startswith(f"[{_MARKS[locale]}]")
        assert alarms == rings, name


@pytest.mark.parametrize("locale", SETTINGS.codes)
def test_a_deadline_that_is_paused_for_all_does_not_ring(locale: str) -> None:
    """In no calendar with reminders."""
    files = all_files([_BOTH], _NOW)
    for name in ("all-alarms", "kr-alarms", "all-alarms-30", "call/trial-alarms-1"):
        ((summary, alarms),) = _events(files, f"{locale}/{name}")
        assert summary.startswith(("[Paused] ", "[일시 중단] "))
        assert alarms == 0


@pytest.mark.parametrize("locale", SETTINGS.codes)
def test_every_output_says_for_whom_it_is_paused(locale: str) -> None:
    """Page, card, state in words, month, year, feed, search, table, data and JSON-LD."""
    site, mark = site_of([_ONE_SIDE], locale, _NOW), _MARKS[locale]
    page = call_page(_ONE_SIDE, site, root="")
    found = agenda(site)
    month = month_page(found, Overview(kind=OverviewKind.MONTH, year=2026, month=10), root="").month
    year = year_page(found, Overview(kind=OverviewKind.YEAR, year=2026), root="").year
    files = all_files([_ONE_SIDE], _NOW)
    texts = {
        "card": page.card.steps[0].name,
        "stage": " ".join(page.stages[0].notes),
        "month": " ".join(entry.text for week in month.weeks for day in week for entry in day.entries),
        "year": " ".join(fact.text for fact in year.facts),
        "drawing": year.lines[0].bars[0].text,
        "search": facets(_ONE_SIDE, _NOW, SETTINGS, WORDINGS).deadlines[0].words[locale],
        "feed": json.loads(files[f"feeds/{locale}/all.json"])["items"][0]["content_text"],
        "table": files[f"data/{locale}/calls.csv"].decode(),
    }
    assert {name for name, text in texts.items() if mark not in text} == set()
    assert (
        page.standing[1]
        == {"en": "Korea · Applications are paused.", "ko": "한국 · 접수를 일시 중단했습니다."}[locale]
    )
    actions = graph(_ONE_SIDE, site.statuses["trial"], site.wording)["@graph"][0]["potentialAction"]
    assert [action["actionStatus"].rpartition("/")[2] for action in actions] == [
        "ActiveActionStatus",
        "PotentialActionStatus",
    ]


def test_data_names_the_sides_that_are_paused() -> None:
    """In calls.json, and in the table after the state of the other side."""
    files = all_files([_ONE_SIDE], _NOW)
    (item,) = json.loads(files["calls.json"])["items"]
    (stage,) = item["customFields"]["stages"]["value"]
    assert (stage["state"], stage["paused"]) == ("open", ["KR"])
    (row,) = csv.DictReader(io.StringIO(files["data/en/calls.csv"].decode("utf-8-sig"), newline=""))
    assert row["stage state"] == "Under way; Paused: Korea"
    assert status(_ONE_SIDE, _NOW, SETTINGS).sides == {"GB": State.OPEN, "KR": State.PAUSED}


def test_once_it_is_over_a_pause_is_not_told_in_a_sentence() -> None:
    """The deadline has passed for both."""
    page = call_page(_ONE_SIDE, site_of([_ONE_SIDE], "en", utc(2027, 1, 1)), root="")
    assert len(page.standing) == 1
    assert (page.card.steps[0].name, page.stages[0].notes) == ("Application", ())
    (item,) = json.loads(all_files([_ONE_SIDE], utc(2027, 1, 1))["feeds/en/all.json"])["items"]
    assert "Paused" not in item["content_text"]
