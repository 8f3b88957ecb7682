"""Warn, before the day, of dates that leave a build in doubt: expected, vague, to be confirmed, run out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.calls.model.call import (
    Basis,
    Call,
    DateField,
    Day,
    Exact,
    Lifecycle,
    MissingDate,
    Moment,
    Period,
    Reason,
    Stage,
    StageKind,
)
from exchange.calls.model.moments import write_moment
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import StageState, State, Status, status
from exchange.calls.reading.record_places import RecordPlaces
from exchange.text.problems import Place, Problem, Severity

_TBC = MissingDate(reason=Reason.TBC)


def unclear_dates(
    call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces
) -> Iterator[Problem]:
    """Yield what the editor of a call that is not over must find out, from the days of notice on."""
    found = status(call, now, settings)
    if call.lifecycle not in (Lifecycle.PLANNED, Lifecycle.ANNOUNCED):
        return
    notice = datetime.timedelta(days=settings.soon_days)
    doubts = _Doubts(call=call, status=found, now=now, soon=now + notice, places=places)
    for stage in call.dated_parts:
        if not call.cancelled(stage.id):
            yield from doubts.of_stage(stage)
    yield from doubts.of_rounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubts:
    """One call at a moment; what begins before `soon` is near."""

    call: Call
    status: Status
    now: datetime.datetime
    soon: datetime.datetime
    places: RecordPlaces

    def of_stage(self, stage: Stage) -> Iterator[Problem]:
        if stage.basis is not Basis.FIRM or self.call.lifecycle is Lifecycle.PLANNED:
            yield from self._expected(stage)
        elif stage.applying and self.status.stages.get(stage.id) is not StageState.OVER:
            yield from self._opening(stage)
            yield from self._closing(stage)

    def of_rounds(self) -> Iterator[Problem]:
        """Yield that no round is left to come, unless that is the end of the call."""
        cutoffs = [
            (stage.closes.ends, stage)
            for stage in self.call.dated_parts
            if stage.kind is StageKind.ROUND and stage.closes and not isinstance(stage.closes, MissingDate)
        ]
        ends, last = max(cutoffs, key=lambda one: one[0], default=(self.soon, None))
        if last is None or ends > self.soon or self.call.next_expected is not None:
            return
        if self.call.rolling or self.status.state is not State.CLOSED:
            yield _caution("rounds-run-out", self.places.stage(last.id, "closes", "at"), stage=last.id)

    def _expected(self, stage: Stage) -> Iterator[Problem]:
        """Yield the first date of a stage that is only expected and has passed, or else is near."""
        moments = [(what, moment) for what in DateField if (moment := stage.date_of(what)) is not None]
        dated = [(what, one) for what, one in moments if not isinstance(one, MissingDate)]
        passed = [(what, one) for what, one in dated if one.ends <= self.now]
        near = [(what, one) for what, one in dated if one.begins <= self.soon]
        for rule, found in (("expected-date-passed", passed), ("expected-date-near", near)):
            if found:
                what, moment = found[-1] if found is passed else found[0]
                values = {"stage": stage.id, "what": what.value, "date": write_moment(moment)}
                yield _caution(rule, self._place(stage, what), **values)
                return

    def _opening(self, stage: Stage) -> Iterator[Problem]:
        """Yield an opening that a build cannot act on: known only about, and near, or not at all."""
        opens = stage.opens
        if self._about(opens) or (opens == _TBC and isinstance(stage.closes, Exact | Day)):
            yield self._unclear("opening-unclear", stage, DateField.OPENS)

    def _closing(self, stage: Stage) -> Iterator[Problem]:
        is_open = self.status.stages.get(stage.id) is not StageState.UPCOMING
        if self._about(stage.closes) or (stage.closes == _TBC and is_open):
            yield self._unclear("closing-unclear", stage, DateField.CLOSES)

    def _about(self, moment: Moment | None) -> bool:
        return isinstance(moment, Period) and moment.begins <= self.soon

    def _unclear(self, rule: str, stage: Stage, what: DateField) -> Problem:
        moment = stage.date_of(what)
        assert moment is not None
        values = {"stage": stage.id, "date": write_moment(moment)}
        return _caution(rule, self._place(stage, what), **values)

    def _place(self, stage: Stage, what: DateField) -> Place:
        return self.places.stage(stage.id, what.value, "at", "outcome", "window")


def _caution(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"calls/{rule}", place=place, values=values, severity=Severity.WARNING)
