"""Describe a call to search engines: a schema.org MonetaryGrant, with what each side may do and when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exchange.calls.model.call import (
    Amount,
    Attachment,
    Call,
    CallKind,
    Day,
    Exact,
    Funder,
    Moment,
    Project,
    ResultNumbers,
    Results,
    Stage,
    StageKind,
)
from exchange.calls.model.schedule import next_deadlines
from exchange.calls.model.status import StageState, Status
from exchange.calls.outputs.plain_text import clean, one_line
from exchange.calls.views.wording import Wording, machine
from exchange.text.json_codec import present
from exchange.text.original_text import join_texts

_ACTION_STATUS = {
    StageState.UPCOMING: "PotentialActionStatus",
    StageState.OPEN: "ActiveActionStatus",
    StageState.CLOSING_SOON: "ActiveActionStatus",
    StageState.PAUSED: "PotentialActionStatus",
    StageState.OVER: "CompletedActionStatus",
}
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def call_jsonld(call: Call, status: Status, wording: Wording) -> str:
    """Return the JSON-LD of a call's page, safe inside a `script` element."""
    text = json.dumps(graph(call, status, wording), ensure_ascii=False, separators=(",", ":"))
    return safe_in_script(text)


def safe_in_script(text: str) -> str:
    """Return JSON that means the same and can neither end a `script` element nor a line of script."""
    for character, escape in _UNSAFE.items():
        text = text.replace(character, escape)
    return text


def graph(call: Call, status: Status, wording: Wording) -> dict[str, Any]:
    """Return the description as plain values."""
    url = wording.settings.page_url(wording.code, call.id)
    briefings = [stage for stage in call.stages if stage.kind is StageKind.BRIEFING and _event_start(stage)]
    nodes = [
        _grant(call, status, url, wording),
        *(_briefing(call, stage, url, wording) for stage in briefings),
    ]
    return {"@context": "https://schema.org", "@graph": nodes}


def _grant(call: Call, status: Status, url: str, wording: Wording) -> dict[str, Any]:
    actions = [
        _action(call, replace(stage, side=side), status, wording)
        for stage in _to_act_on(call, status)
        for side in _sides_apart(call, stage)
    ]
    budgets = (call.budget, *(side.budget for side in call.sides))
    amounts = [amount for budget in budgets if budget for amount in budget.total]
    return present(
        {
            "@type": "MonetaryGrant",
            "@id": f"{url}#call",
            "name": one_line(wording.words(call.title)),
            "description": clean(wording.words(call.summary)),
            "url": url,
            "identifier": [call.id, call.reference] if call.reference else call.id,
            "keywords": [one_line(wording.words(topic)) for topic in call.topics],
            "funder": [_organisation(funder, wording) for funder in call.funders],
            "amount": [_amount(amount) for amount in amounts if (amount.low, amount.high) != (None, None)],
            "potentialAction": [action for action in actions if action],
            "subjectOf": [*(_document(item, wording) for item in call.documents), *_report(call, wording)],
            "fundedItem": [
                _project(item, wording) for item in (call.results.projects if call.results else ())
            ],
            "mainEntityOfPage": url,
        }
    )


def _document(document: Attachment, wording: Wording) -> dict[str, Any]:
    return present(
        {
            "@type": "DigitalDocument",
            "name": one_line(wording.words(document.title)),
            "url": document.url,
            "encodingFormat": _one_or_all(document.type),
            "inLanguage": _one_or_all(document.language),
        }
    )


def _one_or_all(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else [*values]


def _report(call: Call, wording: Wording) -> Iterator[dict[str, Any]]:
    """Yield what became of the call, in words: the vocabulary has no numbers of applications."""
    if call.results is None:
        return
    rows = result_rows(call.results, call.kind, wording)
    abstract = "; ".join(f"{name}: {text}" for name, text in rows)
    name = f"{wording.words(call.title)}: {wording.strings('call.results')}"
    values = {"name": one_line(name), "abstract": one_line(abstract), "url": call.results.source}
    yield present({"@type": "Report", **values})


def _project(project: Project, wording: Wording) -> dict[str, Any]:
    leads = [one_line(wording.words(lead.institution)) for lead in project.leads]
    return present(
        {
            "@type": "ResearchProject",
            "name": one_line(wording.words(project.title)) if project.title else ", ".join(leads),
            "identifier": project.reference,
            "url": project.url,
            "funding": [
                {"@type": "Grant", "amount": _amount(amount)} for amount in project.amount if amount.currency
            ],
            "member": [{"@type": "Organization", "name": name} for name in leads],
        }
    )


def _organisation(funder: Funder, wording: Wording) -> dict[str, Any]:
    return present(
        {
            "@type": "Organization",
            "name": one_line(wording.words(funder.name)),
            "sameAs": funder.ror,
            "url": funder.portal,
        }
    )


def _amount(amount: Amount) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "MonetaryAmount", "currency": amount.currency}
    if amount.low == amount.high:
        return value | {"value": amount.high}
    limits = {"minValue": amount.low, "maxValue": amount.high}
    return value | {name: limit for name, limit in limits.items() if limit is not None}


def _to_act_on(call: Call, status: Status) -> list[Stage]:
    """Return the next deadlines, then the stages to apply in after them, none that a later one replaced.

    Rounds are all of them there: those that have been tell when the call usually is.
    """
    first = next_deadlines(call, status)
    past_state = StageState.OVER
    future_stages = [
        stage
        for stage in call.stages
        if stage.applying and status.stages.get(stage.id, past_state) is not past_state
    ]
    future_stages += [
        stage for stage in call.dated_parts if stage.kind is StageKind.ROUND and stage.id in status.stages
    ]
    return [*first, *(stage for stage in future_stages if stage not in first)]


def _sides_apart(call: Call, stage: Stage) -> tuple[str | None, ...]:
    """Return the side of a stage; where one side alone is paused, each that it is for."""
    paused_sides = call.paused_sides(stage)
    return (stage.side,) if paused_sides in ((), call.sides_of(stage)) else call.side_codes


def _action(call: Call, stage: Stage, status: Status, wording: Wording) -> dict[str, Any]:
    """Return what applicants of which side may do; nothing where neither end is known to the day."""
    opens, closes = _iso(stage.opens), _iso(stage.closes)
    if not opens and not closes:
        return {}
    state = (
        StageState.PAUSED if call.paused_sides(stage) and _is_live(stage, status) else status.stages[stage.id]
    )
    targets = [side.apply_url for side in call.sides if side.apply_url and stage.side in (None, side.side)]
    return present(
        {
            "@type": "ApplyAction",
            "name": one_line(wording.of_side(stage.side, wording.stage_name(stage, call.kind))),
            "actionStatus": f"https://schema.org/{_ACTION_STATUS[state]}",
            "startTime": opens,
            "endTime": closes,
            "target": targets[0] if len(targets) == 1 else targets,
        }
    )


def _is_live(stage: Stage, status: Status) -> bool:
    return status.stages[stage.id] is not StageState.OVER


def _briefing(call: Call, stage: Stage, url: str, wording: Wording) -> dict[str, Any]:
    return present(
        {
            "@type": "Event",
            "@id": f"{url}#stage-{stage.id}",
            "name": one_line(
                wording.of_side(
                    stage.side, f"{wording.stage_name(stage, call.kind)}: {wording.words(call.title)}"
                )
            ),
            "startDate": _event_start(stage),
            "endDate": _iso(stage.window.end) if stage.window else "",
            "eventStatus": "https://schema.org/EventCancelled" if call.cancelled(stage.id) else "",
            "about": {"@id": f"{url}#call"},
        }
    )


def _event_start(stage: Stage) -> str:
    return _iso(stage.date or (stage.window.start if stage.window else stage.opens))


def _iso(moment: Moment | None) -> str:
    """Return a moment known to the day as ISO 8601; a deadline without a time stays a date."""
    if isinstance(moment, Exact):
        return machine(moment)
    return moment.day.isoformat() if isinstance(moment, Day) else ""


def result_rows(results: Results, kind: CallKind, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return the numbers of the results under their names, then those of each part on a line of its own."""
    strings = wording.strings
    numbers, total, note = _result_texts(results, kind, wording)
    parts = (
        (wording.words(part.name), join_texts("; ", filter(None, _result_texts(part, kind, wording))))
        for part in results.parts
    )
    rows = (
        (strings("call.results_numbers"), numbers),
        (strings("call.results_total"), total),
        *parts,
        (strings("call.results_note"), note),
    )
    return tuple(row for row in rows if row[1])


def _result_texts(results: ResultNumbers, kind: CallKind, wording: Wording) -> tuple[str, str, str]:
    """Return how many applied and are funded, with how much in all, and the note."""
    strings = wording.strings
    numbers = [
        strings(f"call.results_{name}", **{name: wording.applications(count, kind)})
        for name in ("applied", "shortlisted", "funded")
        if (count := getattr(results, name)) is not None
    ]
    total = join_texts(" / ", (wording.amount(amount) for amount in results.total))
    return join_texts(strings("comma"), numbers), total, wording.words(results.note)
