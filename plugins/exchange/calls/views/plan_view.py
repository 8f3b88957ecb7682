"""What a template may see of the plan to a deadline, and of deadlines on days off."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.calls.model.call import Call, Day, Exact, Moment
from exchange.calls.model.plan import PlanStep, StepKind, deadline_day, plan
from exchange.calls.model.settings import Side
from exchange.calls.model.status import Status
from exchange.calls.model.working_days import holiday_on, holidays_between, is_weekend
from exchange.calls.outputs.calendar_paths import plan_path
from exchange.calls.views.jsonld import safe_in_script
from exchange.calls.views.wording import Wording

# Readers lengthen steps: holidays are given for so many days before the last deadline.
_REACH = datetime.timedelta(days=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step: `days` is empty where there is nothing to lengthen; days are also there for machines."""

    id: str
    name: str
    days: str
    starts: str
    ends: str
    starts_machine: str
    ends_machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The plan to the application. `data` is JSON for the script that draws it up again."""

    steps: tuple[StepView, ...]
    download: str
    data: str


def plan_view(call: Call, status: Status, wording: Wording) -> PlanView | None:
    """Return the plan of a call; None where no deadline ahead is known to the day."""
    settings = wording.settings
    steps = plan(call, status, settings)
    if not steps:
        return None
    names = step_names(call, steps, wording)
    return PlanView(
        steps=tuple(_view(step, names[step.id], wording) for step in steps),
        download=settings.site_url + plan_path(call.id, wording),
        data=safe_in_script(json.dumps(_data(call, steps, wording), separators=(",", ":"))),
    )


def _view(step: PlanStep, name: str, wording: Wording) -> StepView:
    return StepView(
        id=step.id,
        name=name,
        days="" if step.kind is StepKind.SUBMISSION else str(step.days),
        starts=wording.day(step.starts),
        ends=wording.day(step.ends),
        starts_machine=step.starts.isoformat(),
        ends_machine=step.ends.isoformat(),
    )


def step_names(call: Call, steps: Sequence[PlanStep], wording: Wording) -> Mapping[str, str]:
    """Return the name of each step by its id: with its side where it is that of one, and with what it is for
    where there are several applications."""
    offices = [step.sides for step in steps if step.kind is StepKind.OFFICE]
    has_several = len(offices) > len({*offices})
    return {step.id: _step_name(call, step, wording, has_several=has_several) for step in steps}


def _step_name(call: Call, step: PlanStep, wording: Wording, *, has_several: bool) -> str:
    strings, stage = wording.strings, wording.stage_name(step.stage, call.kind)
    if step.kind is StepKind.SUBMISSION:
        return wording.of_side(step.sides[0], strings("plan.submission", stage=stage))
    side = step.sides[0] if len(step.sides) == 1 else None
    key = f"plan.{step.kind.value}.{side}"
    name = strings(key if key in strings.keys() else f"plan.{step.kind.value}")  # noqa: SIM118
    return wording.of_side(side, strings("plan.for", step=name, stage=stage) if has_several else name)


def _data(call: Call, steps: Sequence[PlanStep], wording: Wording) -> Mapping[str, object]:
    """Return what the script needs: a step ends before others, or has a deadline."""
    last = max(step.deadline for step in steps if step.deadline is not None)
    holidays = {
        code: " ".join(
            day.isoformat()
            for day in holidays_between(last - _REACH, last, wording.settings.side(code))
            if not is_weekend(day)
        )
        for code in call.side_codes
    }
    return {
        "off": holidays,
        "locale": wording.format.replace("_", "-"),
        "steps": [
            {"id": step.id, "sides": step.sides}
            | ({"deadline": step.deadline.isoformat()} if step.deadline else {"next": step.next_steps})
            for step in steps
        ],
    }


def days_off(call: Call, moment: Moment | None, wording: Wording) -> Iterator[str]:
    """Yield, for each side of a call, why people there may not work on the day of a deadline."""
    if isinstance(moment, Exact | Day):
        for code in call.side_codes:
            side = wording.settings.side(code)
            yield from _day_off(deadline_day(moment, side), side, wording)


def _day_off(day: datetime.date, side: Side, wording: Wording) -> Iterator[str]:
    holiday = holiday_on(day, side, wording.code)
    values = {"day": wording.day(day), "side": wording.short_side(side.code)}
    if holiday is not None:
        key = "day_off.holiday" if holiday[1] else "day_off.holiday_in_part"
        yield wording.strings(key, holiday=holiday[0], **values)
    elif is_weekend(day):
        yield wording.strings("day_off.weekend", **values)
