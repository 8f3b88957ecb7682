"""Write a Call as the record that reads back as the same call."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from exchange.calls.model.call import (
    Amount,
    Budget,
    Call,
    CallSide,
    Change,
    Cutoff,
    Dated,
    Duration,
    Funder,
    Moment,
    Stage,
    Words,
)
from exchange.calls.model.moments import write_moment

Tree: TypeAlias = "str | Mapping[str, Tree] | Sequence[Tree]"


def write_call(call: Call) -> str:
    """Return the YAML of a call."""
    return "\n".join(_lines(_call(call), 0)) + "\n"


def change_line(change: Change) -> str:
    """Return one entry of `changes` on a line of its own."""
    return f"- {_flow(_change(change))}"


def stage_line(stage: Stage | Cutoff) -> str:
    """Return one entry of `stages` or `cutoffs` on a line of its own."""
    return f"- {_flow(_stage(stage) if isinstance(stage, Stage) else _cutoff(stage))}"


def _flow(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in tree.items()) + "}"
    return "[" + ", ".join(_flow(value) for value in tree) + "]"


def _call(call: Call) -> dict[str, Tree]:
    return _present(
        {
            "title": _words(call.title),
            "summary": _words(call.summary),
            "lifecycle": call.lifecycle.value,
            "kind": call.kind.value,
            "funders": [_funder(funder) for funder in call.funders],
            "sides": [_side(side) for side in call.sides],
            "stages": [_stage(stage) for stage in call.stages],
            "rolling": _yes(call.rolling),
            "cutoffs": [_cutoff(cutoff) for cutoff in call.cutoffs],
            "budget": _budget(call.budget),
            "duration": _duration(call.duration),
            "supersedes": call.supersedes or "",
            "next_expected": _moment(call.next_expected),
            "publish": _moment(call.publish),
            "changes": [_change(change) for change in call.changes],
            "background": [
                {"when": write_moment(entry.when), "text": _words(entry.text)} for entry in call.background
            ],
            "source": [
                _present(
                    {
                        "title": _words(source.title),
                        "url": source.url and _quoted(source.url),
                        "checked": source.checked.isoformat(),
                        "confidence": source.confidence.value,
                    }
                )
                for source in call.source
            ],
        }
    )


def _funder(funder: Funder) -> Tree:
    return _present(
        {
            "id": funder.id,
            "name": _words(funder.name),
            "country": funder.country,
            "role": funder.role,
            "ror": funder.ror and _quoted(funder.ror),
            "portal": funder.portal and _quoted(funder.portal),
        }
    )


def _side(side: CallSide) -> Tree:
    return _present(
        {
            "side": side.side,
            "funder": side.funder,
            "lead_required": "" if side.lead_required is None else ("yes" if side.lead_required else "no"),
            "apply_url": side.apply_url and _quoted(side.apply_url),
            "languages": list(side.languages),
            "budget": _budget(side.budget),
            "eligibility": _words(side.eligibility),
        }
    )


def _stage(stage: Stage) -> Tree:
    window: Tree = ""
    if stage.window is not None:
        window = {"from": write_moment(stage.window.start), "to": write_moment(stage.window.end)}
    return _present(
        {
            "id": stage.id,
            "kind": stage.kind.value,
            "side": stage.side or "",
            "opens": _moment(stage.opens),
            "closes": _moment(stage.closes),
            "date": _moment(stage.date),
            "window": window,
            "basis": stage.basis.value,
            "invite_only": _yes(stage.invite_only),
            "label": _words(stage.label),
        }
    )


def _cutoff(cutoff: Cutoff) -> Tree:
    return _present({"id": cutoff.id, "side": cutoff.side or "", "at": write_moment(cutoff.at)})


def _change(change: Change) -> Tree:
    return _present(
        {
            "at": write_moment(change.at),
            "kind": change.kind.value,
            "stage": change.stage or "",
            "what": _unless(change.what, Dated.CLOSES),
            "from": _moment(change.before),
            "to": _moment(change.after),
            "note": _words(change.note),
            "source": change.source and _quoted(change.source),
        }
    )


def _budget(budget: Budget | None) -> Tree:
    if budget is None:
        return ""
    return _present(
        {
            "total": _amounts(budget.total),
            "per_award": _amounts(budget.per_award),
            "awards": "" if budget.awards is None else str(budget.awards),
        }
    ) or {"total": {}}


def _amounts(amounts: Sequence[Amount]) -> Tree:
    written: dict[str, Tree] = {}
    for amount in amounts:
        if amount.least == amount.most:
            written[amount.currency] = str(amount.least)
        else:
            limits = {"min": amount.least, "max": amount.most}
            written[amount.currency] = {
                name: str(limit) for name, limit in limits.items() if limit is not None
            }
    return written


def _duration(duration: Duration | None) -> Tree:
    return "" if duration is None else {"min": f"P{duration.least}M", "max": f"P{duration.most}M"}


def _words(words: Words | None) -> Tree:
    return "" if words is None else {language: _quoted(text) for language, text in words.items()}


def _moment(moment: Moment | None) -> str:
    return "" if moment is None else write_moment(moment)


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _unless(value: Enum, usual: Enum) -> str:
    return "" if value is usual else str(value.value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _present(fields: dict[str, Tree]) -> dict[str, Tree]:
    return {name: value for name, value in fields.items() if value}


def _lines(fields: Mapping[str, Tree], indent: int) -> list[str]:
    lines = []
    for name, value in fields.items():
        start = f"{' ' * indent}{name}:"
        if isinstance(value, str):
            lines.append(f"{start} {value}")
        elif isinstance(value, Mapping):
            lines += [start, *_lines(value, indent + 2)] if value else [f"{start} {{}}"]
        else:
            lines += [start, *_items(value, indent + 2)]
    return lines


def _items(items: Sequence[Tree], indent: int) -> list[str]:
    lines = []
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _lines(item, indent + 2)
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
        else:
            lines.append(f"{' ' * indent}- {item}")
    return lines
