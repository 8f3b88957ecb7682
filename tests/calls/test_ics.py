"""Calendars: what a subscriber's program sees, and what it must never see happen."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from benchmarks.calendar.generate import synthetic_calls
from hypothesis import HealthCheck, assume, given, settings
from icalendar import Calendar, Event
from tests.calls.outputs import all_files, calendar_file, calendar_files
from tests.calls.samples import LONDON, RECORD, SEOUL, SETTINGS, WORDINGS, call, changed, utc
from tests.calls.strategies import calls, many

from exchange.calls.model.call import Call, Change, ChangeKind, Day, Exact
from exchange.calls.model.moments import read_moment
from exchange.calls.model.zones import day_begins, offset
from exchange.calls.outputs.ics import calendars
from exchange.calls.outputs.vtimezone import needs_utc, timezone_text

_slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=40
)


def _events(calls: list[Call], path: str = "calendar/en/all.ics") -> dict[str, Event]:
    """Return the events of a calendar by UID, each of which stands there once."""
    calendar = Calendar.from_ical(calendar_file(calls, path))
    events = list(calendar.walk("VEVENT"))
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


def test_a_deadline_is_a_half_hour_that_ends_at_it() -> None:
    """Rule 8: both real times stand in the summary, and the day stays free."""
    event = _events([call()])["trial.full.en@smart-trials.example"]
    assert event["DTEND"].dt == utc(2026, 10, 22, 16)
    assert event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(minutes=30)
    assert event["DTSTART"].params["TZID"] == LONDON
    assert event["TRANSP"] == "TRANSPARENT"
    assert "17:00 BST / 01:00 KST, +1 day" in event["SUMMARY"]


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_nothing_rings_for_what_was_called_off(locale: str) -> None:
    """A deadline has alarms a week and a day before it; a cancelled one stays in sight, and is silent."""
    off = changed(("kind: added}", "kind: added}\n  - {at: 2026-09-02, kind: cancelled, stage: full}"))
    path, uid = f"calendar/{locale}/all-alarms.ics", f"trial.full.{locale}@smart-trials.example"
    for record, status, alarms in ((RECORD, "CONFIRMED", [-7, -1]), (off, "CANCELLED", [])):
        calendar = Calendar.from_ical(calendar_file([call(record)], path))
        (event,) = (one for one in calendar.walk("VEVENT") if one["UID"] == uid)
        assert event["STATUS"] == status
        assert [alarm["TRIGGER"].dt.days for alarm in event.walk("VALARM")] == alarms


def test_the_last_safe_day_is_safe_in_every_zone() -> None:
    """A deadline at 09:00 in Seoul is the day before's in London: that day is the safe one."""
    text = changed(("2026-10-22 17:00 Europe/London", "2026-10-22 08:00 Asia/Seoul"))
    event = _events([call(text)], "calendar/en/all-days.ics")["trial.full.day.en@smart-trials.example"]
    assert event["DTSTART"].dt == datetime.date(2026, 10, 21)
    assert event["DTEND"].dt == datetime.date(2026, 10, 22)


@pytest.mark.parametrize("fold", ["first", "second"])
def test_the_repeated_hour_is_written_in_utc(fold: str) -> None:
    """Rule 5: in the hour that clocks repeat, a wall clock would be read an hour off."""
    text = changed(("2026-10-22 17:00 Europe/London", f"2026-10-25 01:30 Europe/London {fold}"))
    event = _events([call(text)])["trial.full.en@smart-trials.example"]
    assert "TZID" not in event["DTEND"].params
    assert event["DTEND"].dt == utc(2026, 10, 25, 0 if fold == "first" else 1, 30)


@pytest.mark.parametrize("date", ["2026-10", "early 2026-10", "2026-Q4", "tbc", "unpublished"])
def test_no_date_is_ever_invented(date: str) -> None:
    """Rule 9: what has no day has no event."""
    text = changed(("2026-10-22 17:00 Europe/London", date))
    assert "trial.full.en@smart-trials.example" not in _events([call(text)])


def test_cancelled_and_expected_events_say_so() -> None:
    """Rule 9: a cancelled event stays, marked; an expected one is tentative."""
    cancelled = changed(
        ("lifecycle: announced", "lifecycle: cancelled"),
        ("kind: added}", "kind: added}\n  - {at: 2026-09-09, kind: cancelled}"),
    )
    event = _events([call(cancelled)])["trial.full.en@smart-trials.example"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"].startswith("[Cancelled] ")
    expected = changed(("    opens: 2026-09-01", "    basis: expected\n    opens: 2026-09-01"))
    assert _events([call(expected)])["trial.full.en@smart-trials.example"]["STATUS"] == "TENTATIVE"


@pytest.mark.parametrize(
    ("window", "first", "after"),
    [
        ("2027-03-02, to: 2027-04", (2027, 3, 2), (2027, 5, 1)),
        ("2027-03, to: 2027-05", (2027, 3, 1), (2027, 6, 1)),
        ("2027-Q1, to: 2027-05-04", (2027, 1, 1), (2027, 5, 5)),
    ],
)
def test_a_window_that_is_not_known_to_the_day_is_whole_and_tentative(
    window: str, first: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    """From the first day it may be on to the last, in every variant; its words say how much is known."""
    text = changed(("stages:", f"stages:\n  - {{id: panel, kind: panel, window: {{from: {window}}}}}"))
    for path, mark in (("calendar/en/all.ics", ""), ("calendar/en/all-days.ics", ".day")):
        event = _events([call(text)], path)[f"trial.panel{mark}.en@smart-trials.example"]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (datetime.date(*first), datetime.date(*after))
        assert event["STATUS"] == "TENTATIVE"
        assert " to " in event["DESCRIPTION"].split("\n")[0]


def test_calendars_of_many_calls_go_back_a_year() -> None:
    """What was over before is in a file of its year and in that of its call; no event is lost."""
    records = {
        "old": changed(("2026-09-01", "2019-09-02"), ("2026-10-22 17:00", "2019-10-22 17:00")),
        "last-year": changed(("2026-09-01", "2025-11-03"), ("2026-10-22 17:00", "2026-01-22 17:00")),
        "trial": RECORD,
    }
    records = {name: text.replace("2026-08-01, kind", "2019-08-01, kind") for name, text in records.items()}
    found = [call(text, name) for name, text in records.items()]
    files = all_files(found, utc(2026, 10, 10))

    def deadlines(path: str) -> set[str]:
        events = Calendar.from_ical(files[path]).walk("VEVENT")
        return {str(event["UID"]).split(".")[0] for event in events if ".full.en" in event["UID"]}

    assert deadlines("calendar/en/all.ics") == deadlines("calendar/en/gb-full.ics") == {"last-year", "trial"}
    assert deadlines("calendar/en/all-2019.ics") == deadlines("calendar/en/call/old.ics") == {"old"}
    assert "calendar/en/all-2025.ics" not in files
    days_later = all_files(found, utc(2026, 10, 20))
    assert {path for path in files if path.endswith(".ics") and files[path] != days_later[path]} == set()


def test_every_zone_is_right_on_every_day() -> None:
    """Rule 4: the yearly rules give the offset of tzdata each day from 2000 to 2040, or UTC is written."""
    for zone in (LONDON, SEOUL):
        assert b"RDATE" not in timezone_text(zone)
        day = datetime.date(2000, 1, 1)
        while day.year < 2041:
            noon = day_begins(day, zone) + datetime.timedelta(hours=12)
            assert not needs_utc(noon, zone)
            day += datetime.timedelta(days=1)


def test_a_zone_whose_past_its_rule_does_not_know_is_written_in_utc() -> None:
    """Clocks in Seoul were an hour ahead in the summer of 1988, which no rule of today says."""
    assert offset(utc(1988, 7, 1), SEOUL) == datetime.timedelta(hours=10)
    assert needs_utc(utc(1988, 7, 1), SEOUL)


def test_the_names_of_calendars_do_not_depend_on_calls() -> None:
    """Rule 11: people subscribe for ever, also when no call is in a calendar."""
    without = {path for path, _ in calendars([], WORDINGS["en"])}
    assert {"calendar/en/all.ics", "calendar/en/gb.ics", "calendar/en/kr-full.ics"} <= without
    assert without <= set(calendar_files([call()]))
    assert "calendar/en/kr-full-alarms.ics" not in without


def test_a_calendar_that_was_published_once_goes_on() -> None:
    """What is linked from nowhere is no longer written, but for those who may have subscribed to it."""
    path = "calendar/en/kr-full-alarms.ics"
    found = dict(calendars([call()], WORDINGS["en"], promised={path}))
    assert b"BEGIN:VALARM" in found[path]
    assert "calendar/en/kr-full-days.ics" not in found


@_slow
@given(many(3))
def test_calendars_keep_the_form(drawn: list[Call]) -> None:
    """CRLF, 75 octets a line, whole characters, no METHOD, no LANGUAGE, nothing to split in CATEGORIES."""
    for path, content in calendar_files(drawn, "ko").items():
        lines = content.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR", path
        assert lines[-1] == b"", path
        assert all(len(line) <= 75 for line in lines), path
        assert [line.decode("utf-8") for line in lines]
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert b"METHOD" not in content
        assert b"LANGUAGE=" not in content
        assert not re.search(rb"^CATEGORIES:.*[,;]", content.replace(b"\r\n ", b""), re.MULTILINE)
        assert content.count(b"BEGIN:VALARM") == (content.count(b"ACTION:") if "alarms" in path else 0)


@_slow
@given(calls())
def test_stamps_come_from_the_record(drawn: Call) -> None:
    """Rules 1 and 3: DTSTAMP is LAST-MODIFIED, and both are moments of the history."""
    moments = {change.at.begins for change in drawn.changes}
    for event in _events([drawn]).values():
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
        assert event["DTSTAMP"].dt in moments


@_slow
@given(many(2), calls())
def test_adding_a_call_touches_no_other_event(drawn: list[Call], new: Call) -> None:
    """What is in a subscriber's calendar stays, byte for byte, when another call is published."""
    before, after = _events(drawn), _events([*drawn, replace(new, id="another")])
    for uid, event in before.items():
        assert after[uid].to_ical() == event.to_ical()


@_slow
@given(many(2))
def test_moving_a_deadline_changes_one_event(drawn: list[Call]) -> None:
    """The one event keeps its UID and gains a revision; nothing else moves."""
    first = drawn[0]
    stage = next((stage for stage in first.stages if isinstance(stage.closes, Exact | Day)), None)
    assume(stage is not None)
    assert stage is not None
    assert stage.closes is not None
    later = read_moment("2031-05-05 17:00 Europe/London", zone_choices=SETTINGS.zones)
    change = Change(
        at=first.changes[-1].at,
        kind=ChangeKind.EXTENDED,
        stage=stage.id,
        before=stage.closes,
        after=later,
    )
    stages = tuple(replace(one, closes=later) if one is stage else one for one in first.stages)
    moved = replace(first, stages=stages, changes=(*first.changes, change))
    before, after = _events(drawn), _events([moved, *drawn[1:]])
    assert before.keys() == after.keys()
    different = [uid for uid in before if before[uid].to_ical() != after[uid].to_ical()]
    uid = f"{first.id}.{stage.id}.en@smart-trials.example"
    assert different == [uid]
    assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1


@_slow
@given(many(2))
def test_the_order_of_calls_does_not_matter(drawn: list[Call]) -> None:
    """Files come from a folder in any order; calendars do not."""
    assert calendar_files(drawn) == calendar_files(drawn[::-1])


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_events_are_written_as_the_library_writes_them(locale: str) -> None:
    """Byte for byte: types, escapes, and where lines are folded in English and in Hangul."""
    texts = ("a\\b;c,d", "e" * 73 + ";" + "f" * 80, "가나다라마바사아자차카타파하" * 9, "one\ntwo")
    records = [
        replace(call(name=f"n{number}"), title=words, summary=words)
        for number, words in enumerate(dict.fromkeys(SETTINGS.codes, text) for text in texts)
    ]
    files = all_files([*records, *synthetic_calls(12, SETTINGS)])
    for path in (f"calendar/{locale}/all-alarms-30.ics", f"calendar/{locale}/all-days.ics"):
        events = re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", files[path], re.DOTALL)
        assert len(events) > 20
        for event in events:
            assert Event.from_ical(event).to_ical() == event
