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
from exchange.calls.model.notice_dates import in_our_notation

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
        read_moment(f"2026-10-22 {written}", zone_choices=(SEOUL,))
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
        ("2026-10-22 17:00 Q", "moment-clock-unknown"),
        ("2026-10-22 17:00 WST", "moment-clock-several"),
        ("2026-10-22 17:00 CST", "moment-clock-several"),
        ("2026-10-22 (5pm CST)", "moment-clock-several"),
        ("2026-10-22 17:00 CLT", "zone-by-name"),
        ("2026-10-22 17:00 UTC+8", "zone-by-name"),
        ("2026-10-22 17:00 GMT+30", "moment-clock-unknown"),
        ("2020-06-02 (5:00 PM local time of the applicant)", "moment-local"),
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
    ("clock", "day", "date", "zone"),
    [
        ("AEDT", "28 March 2019", "2019-03-28", "Australia/Sydney"),
        ("NZST", "28 July 2019", "2019-07-28", "Pacific/Auckland"),
        ("SAST", "28 March 2019", "2019-03-28", "Africa/Johannesburg"),
    ],
)
def test_a_clock_is_known_by_its_abbreviation(clock: str, day: str, date: str, zone: str) -> None:
    """Wherever it stands, whether or not it is that of a side; one that several countries have is not."""
    iso = f"{date} 17:00 {clock}"
    texts = (
        f"5:00pm ({clock}) on {day}",
        f"{day} 5pm {clock}",
        f"5pm {clock}, {day}",
        f"5pm on {day} {clock}",
    )
    for text in (iso, *texts):
        for other_zone in (zone, SEOUL):
            with pytest.raises(MomentFault) as fault:
                read_moment(text, zone_choices=(LONDON, other_zone))
            assert fault.value.values["better"] == f"{date} 17:00 {zone}"
        with pytest.raises(MomentFault) as fault:
            read_moment(text.replace(clock, "IST"), zone_choices=(LONDON, SEOUL))
        assert fault.value.rule == "moment-clock-several"
        assert f"{date} 17:00 Europe/Dublin" in fault.value.values["better"]


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


@pytest.mark.parametrize(
    ("written", "rule", "meant"),
    [
        ("20.01.2027 17:00 Brussels time", "moment-other-form", "2027-01-20 17:00 Europe/Brussels"),
        ("20 January 2027 17:00 CET", "moment-other-form", "2027-01-20 17:00 Europe/Brussels"),
        ("2027-01-20 17:00 Eastern Time", "moment-other-form", "2027-01-20 17:00 America/New_York"),
        ("17:00 Paris time on 3 March 2027", "moment-other-form", "2027-03-03 17:00 Europe/Paris"),
        ("2027-01-20T17:00:00+09:00", "moment-other-form", "2027-01-20 17:00 Asia/Seoul"),
        ("2027-01-15 AoE", "moment-other-form", "2027-01-15 23:59 Etc/GMT+12"),
        (
            "2027-01-20 18:00까지",
            "moment-other-form",
            f"2027-01-20 18:00 {LONDON}` / `2027-01-20 18:00 {SEOUL}",
        ),
        (
            "2027-01-20 오후 6시",
            "moment-other-form",
            f"2027-01-20 18:00 {LONDON}` / `2027-01-20 18:00 {SEOUL}",
        ),
        ("2027-01-20 1700 Europe/London", "moment-other-form", "2027-01-20 17:00 Europe/London"),
        ("2027-1-5", "moment-other-form", "2027-01-05"),
        ("Autumn 2027", "moment-other-form", "2027-autumn"),
        ("2027년 겨울", "moment-other-form", "2027-winter"),
        ("mid-2027", "moment-other-form", "mid 2027"),
        ("2027년 말", "moment-other-form", "late 2027"),
        ("end of March 2027", "moment-other-form", "late 2027-03"),
        ("2027년 3분기 예정", "moment-in-doubt", "2027-Q3"),
        ("2027-01-20 17:00 Europe/London (provisional)", "moment-in-doubt", "2027-01-20 17:00 Europe/London"),
        ("별도 공지 시까지", "moment-without-end", "none"),
        ("추후 별도 공지", "moment-other-form", "tbc"),
    ],
)
def test_a_date_of_a_notice_is_answered_with_all_it_says(written: str, rule: str, meant: str) -> None:
    """Its clock, its doubt and its season are in the answer; where a clock is not named, each is."""
    with pytest.raises(MomentFault) as fault:
        read_moment(written, zone_choices=(LONDON, SEOUL))
    assert (fault.value.rule, fault.value.values["better"]) == (rule, meant)


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("2027. 1. 4.(월) ~ 1. 20.(수)", "2027-01-04", "2027-01-20"),
        ("2027년 3~4월", "2027-03", "2027-04"),
        ("2027년 3월 1일부터 31일까지", "2027-03-01", "2027-03-31"),
        ("March to May 2027", "2027-03", "2027-05"),
        ("20 and 21 January 2027", "2027-01-20", "2027-01-21"),
        ("2027-03/2027-05", "2027-03", "2027-05"),
        ("Autumn/Winter 2027", "2027-autumn", "2027-winter"),
        ("w/c 8 March 2027", "2027-03-08", "2027-03-14"),
        (
            "2027-01-20 12:30 - 14:00 Europe/London",
            f"2027-01-20 12:30 {LONDON}",
            f"2027-01-20 14:00 {LONDON}",
        ),
    ],
)
def test_two_dates_are_answered_with_both(written: str, begins: str, ends: str) -> None:
    """Neither end of a time is lost, whichever of the two has the month and the year."""
    with pytest.raises(MomentFault) as fault:
        read_moment(written, zone_choices=(LONDON, SEOUL))
    assert fault.value.rule == "moment-span"
    assert (fault.value.values["begins"], fault.value.values["ends"]) == (begins, ends)


@pytest.mark.parametrize(
    "written", ["2027. 1. 15.(금) 자정", "midnight on 15 January 2027", "2027-01-15 24시"]
)
def test_midnight_is_never_taken_for_the_beginning_of_its_day(written: str) -> None:
    """The two ends that are meant are offered, not the one 24 hours before."""
    with pytest.raises(MomentFault) as fault:
        read_moment(written, zone_choices=(SEOUL,))
    assert fault.value.values == {"before": f"2027-01-15 23:59 {SEOUL}", "next": f"2027-01-16 00:00 {SEOUL}"}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("12 noon (WST) Friday 10 February 2017", "moment-clock-several"),
        ("10 February 2017 5pm Ottawa", "moment-clock-unknown"),
        ("5pm EST (2pm PST) 10 February 2017", "moment-clock-unknown"),
        ("2027. 3. 18. 18:00(하노이)", "moment-clock-unknown"),
        ("2027. 3. 18. 18:00 울란바토르 시각", "moment-clock-unknown"),
        ("2027-03-18 18:00 신청자 소재지 기준", "moment-clock-unknown"),
        ("June 2, 2020, 5:00 PM local time of applicant organization", "moment-local-within-side"),
        ("10 February 2017 (5 pm, their time)", "moment-local-within-side"),
        ("2027. 3. 18.(목) 18시 (신청기관 현지시각)", "moment-local-within-side"),
        ("2027. 3. 18.(목) 18:00 마감", "moment-other-form"),
        ("10 February 2017, 5pm sharp", "moment-other-form"),
        ("5pm CST, 10 February 2017", "moment-clock-several"),
        ("Friday 10 February 2017 17:00 hrs", "moment-other-form"),
    ],
)
def test_no_clock_that_a_notice_may_name_is_left_out(written: str, rule: str) -> None:
    with pytest.raises(MomentFault) as caught:
        read_moment(written, zone_choices=["Australia/Sydney"])
    assert caught.value.rule == rule
    if rule == "moment-clock-unknown":
        assert "/" not in "".join(value for key, value in caught.value.values.items() if key != "value")


def test_hours_beside_a_third_clock_say_nothing_more() -> None:
    text = in_our_notation("22 October 2026, 17.00 hours Brussels local time", [LONDON, SEOUL])
    assert text == "2026-10-22 17:00 Europe/Brussels"
