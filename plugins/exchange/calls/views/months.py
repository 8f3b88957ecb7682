"""What templates may see of months: one as a table of weeks, and the way to all others."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale as CldrLocale

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
    years = {page.year: page for page in agenda.pages_of(OverviewKind.YEAR) if page.part == 1}
    page_years = [year for year in sorted(years, reverse=True) if is_first or year == month.year]
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
            for year in page_years
        ),
        all=None if is_first else agenda.link(CALENDAR, site.wording.strings("month.all"), root),
    )


def _months(agenda: Agenda, year: int, current: datetime.date, root: str) -> tuple[Choice, ...]:
    """Return the months of a year in which anything is."""
    pages = [page for page in agenda.pages_of(OverviewKind.MONTH) if page.year == year and page.part == 1]
    return tuple(
        Choice(
            link=agenda.link(page, agenda.site.wording.month(day), root),
            current=day == current,
            id="" if day == current else _month_id(day),
        )
        for page in pages
        for day in (datetime.date(page.year, page.month, 1),)
    )


def _weekdays(site: CallsView) -> Iterator[Row]:
    start, names = site.wording.week_start(), CldrLocale.parse(site.wording.format).days["stand-alone"]
    for day in ((start + offset) % 7 for offset in range(7)):
        yield Row(name=names["abbreviated"][day], text=names["wide"][day])


def _neighbours(agenda: Agenda, month: datetime.date, root: str) -> tuple[Link | None, Link | None]:
    """Return the last month with anything before this one, and the first after it."""
    pages = (page for page in agenda.pages_of(OverviewKind.MONTH) if page.part == 1)
    pages_by_month = {datetime.date(page.year, page.month, 1): page for page in pages}
    previous_month = max((day for day in pages_by_month if day < month), default=None)
    next_month = min((day for day in pages_by_month if day > month), default=None)

    def link(day: datetime.date | None, key: str) -> Link | None:
        if day is None:
            return None
        words = agenda.site.wording
        return agenda.link(pages_by_month[day], words.strings(key, month=words.month(day)), root)

    return link(previous_month, "month.previous"), link(next_month, "month.next")


def _month_id(month: datetime.date) -> str:
    return f"month-{month:%Y-%m}"


def _month(month: datetime.date, part: int, agenda: Agenda, root: str) -> MonthView:
    site, wording = agenda.site, agenda.site.wording
    first = (part - 1) * DATES_OF_A_MONTH
    occurrences_of_month = agenda.months.get(month, ())
    day_entries: dict[datetime.date, list[DateEntry]] = {}
    longer: list[DateEntry] = []
    for occurrence in occurrences_of_month[first : first + DATES_OF_A_MONTH]:
        has_day = not isinstance(occurrence.moment, Period) and occurrence.day.replace(day=1) == month
        entries = day_entries.setdefault(occurrence.day, []) if has_day else longer
        entries.append(_entry(occurrence, site, root))
    weeks = calendar.Calendar(wording.week_start()).monthdatescalendar(month.year, month.month)
    if (
        len(occurrences_of_month) > DATES_OF_A_MONTH
    ):  # weeks of other parts would look as if they had no dates
        weeks = [
            week
            for week in weeks
            if day_entries and week[-1] >= min(day_entries) and week[0] <= max(day_entries)
        ]
    title = wording.month(month)
    previous, following = _neighbours(agenda, month, root)
    return MonthView(
        id=_month_id(month),
        title=title,
        caption=wording.strings("month.caption", month=title),
        weeks=tuple(tuple(_cell(day, month, day_entries, wording) for day in week) for week in weeks),
        approximate=tuple(longer),
        has_entries=bool(day_entries or longer),
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


def _entry(occurrence: Occurrence, site: CallsView, root: str) -> DateEntry:
    wording = site.wording
    return DateEntry(
        text=entry_text(occurrence, wording),
        url=site.stage_url(occurrence, root),
        clocks=entry_clocks(occurrence, wording),
        point=occurrence.point.value,
        cancelled=occurrence.cancelled,
    )


def entry_text(occurrence: Occurrence, wording: Wording) -> str:
    """Return what happens, of which call, for which side."""
    stage = wording.stage_name(occurrence.stage, occurrence.call.kind)
    call = wording.words(occurrence.call.title)
    if occurrence.point in (Point.HAPPENS, Point.SPANS):
        text = wording.strings("event.happens", stage=stage, call=call)
    else:
        point = wording.point(occurrence.stage, occurrence.point.value, beside_name=True)
        text = wording.strings("month.entry", point=point, call=call, stage=stage)
    return wording.event_line(occurrence, wording.of_side(occurrence.stage.side, text))


def entry_clocks(occurrence: Occurrence, wording: Wording) -> str:
    """Return the clocks of an exact moment, or about when another is; of a window all of it."""
    if occurrence.end is not None:
        return wording.span(occurrence.moment, occurrence.end)
    if isinstance(occurrence.moment, Exact):
        return " / ".join(wording.clocks(occurrence.moment))
    return wording.period(occurrence.moment) if isinstance(occurrence.moment, Period) else ""
