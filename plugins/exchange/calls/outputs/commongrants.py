"""Write all calls as one JSON file in the shape of the CommonGrants protocol, plus what it cannot say:
zones, languages, sides and approximate dates, as custom fields."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from exchange.calls.model.call import (
    ENTRY_SEPARATOR,
    Amount,
    Budget,
    Call,
    CallKind,
    Day,
    Exact,
    Funder,
    MissingDate,
    Moment,
    Period,
    RoundKind,
    Stage,
    Words,
)
from exchange.calls.model.changes import NO_REVISIONS, Revisions, creation_moment
from exchange.calls.model.moments import write_moment
from exchange.calls.model.schedule import Occurrence, Point, live_deadlines, next_deadlines, occurrences
from exchange.calls.model.sequence import in_sequence
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import StageState, State, Status
from exchange.calls.outputs.plain_text import clean, one_line
from exchange.calls.reading.writing import record_fields, written
from exchange.calls.views.wording import Wording
from exchange.text.json_codec import compact_json, present

PATH = "calls.json"
SCHEMA_PATH = "calls.schema.json"
_FACTS = (
    *("kind", "reference", "topics", "funders", "sides", "budget", "duration", "criteria", "consortium"),
    *("contacts", "documents", "questions", "results", "supersedes", "next_expected", "source"),
)
"""The fields of a record that are given as its reference page has them."""
_PLAIN_STATES = {
    State.FORECAST: "forecasted",
    State.OPEN: "open",
    State.ROLLING: "open",
    State.CLOSING_SOON: "open",
    State.CLOSED: "closed",
    State.AWARDED: "closed",
    State.NO_AWARD: "closed",
    State.PAUSED: "custom",
    State.INVITED_ONLY: "custom",
    State.CANCELLED: "custom",
}


def calls_json(
    calls: Sequence[Call],
    statuses: Mapping[str, Status],
    wording: Wording,
    revisions: Revisions = NO_REVISIONS,
) -> bytes:
    """Return every call; `wording` is that of the language which CommonGrants' one title is in."""
    items = [_opportunity(call, statuses[call.id], wording, revisions) for call in calls]
    whole = {
        "$schema": wording.settings.site_url + SCHEMA_PATH,
        "status": 200,
        "message": "Success",
        "items": items,
        "paginationInfo": {
            "page": 1,
            "pageSize": max(len(items), 1),
            "totalItems": len(items),
            "totalPages": 1,
        },
    }
    return compact_json(whole) + b"\n"


def call_uuid(call: str, settings: Settings) -> str:
    """Return the name of a call as a UUID (RFC 9562, version 5 of its tag): the same for ever."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"tag:{settings.domain},2026:{call}"))


def _opportunity(call: Call, status: Status, wording: Wording, revisions: Revisions) -> dict[str, Any]:
    settings = wording.settings
    sources = [source.url for source in call.source if source.url]
    return present(
        {
            "id": call_uuid(call.id, settings),
            "title": one_line(wording.words(call.title)),
            "description": clean(wording.words(call.summary)),
            "status": {
                "value": _PLAIN_STATES[status.state],
                "customValue": status.state.value,
                "description": wording.state(status.state),
            },
            "funding": _funding(call.budget, call.kind, wording),
            "funders": _funders(call.funders, wording),
            "keyDates": _key_dates(call, status, wording),
            "source": sources[0] if sources else settings.page_url(wording.code, call.id),
            "customFields": _custom_fields(call, status, settings),
            "createdAt": _utc(creation_moment(call)),
            "lastModifiedAt": _utc(revisions.latest_moment(call)),
        }
    )


def _funding(budget: Budget | None, kind: CallKind, wording: Wording) -> dict[str, Any]:
    if budget is None:
        return {}
    total, award = (_single(amounts) for amounts in (budget.total, budget.per_award))
    lines = [
        f"{wording.of_awarded(label, kind, amounts, budget)}: {wording.amount(amount, in_digits=True)}"
        for label, amounts in (("money.total", budget.total), ("money.per_award", budget.per_award))
        for amount in amounts
    ]
    return present(
        {
            "details": "; ".join(lines),
            "totalAmountAvailable": _money(total, total.high) if total else None,
            "minAwardAmount": _money(award, award.low) if award else None,
            "maxAwardAmount": _money(award, award.high) if award else None,
            "estimatedAwardCount": budget.awards.high if budget.awards else None,
        }
    )


def _single(amounts: Sequence[Amount]) -> Amount | None:
    """Return an amount that was published in one currency only; two are told in words instead."""
    return amounts[0] if len(amounts) == 1 else None


def _money(amount: Amount, figure: int | None) -> dict[str, str] | None:
    return None if figure is None else {"amount": str(figure), "currency": amount.currency}


def _funders(funders: Sequence[Funder], wording: Wording) -> dict[str, Any]:
    if not funders:
        return {}
    refs = [
        {
            "id": call_uuid(f"funder/{funder.ror or funder.id}", wording.settings),
            "name": one_line(wording.words(funder.name)),
        }
        for funder in funders
    ]
    other_funders = {funder.id: ref for funder, ref in zip(funders[1:], refs[1:], strict=True)}
    return present({"primary": refs[0], "otherOrgs": other_funders})


def _key_dates(call: Call, status: Status, wording: Wording) -> dict[str, Any]:
    """Return the first opening, the deadline to act on next, and everything else; each names its side."""
    events = {_event_name(occurrence): occurrence for occurrence in occurrences(call)}
    first = next(
        (
            name
            for name, occurrence in events.items()
            if occurrence.point is Point.OPENS and occurrence.stage.applying
        ),
        None,
    )
    to_act_on = live_deadlines(call, status) or next_deadlines(call, status)[-1:]
    last = next((stage.id for stage in to_act_on if stage.id in events), None)
    other_dates = {
        name: _event(occurrence, wording) for name, occurrence in events.items() if name not in (first, last)
    }
    return present(
        {
            "postDate": _event(events[first], wording) if first else None,
            "closeDate": _event(events[last], wording) if last else None,
            "otherDates": other_dates,
        }
    )


def _event_name(occurrence: Occurrence) -> str:
    return f"{occurrence.stage.id}.opens" if occurrence.point is Point.OPENS else occurrence.stage.id


def _event(occurrence: Occurrence, wording: Wording) -> dict[str, Any]:
    side = occurrence.stage.side
    point = wording.point(occurrence.stage, occurrence.point.value)
    name = f"{wording.stage_name(occurrence.stage, occurrence.call.kind)}: {point}"
    date_text = wording.dates(occurrence)
    if occurrence.paused_sides:
        date_text = wording.paused_text(occurrence.call, occurrence.stage, date_text)
    texts = {"name": one_line(wording.of_side(side, name)), "description": wording.of_side(side, date_text)}
    start, end = _date(occurrence.moment), _date(occurrence.end or occurrence.moment)
    if occurrence.end is not None and start and end:
        dates = {"startDate": start, "endDate": end} | _times(occurrence.moment, occurrence.end)
        return {**texts, "eventType": "dateRange", **dates}
    if isinstance(occurrence.moment, Period) or not start:
        ends = (occurrence.moment, occurrence.end) if occurrence.end is not None else (occurrence.moment,)
        return {**texts, "eventType": "other", "details": "/".join(write_moment(end) for end in ends)}
    time = {"time": f"{occurrence.moment.wall:%H:%M:%S}"} if isinstance(occurrence.moment, Exact) else {}
    return {**texts, "eventType": "singleDate", "date": start, **time}


def _times(start: Moment, end: Moment) -> dict[str, str]:
    pairs = (("startTime", start), ("endTime", end))
    return {name: f"{moment.wall:%H:%M:%S}" for name, moment in pairs if isinstance(moment, Exact)}


def _date(moment: Moment) -> str:
    match moment:
        case Exact():
            return moment.wall.date().isoformat()
        case Day():
            return moment.day.isoformat()
        case _:
            return ""


def _custom_fields(call: Call, status: Status, settings: Settings) -> dict[str, Any]:
    values: dict[str, tuple[str, Any]] = {
        "record": ("string", call.id),
        "titles": ("object", {code: one_line(text) for code, text in call.title.items()}),
        "summaries": ("object", _clean_words(call.summary)),
        "pages": ("object", {code: settings.page_url(code, call.id) for code in settings.codes}),
        "sides": ("object", {side: state.value for side, state in status.sides.items()}),
        "extended": ("boolean", status.extended),
        "facts": ("object", _clean_texts(record_fields(call, _FACTS))),
        "stages": ("array", [_stage(call, stage, status) for stage in in_sequence(call)]),
    }
    return {name: {"name": name, "fieldType": kind, "value": value} for name, (kind, value) in values.items()}


def _clean_words(words: Words) -> dict[str, str]:
    return {code: clean(text) for code, text in words.items()}


def _clean_texts(value: Any) -> Any:
    """Return values of JSON with every text in them clean, and one that is a list of entries as a list."""
    if isinstance(value, Mapping):
        return {name: _clean_texts(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_clean_texts(item) for item in value]
    if isinstance(value, str) and ENTRY_SEPARATOR in value:
        return _clean_texts(value.split(ENTRY_SEPARATOR))
    return clean(value) if isinstance(value, str) else value


def _stage(call: Call, stage: Stage, status: Status) -> dict[str, Any]:
    """Return a stage with its moments settled: wall clock, zone and instant."""
    window = stage.window
    dates = {
        "opens": stage.opens or (window.start if window else None),
        "closes": stage.closes or (window.end if window else None),
        "date": stage.date,
    }
    texts = {"labels": stage.label, "place": stage.place, "note": stage.note}
    state = status.stages.get(stage.id)
    return present(
        {
            "id": stage.id,
            "kind": stage.kind.value,
            "gathers": stage.kinds[-1].value if stage.kinds[1:] else "",
            "selects": written(stage.selects) if stage.selects else None,
            "side": stage.side,
            **{name: _clean_words(text) for name, text in texts.items() if text},
            "url": stage.url,
            "follows": list(stage.follows),
            "basis": stage.basis.value,
            "paused": list(call.paused_sides(stage)),
            "state": "cancelled" if call.cancelled(stage.id) or state is None else state.value,
            **{name: _moment(moment) for name, moment in dates.items() if moment is not None},
        }
    )


def _moment(moment: Moment) -> dict[str, str]:
    value = {"written": write_moment(moment)}
    match moment:
        case Exact():
            wall = f"{moment.wall:%Y-%m-%dT%H:%M:%S}"
            instant = _utc(moment.begins)
            return {"precision": "minute", **value, "local": wall, "zone": moment.zone, "utc": instant}
        case Day():
            day = moment.day.isoformat()
            return {"precision": "day", **value, "first": day, "last": day}
        case Period():
            first, last = moment.first.isoformat(), moment.last.isoformat()
            return {"precision": "period", **value, "first": first, "last": last}
        case MissingDate():
            return {"precision": "none", **value}


def _utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def schema_json(settings: Settings) -> bytes:
    """Return the JSON Schema (2020-12) of the file of calls."""
    return compact_json(schema(settings)) + b"\n"


def schema(settings: Settings) -> dict[str, Any]:
    """Return the schema as plain values."""
    pages = _object(dict.fromkeys(("page", "pageSize", "totalItems", "totalPages"), _NUMBER))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.site_url + SCHEMA_PATH,
        "title": "Funding calls in the shape of CommonGrants, with zones",
        **_object(
            {
                "$schema": _TEXT,
                "status": {"const": 200},
                "message": _TEXT,
                "items": {"type": "array", "items": _opportunity_schema(settings)},
                "paginationInfo": pages,
            }
        ),
    }


def _opportunity_schema(settings: Settings) -> dict[str, Any]:
    words = _object(dict.fromkeys(settings.codes, _TEXT))
    custom = {
        name: _object({"name": {"const": name}, "fieldType": {"const": kind}, "value": value})
        for name, (kind, value) in _custom_schemas(settings, words).items()
    }
    status = {
        "value": {"enum": ["forecasted", "open", "closed", "custom"]},
        "customValue": {"enum": [state.value for state in State]},
        "description": _TEXT,
    }
    return _object(
        {
            "id": _UUID,
            "title": _TEXT,
            "description": _TEXT,
            "status": _object(status),
            "funding": _funding_schema(),
            "funders": _funders_schema(),
            "keyDates": _dates_schema(),
            "source": {"type": "string", "format": "uri"},
            "customFields": _object(custom),
            "createdAt": _INSTANT,
            "lastModifiedAt": _INSTANT,
        },
        required=["id", "title", "description", "status", "customFields", "createdAt", "lastModifiedAt"],
    )


def _funding_schema() -> dict[str, Any]:
    figure = {"type": "string", "pattern": r"^[0-9]+$"}
    money = _object({"amount": figure, "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}})
    amounts = dict.fromkeys(("totalAmountAvailable", "minAwardAmount", "maxAwardAmount"), money)
    return _object({"details": _TEXT, **amounts, "estimatedAwardCount": _NUMBER}, required=[])


def _funders_schema() -> dict[str, Any]:
    organisation = _object({"id": _UUID, "name": _TEXT})
    others = {"type": "object", "additionalProperties": organisation}
    return _object({"primary": organisation, "otherOrgs": others}, required=["primary"])


def _dates_schema() -> dict[str, Any]:
    event = _object(
        {
            "name": _TEXT,
            "eventType": {"enum": ["singleDate", "dateRange", "other"]},
            "description": _TEXT,
            "details": _TEXT,
            **{name: {"type": "string", "format": "date"} for name in ("date", "startDate", "endDate")},
            **{name: {"type": "string", "pattern": _TIME} for name in ("time", "startTime", "endTime")},
        },
        required=["name", "eventType"],
    )
    others = {"type": "object", "additionalProperties": event}
    return _object({"postDate": event, "closeDate": event, "otherDates": others}, required=[])


_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}
_TIME = r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"
_UUID = {"type": "string", "format": "uuid"}
_INSTANT = {"type": "string", "format": "date-time", "pattern": "Z$"}


def _custom_schemas(settings: Settings, words: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    states = {"type": "object", "additionalProperties": {"enum": [state.value for state in State]}}
    facts = {"type": "object", "properties": dict.fromkeys(_FACTS, True), "additionalProperties": False}
    return {
        "record": ("string", _TEXT),
        "titles": ("object", words),
        "summaries": ("object", words),
        "pages": ("object", words),
        "sides": ("object", states),
        "extended": ("boolean", {"type": "boolean"}),
        "facts": ("object", facts),
        "stages": ("array", {"type": "array", "items": _stage_schema(settings)}),
    }


def _stage_schema(settings: Settings) -> dict[str, Any]:
    some_words = _object(dict.fromkeys(settings.codes, _TEXT), required=[])
    side = {"enum": [*settings.side_codes]}
    return _object(
        {
            "id": _TEXT,
            "kind": _TEXT,
            "gathers": {"enum": [kind.value for kind in RoundKind]},
            "selects": True,
            "side": side,
            "labels": some_words,
            "place": some_words,
            "note": some_words,
            "url": {"type": "string", "format": "uri"},
            "basis": {"enum": ["firm", "expected", "tbc"]},
            "follows": {"type": "array", "items": _TEXT},
            "paused": {"type": "array", "items": side},
            "state": {"enum": [*(state.value for state in StageState), "cancelled"]},
            **dict.fromkeys(("opens", "closes", "date"), _moment_schema()),
        },
        required=["id", "kind", "basis", "state"],
    )


def _moment_schema() -> dict[str, Any]:
    day = {"type": "string", "format": "date"}
    first = "The day, or the first it may be. A day without a time has no instant."
    return _object(
        {
            "precision": {"enum": ["minute", "day", "period", "none"], "description": "How exact it is."},
            "written": {**_TEXT, "description": "As the record has it."},
            "local": {**_TEXT, "description": "The wall clock in `zone`."},
            "zone": {**_TEXT, "description": "A zone of the IANA database."},
            "utc": {**_INSTANT, "description": "The instant of an exact moment."},
            "first": {**day, "description": first},
            "last": {**day, "description": "The day, which is included, or the last it may be."},
        },
        required=["precision", "written"],
    )


def _object(properties: dict[str, Any], *, required: Sequence[str] | None = None) -> dict[str, Any]:
    """Return the schema of a closed object; all its properties are required unless told otherwise."""
    required_names = sorted(properties) if required is None else sorted(required)
    return {
        "type": "object",
        "properties": properties,
        "required": required_names,
        "additionalProperties": False,
    }
