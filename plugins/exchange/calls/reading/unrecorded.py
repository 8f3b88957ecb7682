"""Compare records with what was published of them: whatever moved must be in `changes`, ready to be read.

The past comes in as calls, from whichever revision was asked for; what comes out are problems that write the
missing line.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exchange.calls.model import zones
from exchange.calls.model.call import (
    Call,
    Change,
    ChangeKind,
    DateField,
    Day,
    Exact,
    MissingDate,
    Moment,
    Reason,
    Stage,
)
from exchange.calls.model.moments import write_moment
from exchange.calls.model.schedule import first_day
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.writing import change_line, stage_line
from exchange.text.problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedState:
    """What was published: the revision, as git names it, and the calls of it whose records differ now.

    `now` decides which of these calls were still withheld, and with the `zones` of the sides the day to write
    in a missing change.
    """

    revision: str
    calls: Mapping[str, Call]
    now: datetime.datetime
    zones: Sequence[str]

    @property
    def today(self) -> datetime.date:
        """The latest day on a clock of the sides: east of Greenwich the morning is already the next day."""
        return max(zones.local(self.now, name).date() for name in self.zones)


Places = Callable[[str], RecordPlaces]


def unrecorded_changes(
    published_state: PublishedState, calls: Mapping[str, Call], places: Places
) -> list[Problem]:
    """Return what was done to published records that their `changes` do not say.

    `calls` are all calls by id as they are now. `places` gives, by id, where things are in a record.
    """
    problems: list[Problem] = []
    for name, old in published_state.calls.items():
        if _is_under_embargo(old, published_state.now):
            continue  # it has not been published yet
        comparison = _Comparison(published_state, old, places(name))
        problems += (
            comparison.removal_problems(calls) if name not in calls else comparison.with_new(calls[name])
        )
    return problems


def _is_under_embargo(call: Call, now: datetime.datetime) -> bool:
    return call.publish is not None and call.publish.begins > now


class _Comparison:
    """One call as it was published, to be compared with what has become of it."""

    def __init__(self, published_state: PublishedState, old: Call, places: RecordPlaces) -> None:
        self._published_state, self._old, self._places = published_state, old, places

    def removal_problems(self, calls: Mapping[str, Call]) -> Iterator[Problem]:
        """Yield that the whole record is gone, or is called otherwise now."""
        path, old = self._places.path, self._old
        copies = (call.id for call in calls.values() if replace(call, id=old.id) == old)
        new_id = next((name for name in copies if name not in self._published_state.calls), "")
        values = {"id": old.id, "path": path, "renamed": new_id}
        yield _problem("call-renamed" if new_id else "call-removed", Place(path=path, line=1), **values)

    def with_new(self, new: Call) -> Iterator[Problem]:
        """Yield what the record as it is now does not say of what was done to it."""
        if _is_under_embargo(new, self._published_state.now):
            yield _problem("call-withheld-again", self._places.field("publish"))
        yield from self._rewrites(new)
        new_changes = _new_changes(self._old.changes, new.changes)
        new_names = _new_names(self._old, new)
        names = {stage.id for stage in new.dated_parts}
        for stage in self._old.dated_parts:
            if stage.id in new_names:
                better = {"before": stage.id, "after": new_names[stage.id]}
                yield _problem("stage-renamed", self._places.stage(new_names[stage.id], "id"), **better)
            elif stage.id not in names:
                yield self._stage_removal(stage, new)
            else:
                yield from self._moves(stage, new.stage(stage.id), new_changes, new)

    def _rewrites(self, new: Call) -> Iterator[Problem]:
        """Yield the entries of `changes` that are gone or edited, or else the first that left its place."""
        published = list(enumerate(self._old.changes))
        missing_changes = [
            numbered_change
            for numbered_change in published
            if not any(_says_the_same(numbered_change[1], change) for change in new.changes)
        ]
        first = (
            numbered_change
            for numbered_change in published
            if not _says_the_same(numbered_change[1], new.changes[numbered_change[0]])
        )
        for number, entry in missing_changes or list(first)[:1]:
            values = {"number": str(number + 1), "entry": change_line(entry)}
            yield _problem("history-rewritten", self._places.change(number), **values)

    def _stage_removal(self, stage: Stage, new: Call) -> Problem:
        entry = _dump({"at": self._day(new), "kind": ChangeKind.CANCELLED.value, "stage": stage.id})
        values = {"stage": stage.id, "stage_entry": stage_line(stage), "entry": entry}
        return _problem("stage-removed", self._places.field("stages"), **values)

    def _moves(self, old: Stage, new: Stage, new_changes: Sequence[Change], whole: Call) -> Iterator[Problem]:
        """Yield the dates of a stage that are others now without a change that says so."""
        of_stage = [change for change in new_changes if change.stage == old.id]
        for date_field in DateField:
            old_moment, new_moment = _date(old, date_field), _date(new, date_field)
            moves = [change for change in of_stage if change.moves_a_date and change.what is date_field]
            if old_moment is not None and moves and _moment_text(moves[0].before) != _moment_text(old_moment):
                yield self._never_that_date(moves[0], old_moment, whole)
            elif (
                old_moment is not None
                and new_moment is not None
                and _moment_text(old_moment) != _moment_text(new_moment)
                and not moves
            ):
                yield self._silent_move(old.id, date_field, old_moment, new_moment, whole)
        if _shape(old) != _shape(new) and not of_stage:
            entry = _dump({"at": self._day(whole), "kind": ChangeKind.CORRECTED.value, "stage": old.id})
            values = {"stage": old.id, "before": _dates_text(old), "after": _dates_text(new), "entry": entry}
            yield _problem("stage-changed-silently", self._places.stage(old.id, "window", "date"), **values)

    def _never_that_date(self, change: Change, old: Moment, whole: Call) -> Problem:
        number = next(n for n, entry in enumerate(whole.changes) if entry is change)
        date_text = write_moment(change.before or MissingDate(reason=Reason.UNPUBLISHED))
        values = {"stage": change.stage or "", "what": change.what.value, "value": date_text}
        return _problem(
            "from-never-published", self._places.change(number, "from"), **values, before=write_moment(old)
        )

    def _silent_move(
        self, stage: str, date_field: DateField, old: Moment, new: Moment, whole: Call
    ) -> Problem:
        values = {
            "stage": stage,
            "what": date_field.value,
            "before": write_moment(old),
            "after": write_moment(new),
        }
        kind = ChangeKind.EXTENDED if _is_later(date_field, old, new) else ChangeKind.CORRECTED
        entry = {"at": self._day(whole), "kind": kind.value, "stage": stage}
        entry |= {} if date_field is DateField.CLOSES else {"what": date_field.value}
        entry |= {"from": values["before"], "to": values["after"]}
        place = self._places.stage(stage, date_field.value, "at")
        return _problem("date-moved-silently", place, **values, entry=_dump(entry))

    def _day(self, new: Call) -> str:
        """Return the day to write: today, or that of the last change where it is later."""
        return max(self._published_state.today, first_day(new.changes[-1].at)).isoformat()


def _new_changes(old_list: Sequence[Change], new_list: Sequence[Change]) -> list[Change]:
    """Return the entries that were not published, not even with other words or days in them."""
    missing_changes = [old for old in old_list if not any(_says_the_same(old, new) for new in new_list)]
    return [
        change
        for change in new_list
        if not any(_says_the_same(old, change) for old in old_list)
        and not any(_is_edit(old, change) for old in missing_changes)
    ]


def _is_edit(old: Change, new: Change) -> bool:
    """Return True if an entry is likely to be what has become of another one."""
    same = (old.kind, old.stage, old.what) == (new.kind, new.stage, new.what)
    return same and (old.before == new.before or old.after == new.after)


def _says_the_same(old: Change, new: Change) -> bool:
    """Return True if an entry still says what it said; a translation or an address may be added to it."""
    facts = ("at", "kind", "stage", "what", "before", "after")
    note = new.note or {}
    return (
        all(getattr(old, name) == getattr(new, name) for name in facts)
        and all(note.get(language) == text for language, text in (old.note or {}).items())
        and old.source in ("", new.source)
    )


def _new_names(old: Call, new: Call) -> dict[str, str]:
    """Return the new ids of stages that are the same in all else, by the old ones."""
    old_stages, new_stages = ({stage.id: stage for stage in call.dated_parts} for call in (old, new))
    additions = {name: stage for name, stage in new_stages.items() if name not in old_stages}
    result: dict[str, str] = {}
    for name, stage in old_stages.items():
        if name in new_stages:
            continue
        candidates = [name for name, candidate in additions.items() if _is_alike(stage, candidate)]
        same = [name for name in candidates if _shape(additions[name]) == _shape(stage)]
        same = [name for name in same if _dates(additions[name]) == _dates(stage)] or candidates
        if len(same) == 1:
            result[name] = same[0]
    return result


def _is_alike(first: Stage, second: Stage) -> bool:
    return first.kind is second.kind and first.side == second.side


def _dates(stage: Stage) -> tuple[Moment | None, ...]:
    return tuple(_date(stage, date_field) for date_field in DateField)


def _date(stage: Stage, date_field: DateField) -> Moment | None:
    return stage.date_of(date_field)


def _shape(stage: Stage) -> tuple[object, ...]:
    """Return what a change cannot give as `from` and `to`: which dates there are, and the side."""
    return (tuple(moment is not None for moment in _dates(stage)), stage.side)


def _moment_text(moment: Moment | None) -> str:
    """Return a date as records have it: a day is the same day whatever side it is for."""
    return "-" if moment is None else write_moment(moment)


def _dates_text(stage: Stage) -> str:
    """Return what a stage says of time and side, in the words of its record."""
    parts = [
        f"{date_field.value}: {write_moment(moment)}"
        for date_field, moment in zip(DateField, _dates(stage), strict=True)
        if moment is not None
    ]
    parts += [f"side: {stage.side}"] if stage.side else []
    return ", ".join(parts)


def _is_later(date_field: DateField, old: Moment, new: Moment) -> bool:
    """Return True if a deadline moved to a later moment, so that `extended` is the word for it.

    A day that lost its time of day is not later: the published date has become less exact.
    """
    if date_field is not DateField.CLOSES or isinstance(old, MissingDate) or isinstance(new, MissingDate):
        return False
    if isinstance(old, Exact) and isinstance(new, Day):
        return new.day > old.wall.date()
    return new.ends > old.ends


def _dump(entry: Mapping[str, str]) -> str:
    return "- {" + ", ".join(f"{name}: {value}" for name, value in entry.items()) + "}"


def _problem(rule: str, place: Place, /, **values: str) -> Problem:
    return Problem(code=f"calls/{rule}", place=place, values=values)
