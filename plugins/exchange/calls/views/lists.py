"""What templates may see of the list of calls and of the archive, a page at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from exchange.calls.model.call import Call, MissingDate, StageKind
from exchange.calls.model.overviews import CARDS_ON_A_PAGE, LIST, PAST, UNDATED, Overview, pages_for
from exchange.calls.model.schedule import Point, occurrences
from exchange.calls.model.status import State
from exchange.calls.views.agenda import Agenda, group_key
from exchange.calls.views.call_views import CallsView, Card, Link, Row, card, state_words
from exchange.calls.views.wording import Wording

_OPENINGS = 6  # calls that tell what usually opens when


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
class ListPage:
    """The list of calls, or the archive, or a part of either. `choices` lead to other pages of its kind."""

    groups: tuple[CardGroup, ...]
    filters: tuple[Filter, ...]
    currencies: tuple[str, ...]
    state_words: str
    choices: tuple[Choice, ...]
    turner: Turner | None
    is_live: bool
    openings: tuple[tuple[Link, str], ...] = ()  # of calls that are over, where none is open: what opens when
    archive: Link | None = None


def list_page(agenda: Agenda, overview: Overview, *, root: str) -> ListPage:
    """Return the calls that are not over, in groups that the passing of time does not make untrue."""
    site, side = agenda.site, overview.side
    calls = [call for call in agenda.live if not side or side in call.side_codes]
    return ListPage(
        groups=tuple(_live_groups(_on_page(calls, overview), site, root)),
        filters=_filters(calls, site),
        currencies=site.settings.currencies,
        state_words=state_words(site.wording),
        choices=tuple(_sides(agenda, side, root)),
        turner=turner(agenda, overview, len(calls), CARDS_ON_A_PAGE, root),
        is_live=True,
        openings=tuple(_openings(agenda, side, root)) if not calls else (),
        archive=agenda.link(PAST, site.wording.strings("list.archive"), root),
    )


def _openings(agenda: Agenda, side: str, root: str) -> Iterator[tuple[Link, str]]:
    """Yield when the calls that were over last had opened, and when their next round is expected."""
    wording, folder = agenda.site.wording, agenda.site.settings.calls_folder
    past = [call for calls in agenda.past.values() for call in calls if not side or side in call.side_codes]
    for call in past[:_OPENINGS]:
        opens = next(
            (occurrence.moment for occurrence in occurrences(call) if occurrence.point is Point.OPENS), None
        )
        told = [("list.opened", opens), ("list.next_expected", call.next_expected)]
        texts = [
            wording.strings(key, moment=wording.moment(moment).text)
            for key, moment in told
            if moment is not None and not isinstance(moment, MissingDate)
        ]
        if texts:
            link = Link(text=wording.words(call.title), url=f"{root}{folder}/{call.id}/")
            yield link, " ".join(texts)


def archive_page(agenda: Agenda, overview: Overview, *, root: str) -> ListPage:
    """Return the calls that were over in one year, or in the newest, the last to close first."""
    site, newest = agenda.site, next(iter(agenda.past), 0)
    facets = overview if overview != PAST else replace(PAST, year=newest)
    calls = agenda.past.get(facets.year, ())
    return ListPage(
        groups=tuple(_archive_groups(_on_page(calls, facets), facets.year, site, root)),
        filters=_filters(calls, site),
        currencies=site.settings.currencies,
        state_words=state_words(site.wording),
        choices=tuple(_years(agenda, facets.year, root)),
        turner=turner(agenda, facets, len(calls), CARDS_ON_A_PAGE, root),
        is_live=False,
    )


def _on_page(calls: Sequence[Call], overview: Overview) -> Sequence[Call]:
    first = (overview.part - 1) * CARDS_ON_A_PAGE
    return calls[first : first + CARDS_ON_A_PAGE]


def turner(agenda: Agenda, overview: Overview, count: int, most: int, root: str) -> Turner | None:
    """Return the way through the parts of a page; None where it has only one."""
    pages, strings = pages_for(count, most), agenda.site.wording.strings
    if pages == 1 and overview.part == 1:
        return None

    def link(part: int, key: str) -> Link | None:
        there = 1 <= part <= pages
        return agenda.link(replace(overview, part=part), strings(key), root) if there else None

    return Turner(
        here=strings("part.here", part=overview.part, parts=pages),
        previous=link(min(overview.part - 1, pages), "part.previous"),
        next=link(overview.part + 1, "part.next"),
    )


def _sides(agenda: Agenda, current: str, root: str) -> Iterator[Choice]:
    wording = agenda.site.wording
    names = {
        "": wording.strings("list.all"),
        **{code: wording.side(code) for code in wording.settings.side_codes},
    }
    for side, name in names.items():
        yield Choice(link=agenda.link(replace(LIST, side=side), name, root), current=side == current)


def _years(agenda: Agenda, current: int, root: str) -> Iterator[Choice]:
    for year in agenda.past:
        link = agenda.link(replace(PAST, year=year), _year_title(year, agenda.site), root)
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
    sides = {side: wording.side(side) for call in calls for side in call.side_codes}
    stage_kinds = {stage.kind for call in calls for stage in call.dated_parts}
    stages = {kind.value: wording.strings(f"stage.{kind.value}") for kind in StageKind if kind in stage_kinds}
    funders = {funder.id: wording.words(funder.name) for call in calls for funder in call.funders}
    states = {state.value: wording.strings(f"state.{state.value}") for state in State}
    facets = (("side", sides), ("stage", stages), ("funder", funders), ("state", states))
    return tuple(_filter(name, options, wording) for name, options in facets)


def _filter(name: str, options: Mapping[str, str], wording: Wording) -> Filter:
    rows = tuple(Row(name=value, text=text) for value, text in options.items())
    return Filter(name=name, label=wording.strings(f"filter.{name}"), options=rows)
