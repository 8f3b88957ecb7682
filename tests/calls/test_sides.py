"""A date never travels without its side: every output of a built site, and the deadline each shows."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from icalendar import Calendar
from tests.building import SITES, Built, build
from tests.calls.outputs import all_files, overview_pages, site_of
from tests.calls.samples import SETTINGS, WORDINGS, changed, utc
from tests.calls.samples import call as parsed
from tests.calls.sided import CALLS, RECORDS, SEEN, read, record
from tests.calls.strategies import calls, days, without_times

from exchange.calls.model.call import Call, DatedMoment, Day, Exact, MissingDate, Period, Stage
from exchange.calls.model.schedule import next_deadlines, occurrences
from exchange.calls.model.status import State, status
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import call_page
from exchange.calls.views.facets import facets
from exchange.calls.views.jsonld import graph
from exchange.calls.views.wording import Wording

NAMES = {"en": {"GB": "UK", "KR": "Korea"}, "ko": {"GB": "영국", "KR": "한국"}}

_INDEX = "---\ntitle: {title}\ndescription: x\nkind: calls\noriginal: en\n---\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site of all the sided calls, with a guide that shows each card and each date."""
    folder = tmp_path_factory.mktemp("sides")
    content = Path(shutil.copytree(SITES / "showcase", folder / "content"))
    (content / "nav.yml").write_text((content / "nav.yml").read_text("utf-8") + "- calls: []\n", "utf-8")
    (content / "calls").mkdir()
    for name, text in RECORDS.items():
        (content / "calls" / f"{name}.yml").write_text(text, encoding="utf-8")
    forms = "\n".join(f"\n::: call {name}\n" for name in RECORDS)
    dates = "\n".join(
        f"- {{call:{name}/{stage.id}}}" for name, call in CALLS.items() for stage in call.dated_parts
    )
    for locale, title in (("en", "Calls"), ("ko", "공고")):
        (content / locale / "calls").mkdir()
        (content / locale / "calls" / "index.md").write_text(_INDEX.format(title=title), encoding="utf-8")
        with (content / locale / "guides" / "first.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{forms}\n\n{dates}\n")
    built = build(content, folder / "work", environment={"SOURCE_DATE_EPOCH": str(int(SEEN.timestamp()))})
    assert built.status == 0, built.output
    return built


def _written(moment: DatedMoment, locale: str) -> str:
    """Return what every way of writing a moment has in it: its day, or the month."""
    if isinstance(moment, Period):
        return rf"(?<!\d ){WORDINGS[locale].period(moment)}(?! \d)"
    day = moment.day if isinstance(moment, Day) else moment.wall.date()
    return (
        rf"(?<!\d){day.day} {day:%b}\w* {day.year}"
        if locale == "en"
        else f"{day.year}년 {day.month}월 {day.day}일"
    )


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


# A step of a plan may fall on a date of the other side; test_plan.py sees that it names its own.
_STEP = r"(?s)<tr data-step=.*?</tr>"
_UNIT = re.compile(
    r"(?=<(?:li|tr|article|section|footer|aside)\b"
    r'|<p class="call-(?:card-stage|standing)"|<div class="notice)'
)


def _units(html: str) -> list[str]:
    """Return the stretches of a page that a reader takes in at once: a row, an item, a step of a card."""
    body = re.sub(r"(?s)<(script|head|nav|h2)\b.*?</\1>", "", html)  # headings of groups are no dates
    body = re.sub(_STEP, "", body)
    if 'class="call-month-table"' in body:
        return [
            _text(cell)
            for cell in re.findall(
                r"(?s)<td role=.cell. class=.call-day.*?</td>|<li class=.call-entry.*?</li>", body
            )
        ]
    return [_text(unit) for unit in _UNIT.split(body)]


def _sided(call: Call) -> Iterator[tuple[Stage, DatedMoment]]:
    for one in occurrences(call):
        assert one.stage.side is not None
        yield one.stage, one.moment


def _pages(locale: str) -> list[str]:
    made = [page.address for page in agenda(site_of(list(CALLS.values()), locale, SEEN)).pages]
    overviews = ["", *made, *(f"{name}/" for name in RECORDS)]
    return [f"{locale}/guides/first/", *(f"{locale}/calls/{page}" for page in overviews)]


@pytest.mark.parametrize("locale", SETTINGS.codes)
def test_every_date_shown_has_its_side_beside_it(site: Built, locale: str) -> None:
    """On every page, in every calendar, feed, table and data file, and in what search shows."""
    units = [unit for page in _pages(locale) for unit in _units(site.read(f"{page}index.html"))]
    units += [line for feed in ("all", "closing-soon", "changes") for line in _feed_lines(site, locale, feed)]
    units += _table_rows(site, locale)
    units += _search_labels(site, locale)
    bare = []
    for call in CALLS.values():
        for stage, moment in _sided(call):
            shown = [unit for unit in units if re.search(_written(moment, locale), unit)]
            assert len(shown) >= 3, (call.id, stage.id, moment)
            bare += [unit for unit in shown if NAMES[locale][str(stage.side)] not in unit]
    assert bare == []


def _feed_lines(site: Built, locale: str, feed: str) -> list[str]:
    texts = [item["content_text"] for item in json.loads(site.read(f"feeds/{locale}/{feed}.json"))["items"]]
    for form in ("atom", "rss"):
        written = site.read(f"feeds/{locale}/{feed}.{form}")
        assert all(text.split("\n")[-1] in unescape(written) for text in texts), form
    return [line for text in texts for line in text.split("\n")]


def _table_rows(site: Built, locale: str) -> list[str]:
    text = site.read(f"data/{locale}/calls.csv").removeprefix("\ufeff")
    return ["; ".join(row) for row in csv.reader(io.StringIO(text, newline=""))]


def _search_labels(site: Built, locale: str) -> list[str]:
    """Return the deadlines in the indexes of all languages, as a reader of one sees them."""
    labels = []
    for code in SETTINGS.codes:
        for file in sorted((site.folder / "search" / code).glob("*.json")):
            value = json.loads(file.read_text(encoding="utf-8"))
            for _, deadlines in value.get("deadlines", []) if isinstance(value, dict) else []:
                labels += [words[locale] for words, _ in deadlines]
    assert len(labels) >= 2 * len(RECORDS)
    return labels


@pytest.mark.parametrize("locale", SETTINGS.codes)
def test_every_event_names_its_side(site: Built, locale: str) -> None:
    """In SUMMARY and in DESCRIPTION, in every calendar, so that no two events of one call look alike."""
    for file in sorted((site.folder / "calendar" / locale).rglob("*.ics")):
        events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        for event in events:
            call, stage = str(event["UID"]).split(".")[:2]
            side = NAMES[locale][str(CALLS[call].stage(stage).side)]
            assert side in event["SUMMARY"], event["SUMMARY"]
            assert side in event["DESCRIPTION"].split("\n")[0], event["DESCRIPTION"]
            alarms = [str(alarm["DESCRIPTION"]) for alarm in event.walk("VALARM")]
            assert all(side in text for text in alarms)
        assert len({(event["SUMMARY"], event["DTSTART"].dt) for event in events}) == len(events)


def test_an_event_of_several_days_tells_the_whole_of_them(site: Built) -> None:
    """The end of a window is its point; a list, a month and a row of the year tell it too."""
    calendar = Calendar.from_ical((site.folder / "calendar/en/call/uk-alone.ics").read_bytes())
    (event,) = [event for event in calendar.walk("VEVENT") if "briefing" in event["UID"]]
    assert event["DESCRIPTION"].startswith("UK · Tue, 1 Dec 2026 to Thu, 3 Dec 2026\n")
    for page in ("calendar", "timeline", "2026/12", "2026"):
        assert any(
            "Tue, 1 Dec 2026 to Thu, 3 Dec 2026" in unit and "UK · Briefing" in unit
            for unit in _units(site.read(f"en/calls/{page}/index.html"))
        ), page


def test_data_for_programs_names_the_side(site: Built) -> None:
    """Each date of calls.json, and each action and event of JSON-LD in either language."""
    for item in json.loads(site.read("calls.json"))["items"]:
        dates = item["keyDates"]
        for event in (dates["postDate"], dates["closeDate"], *dates.get("otherDates", {}).values()):
            assert event["name"].startswith(("UK · ", "Korea · "))
            assert event["description"].startswith(("UK · ", "Korea · "))
        assert all(stage["side"] for stage in item["customFields"]["stages"]["value"])
    for locale in SETTINGS.codes:
        for name in RECORDS:
            html = site.read(f"{locale}/calls/{name}/index.html")
            script = re.search(r'(?s)<script type="application/ld\+json">(.*?)</script>', html)
            assert script is not None
            grant, *events = json.loads(script[1])["@graph"]
            for described in (*grant["potentialAction"], *events):
                assert described["name"].startswith(tuple(f"{side} · " for side in NAMES[locale].values()))


def test_bars_of_two_sides_do_not_lie_over_each_other(site: Built) -> None:
    """Each side has a lane with its name, and each bar says whose it is."""
    html = site.read("ko/calls/timeline/index.html")
    bars = re.findall(r'<rect class="call-bar[^>]* y="(\d+)"[^>]*><title>(\S+) · ', html)
    assert len(bars) == html.count('<rect class="call-bar')
    assert len({y for y, _ in bars}) > len(RECORDS)
    assert 'text-anchor="end">영국</text>' in html


# Which deadline is shown: how far the call is, whose stages there are, how exactly its deadline is known.

_AHEAD = {
    "exact": "2026-12-09 13:00 Europe/London",
    "day": "2026-12-09",
    "month": "2026-12",
    "tbc": "tbc",
}
_BEHIND = {
    "exact": "2026-10-07 13:00 Europe/London",
    "day": "2026-10-07",
    "month": "2026-10",
    "tbc": "unpublished",  # a stage that is over cannot wait for its date
}
_FIRST = {
    "exact": "2026-09-16 13:00 Europe/London",
    "day": "2026-09-16",
    "month": "2026-09",
    "tbc": "tbc",
    "never": "unpublished",
}
_SIDES = {"one": [""], "shared": [""], "both": ["GB", "KR"]}
_STATES = {
    "open": (State.OPEN, State.CLOSING_SOON),
    "invited": (State.INVITED_ONLY,),
    "closed": (State.CLOSED,),
    "decided": (State.AWARDED,),
}
_CASES = [
    (far, sides, exactly, first)
    for far in _STATES
    for sides in _SIDES
    for exactly in _AHEAD
    for first in (_FIRST if far in ("invited", "decided") else ("-",))
    if (far, exactly) != ("decided", "tbc")
]


def _case(far: str, sides: str, exactly: str, first: str) -> Call:
    stages = []
    closes = (_AHEAD if far in ("open", "invited") else _BEHIND)[exactly]
    for side in _SIDES[sides]:
        of, name = (f", side: {side}", f"-{side.lower()}") if side else ("", "")
        if first != "-":
            stages.append(f"id: first{name}, kind: outline{of}, opens: 2026-07-01, closes: {_FIRST[first]}")
        invited = ", invite_only: yes" if first != "-" else ""
        opens = "2026-11-02" if far in ("open", "invited") else "2026-10-01"
        stages.append(f"id: last{name}, kind: full{of}{invited}, opens: {opens}, closes: {closes}")
    lifecycle = "awarded" if far == "decided" else "announced"
    parts = ("GB",) if sides == "one" else ("GB", "KR")
    return read(record(*stages, sides=parts, lifecycle=lifecycle), "case")


@pytest.mark.parametrize(("far", "sides", "exactly", "first"), _CASES)
def test_the_deadline_shown_is_the_one_to_act_on(far: str, sides: str, exactly: str, first: str) -> None:
    """In the card, the state in words, feeds, search, calls.json and JSON-LD: never a stage that is over."""
    call = _case(far, sides, exactly, first)
    found = status(call, SEEN, SETTINGS)
    assert found.state in _STATES[far]
    stages = next_deadlines(call, found)
    assert [stage.id.split("-")[0] for stage in stages] == ["last"] * len(_SIDES[sides])
    assert {stage.side for stage in stages} == (
        {"GB"} if sides == "one" else {s or None for s in _SIDES[sides]}
    )
    files = all_files([call], SEEN)
    for locale in SETTINGS.codes:
        _shows(call, files, stages, far, locale)


@pytest.mark.parametrize("sides", _SIDES)
@pytest.mark.parametrize("first", _FIRST)
def test_a_decided_call_tells_the_last_deadline_that_is_known(sides: str, first: str) -> None:
    """Where that of the invited stage was never published, the first stage's; none where nobody knows one."""
    call = _case("decided", sides, "tbc", first)
    found = status(call, SEEN, SETTINGS)
    stages = next_deadlines(call, found)
    is_known = first not in ("tbc", "never")
    assert [stage.id.split("-")[0] for stage in stages] == ["first"] * (len(_SIDES[sides]) if is_known else 0)
    for locale in SETTINGS.codes:
        page = call_page(call, site_of([call], locale, SEEN), root="")
        assert len(page.standing) == max(1, len(stages))
        assert all((" – " in line) is is_known for line in page.standing)
        assert _texts(all_files([call], SEEN), locale, "all")[0].split("\n")[1:] == [
            WORDINGS[locale].deadline_line(call, stage, found) for stage in stages
        ]


def _shows(call: Call, files: dict[str, bytes], stages: tuple[Stage, ...], far: str, locale: str) -> None:
    wording, view = WORDINGS[locale], site_of([call], locale, SEEN)
    page = call_page(call, view, root="")
    lines = {
        "standing": page.standing,
        "card": [f"{step.name} {step.dates[-1].moment.full}" for step in page.card.steps],
        "feed": _texts(files, locale, "all")[0].split("\n")[1:],
    }
    soon = [stage for stage in stages if view.statuses[call.id].stages[stage.id].value == "closing-soon"]
    closing = _texts(files, locale, "closing-soon")
    assert len(closing) == (len(soon) if far in ("open", "invited") else 0)
    deadlines = facets(call, SEEN, SETTINGS, WORDINGS).deadlines
    closes = stages[0].closes
    if not isinstance(closes, MissingDate):
        lines["search"] = [deadline.words[locale] for deadline in deadlines]
        lines |= {f"closing {number}": text.split("\n")[1:] for number, text in enumerate(closing)}
    for where, shown in lines.items():
        assert len(shown) == len(stages), where
        for stage, line in zip(stages, shown, strict=True):
            assert _last(stage, wording) in line or where == "standing", (where, line)
            assert stage.side is None or NAMES[locale][stage.side] in line, (where, line)
            assert "16" not in line, (where, line)
    _programs(call, files, stages, locale)


def _texts(files: dict[str, bytes], locale: str, feed: str) -> list[str]:
    return [item["content_text"] for item in json.loads(files[f"feeds/{locale}/{feed}.json"])["items"]]


def _last(stage: Stage, wording: Wording) -> str:
    return wording.moment(stage.closes).text


def _programs(call: Call, files: dict[str, bytes], stages: tuple[Stage, ...], locale: str) -> None:
    """See that programs get the last deadline and no other."""
    actions = graph(call, status(call, SEEN, SETTINGS), WORDINGS[locale])["@graph"][0]["potentialAction"]
    assert len(actions) == len(stages)
    ends = {action.get("endTime") for action in actions}
    (item,) = json.loads(files["calls.json"])["items"]
    close = item["keyDates"].get("closeDate", {})
    for stage in stages:
        day = {Exact: "2026-12-09T13:00+00:00", Day: "2026-12-09"}.get(type(stage.closes))
        if isinstance(stage.closes, Exact | Day) and stage.closes.ends > SEEN:
            assert ends == {day}
    if isinstance(stages[0].closes, Exact | Day):
        assert close["date"] in ("2026-12-09", "2026-10-07")
    elif isinstance(stages[0].closes, Period):
        assert close["details"] in ("2026-12", "2026-10")
    else:
        assert close == {}


def test_a_side_that_is_over_says_so_while_the_other_is_open() -> None:
    """On cards, in feeds and in search; and closing soon tells both."""
    call = CALLS["one-over"]
    page = call_page(call, site_of([call], "en", SEEN), root="")
    assert [(step.state, step.state_text) for step in page.card.steps] == [
        ("over", "Closed"),
        ("closing-soon", "Closing soon"),
    ]
    assert page.standing == (
        "UK · Closed. Deadline: Wed, 25 Nov 2026, 12:00 GMT / Wed, 25 Nov 2026, 21:00 KST.",
        "Korea · Closing soon. Deadline: Wed, 2 Dec 2026, 18:00 KST / Wed, 2 Dec 2026, 09:00 GMT.",
    )
    files = all_files([call], SEEN)
    for locale, over in (("en", "(over)"), ("ko", "(종료)")):
        rows = {row["stage state"] for row in _table(call, locale)}
        assert rows == {_STATES_OF_ROWS[locale][0], _STATES_OF_ROWS[locale][1]}
        (text,) = _texts(files, locale, "closing-soon")
        _, first, second = text.split("\n")
        assert first.endswith(over)
        assert not second.endswith(over)
    (item,) = json.loads(files["calls.json"])["items"]
    assert item["keyDates"]["closeDate"]["name"] == "Korea · Application: Closes"


_STATES_OF_ROWS = {"en": ("Closed", "Closing soon"), "ko": ("마감", "마감 임박")}


def _table(call: Call, locale: str) -> list[dict[str, str]]:
    text = all_files([call], SEEN)[f"data/{locale}/calls.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_date_in_a_sentence_says_that_its_side_is_over(site: Built) -> None:
    """While the other side is open, in either language; an opening and the open side do not."""
    for locale, sides in (("en", ("UK (over); ", "Korea; ")), ("ko", ("영국(종료)", "한국; "))):
        html = site.read(f"{locale}/guides/first/index.html")
        for side in sides:
            assert f"({side}" in html, side


def test_the_feed_of_what_closes_soon_names_the_side_in_its_title() -> None:
    """Two deadlines of one call are two entries."""
    stages = (
        f"id: {name}, kind: full, side: {side}, opens: 2026-10-01, closes: 2026-12-0{day} 13:00 Europe/London"
        for name, side, day in (("uk", "GB", 2), ("korea", "KR", 4))
    )
    call = read(record(*stages), "both-soon")
    items = json.loads(all_files([call], SEEN)["feeds/en/closing-soon.json"])["items"]
    assert sorted(item["title"] for item in items) == [
        "Korea · Closing soon: Joint call",
        "UK · Closing soon: Joint call",
    ]


def test_a_stage_not_dated_yet_does_not_hide_the_first() -> None:
    """Before the first stage opens, the one by invitation is not the next, whatever is known of either."""
    call = read(
        record(
            "id: first, kind: outline, opens: tbc, closes: tbc",
            "id: second, kind: full, invite_only: yes, opens: 2027-03, closes: 2027-05",
        ),
        "coming",
    )
    assert [stage.id for stage in next_deadlines(call, status(call, SEEN, SETTINGS))] == ["first"]


def test_each_side_may_be_at_its_own_stage() -> None:
    """One side takes applications from all, the other only from those invited."""
    call = read(
        record(
            "id: uk, kind: full, side: GB, opens: 2026-11-02, closes: 2027-01-13 13:00 Europe/London",
            "id: first, kind: outline, side: KR, opens: 2026-07-01, closes: 2026-09-16",
            "id: second, kind: full, side: KR, invite_only: yes, opens: 2026-11-02, closes: 2026-12-09",
        ),
        "mixed",
    )
    found = status(call, SEEN, SETTINGS)
    assert found.sides == {"GB": State.OPEN, "KR": State.INVITED_ONLY}
    assert [stage.id for stage in next_deadlines(call, found)] == ["second", "uk"]


def test_a_call_of_one_side_is_for_that_side() -> None:
    """Its stages need not say so: they are in that side's calendars only, and end with that side's day."""
    call = read(
        record("id: full, kind: full, opens: 2027-01-11, closes: 2027-03-17", sides=("KR",)), "korean"
    )
    assert call.stages[0].side == "KR"
    assert status(call, utc(2027, 3, 17, 14, 59), SETTINGS).state is State.CLOSING_SOON
    assert status(call, utc(2027, 3, 17, 15), SETTINGS).state is State.CLOSED
    files = all_files([call], SEEN)
    assert b"korean.full.ko" in files["calendar/ko/kr.ics"]
    assert b"korean.full.ko" not in files["calendar/ko/gb.ics"]


def test_a_day_of_both_sides_is_included_on_both() -> None:
    """While it is still that day in London nobody is told that the call has closed."""
    call = read(record("id: full, kind: full, opens: 2026-01-12, closes: 2026-03-25"), "day")
    assert status(call, utc(2026, 3, 25, 23, 59), SETTINGS).state is State.CLOSING_SOON
    assert status(call, utc(2026, 3, 26), SETTINGS).state is State.CLOSED


@pytest.mark.parametrize(
    ("now", "locale", "standing"),
    [
        (utc(2026, 5, 1), "en", "Closed. Closing day: Wednesday 25 March 2026 (no time was published)."),
        (utc(2026, 5, 1), "ko", "마감되었습니다. 마감일: 2026년 3월 25일(수), 시각은 공개되지 않음."),
        (utc(2026, 2, 1), "en", "Open. Closing day: Wednesday 25 March 2026 (no time was published)."),
        (utc(2025, 2, 1), "ko", "아직 접수 전입니다. 마감일: 2026년 3월 25일(수), 시각은 공개되지 않음."),
    ],
)
def test_the_current_status_of_a_day_is_a_day(now: datetime.datetime, locale: str, standing: str) -> None:
    """What is not published is not worked out."""
    call = read(record("id: full, kind: full, opens: 2026-01-12, closes: 2026-03-25"), "day")
    assert call_page(call, site_of([call], locale, now), root="").standing == (standing,)


_CLOCK = re.compile(r"\d{1,2}:\d{2}|\d{8}T\d{6}|(?<!\d)\d{1,2}시(?!\w)")
_STAMPS = re.compile(
    r"<(?:published|updated|pubDate|lastBuildDate)>[^<]*<"
    r'|"(?:date_published|date_modified|createdAt|lastModifiedAt)": ?"[^"]*"'
    r"|(?m:^(?:DTSTAMP|LAST-MODIFIED)\S*)"
    r"|(?s:BEGIN:VTIMEZONE.*?END:VTIMEZONE)"
)  # when an entry was made, which each of these formats demands; and what zones do


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None, max_examples=40
)
@given(calls(), days)
def test_no_clock_time_is_made_of_a_day(drawn: Call, read_on: datetime.date) -> None:
    """Of a call of which only days were published no page, feed, calendar or data file tells a time."""
    try:
        call = without_times(replace(drawn, publish=None))
    except ValueError:
        assume(False)
    now = datetime.datetime.combine(read_on, datetime.time(12), tzinfo=datetime.UTC)
    for path, content in all_files([call], now).items():
        text = _STAMPS.sub("", content.decode("utf-8"))
        assert not _CLOCK.search(text), (path, _CLOCK.search(text))
    for locale in WORDINGS:
        view = site_of([call], locale, now)
        pages = overview_pages(view)
        words = [deadline.words for deadline in facets(call, now, SETTINGS, WORDINGS).deadlines]
        text = repr([call_page(call, view, root=""), *pages, words])
        assert not _CLOCK.search(text), _CLOCK.search(text)


@pytest.mark.parametrize("locale", SETTINGS.codes)
def test_the_built_pages_of_days_tell_no_time(site: Built, locale: str) -> None:
    """Neither does the page itself, with its scripts' data."""
    html = site.read(f"{locale}/calls/days/index.html")
    main = re.search(r"(?s)<main\b.*</main>", html)
    assert main is not None
    assert "2027" in main[0]
    assert not _CLOCK.search(main[0])


@pytest.mark.parametrize(
    ("body", "funder", "apply"),
    [
        ("", "One", "Apply at One"),
        ("{id: d, name: {en: Agency}, country: GB, role: delivery}", "One, Agency", "Apply at Agency"),
        ("{id: d, name: {en: Second}, country: GB}", "One, Second", "Apply at apply.example.org"),
        ("{id: d, name: {en: Friend}, country: GB, role: partner}", "One", "Apply at One"),
        ("{id: d, name: {en: Agency}, country: JP, role: delivery}", "One", "Apply at One"),
    ],
)
def test_who_runs_a_call_on_a_side_is_named(body: str, funder: str, apply: str) -> None:
    """Of several funders none is said to take the applications: the host of the address is."""
    own = 'funder: one, apply_url: "https://apply.example.org/x"}'
    record = changed(("funder: one}", own), ("sides:\n", f"  - {body}\nsides:\n" if body else "sides:\n"))
    side = call_page(parsed(record), site_of([parsed(record)], "en"), root="").sides[0]
    assert (side.funder, side.apply.text if side.apply else "") == (funder, apply)
