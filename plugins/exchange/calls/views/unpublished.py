"""Name what was not published of a call, for one line at the end of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exchange.calls.model.call import NEVER, Call, CallSide, MissingDate, Moment, Reason, Stage, StageKind
from exchange.calls.views.wording import Wording
from exchange.languages.language import in_any_language
from exchange.text.original_text import join_texts

_WITHOUT_END = re.compile(in_any_language(lambda lang: lang.without_end), re.IGNORECASE)


def unpublished_text(call: Call, wording: Wording, *, is_past: bool) -> str:
    """Return a sentence that names every fact the record could not give; empty if it gives all.

    Where to apply is not missed in a call that is over.
    """
    facts = [*dict.fromkeys(_dates(call, wording)), *_of_sides(call, wording, is_past=is_past)]
    if not _has_money(call):
        facts.append(wording.strings("unpublished.money"))
    return (
        wording.strings("unpublished", facts=join_texts(wording.strings("list.separator"), facts))
        if facts
        else ""
    )


def _has_money(call: Call) -> bool:
    """Return True if the record says how much is paid, or which share of what, by the call or a side."""
    budgets = (call.budget, *(side.budget for side in call.sides))
    names = ("total", "per_award", "per_year", "project_costs", "parts", "rate", "cost_share")
    return any(getattr(budget, name) for budget in budgets if budget for name in names)


def is_unpublished(moment: Moment | None) -> bool:
    """Return True if a moment is past and was never published."""
    return isinstance(moment, MissingDate) and moment.reason is Reason.UNPUBLISHED


def is_without_end(call: Call, stage: Stage) -> bool:
    """Return True if applications in a stage had no closing day, whether or not they are taken still.

    Where they are not, and nobody knows since when, the name or the note of the stage says so.
    """
    if stage.closes == NEVER or not (stage.applying and is_unpublished(stage.closes)):
        return stage.closes == NEVER
    texts = (*(stage.label or {}).values(), *(stage.note or {}).values())
    return call.rolling or any(map(_WITHOUT_END.search, texts))


def _dates(call: Call, wording: Wording) -> Iterator[str]:
    for stage in call.dated_parts:
        if is_without_end(call, stage):
            continue  # no day is missed of what has none
        absent = [
            point
            for point, moment in (("opens", stage.opens), ("closes", stage.closes), ("happens", stage.date))
            if is_unpublished(moment) or (moment is None and point in _missed_in(call, stage))
        ]
        if absent:
            yield wording.strings(f"unpublished.{'_'.join(absent)}", stage=_stage_name(call, stage, wording))


def _missed_in(call: Call, stage: Stage) -> tuple[str, ...]:
    """Return the points of a stage that are missed where its record is silent: when a round opens."""
    return ("opens",) if stage.kind is StageKind.ROUND and not call.rolling else ()


def _stage_name(call: Call, stage: Stage, wording: Wording) -> str:
    name = wording.stage_name(stage, call.kind)
    if stage.side is None:
        return name
    return wording.strings("unpublished.stage", stage=name, side=wording.side(stage.side))


def _of_sides(call: Call, wording: Wording, *, is_past: bool) -> Iterator[str]:
    for key, sides in (
        ("unpublished.apply", [side for side in call.sides if not side.apply_url and not is_past]),
        (
            "unpublished.eligibility",
            [side for side in call.sides if not (side.eligibility or side.applicants)],
        ),
    ):
        if sides:
            yield _fact_text(wording.strings(key), sides, call, wording)


def _fact_text(fact: str, sides: Sequence[CallSide], call: Call, wording: Wording) -> str:
    if len(sides) == len(call.sides):
        return fact
    names = wording.strings("comma").join(wording.side(side.side) for side in sides)
    return wording.strings("unpublished.of", fact=fact, sides=names)
