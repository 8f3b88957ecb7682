"""Pages about all calls: which there are, under which address, and that each call and date is on them."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from benchmarks.calendar.generate import synthetic_calls
from tests.calls.outputs import site_of
from tests.calls.samples import SETTINGS, utc
from tests.calls.sided import read, record

from exchange.calls.model import overviews
from exchange.calls.model.call import is_reserved
from exchange.calls.model.overviews import (
    CALENDAR,
    LIST,
    PAST_CALLS,
    TIMELINE,
    UNDATED,
    Overview,
    OverviewKind,
    overview_at,
)
from exchange.calls.model.selections import Facet, Selection
from exchange.calls.views import months
from exchange.calls.views.agenda import agenda
from exchange.calls.views.lists import ListPage
from exchange.calls.views.months import MonthsPage, month_page
from exchange.calls.views.overview_pages import overview_page
from exchange.calls.views.timeline import TimelinePage, year_page

NOW = utc(2027, 1, 1)
SENSORS = Selection(facet=Facet.TOPIC, value="sensors")
HOSPITALS = Selection(facet=Facet.APPLICANT, value="hospital")


@pytest.mark.parametrize(
    ("page", "address", "path"),
    [
        (LIST, "", "index.md"),
        (replace(LIST, part=2), "part-2/", "part-2.md"),
        (
            replace(LIST, selection=Selection(facet=Facet.SIDE, value="KR"), part=3),
            "side/kr/part-3/",
            "side/kr/part-3.md",
        ),
        (replace(LIST, selection=Selection(facet=Facet.STAGE, value="")), "stage/", "stage.md"),
        (replace(LIST, selection=Selection(facet=Facet.APPLICANT, value="")), "for/", "for.md"),
        (replace(LIST, selection=SENSORS), "topic/sensors/", "topic/sensors.md"),
        (replace(LIST, selection=SENSORS, part=2), "topic/sensors/part-2/", "topic/sensors/part-2.md"),
        (replace(LIST, selection=HOSPITALS), "for/hospital/", "for/hospital.md"),
        (CALENDAR, "calendar/", "calendar.md"),
        (Overview(kind=OverviewKind.MONTH, year=2027, month=3), "2027/03/", "2027/03.md"),
        (
            Overview(kind=OverviewKind.MONTH, year=2027, month=3, part=2),
            "2027/03/part-2/",
            "2027/03/part-2.md",
        ),
        (TIMELINE, "timeline/", "timeline.md"),
        (Overview(kind=OverviewKind.YEAR, year=2027), "2027/", "2027/index.md"),
        (Overview(kind=OverviewKind.YEAR, year=2027, part=2), "2027/part-2/", "2027/part-2.md"),
        (PAST_CALLS, "past/", "past.md"),
        (replace(PAST_CALLS, year=2019), "past/2019/", "past/2019.md"),
        (replace(PAST_CALLS, year=UNDATED), "past/undated/", "past/undated.md"),
    ],
)
def test_an_address_names_one_page(page: Overview, address: str, path: str) -> None:
    """And is read back as the same page."""
    assert (page.address, page.path) == (address, path)
    assert overview_at(address, SETTINGS) == page


@pytest.mark.parametrize(
    "address",
    [
        "x/",
        "2027/13/",
        "2027/3/",
        "part-1/",
        "part-0/",
        "side/fr/",
        "for/any/",
        "stage/x/",
        "27/",
        "undated/",
    ],
)
def test_other_addresses_name_none(address: str) -> None:
    """Pages of calls, months that are none, a first part."""
    assert overview_at(address, SETTINGS) is None


@pytest.mark.parametrize("name", ["index", "past", "2027", "part-2", "side", "topic", "for", "stage"])
def test_a_call_cannot_take_the_address_of_such_a_page(name: str) -> None:
    """Whatever calls there are today."""
    assert is_reserved(name)


def test_every_call_is_on_a_page_of_the_list_or_of_the_archive() -> None:
    """Each once, in the list of its side and stages too; no page has more of them than it may."""
    calls = synthetic_calls(300, SETTINGS)
    found = agenda(site_of(calls, now=NOW))
    shown: dict[Selection | None, list[str]] = {}
    for page in (LIST, *found.pages):
        if page.kind in (OverviewKind.LIST, OverviewKind.PAST) and page != PAST_CALLS:
            view = overview_page(found, page, root="")
            assert isinstance(view, ListPage)
            cards = [card.id for group in view.groups for card in group.cards]
            cards += [line.link.url.split("/")[-2] for line in view.lines]
            assert len(cards) <= page.entries
            assert cards or page.selection
            shown.setdefault(page.selection, []).extend(cards)
            links = {choice.link.url for shelf in view.shelves if shelf.is_open for choice in shelf.choices}
            links |= {choice.link.url for choice in view.choices}
            if page.selection and not page.selection.value:  # what stands above the lists of a facet
                inside = f"calls/{page.address}"
                lists = {f"calls/{one.address}" for one in found.pages if one.part == 1}
                assert {one for one in lists if one.startswith(inside) and one != inside} <= links
    assert sorted(shown.pop(None)) == sorted(call.id for call in calls)
    assert {Facet.SIDE, Facet.STAGE} == {selection.facet for selection in shown if selection}
    for selection, ids in shown.items():
        assert selection is not None
        assert sorted(ids) == sorted(call.id for call in found.live if selection.has(call))


def test_every_date_is_on_the_page_of_its_month_and_of_its_year() -> None:
    """What is longer than a month is in each month that it touches, with both its ends."""
    call = read(
        record(
            "id: full, kind: full, opens: 2026-11-02, closes: 2026-Q4",
            "id: panel, kind: panel, window: {from: 2026-12-20, to: 2027-02-03}",
        ),
        "long",
    )
    found = agenda(site_of([call], now=NOW))
    texts = {}
    for page in found.pages_of(OverviewKind.MONTH):
        view = month_page(found, page, root="")
        entries = [entry for week in view.month.weeks for day in week for entry in day.entries]
        texts[page.address] = [
            f"{entry.point} {entry.clocks}" for entry in (*entries, *view.month.approximate)
        ]
    quarter = "closes fourth quarter of 2026 (October to December)"
    panel = "spans Sun, 20 Dec 2026 to Wed, 3 Feb 2027"
    assert texts == {
        "2026/10/": [quarter],
        "2026/11/": ["opens ", quarter],
        "2026/12/": [panel, quarter],
        "2027/01/": [panel],
        "2027/02/": [panel],
    }
    for year in (2026, 2027):
        facts = year_page(found, Overview(kind=OverviewKind.YEAR, year=year), root="").year.facts
        assert "Sun, 20 Dec 2026 to Wed, 3 Feb 2027" in [fact.when for fact in facts]


def test_a_month_with_many_dates_has_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each date is on one of them, none has more than it may, and each leads to the next."""
    for module in (overviews, months):
        monkeypatch.setattr(module, "DATES_OF_A_MONTH", 5)
    site = site_of(synthetic_calls(80, SETTINGS), now=NOW)
    found = agenda(site)
    month, dates = max(found.months.items(), key=lambda item: len(item[1]))
    pages = [
        page
        for page in found.pages_of(OverviewKind.MONTH)
        if (page.year, page.month) == (month.year, month.month)
    ]
    views = [month_page(found, page, root="") for page in pages]
    shown = [
        [entry for week in view.month.weeks for day in week for entry in day.entries]
        + [*view.month.approximate]
        for view in views
    ]
    assert len(pages) == -(-len(dates) // 5) > 2
    assert all(len(entries) <= 5 for entries in shown)
    assert sum(map(len, shown)) == len(dates)
    assert [bool(view.turner and view.turner.next) for view in views] == [True] * (len(views) - 1) + [False]
    assert {choice.link.url for _, choices in views[1].years for choice in choices if choice.current} == {
        f"calls/{month:%Y/%m}/"
    }
    assert all(
        any(day.entries for day in week) for week in (*views[0].month.weeks[:1], *views[0].month.weeks[-1:])
    )


def test_the_first_page_is_that_of_the_month_to_act_in() -> None:
    """It is the month of the next date, and leads to all others, under the places they had before."""
    call = read(record("id: full, kind: full, opens: 2026-11-02, closes: 2027-03-10"), "one")
    found = agenda(site_of([call], now=utc(2026, 12, 1)))
    view = month_page(found, CALENDAR, root="../../")
    assert view.month.id == "month-2027-03"
    assert [(one.id, one.link.url) for _, months in view.years for one in months] == [
        ("", "../../calls/2027/03/"),
        ("month-2026-11", "../../calls/2026/11/"),
    ]


def test_a_page_that_was_published_stays() -> None:
    """A date moves out of its month, a call leaves the list: their pages say so, and lead on."""
    call = read(record("id: full, kind: full, opens: 2026-11-02, closes: 2027-03-10"), "one")
    promised = ["2027/05/", "2028/", "part-2/", "one/", "past/2019/", "topic/sensors/", "for/person/"]
    found = agenda(site_of([call], now=utc(2026, 12, 1)), promised)
    assert {page.address for page in found.pages} >= set(promised) - {"one/"}
    views = {page.address: overview_page(found, page, root="") for page in found.pages}
    month, year, part = views["2027/05/"], views["2028/"], views["part-2/"]
    assert isinstance(month, MonthsPage)
    assert not month.month.has_entries
    assert month.month.previous is not None
    assert isinstance(year, TimelinePage)
    assert year.year.lines == ()
    assert isinstance(part, ListPage)
    assert part.turner is not None
    assert part.turner.previous is not None
    assert part.turner.previous.url == "calls/"


def test_without_calls_there_is_a_month_and_a_year_to_show() -> None:
    """The empty state of every page can be made."""
    found = agenda(site_of([], now=NOW))
    assert [page.address for page in found.pages] == [
        "calendar/",
        "past/",
        "side/",
        "side/gb/",
        "side/kr/",
        "timeline/",
    ]
    for page in (LIST, *found.pages):
        assert overview_page(found, page, root="")
    assert found.current_month == datetime.date(2027, 1, 1)
