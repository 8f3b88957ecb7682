"""Moments: what may be written, what it means, and hours that clocks skip or repeat."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calls.samples import LONDON, SEOUL, SETTINGS, utc
from tests.calls.strategies import known, undated

from exchange.calls.model import zones
from exchange.calls.model.call import Day, Exact, Period
from exchange.calls.model.moments import MomentFault, read_moment, write_moment

_WALLS = st.datetimes(utc(2000, 1, 1).replace(tzinfo=None), utc(2099, 12, 30).replace(tzinfo=None))

_unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2026-10-22 17:00 Europe/London", utc(2026, 10, 22, 16)),
        ("2026-12-22 17:00 Europe/London", utc(2026, 12, 22, 17)),
        ("2026-10-22 17:00 Asia/Seoul", utc(2026, 10, 22, 8)),
        ("2026-10-25 01:30 Europe/London first", utc(2026, 10, 25, 0, 30)),
        ("2026-10-25 01:30 Europe/London second", utc(2026, 10, 25, 1, 30)),
        ("2026-10-25T02:00 Europe/London", utc(2026, 10, 25, 2)),
    ],
)
def test_exact_moments_are_instants(text: str, begins: datetime.datetime) -> None:
    """A wall clock with its zone is one instant, also in an hour that happens twice."""
    moment = read_moment(text, zone_choices=SETTINGS.zones)
    assert isinstance(moment, Exact)
    assert moment.begins == begins


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12 am", "00:00"),
        ("12:30 am", "00:30"),
        ("1 am", "01:00"),
        ("11:59 am", "11:59"),
        ("12 pm", "12:00"),
        ("12:30 pm", "12:30"),
        ("1 pm", "13:00"),
        ("11:59 pm", "23:59"),
        ("오전 12:00", "00:00"),
        ("오후 12:00", "12:00"),
    ],
)
def test_a_time_of_the_twelve_hour_clock_is_proposed_in_twenty_four(written: str, meant: str) -> None:
    """Twelve at night is 00:00, twelve at noon 12:00, in the words of either language."""
    with pytest.raises(MomentFault) as fault:
        read_moment(f"2026-10-22 {written}", zone_choices=(SEOUL, LONDON))
    assert fault.value.rule == "moment-other-form"
    assert fault.value.values["better"] == f"2026-10-22 {meant} {SEOUL}"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2026-03-29 01:30 Europe/London", "no-such-hour"),
        ("2026-10-25 01:30 Europe/London", "repeated-hour"),
        ("2026-10-22 17:00 Europe/London first", "hour-not-repeated"),
        ("2026-10-22 17:00", "time-without-zone"),
        ("2026-10-22 24:00 Asia/Seoul", "hour-24"),
        ("2026-10-22 25:00 Asia/Seoul", "no-such-time"),
        ("2026-10-22 9:00 Asia/Seoul", "no-such-time"),
        ("2026-10-22 17:00 Asia/Seul", "unknown-zone"),
        ("2026-10-22 17:00 KST", "zone-by-name"),
        ("2026-10-22 17:00 Q", "unknown-zone-no-guess"),
        ("2026-02-30", "no-such-date"),
        ("2026-13", "no-such-date"),
        ("2206-10-22", "unlikely-year"),
        ("22 October 2026", "moment-other-form"),
        ("", "not-a-moment"),
        ("early", "not-a-moment"),
    ],
)
def test_what_is_no_moment_says_why(text: str, rule: str) -> None:
    """Every way of getting a moment wrong has a rule of its own."""
    with pytest.raises(MomentFault) as fault:
        read_moment(text, zone_choices=SETTINGS.zones)
    assert fault.value.rule == rule


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("early 2026-10", "2026-10-01", "2026-10-10"),
        ("mid 2026-10", "2026-10-11", "2026-10-20"),
        ("late 2026-10", "2026-10-21", "2026-10-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-autumn", "2026-09-01", "2026-11-30"),
        ("2026-winter", "2026-12-01", "2027-02-28"),
        ("late 2026-winter", "2027-01-30", "2027-02-28"),
    ],
)
def test_periods_cover_their_days(text: str, first: str, last: str) -> None:
    """An approximate date is the days it may fall on; a winter ends in the next year."""
    moment = read_moment(text, zone_choices=SETTINGS.zones)
    assert isinstance(moment, Period)
    assert (moment.first.isoformat(), moment.last.isoformat()) == (first, last)


def test_a_day_of_both_sides_ends_with_the_later() -> None:
    """Nobody is told "closed" on a day that is included where they are."""
    day = read_moment("2026-03-25", zone_choices=(LONDON, SEOUL))
    assert isinstance(day, Day)
    assert (day.begins, day.ends) == (utc(2026, 3, 25), utc(2026, 3, 26))


@_unhurried
@given(st.one_of(known(None), undated()))
def test_moments_read_back(moment: object) -> None:
    """read(write(moment)) is the moment."""
    assert read_moment(write_moment(moment), zone_choices=SETTINGS.zones) == moment


@_unhurried
@given(_WALLS, st.sampled_from((LONDON, SEOUL)))
def test_instants_of_a_wall_clock_show_it(wall: datetime.datetime, zone: str) -> None:
    """Whatever instants a wall clock has, a clock at them shows it."""
    for instant in zones.instants_of(wall, zone):
        assert zones.local(instant, zone).replace(tzinfo=None) == wall


@_unhurried
@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is a moment or a fault."""
    column = 0
    try:
        read_moment(text, zone_choices=SETTINGS.zones)
    except MomentFault as fault:
        column = fault.column
    assert 0 <= column <= len(text)
