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

_LONG = datetime.timedelta(days=365)
_TBC = MissingDate(reason=Reason.TBC)


def unclear_dates(
    call: Call, now: datetime.datetime, settings: Settings, places: RecordPlaces
) -> Iterator[Problem]:
    """Yield what the editor of a call that is not over must find out, from the days of notice on."""
    call_status = status(call, now, settings)
    if call.lifecycle not in (Lifecycle.PLANNED, Lifecycle.ANNOUNCED):
        return
    notice = datetime.timedelta(days=settings.soon_days)
    doubts = _Doubts(call=call, status=call_status, now=now, horizon=now + notice, places=places)
    for stage in call.dated_parts:
        if not call.cancelled(stage.id):
            yield from doubts.of_stage(stage)
    yield from doubts.of_rounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubts:
    """One call at a moment; what begins before `horizon` is near."""

    call: Call
    status: Status
    now: datetime.datetime
    horizon: datetime.datetime
    places: RecordPlaces

    def of_stage(self, stage: Stage) -> Iterator[Problem]:
        if stage.basis is not Basis.FIRM or self.call.lifecycle is Lifecycle.PLANNED:
            yield from self._expected_dates(stage)
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
        ends, last = max(cutoffs, key=lambda cutoff: cutoff[0], default=(self.horizon, None))
        if last is None or ends > self.horizon or self.call.next_expected is not None:
            return
        if self.call.rolling or self.status.state is not State.CLOSED:
            yield _caution("rounds-run-out", self.places.stage(last.id, "closes", "at"), stage=last.id)

    def _expected_dates(self, stage: Stage) -> Iterator[Problem]:
        """Yield the first date of a stage that is only expected and has passed, or else is near."""
        if self._is_long_over():
            return
        moments = [
            (date_field, moment)
            for date_field in DateField
            if (moment := stage.date_of(date_field)) is not None
        ]
        dates = [
            (date_field, moment) for date_field, moment in moments if not isinstance(moment, MissingDate)
        ]
        past_dates = [(date_field, moment) for date_field, moment in dates if moment.ends <= self.now]
        near_dates = [(date_field, moment) for date_field, moment in dates if moment.begins <= self.horizon]
        for rule, group in (("expected-date-passed", past_dates), ("expected-date-near", near_dates)):
            if group:
                date_field, moment = group[-1] if group is past_dates else group[0]
                values = {"stage": stage.id, "what": date_field.value, "date": write_moment(moment)}
                is_planned = self.call.lifecycle is Lifecycle.PLANNED
                values["lifecycle"] = Lifecycle.ANNOUNCED.value if is_planned else ""
                yield _caution(rule, self._place(stage, date_field), **values)
                return

    def _is_long_over(self) -> bool:
        """Return True if the last date of the call is a year ago, so that nobody waits for a later one."""
        moments = (stage.date_of(date_field) for stage in self.call.dated_parts for date_field in DateField)
        ends = [moment.ends for moment in moments if moment and not isinstance(moment, MissingDate)]
        return self.status.state is State.CLOSED and max(ends, default=self.now) < self.now - _LONG

    def _opening(self, stage: Stage) -> Iterator[Problem]:
        """Yield an opening that a build cannot act on: known only about, and near, or not at all."""
        opens = stage.opens
        if self._is_vague(opens) or (opens == _TBC and isinstance(stage.closes, Exact | Day)):
            yield self._unclear("opening-unclear", stage, DateField.OPENS)

    def _closing(self, stage: Stage) -> Iterator[Problem]:
        is_open = self.status.stages.get(stage.id) is not StageState.UPCOMING
        if self._is_vague(stage.closes) or (stage.closes == _TBC and is_open):
            yield self._unclear("closing-unclear", stage, DateField.CLOSES)

    def _is_vague(self, moment: Moment | None) -> bool:
        return isinstance(moment, Period) and moment.begins <= self.horizon

    def _unclear(self, rule: str, stage: Stage, date_field: DateField) -> Problem:
        moment = stage.date_of(date_field)
        assert moment is not None
        values = {"stage": stage.id, "date": write_moment(moment)}
        return _caution(rule, self._place(stage, date_field), **values)

    def _place(self, stage: Stage, date_field: DateField) -> Place:
        return self.places.stage(stage.id, date_field.value, "at", "outcome", "window")


def _caution(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"calls/{rule}", place=place, values=values, severity=Severity.WARNING)
