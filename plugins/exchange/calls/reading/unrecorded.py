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
    Dated,
    Day,
    Exact,
    Moment,
    Stage,
    Undated,
)
from exchange.calls.model.moments import write_moment
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.writing import change_line, stage_line
from exchange.text.problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
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
        """The latest day on a clock of the sides: a Korean morning is the day after that of UTC."""
        return max(zones.local(self.now, name).date() for name in self.zones)


Places = Callable[[str], RecordPlaces]


def unrecorded(past: Past, calls: Mapping[str, Call], places: Places) -> list[Problem]:
    """Return what was done to published records that their `changes` do not say.

    `calls` are all calls by id as they are now. `places` gives, by id, where things are in a record.
    """
    problems: list[Problem] = []
    for name, old in past.calls.items():
        if _withheld(old, past.now):
            continue  # nobody has seen it yet
        comparison = _Comparison(past, old, places(name))
        problems += comparison.removed(calls) if name not in calls else comparison.with_new(calls[name])
    return problems


def _withheld(call: Call, now: datetime.datetime) -> bool:
    return call.publish is not None and call.publish.begins > now


class _Comparison:
    """One call as it was published, to be compared with what has become of it."""

    def __init__(self, past: Past, old: Call, places: RecordPlaces) -> None:
        self._past, self._old, self._places = past, old, places

    def removed(self, calls: Mapping[str, Call]) -> Iterator[Problem]:
        """Yield that the whole record is gone, or is called otherwise now."""
        path, old = self._places.path, self._old
        others = (call.id for call in calls.values() if replace(call, id=old.id) == old)
        renamed = next((name for name in others if name not in self._past.calls), "")
        values = {"id": old.id, "path": path, "renamed": renamed}
        yield _problem("call-renamed" if renamed else "call-removed", Place(path=path, line=1), **values)

    def with_new(self, new: Call) -> Iterator[Problem]:
        """Yield what the record as it is now does not say of what was done to it."""
        if _withheld(new, self._past.now):
            yield _problem("call-withheld-again", self._places.field("publish"))
        yield from self._rewritten(new)
        added = _added(self._old.changes, new.changes)
        renamed = _renamed(self._old, new)
        names = {stage.id for stage in new.dated}
        for stage in self._old.dated:
            if stage.id in renamed:
                better = {"before": stage.id, "after": renamed[stage.id]}
                yield _problem("stage-renamed", self._places.stage(renamed[stage.id], "id"), **better)
            elif stage.id not in names:
                yield self._stage_removed(stage, new)
            else:
                yield from self._moved(stage, new.stage(stage.id), added, new)

    def _rewritten(self, new: Call) -> Iterator[Problem]:
        """Yield the entries of `changes` that are gone or edited, or else the first that left its place."""
        published = list(enumerate(self._old.changes))
        lost = [one for one in published if not any(_says_the_same(one[1], now) for now in new.changes)]
        first = (one for one in published if not _says_the_same(one[1], new.changes[one[0]]))
        for number, entry in lost or list(first)[:1]:
            values = {"number": str(number + 1), "entry": change_line(entry)}
            yield _problem("history-rewritten", self._places.change(number), **values)

    def _stage_removed(self, stage: Stage, new: Call) -> Problem:
        entry = _dump({"at": self._day(new), "kind": ChangeKind.CANCELLED.value, "stage": stage.id})
        values = {"stage": stage.id, "stage_entry": stage_line(stage), "entry": entry}
        return _problem("stage-removed", self._places.field("stages"), **values)

    def _moved(self, old: Stage, new: Stage, added: Sequence[Change], whole: Call) -> Iterator[Problem]:
        """Yield the dates of a stage that are others now without a change that says so."""
        of_stage = [change for change in added if change.stage == old.id]
        for what in Dated:
            was, now = _date(old, what), _date(new, what)
            moves = [change for change in of_stage if change.moves_a_date and change.what is what]
            if was is not None and moves and _written(moves[0].before) != _written(was):
                yield self._never_that_date(moves[0], was, whole)
            elif was is not None and now is not None and _written(was) != _written(now) and not moves:
                yield self._silent_move(old.id, what, was, now, whole)
        if _shape(old) != _shape(new) and not of_stage:
            entry = _dump({"at": self._day(whole), "kind": ChangeKind.CORRECTED.value, "stage": old.id})
            values = {"stage": old.id, "before": _shown(old), "after": _shown(new), "entry": entry}
            yield _problem("stage-changed-silently", self._places.stage(old.id, "window", "date"), **values)

    def _never_that_date(self, change: Change, was: Moment, whole: Call) -> Problem:
        number = next(n for n, one in enumerate(whole.changes) if one is change)
        written = "" if change.before is None else write_moment(change.before)
        values = {"stage": change.stage or "", "what": change.what.value, "value": written}
        return _problem(
            "from-never-published", self._places.change(number, "from"), **values, before=write_moment(was)
        )

    def _silent_move(self, stage: str, what: Dated, was: Moment, now: Moment, whole: Call) -> Problem:
        values = {"stage": stage, "what": what.value, "before": write_moment(was), "after": write_moment(now)}
        kind = ChangeKind.EXTENDED if _later(what, was, now) else ChangeKind.CORRECTED
        entry = {"at": self._day(whole), "kind": kind.value, "stage": stage}
        entry |= {} if what is Dated.CLOSES else {"what": what.value}
        entry |= {"from": values["before"], "to": values["after"]}
        place = self._places.stage(stage, what.value, "at")
        return _problem("date-moved-silently", place, **values, entry=_dump(entry))

    def _day(self, new: Call) -> str:
        """Return the day to write: today, or that of the last change where it is later."""
        last = new.changes[-1].at
        return max(self._past.today, last.day if isinstance(last, Day) else last.wall.date()).isoformat()


def _added(before: Sequence[Change], after: Sequence[Change]) -> list[Change]:
    """Return the entries that were not published, not even with other words or days in them."""
    lost = [old for old in before if not any(_says_the_same(old, new) for new in after)]
    return [
        change
        for change in after
        if not any(_says_the_same(old, change) for old in before)
        and not any(_edited(old, change) for old in lost)
    ]


def _edited(old: Change, new: Change) -> bool:
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


def _renamed(old: Call, new: Call) -> dict[str, str]:
    """Return the new ids of stages that are the same in all else, by the old ones."""
    before, after = ({stage.id: stage for stage in call.dated} for call in (old, new))
    appeared = {name: stage for name, stage in after.items() if name not in before}
    found: dict[str, str] = {}
    for name, stage in before.items():
        if name in after:
            continue
        alike = [one for one, other in appeared.items() if _alike(stage, other)]
        same = [one for one in alike if _shape(appeared[one]) == _shape(stage)]
        same = [one for one in same if _dates(appeared[one]) == _dates(stage)] or alike
        if len(same) == 1:
            found[name] = same[0]
    return found


def _alike(one: Stage, other: Stage) -> bool:
    return one.kind is other.kind and one.side == other.side


def _dates(stage: Stage) -> tuple[Moment | None, ...]:
    return tuple(_date(stage, what) for what in Dated)


def _date(stage: Stage, what: Dated) -> Moment | None:
    return stage.date_of(what)


def _shape(stage: Stage) -> tuple[object, ...]:
    """Return what a change cannot give as `from` and `to`: which dates there are, and the side."""
    return (tuple(moment is not None for moment in _dates(stage)), stage.side)


def _written(moment: Moment | None) -> str:
    """Return a date as records have it: a day is the same day whatever side it is for."""
    return "-" if moment is None else write_moment(moment)


def _shown(stage: Stage) -> str:
    """Return what a stage says of time and side, in the words of its record."""
    parts = [
        f"{what.value}: {write_moment(moment)}"
        for what, moment in zip(Dated, _dates(stage), strict=True)
        if moment is not None
    ]
    parts += [f"side: {stage.side}"] if stage.side else []
    return ", ".join(parts)


def _later(what: Dated, was: Moment, now: Moment) -> bool:
    """Return True if a deadline moved to a later moment, so that `extended` is the word for it.

    A day that lost its time of day gives nobody more time: what was published has become less exact.
    """
    if what is not Dated.CLOSES or isinstance(was, Undated) or isinstance(now, Undated):
        return False
    if isinstance(was, Exact) and isinstance(now, Day):
        return now.day > was.wall.date()
    return now.ends > was.ends


def _dump(entry: Mapping[str, str]) -> str:
    return "- {" + ", ".join(f"{name}: {value}" for name, value in entry.items()) + "}"


def _problem(rule: str, place: Place, /, **values: str) -> Problem:
    return Problem(code=f"calls/{rule}", place=place, values=values)
