"""What templates may see of all calls together: the list in groups, the archive, months and years."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exchange.calls.model.call import Call, Day, Exact, Moment, Period, StageKind, Undated
from exchange.calls.model.schedule import (
    Group,
    Occurrence,
    Point,
    by_month,
    first_day,
    group_of,
    in_order,
    next_deadline,
    occurrences,
)
from exchange.calls.model.status import State
from exchange.calls.views.call_views import CallsView, Card, Link, Row, card, state_words
from exchange.calls.views.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """Some calls under one heading, which stays true whenever it is read."""

    id: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One thing readers may choose by: its name in the address, its label, its values with their words."""

    name: str
    label: str
    options: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The list of calls, or the archive."""

    groups: tuple[CardGroup, ...]
    filters: tuple[Filter, ...]
    currencies: tuple[str, ...]
    state_words: str


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
    """A month as a table of weeks, with what has no day below it."""

    id: str
    title: str
    caption: str
    current: bool
    weeks: tuple[tuple[DayCell, ...], ...]
    approximate: tuple[DateEntry, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsPage:
    """All months in which something is; one of them is current."""

    months: tuple[MonthView, ...]
    weekdays: tuple[Row, ...]


def list_page(site: CallsView, *, root: str) -> ListPage:
    """Return the calls that are not over, in groups that the passing of time does not make untrue."""
    live = [call for call in site.calls if _group(call, site) is not Group.PAST]
    return _page(_live_groups(live, site, root), live, site)


def archive_page(site: CallsView, *, root: str) -> ListPage:
    """Return the calls that are over, newest year first."""
    past = [call for call in site.calls if _group(call, site) is Group.PAST]
    years: dict[int, list[Call]] = {}
    for call in past:
        years.setdefault(_last_year(call), []).append(call)
    groups = []
    for year in sorted(years, reverse=True):
        said = site.wording.strings
        title = said("list.group.past_year", year=year) if year else said("list.group.past_unknown")
        cards = tuple(card(call, site, root=root) for call in sorted(years[year], key=lambda one: one.id))
        groups.append(CardGroup(id=f"past-{year or 'undated'}", title=title, cards=cards))
    return _page(groups, past, site)


def _page(groups: Iterable[CardGroup], calls: Sequence[Call], site: CallsView) -> ListPage:
    return ListPage(
        groups=tuple(groups),
        filters=_filters(calls, site),
        currencies=site.settings.currencies,
        state_words=state_words(site.wording),
    )


def _group(call: Call, site: CallsView) -> Group:
    return group_of(site.statuses[call.id].state)


def _live_groups(calls: Sequence[Call], site: CallsView, root: str) -> list[CardGroup]:
    """Return deadlines by month, then the rest by what they wait for."""
    sorted_calls: dict[tuple[int, str, str], list[Call]] = {}
    for call in calls:
        sorted_calls.setdefault(_group_key(call, site), []).append(call)
    groups = []
    for (_, name, title), members in sorted(sorted_calls.items()):
        ordered = sorted(members, key=lambda call: (_deadline_instant(call, site), call.id))
        cards = tuple(card(call, site, root=root) for call in ordered)
        groups.append(CardGroup(id=name, title=title, cards=cards))
    return groups


def _group_key(call: Call, site: CallsView) -> tuple[int, str, str]:
    group = _group(call, site)
    rank = tuple(Group).index(group)
    wording = site.wording
    if group is not Group.DEADLINE:
        return rank, group.value, wording.strings(f"list.group.{group.value}")
    stage = next_deadline(call, site.statuses[call.id])
    closes = stage.closes if stage else None
    if closes is None or isinstance(closes, Undated):
        return rank, "deadline-unknown", wording.strings("list.group.deadline_unknown")
    day = first_day(closes)
    title = wording.strings("list.group.deadline", month=wording.month(day))
    return rank, f"deadline-{day:%Y-%m}", title


def _deadline_instant(call: Call, site: CallsView) -> datetime.datetime:
    stage = next_deadline(call, site.statuses[call.id])
    closes: Moment | None = stage.closes if stage else None
    far = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return far if closes is None or isinstance(closes, Undated) else closes.ends


def _last_year(call: Call) -> int:
    days = [first_day(one.moment) for one in occurrences(call)]
    return max((day.year for day in days), default=0)


def _filters(calls: Sequence[Call], site: CallsView) -> tuple[Filter, ...]:
    """Return the filters, each value with its words; any state, since time may bring it on the page."""
    wording = site.wording
    sides = {side: wording.side(side) for call in calls for side in call.side_codes}
    used = {stage.kind for call in calls for stage in call.dated}
    stages = {kind.value: wording.strings(f"stage.{kind.value}") for kind in StageKind if kind in used}
    funders = {funder.id: wording.words(funder.name) for call in calls for funder in call.funders}
    states = {state.value: wording.strings(f"state.{state.value}") for state in State}
    named = (("side", sides), ("stage", stages), ("funder", funders), ("state", states))
    return tuple(_filter(name, options, wording) for name, options in named)


def _filter(name: str, options: Mapping[str, str], wording: Wording) -> Filter:
    rows = tuple(Row(name=value, text=text) for value, text in options.items())
    return Filter(name=name, label=wording.strings(f"filter.{name}"), options=rows)


def months_page(site: CallsView, *, root: str) -> MonthsPage:
    """Return a table of each month in which anything is, with the one to act in as current."""
    found = in_order(one for call in site.calls for one in occurrences(call))
    months = by_month(found)
    order = list(months)
    current = _current_month(order, site)
    views = tuple(
        _month(month, months[month], site, root, current=month == current, around=_around(order, month, site))
        for month in order
    )
    start = site.wording.week_start()
    weekdays = tuple(
        Row(name=site.wording.strings(f"weekday_short.{day}"), text=site.wording.strings(f"weekday.{day}"))
        for day in ((start + offset) % 7 for offset in range(7))
    )
    return MonthsPage(months=views, weekdays=weekdays)


def _current_month(order: Sequence[datetime.date], site: CallsView) -> datetime.date | None:
    """Return the month of the next change of any state, or the last there is: it moves with states only."""
    instants = [one for call in site.calls for one in occurrences(call) if one.moment.ends > site.now]
    dated = [one for one in in_order(instants) if isinstance(one.moment, Exact | Day)]
    if dated:
        return dated[0].day.replace(day=1)
    return order[-1] if order else None


def _around(
    order: Sequence[datetime.date], month: datetime.date, site: CallsView
) -> tuple[Link | None, Link | None]:
    place = order.index(month)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    previous, following = (
        None
        if other is None
        else Link(text=site.wording.strings(key, month=site.wording.month(other)), url=f"#{_month_id(other)}")
        for key, other in (("month.previous", before), ("month.next", after))
    )
    return previous, following


def _month_id(month: datetime.date) -> str:
    return f"month-{month:%Y-%m}"


def _month(
    month: datetime.date,
    entries: Sequence[Occurrence],
    site: CallsView,
    root: str,
    *,
    current: bool,
    around: tuple[Link | None, Link | None],
) -> MonthView:
    wording = site.wording
    dated: dict[datetime.date, list[DateEntry]] = {}
    approximate = []
    for one in entries:
        if isinstance(one.moment, Period):
            approximate.append(_entry(one, site, root))
        else:
            dated.setdefault(one.day, []).append(_entry(one, site, root))
    weeks = calendar.Calendar(wording.week_start()).monthdatescalendar(month.year, month.month)
    title = wording.month(month)
    return MonthView(
        id=_month_id(month),
        title=title,
        caption=wording.strings("month.caption", month=title),
        current=current,
        weeks=tuple(tuple(_cell(day, month, dated, wording) for day in week) for week in weeks),
        approximate=tuple(approximate),
        previous=around[0],
        next=around[1],
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
    text = wording.of_side(one.stage.side, text)
    if one.cancelled:
        return wording.strings("event.cancelled", summary=text)
    if one.paused:
        return wording.strings("event.paused", summary=text)
    return wording.strings("month.expected", text=text) if one.expected else text


def entry_clocks(one: Occurrence, wording: Wording) -> str:
    """Return the clocks of an exact moment, or about when another is; of a window all of it."""
    if one.until is not None:
        return wording.span(one.moment, one.until)
    if isinstance(one.moment, Exact):
        return " / ".join(wording.clocks(one.moment))
    return wording.period(one.moment) if isinstance(one.moment, Period) else ""
