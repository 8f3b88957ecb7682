"""Plan backwards from the deadlines of a call, over the working days of those who do each step.

The plan reaches the application of each side. What is sent before it, such as a registration or an
outline, is a fixed point in it, and so is the approval of an institution.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from exchange.calls.model import zones
from exchange.calls.model.call import Call, CallKind, Day, Exact, Stage, StageKind
from exchange.calls.model.schedule import live_deadlines
from exchange.calls.model.sequence import in_sequence
from exchange.calls.model.settings import Settings, Side
from exchange.calls.model.status import StageState, Status
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
    SUBMISSION = "submission"  # what a deadline is for is sent


DEFAULT_DAYS = {
    StepKind.ETHICS: 15,
    StepKind.TRANSLATION: 10,
    StepKind.SIGNATURE: 5,
    StepKind.OFFICE: 5,
}
"""Where readers start: working days that they replace by what their own institutions need."""

_OF_TWO_SIDES = frozenset({StepKind.TRANSLATION, StepKind.SIGNATURE})
_BEFORE_THE_LAST_APPLICATION = (StepKind.SIGNATURE, StepKind.TRANSLATION, StepKind.ETHICS)
_BEFORE_ANY_OTHER = (StepKind.TRANSLATION,)
_KINDS_WITH = {
    StepKind.ETHICS: frozenset({CallKind.GRANT, CallKind.FELLOWSHIP}),
    StepKind.SIGNATURE: frozenset(CallKind) - {CallKind.PRIZE, CallKind.STUDENTSHIP},
}
"""The kinds of calls before which a step is done: research is asked of ethics committees, travel is not."""
_FULL = frozenset({StageKind.FULL, StageKind.ROUND})
_APPLICATIONS = _FULL | {StageKind.OUTLINE}
_FIXED_POINTS = frozenset(
    {StageKind.REGISTRATION, StageKind.EOI, StageKind.INTERNAL, StageKind.INSTITUTION_APPROVAL}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step: `sides` are those whose working days count; submission takes no days, and is one day.

    `stage` is what it is for. A step ends before its `next_steps` begin; one that has none is
    sent on the last working day up to its `deadline`.
    """

    id: str
    kind: StepKind
    stage: Stage
    sides: tuple[str, ...]
    days: int = 0
    next_steps: tuple[str, ...] = ()
    deadline: datetime.date | None = None
    starts: datetime.date
    ends: datetime.date


def deadline_days(call: Call, status: Status, side: Side) -> Mapping[str, datetime.date]:
    """Return the last day before each deadline of a side up to its application, by stage, in their order.

    Only those that are ahead and known to the day. Of several applications that do not follow each other the
    one to act on first is meant, and of rounds the next.
    """
    return {
        stage.id: _last_day(stage.closes, side)
        for stage in _stages_to_send_in(call, status, side.code)
        if isinstance(stage.closes, Exact | Day)
    }


def _stages_to_send_in(call: Call, status: Status, side: str) -> list[Stage]:
    """Return what a side sends from its next deadline on, in the order in which that happens."""
    next_stages = [stage for stage in live_deadlines(call, status) if stage.side in (None, side)]
    stages = [
        stage
        for stage in in_sequence(call)
        if stage.side in (None, side) and stage.kind in _APPLICATIONS | _FIXED_POINTS
        if status.stages.get(stage.id, StageState.OVER) is not StageState.OVER
    ]
    application = next((stage for stage in [*next_stages, *stages] if stage.kind in _FULL), None)
    return [stage for stage in stages if next_stages and _is_on_the_way(stage, application)]


def _is_on_the_way(stage: Stage, application: Stage | None) -> bool:
    """Return True if a stage leads to an application or follows it, and is not another beside it."""
    if application is None or stage.kind not in _FULL or stage.id == application.id:
        return True
    return stage.invite_only or application.id in stage.follows


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
    """Return the steps to the application of each side, the first to begin first; none without a deadline."""
    sides = [settings.side(code) for code in call.side_codes]
    submissions = {side.code: _submissions(call, status, side) for side in sides}
    applications = {code: _applications(steps) for code, steps in submissions.items()}
    steps = [step for side in sides for step in submissions[side.code]]
    for place in range(max(map(len, applications.values()), default=0)):
        offices = [
            _step(StepKind.OFFICE, [side], days, [applications[side.code][place]])
            for side in sides
            if len(applications[side.code]) > place
        ]
        steps += [*offices, *_common_steps(call.kind, sides, offices, days, is_last=place == 0)]
    order = list(StepKind)
    return tuple(sorted(steps, key=lambda step: (step.starts, order.index(step.kind), step.sides, step.id)))


def _applications(submissions: Sequence[PlanStep]) -> Sequence[PlanStep]:
    """Return those of which what is sent takes time to prepare, the last first."""
    return [step for step in reversed(submissions) if step.stage.kind in _APPLICATIONS] or submissions[-1:]


def _submissions(call: Call, status: Status, side: Side) -> list[PlanStep]:
    """Return what a side sends by each of its deadlines."""
    return [
        _submission(call.stage(name), side, deadline)
        for name, deadline in deadline_days(call, status, side).items()
    ]


def _submission(stage: Stage, side: Side, deadline: datetime.date) -> PlanStep:
    day = last_working_day(deadline, [side])
    return PlanStep(
        id=_id(StepKind.SUBMISSION, stage, [side]),
        kind=StepKind.SUBMISSION,
        stage=stage,
        sides=(side.code,),
        deadline=deadline,
        starts=day,
        ends=day,
    )


def _common_steps(
    call_kind: CallKind,
    sides: Sequence[Side],
    offices: Sequence[PlanStep],
    days: Mapping[StepKind, int],
    *,
    is_last: bool,
) -> Iterator[PlanStep]:
    """Yield what all sides do together before any of their offices begins, the last step first."""
    following = offices
    for kind in _BEFORE_THE_LAST_APPLICATION if is_last else _BEFORE_ANY_OTHER:
        is_of_call = call_kind in _KINDS_WITH.get(kind, CallKind)
        if is_of_call and (kind not in _OF_TWO_SIDES or len(sides) > 1):
            following = [_step(kind, sides, days, following)]
            yield from following


def _step(
    kind: StepKind, sides: Sequence[Side], days: Mapping[StepKind, int], following: Sequence[PlanStep]
) -> PlanStep:
    """Return a step that ends on the last working day before those that follow it."""
    stage = following[0].stage
    ends = last_working_day(min(step.starts for step in following) - _ONE_DAY, sides)
    return PlanStep(
        id=_id(kind, stage, sides),
        kind=kind,
        stage=stage,
        sides=tuple(side.code for side in sides),
        days=days[kind],
        next_steps=tuple(step.id for step in following),
        starts=working_days_back(ends, days[kind], sides),
        ends=ends,
    )


def _id(kind: StepKind, stage: Stage, sides: Sequence[Side]) -> str:
    """Return a name within the plan, such as `translation-full`, with the code of a side that goes alone."""
    has_one_side = kind in (StepKind.OFFICE, StepKind.SUBMISSION)
    return "-".join([kind.value, stage.id, *([sides[0].code.lower()] if has_one_side else [])])
