"""What templates may see of the list of calls and of the archive, a page at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from exchange.calls.model.call import Call, MissingDate
from exchange.calls.model.overviews import CARDS_ON_A_PAGE, LIST, PAST_CALLS, UNDATED, Overview, pages_for
from exchange.calls.model.schedule import Point, occurrences
from exchange.calls.model.selections import Facet, Selection, selections
from exchange.calls.model.status import State
from exchange.calls.views.agenda import Agenda, group_key
from exchange.calls.views.call_views import (
    CalendarLinks,
    CallsView,
    Card,
    FeedLinks,
    Link,
    Row,
    card,
    largest_amounts,
    selection_feeds,
    selection_links,
    state_words,
)
from exchange.calls.views.standing import standing
from exchange.calls.views.wording import Wording

_OPENINGS = 6  # calls that tell what usually opens when


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """Some calls under one heading, which stays true whenever it is read."""

    id: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A call in a line: how far each side is, in sentences."""

    link: Link
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One thing readers may choose by: its name in the address, its label, its values with their words."""

    name: str
    label: str
    options: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turner:
    """Where a page is among those of one sequence, and the pages before and after it."""

    here: str
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A link to a page; `id` is where an older page had what is there now."""

    link: Link
    current: bool
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Links to the lists of one facet, such as those of all topics."""

    label: str
    choices: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How to follow the calls of a selection: a calendar, and its feed in some forms."""

    name: str
    calendar: CalendarLinks
    feed: FeedLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The list of calls, or the archive, or a part of either. `choices` lead to other pages of its kind."""

    groups: tuple[CardGroup, ...]
    filters: tuple[Filter, ...]
    currencies: tuple[str, ...]
    state_words: str
    choices: tuple[Choice, ...]
    turner: Turner | None
    is_live: bool
    is_choice: bool = False  # the page of a facet: the ways to its lists, and no calls
    openings: tuple[tuple[Link, str], ...] = ()  # of calls that are over, where none is open: what opens when
    archive: Link | None = None
    lines: tuple[CallLine, ...] = ()  # in place of groups, where a selection is listed in lines
    shelves: tuple[Shelf, ...] = ()  # the lists of some calls, which need no script
    filtered: Link | None = None  # the same selection in the whole list, to filter further
    following: Following | None = None


def list_page(agenda: Agenda, overview: Overview, *, root: str) -> ListPage:
    """Return the calls that are not over, in groups that the passing of time does not make untrue."""
    site, selection = agenda.site, overview.selection
    calls = [call for call in agenda.live if selection is None or selection.has(call)]
    is_choice = selection is not None and not selection.value
    page_calls = _on_page(calls, overview)
    in_lines = overview.is_in_lines
    return ListPage(
        groups=() if in_lines else tuple(_live_groups(page_calls, site, root)),
        lines=tuple(_line(call, site, root) for call in page_calls) if in_lines else (),
        filters=() if in_lines else _filters(calls, site),
        currencies=_currencies(calls, site),
        state_words=state_words(site.wording),
        choices=tuple(_sides(agenda, selection, root)),
        shelves=tuple(_shelves(agenda, selection, root)),
        turner=turner(agenda, overview, len(calls), overview.entries, root),
        is_live=True,
        is_choice=is_choice,
        openings=tuple(_openings(agenda, selection, root)) if not (calls or is_choice) else (),
        archive=agenda.link(PAST_CALLS, site.wording.strings("list.archive"), root),
        filtered=None if selection is None or is_choice else _filter_link(agenda, selection, root),
        following=_following(site, selection),
    )


def _line(call: Call, site: CallsView, root: str) -> CallLine:
    return CallLine(link=site.link(call, root), standing=standing(call, site.statuses[call.id], site.wording))


def _following(site: CallsView, selection: Selection | None) -> Following | None:
    """Return how to follow a selection; those of sides are at the end of every page about all calls."""
    if selection is None or selection.facet is Facet.SIDE or not selection.value:
        return None
    return Following(
        name=site.selection_name(selection),
        calendar=selection_links(site, selection),
        feed=selection_feeds(site, selection),
    )


def _filter_link(agenda: Agenda, selection: Selection, root: str) -> Link:
    link = agenda.link(LIST, agenda.site.wording.strings("list.filter_further"), root)
    return replace(link, url=f"{link.url}?{selection.facet.value}={selection.value}")


def _openings(agenda: Agenda, selection: Selection | None, root: str) -> Iterator[tuple[Link, str]]:
    """Yield when the calls that were over last had opened, and when their next round is expected."""
    wording = agenda.site.wording
    past_calls = [
        call
        for calls in agenda.archive.values()
        for call in calls
        if selection is None or selection.has(call)
    ]
    for call in past_calls[:_OPENINGS]:
        opens = next(
            (occurrence.moment for occurrence in occurrences(call) if occurrence.point is Point.OPENS), None
        )
        dates = [("list.opened", opens), ("list.next_expected", call.next_expected)]
        texts = [
            wording.strings(key, moment=wording.moment(moment).text)
            for key, moment in dates
            if moment is not None and not isinstance(moment, MissingDate)
        ]
        if texts:
            yield agenda.site.link(call, root), " ".join(texts)


def archive_page(agenda: Agenda, overview: Overview, *, root: str) -> ListPage:
    """Return the calls that were over in one year, or in the newest, the last to close first."""
    site, newest = agenda.site, next(iter(agenda.archive), 0)
    facets = overview if overview != PAST_CALLS else replace(PAST_CALLS, year=newest)
    calls = agenda.archive.get(facets.year, ())
    archive_calls = [call for calls in agenda.archive.values() for call in calls]
    return ListPage(
        groups=tuple(_archive_groups(_on_page(calls, facets), facets.year, site, root)),
        filters=_filters(archive_calls, site),
        currencies=_currencies(archive_calls, site),
        state_words=state_words(site.wording),
        choices=tuple(_years(agenda, facets.year, root)),
        turner=turner(agenda, facets, len(calls), CARDS_ON_A_PAGE, root),
        is_live=False,
    )


def _on_page(calls: Sequence[Call], overview: Overview) -> Sequence[Call]:
    first = (overview.part - 1) * overview.entries
    return calls[first : first + overview.entries]


def turner(agenda: Agenda, overview: Overview, count: int, page_size: int, root: str) -> Turner | None:
    """Return the way through the parts of a page; None where it has only one."""
    pages, strings = pages_for(count, page_size), agenda.site.wording.strings
    if pages == 1 and overview.part == 1:
        return None

    def link(part: int, key: str) -> Link | None:
        is_part = 1 <= part <= pages
        return agenda.link(replace(overview, part=part), strings(key), root) if is_part else None

    return Turner(
        here=strings("part.here", part=overview.part, parts=pages),
        previous=link(min(overview.part - 1, pages), "part.previous"),
        next=link(overview.part + 1, "part.next"),
    )


def _sides(agenda: Agenda, current: Selection | None, root: str) -> Iterator[Choice]:
    yield Choice(
        link=agenda.link(LIST, agenda.site.wording.strings("list.all"), root), current=current is None
    )
    for code in agenda.site.settings.side_codes:
        yield _choice(agenda, Selection(facet=Facet.SIDE, value=code), current, root)


def _choice(agenda: Agenda, selection: Selection, current: Selection | None, root: str) -> Choice:
    name = agenda.site.selection_name(selection)
    page = replace(LIST, selection=selection)
    return Choice(link=agenda.link(page, name, root), current=selection == current)


def _shelves(agenda: Agenda, current: Selection | None, root: str) -> Iterator[Shelf]:
    """Yield the lists of each facet that have a call which is not over, and that of the page itself."""
    for facet in (Facet.TOPIC, Facet.APPLICANT, Facet.STAGE):
        options = dict.fromkeys(selection for selection in agenda.selections if selection.facet is facet)
        is_open = current is not None and current.facet is facet
        if current is not None and is_open and current.value:
            options[current] = None
        if options:
            choices = tuple(_choice(agenda, selection, current, root) for selection in options)
            label = agenda.site.wording.strings(f"list.by.{facet.value}")
            yield Shelf(label=label, choices=choices, is_open=is_open)


def _years(agenda: Agenda, current: int, root: str) -> Iterator[Choice]:
    for year in agenda.archive:
        link = agenda.link(replace(PAST_CALLS, year=year), _year_title(year, agenda.site), root)
        yield Choice(link=link, current=year == current, id="" if year == current else _past_id(year))


def _past_id(year: int) -> str:
    return "past-undated" if year == UNDATED else f"past-{year}"


def _year_title(year: int, site: CallsView) -> str:
    strings = site.wording.strings
    return (
        strings("list.group.past_unknown") if year == UNDATED else strings("list.group.past_year", year=year)
    )


def _archive_groups(calls: Sequence[Call], year: int, site: CallsView, root: str) -> Iterator[CardGroup]:
    if calls:
        cards = tuple(card(call, site, root=root) for call in calls)
        yield CardGroup(id=_past_id(year), title=_year_title(year, site), cards=cards)


def _live_groups(calls: Sequence[Call], site: CallsView, root: str) -> Iterator[CardGroup]:
    """Yield deadlines by month, then the rest by what they wait for."""
    for (_, name), members in groupby(calls, key=lambda call: group_key(call, site)):
        cards = tuple(card(call, site, root=root) for call in members)
        yield CardGroup(id=name, title=_group_title(name, site), cards=cards)


def _group_title(name: str, site: CallsView) -> str:
    strings = site.wording.strings
    _, _, month = name.partition("deadline-")
    if not month:
        return strings(f"list.group.{name}")
    if month == "unknown":
        return strings("list.group.deadline_unknown")
    return strings(
        "list.group.deadline", month=site.wording.month(datetime.date.fromisoformat(f"{month}-01"))
    )


def _filters(calls: Sequence[Call], site: CallsView) -> tuple[Filter, ...]:
    """Return the filters, each value with its words; any state, since time may bring it on the page."""
    wording = site.wording
    options: dict[str, dict[str, str]] = {facet.value: {} for facet in Facet}
    for selection in selections(calls, Facet):
        options[selection.facet.value][selection.value] = site.selection_name(selection)
    funders = {funder.id: wording.words(funder.name) for call in calls for funder in call.funders}
    states = {state.value: wording.strings(f"state.{state.value}") for state in State}
    filters = {**options, "funder": funders, "state": states}
    return tuple(_filter(name, values, wording) for name, values in filters.items() if values)


def _currencies(calls: Sequence[Call], site: CallsView) -> tuple[str, ...]:
    """Return the currencies of the sides, and then the others that calls pay in."""
    call_currencies = sorted({currency for call in calls for currency in largest_amounts(call)})
    return tuple(dict.fromkeys((*site.settings.currencies, *call_currencies)))


def _filter(name: str, options: Mapping[str, str], wording: Wording) -> Filter:
    rows = tuple(Row(name=value, text=text) for value, text in options.items())
    return Filter(name=name, label=wording.strings(f"filter.{name}"), options=rows)
