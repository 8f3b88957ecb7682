"""What templates may see of months: one as a table of weeks, and the way to all others."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.calls.model.call import Exact, Period
from exchange.calls.model.overviews import CALENDAR, DATES_OF_A_MONTH, Overview, OverviewKind
from exchange.calls.model.schedule import Occurrence, Point
from exchange.calls.views.agenda import Agenda
from exchange.calls.views.call_views import CallsView, Link, Row
from exchange.calls.views.lists import Choice, Turner, turner
from exchange.calls.views.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry:
    """Something on a day, or about a time: what, of which call, at which clocks."""

    text: str
    url: str
    clocks: str
    point: str
    cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day of a month's table; `number` is 0 in the cells before the first and after the last."""

    number: int
    machine: str
    spoken: str
    entries: tuple[DateEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month as a table of weeks, with what has no day, or goes on, below it."""

    id: str
    title: str
    caption: str
    weeks: tuple[tuple[DayCell, ...], ...]
    approximate: tuple[DateEntry, ...]
    has_entries: bool
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsPage:
    """One month, or a part of it, and the way to the others: all of them by year, or those of its year."""

    month: MonthView
    turner: Turner | None
    weekdays: tuple[Row, ...]
    years: tuple[tuple[Choice, tuple[Choice, ...]], ...]
    all: Link | None


def month_page(agenda: Agenda, overview: Overview, *, root: str) -> MonthsPage:
    """Return the table of a month: the one that is asked for, or the one to act in."""
    site, is_first = agenda.site, overview == CALENDAR
    month = agenda.current_month if is_first else datetime.date(overview.year, overview.month, 1)
    page = Overview(kind=OverviewKind.MONTH, year=month.year, month=month.month, part=overview.part)
    count = len(agenda.months.get(month, ()))
    years = {page.year: page for page in agenda.made(OverviewKind.YEAR) if page.part == 1}
    shown = [year for year in sorted(years, reverse=True) if is_first or year == month.year]
    return MonthsPage(
        month=_month(month, page.part, agenda, root),
        turner=turner(agenda, page, count, DATES_OF_A_MONTH, root),
        weekdays=tuple(_weekdays(site)),
        years=tuple(
            (
                Choice(
                    link=agenda.link(years[year], site.wording.strings("when.year", year=year), root),
                    current=False,
                ),
                _months(agenda, year, month, root),
            )
            for year in shown
        ),
        all=None if is_first else agenda.link(CALENDAR, site.wording.strings("month.all"), root),
    )


def _months(agenda: Agenda, year: int, current: datetime.date, root: str) -> tuple[Choice, ...]:
    """Return the months of a year in which anything is."""
    made = [page for page in agenda.made(OverviewKind.MONTH) if page.year == year and page.part == 1]
    return tuple(
        Choice(
            link=agenda.link(page, agenda.site.wording.month(day), root),
            current=day == current,
            id="" if day == current else _month_id(day),
        )
        for page in made
        for day in (datetime.date(page.year, page.month, 1),)
    )


def _weekdays(site: CallsView) -> Iterator[Row]:
    start, said = site.wording.week_start(), site.wording.strings
    for day in ((start + offset) % 7 for offset in range(7)):
        yield Row(name=said(f"weekday_short.{day}"), text=said(f"weekday.{day}"))


def _around(agenda: Agenda, month: datetime.date, root: str) -> tuple[Link | None, Link | None]:
    """Return the last month with anything before this one, and the first after it."""
    pages = (page for page in agenda.made(OverviewKind.MONTH) if page.part == 1)
    made = {datetime.date(page.year, page.month, 1): page for page in pages}
    before = max((day for day in made if day < month), default=None)
    after = min((day for day in made if day > month), default=None)

    def link(day: datetime.date | None, key: str) -> Link | None:
        if day is None:
            return None
        words = agenda.site.wording
        return agenda.link(made[day], words.strings(key, month=words.month(day)), root)

    return link(before, "month.previous"), link(after, "month.next")


def _month_id(month: datetime.date) -> str:
    return f"month-{month:%Y-%m}"


def _month(month: datetime.date, part: int, agenda: Agenda, root: str) -> MonthView:
    site, wording = agenda.site, agenda.site.wording
    first = (part - 1) * DATES_OF_A_MONTH
    occurrences_of_month = agenda.months.get(month, ())
    dated: dict[datetime.date, list[DateEntry]] = {}
    longer: list[DateEntry] = []
    for one in occurrences_of_month[first : first + DATES_OF_A_MONTH]:
        begins_here = not isinstance(one.moment, Period) and one.day.replace(day=1) == month
        entries = dated.setdefault(one.day, []) if begins_here else longer
        entries.append(_entry(one, site, root))
    weeks = calendar.Calendar(wording.week_start()).monthdatescalendar(month.year, month.month)
    if (
        len(occurrences_of_month) > DATES_OF_A_MONTH
    ):  # weeks of other parts would look as if they had no dates
        weeks = [week for week in weeks if dated and week[-1] >= min(dated) and week[0] <= max(dated)]
    title = wording.month(month)
    previous, following = _around(agenda, month, root)
    return MonthView(
        id=_month_id(month),
        title=title,
        caption=wording.strings("month.caption", month=title),
        weeks=tuple(tuple(_cell(day, month, dated, wording) for day in week) for week in weeks),
        approximate=tuple(longer),
        has_entries=bool(dated or longer),
        previous=previous,
        next=following,
    )


def _cell(
    day: datetime.date,
    month: datetime.date,
    entries: Mapping[datetime.date, Sequence[DateEntry]],
    wording: Wording,
) -> DayCell:
    if day.month != month.month:
        return DayCell(number=0, machine="", spoken="", entries=())
    return DayCell(
        number=day.day,
        machine=day.isoformat(),
        spoken=wording.long_day(day),
        entries=tuple(entries.get(day, ())),
    )


def _entry(one: Occurrence, site: CallsView, root: str) -> DateEntry:
    wording = site.wording
    return DateEntry(
        text=entry_text(one, wording),
        url=f"{root}{site.settings.calls_folder}/{one.call.id}/#stage-{one.stage.id}",
        clocks=entry_clocks(one, wording),
        point=one.point.value,
        cancelled=one.cancelled,
    )


def entry_text(one: Occurrence, wording: Wording) -> str:
    """Return what happens, of which call, for which side."""
    stage = wording.stage_name(one.stage)
    call = wording.words(one.call.title)
    if one.point in (Point.HAPPENS, Point.SPANS):
        text = wording.strings("event.happens", stage=stage, call=call)
    else:
        point = wording.strings(f"point.{one.point.value}")
        text = wording.strings("month.entry", point=point, call=call, stage=stage)
    return wording.event_line(one, wording.of_side(one.stage.side, text))


def entry_clocks(one: Occurrence, wording: Wording) -> str:
    """Return the clocks of an exact moment, or about when another is; of a window all of it."""
    if one.end is not None:
        return wording.span(one.moment, one.end)
    if isinstance(one.moment, Exact):
        return " / ".join(wording.clocks(one.moment))
    return wording.period(one.moment) if isinstance(one.moment, Period) else ""
