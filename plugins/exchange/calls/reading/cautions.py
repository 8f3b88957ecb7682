"""Warn of what a record may say but its editor should look at: holidays, old sources, unequal deadlines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from exchange.calls.model import zones
from exchange.calls.model.addresses import addresses
from exchange.calls.model.call import (
    NEVER,
    Amount,
    Budget,
    Call,
    ChangeKind,
    DateField,
    Day,
    Duration,
    Exact,
    Form,
    Lifecycle,
    MissingDate,
    Moment,
    Stage,
)
from exchange.calls.model.settings import Settings, Side
from exchange.calls.model.status import FINAL_STATES, State, status
from exchange.calls.model.working_days import holidays_of, is_weekend
from exchange.calls.reading.prose import text_fields
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.unclear_dates import unclear_dates
from exchange.languages.language import all_languages
from exchange.languages.statements import Quantity
from exchange.text.host_names import is_familiar
from exchange.text.problems import Place, Problem, Severity, message_languages
from exchange.text.web_addresses import host_of, over_https

_MANY_YEARS = 10
_SILENCE = datetime.timedelta(days=3 * 365)
"""After so long without news, a call that was to have no closing date may have had one all the same."""
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)")
_QUOTED = re.compile(r"\"([^\"\n]*)\"")
_LEAST_AMOUNT = 1_000
"""In whole units of a currency; words beside a smaller figure may be a scale with a wrong letter."""


def cautions(call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces) -> list[Problem]:
    """Return the warnings about one call, each at the date of its record that it is about."""
    return [
        *on_days_off(call, now, settings, places),
        *deadlines_differ(call, now, settings, places),
        *_other_clocks(call, now, settings, places),
        *_old_sources(call, now, settings, places),
        *unclear_dates(call, now, settings, places),
        *_open_for_years(call, now, places),
        *_more_than_announced(call, places),
        *_parts_above_total(call, places),
        *_years_apart(call, places),
        *_unfamiliar_hosts(call, settings, places),
        *_plain_addresses(call, places),
        *_unknown_units(call, places),
        *_stages_of_other_sides(call, settings, places),
        *_other_for_each_reader(call, places),
    ]


def unknown_predecessor(call: Call, calls: Mapping[str, Call], places: RecordPlaces) -> Iterator[Problem]:
    """Yield a problem for each call superseded that is not there; `calls` are all calls by id."""
    for name in call.supersedes:
        if name not in calls:
            values = {"value": name, "known": ", ".join(sorted(calls))}
            yield Problem(code="calls/supersedes-unknown", place=places.value("supersedes"), values=values)


def on_days_off(
    call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces
) -> Iterator[Problem]:
    """Yield deadlines on a weekend or a holiday of their side."""
    for stage in call.dated_parts:
        moment = stage.closes
        if not isinstance(moment, Exact | Day) or moment.ends < now:
            continue
        place = places.stage(stage.id, "closes", "at")
        for side in settings.sides:
            if side.code in call.side_codes and stage.side in (None, side.code):
                yield from _day_off(stage.id, moment, side, place)


def _years_apart(call: Call, places: RecordPlaces) -> Iterator[Problem]:
    """Yield deadlines so long after the opening that a digit of one of the years may be wrong."""
    for stage in call.dated_parts:
        if isinstance(stage.opens, Exact | Day) and isinstance(stage.closes, Exact | Day):
            years = stage.closes.ends.year - stage.opens.begins.year
            if years >= _MANY_YEARS:
                yield _caution("years-away", places.stage(stage.id, "closes"), years=str(years))


def _day_off(stage: str, moment: Exact | Day, side: Side, place: Place) -> Iterator[Problem]:
    day = moment.day if isinstance(moment, Day) else zones.local(moment.begins, side.zone).date()
    values = {"stage": stage, "side": side.code, "day": day.isoformat()}
    if is_weekend(day):
        yield _caution("deadline-on-weekend", place, **values)
    names = {
        name: calendar for calendar in side.holidays if (name := holidays_of(calendar, day.year).get(day))
    }
    for calendar in names.values():
        words = {
            f"holiday_{code}": holidays_of(calendar, day.year, code)[day]
            for code in message_languages("calls")
        }
        yield _caution("deadline-on-holiday", place, **values, **words, calendar=calendar)


def texts_with_signs(places: RecordPlaces) -> Iterator[Problem]:
    """Yield texts with signs of Markdown, or in quotes below `|`: readers see them."""
    for text in places.texts():
        better = _LINK.sub(r"\1 (\2)", _BOLD.sub(r"\1", text))
        quoted = _QUOTED.fullmatch(better)
        better = quoted[1] if quoted else better
        if better != text:
            yield _caution("text-signs", places.text(text), text=text[:60], better=better)


def _stages_of_other_sides(call: Call, settings: Settings, places: RecordPlaces) -> Iterator[Problem]:
    """Yield stages whose id names another side than theirs, by its last word."""
    codes = {
        name.casefold(): side.code
        for side in settings.sides
        for name in (side.code, *(side.name or {}).values(), *(side.short_name or {}).values())
    }
    for stage in call.stages:
        first, _, last = stage.id.rpartition("-")
        other = codes.get(last)
        if first and stage.side and other not in (None, stage.side):
            better = f"{first}-{stage.side.lower()}"
            if better in {sibling.id for sibling in call.stages}:
                better = f"{better}-2"
            values = {"id": stage.id, "side": stage.side, "other": other, "better": better}
            yield _caution("stage-of-other-side", places.stage(stage.id, "id"), **values)


def _other_clocks(
    call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces
) -> Iterator[Problem]:
    """Yield deadlines of one side on the clock of another, where that side has not the very same moment."""
    zones_of_sides = {side.zone: side.code for side in settings.sides}
    for stage in call.stages:
        moment = stage.closes
        if stage.side is None or not isinstance(moment, Exact) or moment.ends < now:
            continue
        own_zone, side = settings.side(stage.side).zone, zones_of_sides.get(moment.zone)
        if side in (None, stage.side) or moment.zone == own_zone:
            continue
        if not any(sibling.side == side and sibling.closes == moment for sibling in call.stages):
            values = {"stage": stage.id, "side": stage.side, "zone": moment.zone, "own": own_zone}
            yield _caution("deadline-on-other-clock", places.stage(stage.id, "closes"), **values)


def unequal_deadlines(call: Call) -> tuple[tuple[Stage, Stage], ...]:
    """Return the stages of one kind that close at different moments on two sides."""
    stages = [stage for stage in call.stages if stage.side and isinstance(stage.closes, Exact | Day)]
    return tuple(
        (stage, other_stage)
        for number, stage in enumerate(stages)
        for other_stage in stages[number + 1 :]
        if stage.kind is other_stage.kind
        and stage.side != other_stage.side
        and _end(stage.closes) != _end(other_stage.closes)
    )


def _end(moment: Moment | None) -> datetime.datetime | datetime.date | None:
    """Return when a deadline is: a day without a time is one day on all sides, wherever it ends first."""
    if isinstance(moment, Day):
        return moment.day
    return None if moment is None or isinstance(moment, MissingDate) else moment.ends


def deadlines_differ(
    call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces
) -> Iterator[Problem]:
    """Yield deadlines of one kind that are not the same moment on two sides, of a call that is not over."""
    if status(call, now, settings).state in FINAL_STATES | {State.CLOSED}:
        return
    for stage, other_stage in unequal_deadlines(call):
        yield _caution(
            "deadlines-differ", places.stage(other_stage.id, "closes"), one=stage.id, other=other_stage.id
        )


def _old_sources(
    call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces
) -> Iterator[Problem]:
    if status(call, now, settings).state in FINAL_STATES | {State.CLOSED}:
        return
    days = [source.checked for source in call.source]
    newest = max(days, default=None)
    if newest and (now.date() - newest).days > settings.unchecked_days:
        place = places.item("source", days.index(newest), "checked")
        yield _caution("source-unchecked", place, checked=newest.isoformat())


def _open_for_years(call: Call, now: datetime.datetime, places: RecordPlaces) -> Iterator[Problem]:
    """Yield a stage without a closing date of whose call nothing is told since its opening, years ago."""
    if call.lifecycle is not Lifecycle.ANNOUNCED:
        return
    news = [change.at for change in call.changes if change.kind is not ChangeKind.ADDED]
    others = (stage.date_of(date_field) for stage in call.dated_parts for date_field in DateField)
    known = [moment.ends for moment in (*news, *others) if moment and not isinstance(moment, MissingDate)]
    if not known or max(known) > now - _SILENCE:
        return
    for stage in call.stages:
        if stage.closes == NEVER and not call.cancelled(stage.id):
            values = {"stage": stage.id, "since": f"{max(known).year}", "today": f"{now.date()}"}
            yield _caution("open-for-years", places.stage(stage.id, "closes"), **values)


def _more_than_announced(call: Call, places: RecordPlaces) -> Iterator[Problem]:
    """Yield results with more awards than were announced: either number may be of something else."""
    awards = [
        budget.awards.high
        for budget in (call.budget, *(side.budget for side in call.sides))
        if budget and budget.awards and budget.awards.high and not budget.awards.about
    ]
    funded = call.results.funded.low if call.results and call.results.funded else None
    if awards and funded and funded > sum(awards):
        values = {"funded": f"{funded}", "awards": f"{sum(awards)}"}
        yield _caution("more-than-announced", places.field("results"), **values)


def _parts_above_total(call: Call, places: RecordPlaces) -> Iterator[Problem]:
    """Yield budgets of which the parts are more than the total in a currency: one may be another sum."""
    budgets: list[tuple[Budget | None, tuple[str | int, ...]]] = [(call.budget, ("budget",))]
    budgets += [(side.budget, ("sides", number, "budget")) for number, side in enumerate(call.sides)]
    for budget, path in budgets:
        for total in budget.total if budget else ():
            amounts = [amount for part in budget.parts for amount in part.amount] if budget else []
            parts = sum(amount.low or 0 for amount in amounts if amount.currency == total.currency)
            if total.currency and total.high is not None and parts > total.high:
                values = {"parts": f"{parts:,}", "total": f"{total.high:,}", "currency": total.currency}
                place, total_place = (places.within(*path, name) for name in ("parts", "total"))
                yield _caution("parts-above-total", place, **values, line=str(total_place.line))


def _unfamiliar_hosts(call: Call, settings: Settings, places: RecordPlaces) -> Iterator[Problem]:
    """Yield each host that is in none of the lists, once; without a list, nobody can tell."""
    familiar = (*settings.funder_hosts, *settings.hosts)
    by_host: dict[str, str] = {}
    for address in (*addresses(call), *addresses(call, Form.EMAIL)) if settings.funder_hosts else ():
        by_host.setdefault(host_of(address), address)
    for host, address in by_host.items():
        if not is_familiar(host, familiar):
            yield _caution("host-unfamiliar", places.text(address), host=host, address=address)


def _plain_addresses(call: Call, places: RecordPlaces) -> Iterator[Problem]:
    """Yield each address that is written with http:// and was read with https://, once."""
    shown_addresses = {*addresses(call)}
    for address in places.texts():
        if over_https(address) != address and over_https(address) in shown_addresses:
            yield Problem(
                code="text/address-not-https",
                place=places.text(address),
                values={"address": address},
                severity=Severity.WARNING,
            )


def _unknown_units(call: Call, places: RecordPlaces) -> Iterator[Problem]:
    """Yield what is shown in the words of the notice though it may be a figure with a slip: `3 yaers`."""
    for value in _measures(call):
        text = next(iter(value.note.values()), "") if value.note else ""
        figures = [figure for figure in (value.low, value.high) if figure is not None]
        if figures:
            is_doubtful = isinstance(value, Amount) and max(figures) < _LEAST_AMOUNT and bool(text)
        else:
            is_doubtful = any(map(str.isdecimal, text)) and not _has_quantity(text)
        if is_doubtful:
            yield _caution("unit-unknown", places.text(text), value=text)


def _other_for_each_reader(call: Call, places: RecordPlaces) -> Iterator[Problem]:
    """Yield each text that names a day or a year by the day on which it is read: “later this year”."""
    notes = (value.note for value in _measures(call) if value.note)
    for text in (text for words in (*text_fields(call, places), *notes) for text in words.values()):
        for language in all_languages():
            patterns = filter(None, (language.relative_day, language.relative_year))
            if match := next(filter(None, (pattern.search(text) for pattern in patterns)), None):
                whole = next((written for written in places.texts() if text in written), text)
                yield _caution("text-relative", places.text(whole), text=match.group())
                break


def _measures(part: object) -> Iterator[Amount | Duration]:
    """Yield the amounts and lengths of a call, in whatever part they are."""
    if isinstance(part, Amount | Duration):
        yield part
    elif is_dataclass(part):
        for entry in fields(part):
            yield from _measures(getattr(part, entry.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from _measures(item)


def _has_quantity(text: str) -> bool:
    return any(
        statement.quantity is not Quantity.NUMBER
        for language in all_languages()
        for statement in language.statements(text)
    )


def _caution(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"calls/{rule}", place=place, values=values, severity=Severity.WARNING)
