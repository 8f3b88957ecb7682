"""Draw the stages of each year as bars and marks, in numbers that an SVG template prints as they are."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exchange.calls.model.call import NEVER, Call, DatedMoment, Day, Exact, MissingDate, Moment, Period, Stage
from exchange.calls.model.overviews import LINES_OF_A_YEAR, TIMELINE, Overview, OverviewKind
from exchange.calls.model.schedule import Occurrence, first_day, in_order, last_day, occurrences
from exchange.calls.views.agenda import Agenda
from exchange.calls.views.call_views import CallsView, Link
from exchange.calls.views.lists import Choice, Turner, turner
from exchange.calls.views.months import entry_clocks, entry_text
from exchange.calls.views.wording import Wording

WIDTH = 960  # of the whole drawing, in its own units
LEFT_EDGE = 12  # of the first month
_ROW = 46
_LANE = 16  # between the bars of one side and those of the next
_ROOM = 64  # that the name of a side takes
_HEAD = 28
_BAR = 14
_MINIMUM_WIDTH = 4  # a bar is never thinner than this, so that one day can be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stage within its year: where it starts, how wide it is (0: a mark), and its words with its side."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The name of a side beside its bars: `anchor` is where in the text `x` is, as SVG has it."""

    x: int
    y: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One call: its name above its bars, those of each side in a lane of their own."""

    y: int
    text: str
    url: str
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthMark:
    """Where a month begins, and its number."""

    x: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The same as a bar, in words, for the table below the drawing."""

    when: str
    text: str
    url: str
    clocks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """A year: the drawing and the table."""

    id: str
    title: str
    width: int
    height: int
    lines: tuple[Line, ...]
    months: tuple[MonthMark, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """One year, its months that have anything, and the way to other years and to its further calls."""

    year: YearView
    months: tuple[Link, ...]
    years: tuple[Choice, ...]
    turner: Turner | None


def year_page(agenda: Agenda, overview: Overview, *, root: str) -> TimelinePage:
    """Return the stages of a year: the one that is asked for, or the one to act in."""
    pages = {page.year: page for page in agenda.pages_of(OverviewKind.YEAR) if page.part == 1}
    current = agenda.current_month.year
    year_overview = overview if overview != TIMELINE else Overview(kind=OverviewKind.YEAR, year=current)
    calls = agenda.years.get(year_overview.year, ())
    return TimelinePage(
        year=_year(year_overview, calls, agenda.site, root),
        months=tuple(_months(agenda, year_overview.year, root)),
        years=tuple(
            Choice(
                link=agenda.link(page, agenda.site.wording.strings("when.year", year=year), root),
                current=year == year_overview.year,
                id="" if year == year_overview.year else _year_id(year),
            )
            for year, page in sorted(pages.items())
        ),
        turner=turner(agenda, year_overview, len(calls), LINES_OF_A_YEAR, root),
    )


def _year_id(year: int) -> str:
    return f"year-{year}"


def _months(agenda: Agenda, year: int, root: str) -> Iterator[Link]:
    for page in agenda.pages_of(OverviewKind.MONTH):
        if page.year == year:
            month = datetime.date(page.year, page.month, 1)
            yield agenda.link(page, agenda.site.wording.month(month), root)


def _year(overview: Overview, calls: Sequence[Call], site: CallsView, root: str) -> YearView:
    wording, year = site.wording, overview.year
    first = (overview.part - 1) * LINES_OF_A_YEAR
    page_calls = calls[first : first + LINES_OF_A_YEAR]
    year_occurrences = in_order(
        occurrence for call in page_calls for occurrence in occurrences(call) if _occurs_in(occurrence, year)
    )
    lines, bottom = [], _HEAD
    for call in page_calls:
        lines.append(_line(bottom, call, year, site, root))
        bottom += _ROW + _LANE * (len(_sides_in(call, year)) - 1)
    return YearView(
        id=_year_id(year),
        title=wording.strings("timeline.title", year=year),
        width=WIDTH,
        height=max(bottom, _HEAD + _ROW),
        lines=tuple(lines),
        months=tuple(
            MonthMark(x=_x(datetime.date(year, month, 1), year), text=str(month)) for month in range(1, 13)
        ),
        facts=tuple(_fact(occurrence, site, root) for occurrence in year_occurrences),
    )


def _occurs_in(occurrence: Occurrence, year: int) -> bool:
    """Return True if something is in a year, or may be, or goes on in it."""
    return occurrence.day.year <= year <= last_day(occurrence).year


def _line(top: int, call: Call, year: int, site: CallsView, root: str) -> Line:
    bars: list[Bar] = []
    lanes: list[Lane] = []
    for number, side in enumerate(_sides_in(call, year)):
        y = top + _ROW - _BAR - 8 + number * _LANE
        stages = [stage for stage in call.dated_parts if stage.side == side]
        stage_bars = [
            bar for stage in stages if (bar := _bar(call, stage, year, y, site.wording)) is not None
        ]
        bars += stage_bars
        lanes += [] if side is None else [_lane(stage_bars, site.wording.short_side(side))]
    return Line(
        y=top + 16,
        text=site.wording.words(call.title),
        url=site.page_url(call, root),
        bars=tuple(bars),
        lanes=tuple(lanes),
    )


def _sides_in(call: Call, year: int) -> tuple[str | None, ...]:
    """Return the sides that have a stage in a year, None first for what is for all."""
    sides = {stage.side for stage in call.dated_parts if _in_year(stage, year)}
    return tuple(side for side in (None, *call.side_codes) if side in sides)


def _lane(bars: Sequence[Bar], name: str) -> Lane:
    """Return the name of a side before the first of its bars, or after the last where there is more room."""
    first = min(bar.x for bar in bars)
    last = max(bar.x + bar.width for bar in bars)
    baseline = bars[0].y + _BAR - 3
    if first >= LEFT_EDGE + _ROOM:
        return Lane(x=first - 5, y=baseline, anchor="end", text=name)
    return Lane(x=min(last + 5, WIDTH - _ROOM), y=baseline, anchor="start", text=name)


def _in_year(stage: Stage, year: int) -> bool:
    span = _span(stage)
    return span is not None and span[0].year <= year <= span[1].year


def _bar(call: Call, stage: Stage, year: int, y: int, wording: Wording) -> Bar | None:
    span = _span(stage)
    if span is None or not _in_year(stage, year):
        return None
    first = max(span[0], datetime.date(year, 1, 1))
    is_open_ended = stage.closes == NEVER
    last = datetime.date(year, 12, 31) if is_open_ended else min(span[1], datetime.date(year, 12, 31))
    x = _x(first, year)
    return Bar(
        x=x,
        y=y,
        width=max(_x(last, year) - x, _MINIMUM_WIDTH),
        height=_BAR,
        kind=_bar_kind(stage),
        text=wording.of_side(
            stage.side, wording.paused_text(call, stage, wording.stage_name(stage, call.kind))
        ),
    )


def _bar_kind(stage: Stage) -> str:
    """Return what decides the look of a bar: its kind of stage, or that its dates are only about right."""
    ends = (stage.opens, stage.closes, stage.date)
    certain = stage.window is not None or any(isinstance(moment, Exact | Day) for moment in ends)
    return stage.kind.value if certain else "about"


def _span(stage: Stage) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day a stage may be on; None where no date is known."""
    if stage.window is not None:
        moments: list[Moment | None] = [stage.window.start, stage.window.end]
    else:
        moments = [stage.opens, stage.closes, stage.date]
    dated_moments = [
        moment for moment in moments if moment is not None and not isinstance(moment, MissingDate)
    ]
    if not dated_moments:
        return None
    return min(first_day(moment) for moment in dated_moments), max(
        _last_day(moment) for moment in dated_moments
    )


def _last_day(moment: DatedMoment) -> datetime.date:
    return moment.last if isinstance(moment, Period) else first_day(moment)


def _x(day: datetime.date, year: int) -> int:
    """Return where a day is, in whole units."""
    days = 366 if calendar.isleap(year) else 365
    day_number = (day - datetime.date(year, 1, 1)).days
    return LEFT_EDGE + round(day_number * (WIDTH - 2 * LEFT_EDGE) / days)


def _fact(occurrence: Occurrence, site: CallsView, root: str) -> Fact:
    wording = site.wording
    return Fact(
        when=wording.span(occurrence.moment, occurrence.end)
        if occurrence.end
        else wording.short(occurrence.moment),
        text=entry_text(occurrence, wording),
        url=site.stage_url(occurrence, root),
        clocks=entry_clocks(occurrence, wording)
        if not (occurrence.end or isinstance(occurrence.moment, Period))
        else "",
    )
