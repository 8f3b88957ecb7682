"""What the parts of one record must agree on with each other, each fault at the part that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from exchange.calls.model.call import (
    CallSide,
    Change,
    ChangeKind,
    Cutoff,
    Dated,
    Lifecycle,
    Moment,
    Stage,
    StageKind,
    Undated,
    VersionRecords,
)
from exchange.calls.model.moments import write_moment
from exchange.calls.reading.reading import Reading
from exchange.text.fields import FieldReader
from exchange.text.problems import Place
from exchange.text.yaml_text import Fields, Items, Text

# The order in which the steps of one side can only follow each other.
_ORDER = (
    StageKind.REGISTRATION,
    StageKind.EOI,
    StageKind.OUTLINE,
    StageKind.FULL,
    StageKind.RESPONSE,
    StageKind.PANEL,
    StageKind.INTERVIEW,
    StageKind.DECISION,
    StageKind.START,
    StageKind.END,
    StageKind.REPORT,
)


def check_record(
    reader: FieldReader,
    reading: Reading,
    *,
    lifecycle: Lifecycle | None,
    rolling: bool,
    sides: Sequence[CallSide],
    stages: Sequence[Stage],
    cutoffs: Sequence[Cutoff],
    changes: Sequence[Change],
) -> None:
    """Report every rule that the record breaks as a whole."""
    _names_once(reader, reading, "stages", "id")
    _names_once(reader, reading, "cutoffs", "id")
    _names_once(reader, reading, "funders", "id")
    _names_once(reader, reading, "sides", "side")
    _cutoffs_are_not_stages(reader, reading, stages)
    _stages_of_known_sides(reader, reading, sides, stages)
    _stages_in_order(reader, reading, stages)
    _cutoffs_need_rolling(reader, reading, rolling=rolling)
    if reader.node("changes") is not None and len(changes) == len(_items(reader, "changes")):
        dated: tuple[Stage | Cutoff, ...] = (*stages, *cutoffs)
        _history(reader, reading, changes, {stage.id: stage for stage in dated})
        _cancelled_says_so(reader, reading, lifecycle, changes)
    all_read = len(stages) == len(_items(reader, "stages"))
    if lifecycle is Lifecycle.ANNOUNCED and all_read and not any(stage.applying for stage in stages):
        reading.report("announced-without-stage", _place(reader, "lifecycle"))


def _items(reader: FieldReader, name: str) -> tuple[Fields, ...]:
    node = reader.node(name)
    return tuple(item for item in node.items if isinstance(item, Fields)) if isinstance(node, Items) else ()


def _texts(reader: FieldReader, name: str, key: str) -> Iterator[Text]:
    for item in _items(reader, name):
        for field in item:
            if field.key.value == key and isinstance(field.value, Text):
                yield field.value


def _place(reader: FieldReader, name: str) -> Place:
    node = reader.node(name)
    return reader.place if node is None else node.place


def _item_place(reader: FieldReader, name: str, number: int, key: str = "") -> Place:
    """Return where an item of a list stands, or one of its fields."""
    item = _items(reader, name)[number]
    return next((field.value.place for field in item if field.key.value == key), item.place)


def _stage_place(reader: FieldReader, stage: str, *keys: str) -> Place:
    """Return where the first of some fields of a named stage stands."""
    for number, name in enumerate(_texts(reader, "stages", "id")):
        if name.value == stage:
            places = [_item_place(reader, "stages", number, key) for key in (*keys, "id")]
            return next(
                (place for place in places if place != _items(reader, "stages")[number].place), places[0]
            )
    return _place(reader, "stages")


def _names_once(reader: FieldReader, reading: Reading, name: str, key: str) -> None:
    seen: dict[str, Place] = {}
    for text in _texts(reader, name, key):
        if text.value in seen:
            first = str(seen[text.value].line)
            reading.report("name-twice", text.place, name=name, value=text.value, first=first)
        seen.setdefault(text.value, text.place)


def _cutoffs_are_not_stages(reader: FieldReader, reading: Reading, stages: Sequence[Stage]) -> None:
    taken = {stage.id for stage in stages}
    for text in _texts(reader, "cutoffs", "id"):
        if text.value in taken:
            reading.report("cutoff-is-stage", text.place, value=text.value)


def _stages_of_known_sides(
    reader: FieldReader, reading: Reading, sides: Sequence[CallSide], stages: Sequence[Stage]
) -> None:
    known = {side.side for side in sides}
    all_read = bool(sides) and len(sides) == len(_items(reader, "sides"))
    for stage in stages if all_read else ():
        if stage.side is not None and stage.side not in known:
            place = _stage_place(reader, stage.id, "side")
            reading.report("side-not-in-call", place, side=stage.side, known=", ".join(sorted(known)))


def _cutoffs_need_rolling(reader: FieldReader, reading: Reading, *, rolling: bool) -> None:
    if reader.node("cutoffs") is not None and not rolling:
        reading.report("cutoffs-need-rolling", _place(reader, "cutoffs"))


def _stages_in_order(reader: FieldReader, reading: Reading, stages: Sequence[Stage]) -> None:
    """Report a later step that is surely over before an earlier one of the same side is."""
    for earlier in stages:
        for later in stages:
            if _must_follow(earlier, later) and _surely_before(_last(later), _last(earlier)):
                values = {"later": later.id, "earlier": earlier.id}
                place = _stage_place(reader, later.id, "closes", "date", "window")
                reading.report("stages-out-of-order", place, **values)


def _must_follow(earlier: Stage, later: Stage) -> bool:
    if earlier.side and later.side and earlier.side != later.side:
        return False
    if earlier.kind is StageKind.INTERNAL:
        return later.kind is StageKind.FULL
    if earlier.kind not in _ORDER or later.kind not in _ORDER:
        return False
    return _ORDER.index(earlier.kind) < _ORDER.index(later.kind)


def _last(stage: Stage) -> VersionRecords | None:
    """Return the moment a stage ends with."""
    moment: Moment | None = stage.window.end if stage.window else (stage.closes or stage.date or stage.opens)
    return None if isinstance(moment, Undated) else moment


def _surely_before(one: VersionRecords | None, other: VersionRecords | None) -> bool:
    return one is not None and other is not None and one.ends <= other.begins and one != other


def _history(
    reader: FieldReader, reading: Reading, changes: Sequence[Change], stages: dict[str, Stage | Cutoff]
) -> None:
    """Report a history that does not begin with `added`, runs backwards, or does not end at today's dates."""
    if changes and changes[0].kind is not ChangeKind.ADDED:
        reading.report("history-begins-with-added", _item_place(reader, "changes", 0, "kind"))
    for number, (before, after) in enumerate(pairwise(changes), 1):
        if after.kind is ChangeKind.ADDED:
            reading.report("added-twice", _item_place(reader, "changes", number, "kind"))
        if after.at.begins < before.at.begins and after.at.ends < before.at.ends:
            reading.report("history-backwards", _item_place(reader, "changes", number, "at"))
    newest: dict[tuple[str, Dated], Moment] = {}
    for number, change in enumerate(changes):
        if change.stage is None or change.before is None or change.after is None:
            continue
        known = newest.get((change.stage, change.what))
        if known is not None and known != change.before:
            values = {"stage": change.stage, "known": write_moment(known)}
            reading.report("history-broken", _item_place(reader, "changes", number, "from"), **values)
        newest[change.stage, change.what] = change.after
    _history_reaches_today(reader, reading, newest, stages)


def _history_reaches_today(
    reader: FieldReader,
    reading: Reading,
    newest: dict[tuple[str, Dated], Moment],
    stages: dict[str, Stage | Cutoff],
) -> None:
    for (name, what), moment in newest.items():
        stage = stages.get(name)
        if stage is None:
            continue
        today = stage.at if isinstance(stage, Cutoff) else getattr(stage, what.value)
        if today != moment:
            written = "" if today is None else write_moment(today)
            values = {"stage": name, "what": what.value, "history": write_moment(moment), "record": written}
            reading.report("history-and-record-differ", _stage_place(reader, name, what.value), **values)


def _cancelled_says_so(
    reader: FieldReader, reading: Reading, lifecycle: Lifecycle | None, changes: Sequence[Change]
) -> None:
    stopped = lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN)
    told = any(change.kind is ChangeKind.CANCELLED and change.stage is None for change in changes)
    if stopped and not told:
        reading.report("cancelled-without-change", _place(reader, "lifecycle"))
    if told and lifecycle is not None and not stopped:
        reading.report("cancelled-but-alive", _place(reader, "lifecycle"), value=lifecycle.value)
