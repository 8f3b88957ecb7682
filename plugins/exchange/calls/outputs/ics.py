"""Write what is dated in some calls as iCalendar (RFC 5545), the same bytes for the same calls.

Every deadline is a half hour that ends at the deadline. Nothing without a day becomes an event.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exchange.calls.model import zones
from exchange.calls.model.call import Call, Dated, Day, Exact, Period, StageKind, VersionRecords
from exchange.calls.model.changes import NOT_REVISED, Revisions, created
from exchange.calls.model.schedule import Occurrence, Point, first_day, in_order, occurrences
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import transitions
from exchange.calls.outputs.calendar_paths import (
    REMINDERS,
    Variant,
    calendar_name,
    calendar_path,
    variants_of,
    year_name,
)
from exchange.calls.outputs.content_lines import component, line, text_line, time_line
from exchange.calls.outputs.plain_text import clean, one_line
from exchange.calls.outputs.vtimezone import needs_utc, timezone_text
from exchange.calls.views.wording import Wording

_HALF_HOUR = datetime.timedelta(minutes=30)
_SECOND = datetime.timedelta(seconds=1)
_ONE_DAY = datetime.timedelta(days=1)
_ONE_YEAR = datetime.timedelta(days=365)
_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_REFRESH = "PT12H"
_DATED = {
    Point.OPENS: Dated.OPENS,
    Point.CLOSES: Dated.CLOSES,
    Point.HAPPENS: Dated.DATE,
    Point.SPANS: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event, written, with what decides the calendars it is in."""

    call: str
    side: str | None
    kind: StageKind
    over: datetime.datetime
    text: bytes


def calendars(
    calls: Sequence[Call],
    wording: Wording,
    revisions: Revisions = NOT_REVISED,
    *,
    since: datetime.datetime = _LONG_AGO,
) -> Iterator[tuple[str, bytes]]:
    """Yield every calendar of a language: its path below the site's root, and its bytes.

    There is one for each call, and one for each side (or all) with each kind of stage (or all); the names
    never depend on the calls. What was over before `since` is in the calendars of its call and its year.
    """
    titles = {call.id: wording.words(call.title) for call in calls}
    ordered = in_order(occurrence for call in calls for occurrence in occurrences(call))
    for variant, entries in _entries(ordered, wording, revisions).items():
        recent = [entry for entry in entries if entry.over > since]
        for name, title, chosen in _subscriptions(recent, variant, wording):
            yield calendar_path(wording, name, variant), _calendar(title, chosen, wording)
        for name, title, chosen in _of_each_call(entries, titles):
            yield calendar_path(wording, name, variant), _calendar(title, chosen, wording)
    for year in past_years(calls, since):
        timed = (_entry(one, wording, Variant.TIMED, revisions) for one in _past(calls, since, year))
        title = wording.strings("calendar.name.year", year=year)
        chosen = [entry for entry in timed if entry is not None]
        yield calendar_path(wording, year_name(year), Variant.TIMED), _calendar(title, chosen, wording)


def _of_each_call(
    entries: Sequence[Entry], titles: Mapping[str, str]
) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Yield what is in the calendar of each call."""
    by_call: dict[str, list[Entry]] = {}
    for entry in entries:
        by_call.setdefault(entry.call, []).append(entry)
    for call in sorted(titles):
        yield f"call/{call}", titles[call], by_call.get(call, ())


def kept_since(calls: Iterable[Call], now: datetime.datetime, settings: Settings) -> datetime.datetime:
    """Return what calendars of many calls go back to: a year before the last change of any state.

    It moves with states only, so that the same calls give the same bytes on any day between.
    """
    passed = (instant for call in calls for instant in transitions(call, settings) if instant <= now)
    return max(passed, default=_LONG_AGO + _ONE_YEAR) - _ONE_YEAR


def past_years(calls: Iterable[Call], since: datetime.datetime) -> tuple[int, ...]:
    """Return the years that have a calendar of their own: of what was over before a moment."""
    found = (one for call in calls for one in occurrences(call) if _over(one) <= since and _span(one))
    return tuple(sorted({one.day.year for one in found}))


def _past(calls: Iterable[Call], since: datetime.datetime, year: int) -> tuple[Occurrence, ...]:
    found = (one for call in calls for one in occurrences(call) if one.day.year == year)
    return in_order(one for one in found if _over(one) <= since)


def _over(one: Occurrence) -> datetime.datetime:
    return (one.until or one.moment).ends


def _entries(
    ordered: Sequence[Occurrence], wording: Wording, revisions: Revisions
) -> Mapping[Variant, Sequence[Entry]]:
    """Return the events of each variant; those with reminders differ from the plain ones in these only."""
    found: dict[Variant, list[Entry]] = {variant: [] for variant in Variant}
    for one in ordered:
        plain = _entry(one, wording, Variant.TIMED, revisions)
        whole_day = _entry(one, wording, Variant.DAYS, revisions)
        found[Variant.DAYS] += [whole_day] if whole_day else []
        found[Variant.TIMED] += [plain] if plain else []
        for variant, days in REMINDERS.items():
            found[variant] += [_reminding(plain, one, days, wording)] if plain else []
    return found


def _subscriptions(
    entries: Sequence[Entry], variant: Variant, wording: Wording
) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    for side in (None, *wording.settings.side_codes):
        of_side = [entry for entry in entries if side is None or entry.side in (None, side)]
        for kind in (kind for kind in (None, *StageKind) if variant in variants_of(kind)):
            chosen = [entry for entry in of_side if kind is None or entry.kind is kind]
            yield calendar_name(side, kind), _title(wording, side, kind), chosen


def _title(wording: Wording, side: str | None, kind: StageKind | None) -> str:
    said = wording.strings
    filters = [said(f"side.{side}")] if side else []
    filters += [said(f"stage.{kind.value}")] if kind else []
    if not filters:
        return said("calendar.name.all")
    return said("calendar.name.filtered", filters=", ".join(filters))


def _calendar(title: str, entries: Sequence[Entry], wording: Wording) -> bytes:
    """Return a whole calendar with the zones of its events, or of all sides: none is valid when empty."""
    zones = _zones_of(entries) or sorted(wording.settings.zones)
    return component(
        "VCALENDAR", *_head(title, wording), *map(timezone_text, zones), *(entry.text for entry in entries)
    )


def _zones_of(entries: Sequence[Entry]) -> list[str]:
    """Return the zones that events are set in; one in UTC or of whole days has none."""
    found = set()
    for entry in entries:
        for part in entry.text.split(b";TZID=")[1:]:
            found.add(part.split(b":")[0].decode("ascii"))
    return sorted(found)


def _head(title: str, wording: Wording) -> Iterator[bytes]:
    name, about = one_line(title), wording.strings("calendar.description")
    yield line("VERSION", "2.0")
    yield text_line("PRODID", f"-//{wording.settings.domain}//Funding calendar//{wording.code.upper()}")
    yield line("CALSCALE", "GREGORIAN")
    yield text_line("DESCRIPTION", about)
    yield text_line("X-WR-CALDESC", about)
    yield text_line("NAME", name)
    yield text_line("X-WR-CALNAME", name)
    yield line("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH)
    yield text_line("X-PUBLISHED-TTL", _REFRESH)


def _entry(one: Occurrence, wording: Wording, variant: Variant, revisions: Revisions) -> Entry | None:
    span = _days_span(one, wording) if variant is Variant.DAYS else _span(one)
    if span is None:
        return None
    start, end = span
    lines = [
        text_line("SUMMARY", _summary(one, wording, variant)),
        time_line("DTSTART", start),
        *([time_line("DTEND", end)] if end is not None else []),
        *_about(one, wording, revisions, _uid(one, wording, variant)),
    ]
    kind = StageKind.FULL if one.stage.kind is StageKind.ROUND else one.stage.kind
    text = component("VEVENT", *lines)
    return Entry(call=one.call.id, side=one.stage.side, kind=kind, over=_over(one), text=text)


def _uid(one: Occurrence, wording: Wording, variant: Variant) -> str:
    """Return a name that neither a date, nor an order, nor a build can change."""
    parts = [one.call.id, one.stage.id]
    parts += ["opens"] if one.point is Point.OPENS else []
    parts += ["day"] if variant is Variant.DAYS else []
    return f"{'.'.join([*parts, wording.code])}@{wording.settings.domain}"


Span = tuple[datetime.date | datetime.datetime, datetime.date | datetime.datetime | None]


def _span(one: Occurrence) -> Span | None:
    """Return when an event starts and ends, both dates or both times; None where no day is known."""
    moment, until = one.moment, one.until
    if until is not None:
        return _spanning(moment, until)
    if isinstance(moment, Day):
        return moment.day, moment.day + _ONE_DAY
    if not isinstance(moment, Exact):
        return None
    if one.point is not Point.CLOSES:
        return _clock(moment.begins, moment.zone), None
    start = moment.begins - _HALF_HOUR
    if needs_utc(start, moment.zone) or needs_utc(moment.begins, moment.zone):
        return start, moment.begins
    return _clock(start, moment.zone), _clock(moment.begins, moment.zone)


def _spanning(start: VersionRecords, end: VersionRecords) -> Span | None:
    if isinstance(start, Exact) and isinstance(end, Exact):
        if needs_utc(start.begins, start.zone) or needs_utc(end.begins, end.zone):
            return start.begins, end.begins
        return _clock(start.begins, start.zone), _clock(end.begins, end.zone)
    return first_day(start), _last_day(end) + _ONE_DAY


def _last_day(moment: VersionRecords) -> datetime.date:
    return moment.last if isinstance(moment, Period) else first_day(moment)


def _clock(instant: datetime.datetime, zone: str) -> datetime.datetime:
    return instant if needs_utc(instant, zone) else zones.local(instant, zone)


def _days_span(one: Occurrence, wording: Wording) -> Span | None:
    """Return whole days; a deadline is the earliest day that the second before it falls on in any zone."""
    if one.until is not None:
        return first_day(one.moment), _last_day(one.until) + _ONE_DAY
    if isinstance(one.moment, Exact) and one.point is Point.CLOSES:
        last = one.moment.begins - _SECOND
        among = {one.moment.zone, *wording.settings.zones}
        day = min(zones.local(last, zone).date() for zone in among)
        return day, day + _ONE_DAY
    if isinstance(one.moment, Exact | Day):
        return first_day(one.moment), first_day(one.moment) + _ONE_DAY
    return None


def _about(one: Occurrence, wording: Wording, revisions: Revisions, uid: str) -> Iterator[bytes]:
    """Yield what an event is, and how new by the history of its call; without METHOD, DTSTAMP is
    LAST-MODIFIED."""
    what = _DATED[one.point]
    last = revisions.event_modified(one.call, one.stage.id, what)
    url = f"{wording.settings.page_url(wording.code, one.call.id)}#stage-{one.stage.id}"
    yield time_line("DTSTAMP", last)
    yield text_line("UID", uid)
    yield line("SEQUENCE", str(revisions.sequence(one.call, one.stage.id, what)))
    yield text_line("CATEGORIES", _category(one, wording))
    yield time_line("CREATED", created(one.call))
    yield text_line("DESCRIPTION", _description(one, wording, url))
    yield time_line("LAST-MODIFIED", last)
    yield line("STATUS", _ics_status(one))
    yield line("TRANSP", "TRANSPARENT")
    yield line("URL", url)


def _ics_status(one: Occurrence) -> str:
    if one.cancelled:
        return "CANCELLED"
    about = isinstance(one.moment, Period) or isinstance(one.until, Period)
    return "TENTATIVE" if one.expected or one.paused or about else "CONFIRMED"


def _category(one: Occurrence, wording: Wording) -> str:
    """Return the kind of stage without the characters that three readers split at."""
    return one_line(wording.kind_name(one.stage)).replace(",", " ").replace(";", " ")


def _summary(one: Occurrence, wording: Wording, variant: Variant) -> str:
    values = {
        "call": one_line(wording.words(one.call.title)),
        "stage": one_line(wording.stage_name(one.stage)),
    }
    deadline = one.point is Point.CLOSES
    if deadline and isinstance(one.moment, Exact):
        key = "event.last_safe_day" if variant is Variant.DAYS else "event.deadline"
        values["clocks"] = " / ".join(wording.clocks(one.moment))
    elif deadline:
        key = "event.deadline_day"
    else:
        key = "event.opens" if one.point is Point.OPENS else "event.happens"
    text = wording.of_side(one.stage.side, wording.strings(key, **values))
    if one.cancelled:
        return wording.strings("event.cancelled", summary=text)
    if one.paused:
        return wording.strings("event.paused", summary=text)
    return wording.strings("event.expected", summary=text) if one.expected else text


def _description(one: Occurrence, wording: Wording, url: str) -> str:
    said = wording.strings
    when = wording.span(one.moment, one.until) if one.until else wording.moment(one.moment).full
    lines = [wording.of_side(one.stage.side, when)]
    if isinstance(one.moment, Exact):
        lines.append(said("event.sets_by", zone=wording.zone_name(one.moment.begins, one.moment.zone)))
    elif one.point is Point.CLOSES:
        lines.append(said("event.day_only"))
    lines += [clean(wording.words(one.call.summary)), said("event.details", url=url)]
    return "\n".join(lines)


def _reminding(entry: Entry, one: Occurrence, days: Sequence[int], wording: Wording) -> Entry:
    """Return the event of a deadline with its reminders; any other, and one called off, as it is."""
    if one.point is not Point.CLOSES or one.cancelled:
        return entry
    end = b"END:VEVENT\r\n"
    alarms = (_alarm(_summary(one, wording, Variant.TIMED), before) for before in days)
    return replace(entry, text=b"".join([entry.text.removesuffix(end), *alarms, end]))


def _alarm(text: str, days: int) -> bytes:
    trigger = line("TRIGGER;RELATED=END", f"-P{days}D")
    return component("VALARM", line("ACTION", "DISPLAY"), text_line("DESCRIPTION", text), trigger)


def event_ids(calls: Iterable[Call], wording: Wording) -> Mapping[str, str]:
    """Return the call that each event id of a language belongs to."""
    return {
        _uid(one, wording, variant): call.id
        for call in calls
        for one in occurrences(call)
        for variant in (Variant.TIMED, Variant.DAYS)
        if (_days_span(one, wording) if variant is Variant.DAYS else _span(one)) is not None
    }
