"""Plan backwards from the deadlines of a call, over the working days of those who do each step."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from exchange.calls.model import zones
from exchange.calls.model.call import Call, Day, Exact
from exchange.calls.model.schedule import live_deadlines
from exchange.calls.model.settings import Settings, Side
from exchange.calls.model.status import Status
from exchange.calls.model.working_days import last_working_day, working_days_back

_ONE_DAY = datetime.timedelta(days=1)
_OFFICES_OPEN = datetime.time(9)  # what ends by then on a clock far away had to be sent the day before
_SECOND = datetime.timedelta(seconds=1)


class StepKind(Enum):
    """What is done before an application is sent, in the order in which it is begun."""

    ETHICS = "ethics"  # the ethics committees are asked what they need
    TRANSLATION = "translation"  # the application is put into the other language, and read there
    SIGNATURE = "signature"  # each partner signs
    OFFICE = "office"  # the applicant's institution checks and approves
    SUBMISSION = "submission"  # the application is sent


DEFAULT_DAYS = {
    StepKind.ETHICS: 15,
    StepKind.TRANSLATION: 10,
    StepKind.SIGNATURE: 5,
    StepKind.OFFICE: 5,
}
"""Where readers start: working days that they replace by what their own institutions need."""

_OF_TWO_SIDES = frozenset({StepKind.TRANSLATION, StepKind.SIGNATURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step: `sides` are those whose working days count; submission takes no days, and is one day."""

    kind: StepKind
    sides: tuple[str, ...]
    days: int
    starts: datetime.date
    ends: datetime.date

    @property
    def id(self) -> str:
        """Its name within the plan, such as `translation`; that of one side ends in the side's code."""
        has_one_side = self.kind in (StepKind.OFFICE, StepKind.SUBMISSION)
        return f"{self.kind.value}-{self.sides[0].lower()}" if has_one_side else self.kind.value


def deadline_days(call: Call, status: Status, settings: Settings) -> Mapping[str, datetime.date]:
    """Return the last day before the deadline that each side acts on next, where that is known to the day."""
    days: dict[str, datetime.date] = {}
    for stage in live_deadlines(call, status):
        for side in call.side_codes:
            if stage.side in (None, side) and isinstance(stage.closes, Exact | Day):
                days.setdefault(side, _last_day(stage.closes, settings.side(side)))
    return days


def _last_day(moment: Exact | Day, side: Side) -> datetime.date:
    """Return the last day on which people of a side can still apply in the hours in which they work."""
    if isinstance(moment, Day):
        return moment.day
    wall = zones.local(moment.begins, side.zone)
    return wall.date() if wall.time() > _OFFICES_OPEN else wall.date() - _ONE_DAY


def deadline_day(moment: Exact | Day, side: Side) -> datetime.date:
    """Return the last day on which a side may apply: at midnight that is the day before."""
    if isinstance(moment, Day):
        return moment.day
    return zones.local(moment.begins - _SECOND, side.zone).date()


def plan(
    call: Call, status: Status, settings: Settings, days: Mapping[StepKind, int] = DEFAULT_DAYS
) -> tuple[PlanStep, ...]:
    """Return the steps to the next deadlines, the first to begin first; none without such a deadline."""
    ends = deadline_days(call, status, settings)
    if not ends:
        return ()
    sides = {code: settings.side(code) for code in call.side_codes}
    last = [step for code, day in ends.items() for step in _of_side(sides[code], day, days)]
    common_steps = _common_steps(tuple(sides.values()), min(step.starts for step in last), days)
    order = list(StepKind)
    return tuple(
        sorted((*common_steps, *last), key=lambda step: (step.starts, order.index(step.kind), step.sides))
    )


def _of_side(side: Side, deadline: datetime.date, days: Mapping[StepKind, int]) -> tuple[PlanStep, PlanStep]:
    """Return what each side does by itself: its office, and then the submission."""
    submission_day = last_working_day(deadline, [side])
    office = _step(StepKind.OFFICE, days, [side], submission_day)
    return office, PlanStep(
        kind=StepKind.SUBMISSION, sides=(side.code,), days=0, starts=submission_day, ends=submission_day
    )


def _common_steps(
    sides: Sequence[Side], next_start: datetime.date, days: Mapping[StepKind, int]
) -> list[PlanStep]:
    """Return what all sides do together before any of their offices begins, the last step first."""
    steps: list[PlanStep] = []
    for kind in (StepKind.SIGNATURE, StepKind.TRANSLATION, StepKind.ETHICS):
        if kind not in _OF_TWO_SIDES or len(sides) > 1:
            steps.append(_step(kind, days, sides, next_start))
            next_start = steps[-1].starts
    return steps


def _step(
    kind: StepKind, days: Mapping[StepKind, int], sides: Sequence[Side], next_start: datetime.date
) -> PlanStep:
    """Return a step that ends on the last working day before a day."""
    ends = last_working_day(next_start - _ONE_DAY, sides)
    starts = working_days_back(ends, days[kind], sides)
    return PlanStep(
        kind=kind, sides=tuple(side.code for side in sides), days=days[kind], starts=starts, ends=ends
    )
