"""Write what is dated in some calls as iCalendar (RFC 5545), the same bytes for the same calls.

Every deadline is a half hour that ends at the deadline. Nothing without a day becomes an event.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exchange.calls.model import zones
from exchange.calls.model.call import Call, DatedMoment, DateField, Day, Exact, Period, StageKind
from exchange.calls.model.changes import NO_REVISIONS, Revisions
from exchange.calls.model.schedule import Occurrence, Point, first_day, in_order, occurrences
from exchange.calls.model.selections import Facet, Selection
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import transitions
from exchange.calls.outputs.calendar_paths import (
    REMINDERS,
    SELECTION_VARIANTS,
    Variant,
    calendar_name,
    calendar_path,
    call_path,
    subscriptions,
    year_name,
)
from exchange.calls.outputs.content_lines import component, line, text_line, time_line
from exchange.calls.outputs.plain_text import clean, one_line
from exchange.calls.outputs.vtimezone import needs_utc, timezone_text
from exchange.calls.views.wording import Wording

_NO_SELECTIONS: Mapping[Selection, str] = {}
_HALF_HOUR = datetime.timedelta(minutes=30)
_SECOND = datetime.timedelta(seconds=1)
_ONE_DAY = datetime.timedelta(days=1)
_ONE_YEAR = datetime.timedelta(days=365)
_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_REFRESH = "PT12H"
_DATE_FIELDS = {
    Point.OPENS: DateField.OPENS,
    Point.CLOSES: DateField.CLOSES,
    Point.BY: DateField.CLOSES,
    Point.HAPPENS: DateField.DATE,
    Point.SPANS: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event, written, with what decides the calendars it is in."""

    call: str
    side: str | None
    kind: StageKind
    end: datetime.datetime
    is_deadline: bool
    text: bytes
    silent_text: Mapping[str, bytes]  # in place of it, in calendars of sides on which it is paused


def calendars(
    calls: Sequence[Call],
    wording: Wording,
    revisions: Revisions = NO_REVISIONS,
    *,
    start: datetime.datetime = _LONG_AGO,
    selections: Mapping[Selection, str] = _NO_SELECTIONS,
    promised: Collection[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield every calendar of a language: its path below the site's root, and its bytes.

    There is one for each call, and one for each side (or all) with each kind of stage (or all). Their names
    never depend on the calls; more are written of those that were `promised` by being published once. What
    was over before `start` is in the calendars of its call and its year.
    """
    sorted_occurrences = in_order(occurrence for call in calls for occurrence in occurrences(call))
    for variant, entries in _entries(sorted_occurrences, wording, revisions).items():
        recent = [entry for entry in entries if entry.end > start]
        for name, title, selection in _subscriptions(recent, variant, wording, promised):
            yield calendar_path(wording, name, variant), _calendar(title, selection, wording)
        for name, title, selection in _of_selections(recent, variant, calls, selections, wording):
            yield calendar_path(wording, name, variant), _calendar(title, selection, wording)
        yield from _of_each_call(entries, variant, calls, wording)
    for year in past_years(calls, start):
        year_entries = (
            _entry(occurrence, wording, Variant.TIMED, revisions)
            for occurrence in _past_occurrences(calls, start, year)
        )
        title = wording.of_site("calendar.name.year", year=year)
        selection = [entry for entry in year_entries if entry is not None]
        yield calendar_path(wording, year_name(year), Variant.TIMED), _calendar(title, selection, wording)


def _of_selections(
    entries: Sequence[Entry],
    variant: Variant,
    calls: Sequence[Call],
    selections: Mapping[Selection, str],
    wording: Wording,
) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Yield the deadlines of topics, and of those who may apply; a stage has its subscription."""
    if variant not in SELECTION_VARIANTS:
        return
    for selection, words in selections.items():
        if selection.facet is not Facet.STAGE:
            names = {call.id for call in calls if selection.has(call)}
            deadlines = [entry for entry in entries if entry.is_deadline and entry.call in names]
            yield selection.address, wording.of_site("calendar.name.deadlines", filters=words), deadlines


def _of_each_call(
    entries: Sequence[Entry], variant: Variant, calls: Sequence[Call], wording: Wording
) -> Iterator[tuple[str, bytes]]:
    """Yield the calendar of each call. What the call is for is said of the whole, not in each event."""
    by_call: dict[str, list[Entry]] = {}
    for entry in entries:
        by_call.setdefault(entry.call, []).append(entry)
    for call in calls:
        description = clean(wording.words(call.summary))
        yield (
            call_path(call.id, wording, variant),
            _calendar(wording.words(call.title), by_call.get(call.id, ()), wording, description),
        )


def history_start(calls: Iterable[Call], now: datetime.datetime, settings: Settings) -> datetime.datetime:
    """Return what calendars of many calls go back to: a year before the last change of any state.

    It moves with states only, so that the same calls give the same bytes on any day between.
    """
    past_instants = (instant for call in calls for instant in transitions(call, settings) if instant <= now)
    return max(past_instants, default=_LONG_AGO + _ONE_YEAR) - _ONE_YEAR


def past_years(calls: Iterable[Call], start: datetime.datetime) -> tuple[int, ...]:
    """Return the years that have a calendar of their own: of what was over before a moment."""
    past_occurrences = (
        occurrence
        for call in calls
        for occurrence in occurrences(call)
        if _end(occurrence) <= start and _span(occurrence)
    )
    return tuple(sorted({occurrence.day.year for occurrence in past_occurrences}))


def _past_occurrences(calls: Iterable[Call], start: datetime.datetime, year: int) -> tuple[Occurrence, ...]:
    candidates = (
        occurrence for call in calls for occurrence in occurrences(call) if occurrence.day.year == year
    )
    return in_order(occurrence for occurrence in candidates if _end(occurrence) <= start)


def _end(occurrence: Occurrence) -> datetime.datetime:
    return (occurrence.end or occurrence.moment).ends


def _entries(
    sorted_occurrences: Sequence[Occurrence], wording: Wording, revisions: Revisions
) -> Mapping[Variant, Sequence[Entry]]:
    """Return the events of each variant; those with reminders differ from the plain ones in these only."""
    entries: dict[Variant, list[Entry]] = {variant: [] for variant in Variant}
    for occurrence in sorted_occurrences:
        plain = _entry(occurrence, wording, Variant.TIMED, revisions)
        whole_day = _entry(occurrence, wording, Variant.DAYS, revisions)
        entries[Variant.DAYS] += [whole_day] if whole_day else []
        entries[Variant.TIMED] += [plain] if plain else []
        for variant, days in REMINDERS.items():
            entries[variant] += [_reminding(plain, occurrence, days, wording)] if plain else []
    return entries


def _subscriptions(
    entries: Sequence[Entry], variant: Variant, wording: Wording, promised: Collection[str]
) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    for side, kind, one_variant in subscriptions(wording, promised):
        if one_variant is variant:
            selection = [
                _for_side(entry, side)
                for entry in entries
                if (side is None or entry.side in (None, side)) and (kind is None or entry.kind is kind)
            ]
            yield calendar_name(side, kind), _title(wording, side, kind), selection


def _for_side(entry: Entry, side: str | None) -> Entry:
    """Return an event as the calendars of a side have it: without reminders while it is paused there."""
    return replace(entry, text=entry.silent_text.get(side or "", entry.text))


def _title(wording: Wording, side: str | None, kind: StageKind | None) -> str:
    strings = wording.strings
    filters = [wording.side(side)] if side else []
    filters += [strings(f"stage.{kind.value}")] if kind else []
    if not filters:
        return wording.of_site("calendar.name.all")
    return wording.of_site("calendar.name.filtered", filters=", ".join(filters))


def _calendar(title: str, entries: Sequence[Entry], wording: Wording, description: str = "") -> bytes:
    """Return a whole calendar with the zones of its events, or of all sides: none is valid when empty."""
    zones = _zones_of(entries) or sorted(wording.settings.zones)
    return component(
        "VCALENDAR",
        *_head(title, wording, description),
        *map(timezone_text, zones),
        *(entry.text for entry in entries),
    )


def _zones_of(entries: Sequence[Entry]) -> list[str]:
    """Return the zones that events are set in; one in UTC or of whole days has none."""
    zone_names = set()
    for entry in entries:
        for part in entry.text.split(b";TZID=")[1:]:
            zone_names.add(part.split(b":")[0].decode("ascii"))
    return sorted(zone_names)


def _head(title: str, wording: Wording, description: str) -> Iterator[bytes]:
    """Yield what a calendar is. Programs read its description under the older of its two names only."""
    name = one_line(title)
    yield line("VERSION", "2.0")
    yield text_line("PRODID", f"-//{wording.settings.domain}//Funding calendar//{wording.code.upper()}")
    yield line("CALSCALE", "GREGORIAN")
    yield text_line("X-WR-CALDESC", description or wording.of_site("calendar.description"))
    yield text_line("NAME", name)
    yield text_line("X-WR-CALNAME", name)
    yield line("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH)
    yield text_line("X-PUBLISHED-TTL", _REFRESH)


def _entry(occurrence: Occurrence, wording: Wording, variant: Variant, revisions: Revisions) -> Entry | None:
    span = _days_span(occurrence, wording) if variant is Variant.DAYS else _span(occurrence)
    if span is None:
        return None
    start, end = span
    lines = [
        text_line("SUMMARY", _summary(occurrence, wording, variant)),
        time_line("DTSTART", start),
        *([time_line("DTEND", end)] if end is not None else []),
        *_properties(occurrence, wording, revisions, _uid(occurrence, wording, variant)),
    ]
    kind = StageKind.FULL if occurrence.stage.kind is StageKind.ROUND else occurrence.stage.kind
    text = component("VEVENT", *lines)
    return Entry(
        call=occurrence.call.id,
        side=occurrence.stage.side,
        kind=kind,
        end=_end(occurrence),
        is_deadline=occurrence.point is Point.CLOSES,
        text=text,
        silent_text=dict.fromkeys(occurrence.paused_sides, text),
    )


def _uid(occurrence: Occurrence, wording: Wording, variant: Variant) -> str:
    """Return a name that neither a date, nor an order, nor a build can change."""
    parts = [occurrence.call.id, occurrence.stage.id]
    parts += ["opens"] if occurrence.point is Point.OPENS else []
    parts += ["day"] if variant is Variant.DAYS else []
    return f"{'.'.join([*parts, wording.code])}@{wording.settings.domain}"


Span = tuple[datetime.date | datetime.datetime, datetime.date | datetime.datetime | None]


def _span(occurrence: Occurrence) -> Span | None:
    """Return when an event starts and ends, both dates or both times; None where no day is known."""
    moment, end = occurrence.moment, occurrence.end
    if end is not None:
        return _spanning(moment, end)
    if isinstance(moment, Day):
        return moment.day, moment.day + _ONE_DAY
    if not isinstance(moment, Exact):
        return None
    if occurrence.point is not Point.CLOSES:
        return _clock(moment.begins, moment.zone), None
    start = moment.begins - _HALF_HOUR
    if needs_utc(start, moment.zone) or needs_utc(moment.begins, moment.zone):
        return start, moment.begins
    return _clock(start, moment.zone), _clock(moment.begins, moment.zone)


def _spanning(start: DatedMoment, end: DatedMoment) -> Span | None:
    if isinstance(start, Exact) and isinstance(end, Exact):
        if needs_utc(start.begins, start.zone) or needs_utc(end.begins, end.zone):
            return start.begins, end.begins
        return _clock(start.begins, start.zone), _clock(end.begins, end.zone)
    return first_day(start), _last_day(end) + _ONE_DAY


def _last_day(moment: DatedMoment) -> datetime.date:
    return moment.last if isinstance(moment, Period) else first_day(moment)


def _clock(instant: datetime.datetime, zone: str) -> datetime.datetime:
    return instant if needs_utc(instant, zone) else zones.local(instant, zone)


def _days_span(occurrence: Occurrence, wording: Wording) -> Span | None:
    """Return whole days; a deadline is the earliest day that the second before it falls on in any zone."""
    if occurrence.end is not None:
        return first_day(occurrence.moment), _last_day(occurrence.end) + _ONE_DAY
    if isinstance(occurrence.moment, Exact) and occurrence.point is Point.CLOSES:
        last = occurrence.moment.begins - _SECOND
        zone_names = {occurrence.moment.zone, *wording.settings.zones}
        day = min(zones.local(last, zone).date() for zone in zone_names)
        return day, day + _ONE_DAY
    if isinstance(occurrence.moment, Exact | Day):
        return first_day(occurrence.moment), first_day(occurrence.moment) + _ONE_DAY
    return None


def _properties(occurrence: Occurrence, wording: Wording, revisions: Revisions, uid: str) -> Iterator[bytes]:
    """Yield what an event is, and how new by the history of its call; without METHOD, DTSTAMP is
    LAST-MODIFIED."""
    date_field = _DATE_FIELDS[occurrence.point]
    last = revisions.event_moment(occurrence.call, occurrence.stage.id, date_field)
    url = f"{wording.settings.page_url(wording.code, occurrence.call.id)}#stage-{occurrence.stage.id}"
    yield time_line("DTSTAMP", last)
    yield text_line("UID", uid)
    yield line("SEQUENCE", str(revisions.sequence(occurrence.call, occurrence.stage.id, date_field)))
    yield text_line("CATEGORIES", _category(occurrence, wording))
    yield text_line("DESCRIPTION", _description(occurrence, wording, url))
    yield time_line("LAST-MODIFIED", last)
    if occurrence.stage.place:
        yield text_line("LOCATION", one_line(wording.words(occurrence.stage.place)))
    yield line("STATUS", _ics_status(occurrence))
    yield line("TRANSP", "TRANSPARENT")
    yield line("URL", url)


def _ics_status(occurrence: Occurrence) -> str:
    if occurrence.cancelled:
        return "CANCELLED"
    is_approximate = isinstance(occurrence.moment, Period) or isinstance(occurrence.end, Period)
    return "TENTATIVE" if occurrence.is_expected or occurrence.is_paused or is_approximate else "CONFIRMED"


def _category(occurrence: Occurrence, wording: Wording) -> str:
    """Return the kind of stage without the characters that three readers split at."""
    return (
        one_line(wording.kind_name(occurrence.stage, occurrence.call.kind))
        .replace(",", " ")
        .replace(";", " ")
    )


def _summary(occurrence: Occurrence, wording: Wording, variant: Variant) -> str:
    values = {
        "call": one_line(wording.words(occurrence.call.title)),
        "stage": one_line(wording.stage_name(occurrence.stage, occurrence.call.kind)),
    }
    deadline = occurrence.point is Point.CLOSES
    if deadline and isinstance(occurrence.moment, Exact):
        key = "event.last_safe_day" if variant is Variant.DAYS else "event.deadline"
        values["clocks"] = " / ".join(wording.clocks(occurrence.moment))
    elif deadline:
        key = "event.deadline_day"
    else:
        key = {Point.OPENS: "event.opens", Point.BY: "event.by"}.get(occurrence.point, "event.happens")
    return wording.event_line(
        occurrence, wording.of_side(occurrence.stage.side, wording.strings(key, **values))
    )


def _description(occurrence: Occurrence, wording: Wording, url: str) -> str:
    strings = wording.strings
    lines = [wording.of_side(occurrence.stage.side, wording.dates(occurrence))]
    if isinstance(occurrence.moment, Exact):
        lines.append(
            strings("event.sets_by", zone=wording.zone_name(occurrence.moment.begins, occurrence.moment.zone))
        )
    elif occurrence.point is Point.CLOSES:
        lines.append(strings("event.day_only"))
    return "\n".join([*lines, strings("event.details", url=url)])


def _reminding(entry: Entry, occurrence: Occurrence, days: Sequence[int], wording: Wording) -> Entry:
    """Return the event of a deadline with its reminders; one called off or paused, and others, as it is."""
    if occurrence.point is not Point.CLOSES or occurrence.cancelled or occurrence.is_paused:
        return entry
    end = b"END:VEVENT\r\n"
    alarms = (_alarm(_summary(occurrence, wording, Variant.TIMED), day_count) for day_count in days)
    return replace(entry, text=b"".join([entry.text.removesuffix(end), *alarms, end]))


def _alarm(text: str, days: int) -> bytes:
    trigger = line("TRIGGER;RELATED=END", f"-P{days}D")
    return component("VALARM", line("ACTION", "DISPLAY"), text_line("DESCRIPTION", text), trigger)


def event_ids(calls: Iterable[Call], wording: Wording) -> Mapping[str, str]:
    """Return the call that each event id of a language belongs to."""
    return {
        _uid(occurrence, wording, variant): call.id
        for call in calls
        for occurrence in occurrences(call)
        for variant in (Variant.TIMED, Variant.DAYS)
        if (_days_span(occurrence, wording) if variant is Variant.DAYS else _span(occurrence)) is not None
    }
