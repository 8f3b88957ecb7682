"""Name what was not published of a call, for one line at the end of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from funding_calendar.model import Call, CallSide, Cutoff, Moment, Reason, Stage, Undated
from funding_calendar.wording import Wording


def unpublished(call: Call, wording: Wording) -> str:
    """Return a sentence that names every fact the call's notice did not give; empty if it gave all."""
    facts = [*_dates(call, wording), *_of_sides(call, wording)]
    if not _has_money(call):
        facts.append(wording.strings("unpublished.money"))
    return wording.strings("unpublished", facts="; ".join(facts)) if facts else ""


def published(stage: Stage | Cutoff) -> Stage | Cutoff:
    """Return a stage without the dates that were not published: the line at the end names them."""
    if isinstance(stage, Cutoff):
        return stage
    opens, closes, date = (
        None if _is_unpublished(moment) else moment for moment in (stage.opens, stage.closes, stage.date)
    )
    return replace(stage, opens=opens, closes=closes, date=date)


def _has_money(call: Call) -> bool:
    """Return True if the record holds an amount or a number of awards, of the call or of a side."""
    return any(budget is not None for budget in (call.budget, *(side.budget for side in call.sides)))


def _is_unpublished(moment: Moment | None) -> bool:
    """Return True if a moment is past and was never published."""
    return isinstance(moment, Undated) and moment.reason is Reason.UNPUBLISHED


def _dates(call: Call, wording: Wording) -> Iterator[str]:
    for stage in call.stages:
        absent = [
            point
            for point, moment in (("opens", stage.opens), ("closes", stage.closes), ("happens", stage.date))
            if _is_unpublished(moment)
        ]
        if absent:
            yield wording.strings(f"unpublished.{'_'.join(absent)}", stage=_stage_name(stage, wording))


def _stage_name(stage: Stage, wording: Wording) -> str:
    name = wording.stage_name(stage)
    if stage.side is None:
        return name
    return wording.strings("unpublished.stage", stage=name, side=wording.side(stage.side))


def _of_sides(call: Call, wording: Wording) -> Iterator[str]:
    for key, sides in (
        ("unpublished.apply", [side for side in call.sides if not side.apply_url]),
        ("unpublished.eligibility", [side for side in call.sides if not side.eligibility]),
    ):
        if sides:
            yield _named(wording.strings(key), sides, call, wording)


def _named(fact: str, sides: Sequence[CallSide], call: Call, wording: Wording) -> str:
    if len(sides) == len(call.sides):
        return fact
    names = ", ".join(wording.side(side.side) for side in sides)
    return wording.strings("unpublished.of", fact=fact, sides=names)
