"""Calls by topic, by who may apply, by stage and by side: the same in pages, filters, calendars and feeds."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from icalendar import Calendar
from tests.calls.outputs import site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.call import Call
from exchange.calls.model.overviews import LIST, feed_selections
from exchange.calls.model.selections import Facet, Selection, facet_values, topic_id
from exchange.calls.outputs.all_outputs import language_outputs
from exchange.calls.outputs.call_list import list_json
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import calls_view, selection_links
from exchange.calls.views.headings import heading
from exchange.calls.views.lists import ListPage
from exchange.calls.views.overview_pages import overview_page
from exchange.text.frame import THEME

_NOW = utc(2026, 10, 10)
_BOTH = "topics: [{en: Sensors, ko: 센서}, {ko: 디지털 표현형}]\n"
_KOREA = "{side: KR, funder: two, applicants: {types: [hospital, small-company], career: [any]}}"
_SENSORS = Selection(facet=Facet.TOPIC, value="sensors")


def _call(name: str, *replacements: tuple[str, str]) -> Call:
    return call(changed(*replacements), name)


CALLS = (
    _call("both", ("kind: grant", f"{_BOTH}kind: grant"), ("{side: KR, funder: two}", _KOREA)),
    _call("one-topic", ("kind: grant", "topics: [{en: sensors}]\nkind: grant")),
    _call("silent"),
)


def test_what_a_call_is_selected_by() -> None:
    """Where any career stage may apply each may; what a call does not say it is not selected by."""
    values = facet_values(CALLS[0])
    assert values[Facet.APPLICANT] == ("hospital", "small-company", "student", "early", "mid", "senior")
    assert values[Facet.SIDE] == ("GB", "KR")
    assert facet_values(CALLS[2])[Facet.APPLICANT] == facet_values(CALLS[2])[Facet.TOPIC] == ()


def test_a_topic_has_one_address_in_all_languages() -> None:
    """By its English words, whatever their capitals; without any, by a digest that no other topic has."""
    assert topic_id({"en": "Digital Twins: R&D", "ko": "디지털 트윈"}) == "digital-twins-r-d"
    assert topic_id({"en": "sensors"}) == topic_id({"ko": "센서", "en": "Sensors"}) == "sensors"
    assert topic_id({"ko": "센서"}) != topic_id({"ko": "영상"})
    assert topic_id({"ko": "센서"}).isascii()


@pytest.mark.parametrize(
    ("locale", "title"),
    [("en", "Open and upcoming calls: Sensors"), ("ko", "진행 중이거나 예정된 공고: 센서")],
)
def test_a_topic_has_a_page_that_needs_no_script(locale: str, title: str) -> None:
    """With a line for each call, its sides' deadlines, the way to filter further and to follow it."""
    site = site_of(CALLS, locale)
    found = agenda(site)
    page = next(page for page in found.pages if page.selection == _SENSORS)
    assert heading(page, site)[0] == title
    view = overview_page(found, page, root="../../../")
    assert isinstance(view, ListPage)
    assert [line.link.url for line in view.lines] == ["../../../calls/both/", "../../../calls/one-topic/"]
    assert all("2026" in text for line in view.lines for text in line.standing)
    assert view.filtered is not None
    assert view.filtered.url == "../../../calls/?topic=sensors"
    assert view.following is not None
    assert view.following.calendar.download.endswith(f"/calendar/{locale}/topic/sensors.ics")
    assert view.following.feed[1][0][0].url.endswith(f"/feeds/{locale}/topic/sensors.atom")


def test_every_selection_is_linked_from_the_list() -> None:
    """So that a reader without scripts finds each, and the filters have the same values."""
    found = agenda(site_of(CALLS))
    view = overview_page(found, LIST, root="")
    assert isinstance(view, ListPage)
    linked = {choice.link.url for shelf in view.shelves for choice in shelf.choices}
    linked |= {choice.link.url for choice in view.choices}
    selected = {page.address for page in found.pages if page.selection and page.selection.value}
    assert linked == {f"calls/{address}" for address in selected} | {"calls/"}
    filters = {one.name: [option.name for option in one.options] for one in view.filters}
    assert filters["topic"] == ["sensors", topic_id({"ko": "디지털 표현형"})]
    assert filters["for"] == ["hospital", "small-company", "student", "early", "mid", "senior"]


def test_a_selection_has_a_calendar_of_its_deadlines_and_a_feed() -> None:
    """Those of its calls and no others; a stage has the calendar that it always had."""
    files = dict(language_outputs(site_of(CALLS)))
    for path, names in {
        "calendar/en/topic/sensors.ics": ["both", "one-topic"],
        "calendar/en/topic/sensors-alarms.ics": ["both", "one-topic"],
        "calendar/en/for/hospital.ics": ["both"],
    }.items():
        events = Calendar.from_ical(files[path]).walk("VEVENT")
        assert [str(event["UID"]).partition("@")[0] for event in events] == [
            f"{one}.full.en" for one in names
        ]
    feed = files["feeds/en/topic/sensors.atom"].decode()
    assert feed.count("<entry>") == 2
    assert "feeds/en/stage/full.atom" in files
    for selection in feed_selections(CALLS, (), SETTINGS):
        links = selection_links(site_of(CALLS), selection)
        for address in (links.download, *(link.url for link in links.reminders)):
            assert address.partition(":")[2].removeprefix("//smart-trials.example/") in files


def test_a_selection_that_was_published_stays() -> None:
    """A topic that no call has any more keeps its calendar and feed: people subscribe to them."""
    site = calls_view(CALLS, _NOW, WORDINGS["en"], promises=["topic/ai-in-trials/", "for/person/", "x/"])
    files = dict(language_outputs(site))
    assert "calendar/en/topic/ai-in-trials.ics" in files
    assert "feeds/en/for/person.atom" in files


@pytest.mark.parametrize(
    ("ending", "chosen", "name"),
    [
        ("ics", {}, "all"),
        ("ics", {"side": "GB"}, "gb"),
        ("ics", {"side": "GB", "stage": "full"}, "gb-full"),
        ("ics", {"stage": "round"}, "all-full"),
        ("ics", {"topic": "sensors", "side": "KR"}, "topic/sensors"),
        ("ics", {"for": "hospital"}, "for/hospital"),
        ("atom", {"side": "KR"}, "kr"),
        ("atom", {"side": "KR", "stage": "full"}, "stage/full"),
        ("atom", {"topic": "sensors", "for": "hospital"}, "topic/sensors"),
    ],
)
def test_the_script_follows_what_there_is(ending: str, chosen: dict[str, str], name: str) -> None:
    """The file that it links is in the site, whatever was chosen."""
    (answer,) = _asked_of_script(f'[followed("{ending}", new Map(Object.entries({json.dumps(chosen)})))[0]]')
    assert answer == name
    folder = "calendar" if ending == "ics" else "feeds"
    if chosen.get("stage") != "round":
        assert f"{folder}/en/{name}.{ending}" in dict(language_outputs(site_of(CALLS)))


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"topic": "sensors"}, ["both", "one-topic"]),
        ({"for": "hospital"}, ["both"]),
        ({"for": "early"}, ["both"]),
        ({"q": "표현형"}, ["both"]),
        ({"topic": "other"}, []),
    ],
)
def test_the_script_selects_by_the_same_values(chosen: dict[str, str], found: list[str]) -> None:
    """As the pages do; words of topics are found too."""
    site = site_of(CALLS)
    entries = list_json(site.calls, site).decode()
    ids = json.dumps([call.id for call in site.calls])
    wanted = f"new Map(Object.entries({json.dumps(chosen)}))"
    now = int(_NOW.timestamp())
    assert _asked_of_script(f"{ids}.filter((_, place) => fits({entries}[place], {wanted}, {now}))") == found


def _asked_of_script(expression: str) -> list[str]:
    if shutil.which("node") is None:
        pytest.fail("Node.js is not installed")
    script = (THEME / "assets/js/calendar/filters.js").as_uri()
    program = f'import {{ fits, followed }} from "{script}"; console.log(JSON.stringify({expression}));'
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))
