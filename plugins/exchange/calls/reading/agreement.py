"""What the parts of one record must agree on with each other, each fault at the part that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from exchange.calls.model.call import (
    CALLED_OFF,
    CallSide,
    Change,
    ChangeKind,
    Dated,
    Lifecycle,
    Moment,
    Stage,
    StageKind,
    Undated,
    VersionRecords,
    outcome_id,
)
from exchange.calls.model.moments import write_moment
from exchange.calls.model.sequence import circle
from exchange.calls.reading.reading import Reading
from exchange.text.fields import FieldReader
from exchange.text.problems import Place
from exchange.text.suggestions import proposal
from exchange.text.yaml_text import Fields, Items, Text

# The pairs of kinds of which one can only follow the other; every other order is that of `follows`.
_ORDER = (
    (StageKind.INTERNAL, StageKind.FULL),
    (StageKind.FULL, StageKind.START),
    (StageKind.START, StageKind.END),
)


def check_record(
    reader: FieldReader,
    reading: Reading,
    *,
    lifecycle: Lifecycle | None,
    sides: Sequence[CallSide],
    stages: Sequence[Stage],
    dated: Sequence[Stage],
    changes: Sequence[Change],
) -> None:
    """Report every rule that the record breaks as a whole; `dated` are its stages and those of its rounds."""
    _names_once(reader, reading, ("stages", "rounds", "cutoffs"), "id")
    _names_once(reader, reading, ("funders",), "id")
    _names_once(reader, reading, ("sides",), "side")
    _outcomes_are_not_stages(reader, reading, dated)
    _stages_of_known_sides(reader, reading, sides, dated)
    _stages_follow_others(reader, reading, stages, dated)
    _stages_in_order(reader, reading, dated)
    if reader.node("changes") is not None and len(changes) == len(_items(reader, "changes")):
        _history(reader, reading, changes, {stage.id: stage for stage in dated})
        _reversals(reader, reading, changes)
        _cancelled_says_so(reader, reading, lifecycle, changes)
    all_read = len(stages) == len(_items(reader, "stages"))
    if lifecycle is Lifecycle.ANNOUNCED and all_read and not any(stage.applying for stage in dated):
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
    for name in ("stages", "rounds", "cutoffs"):
        for item in _items(reader, name):
            values = {field.key.value: field.value for field in item}
            written = values.get("id")
            if isinstance(written, Text) and written.value in (stage, stage.removesuffix(outcome_id(""))):
                return next((values[key].place for key in (*keys, "id") if key in values), item.place)
    return _place(reader, "stages")


def _names_once(reader: FieldReader, reading: Reading, names: Sequence[str], key: str) -> None:
    seen: dict[str, Place] = {}
    for name in names:
        for text in _texts(reader, name, key):
            if text.value in seen:
                first = str(seen[text.value].line)
                reading.report("name-twice", text.place, name=name, value=text.value, first=first)
            seen.setdefault(text.value, text.place)


def _outcomes_are_not_stages(reader: FieldReader, reading: Reading, dated: Sequence[Stage]) -> None:
    """Report a stage or round that is called what the outcome of a round is called."""
    names = [stage.id for stage in dated]
    for name in ("stages", "rounds", "cutoffs"):
        for text in _texts(reader, name, "id"):
            if names.count(text.value) > 1 and text.value.endswith(outcome_id("")):
                reading.report("outcome-is-stage", text.place, value=text.value)


def _stages_of_known_sides(
    reader: FieldReader, reading: Reading, sides: Sequence[CallSide], stages: Sequence[Stage]
) -> None:
    known = {side.side for side in sides}
    all_read = bool(sides) and len(sides) == len(_items(reader, "sides"))
    for stage in stages if all_read else ():
        if stage.side is not None and stage.side not in known:
            place = _stage_place(reader, stage.id, "side")
            reading.report("side-not-in-call", place, side=stage.side, known=", ".join(sorted(known)))


def _stages_follow_others(
    reader: FieldReader, reading: Reading, stages: Sequence[Stage], dated: Sequence[Stage]
) -> None:
    """Report a stage that follows none of the call, or in the end itself."""
    names = [stage.id for stage in dated]
    for stage in stages:
        for name in stage.follows:
            if name not in names:
                others = [other for other in names if other != stage.id]
                values = {"stage": stage.id, "value": name, "known": ", ".join(others)}
                values |= proposal("stage", name, others)
                reading.report("follows-no-stage", _stage_place(reader, stage.id, "follows"), **values)
    path = circle({stage.id: stage.follows for stage in dated})
    if path:
        place = _stage_place(reader, path[0], "follows")
        reading.report("follows-in-a-circle", place, stage=path[0], path=" → ".join(reversed(path)))


def _stages_in_order(reader: FieldReader, reading: Reading, stages: Sequence[Stage]) -> None:
    """Report a later step that is surely over before an earlier one of the same side is."""
    for earlier in stages:
        for later in stages:
            if _must_follow(earlier, later) and _surely_before(_last(later), _last(earlier)):
                values = {"later": later.id, "earlier": earlier.id}
                place = _stage_place(reader, later.id, "outcome", "closes", "date", "window")
                reading.report(_order_rule(earlier, later), place, **values)


def _order_rule(earlier: Stage, later: Stage) -> str:
    """Return the rule that two stages break of which the later is over first: by what they are in order."""
    if later.id == outcome_id(earlier.id):
        return "outcome-before-cut-off"
    return "follows-what-is-later" if earlier.id in later.follows else "stages-out-of-order"


def _must_follow(earlier: Stage, later: Stage) -> bool:
    if earlier.id in later.follows:
        return True
    same_side = earlier.side is None or later.side in (None, earlier.side)
    return same_side and (earlier.kind, later.kind) in _ORDER


def _last(stage: Stage) -> VersionRecords | None:
    """Return the moment a stage ends with."""
    moment: Moment | None = stage.window.end if stage.window else (stage.closes or stage.date or stage.opens)
    return None if isinstance(moment, Undated) else moment


def _surely_before(one: VersionRecords | None, other: VersionRecords | None) -> bool:
    return one is not None and other is not None and one.ends <= other.begins and one != other


def _history(
    reader: FieldReader, reading: Reading, changes: Sequence[Change], stages: dict[str, Stage]
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
    places: dict[tuple[str, Dated], Place] = {}
    for number, change in enumerate(changes):
        if change.stage is None or change.before is None or change.after is None:
            continue
        known = newest.get((change.stage, change.what))
        if known is not None and known != change.before:
            values = {"stage": change.stage, "known": write_moment(known)}
            reading.report("history-broken", _item_place(reader, "changes", number, "from"), **values)
        newest[change.stage, change.what] = change.after
        places[change.stage, change.what] = _item_place(reader, "changes", number, "what")
    _history_reaches_today(reader, reading, newest, places, stages)


def _history_reaches_today(
    reader: FieldReader,
    reading: Reading,
    newest: dict[tuple[str, Dated], Moment],
    places: dict[tuple[str, Dated], Place],
    stages: dict[str, Stage],
) -> None:
    for (name, what), moment in newest.items():
        stage = stages.get(name)
        if stage is None:
            continue
        today = stage.date_of(what)
        if today is None:
            given = [one.value for one in Dated if stage.date_of(one) is not None]
            values = {"stage": name, "what": what.value, "known": "` / `what: ".join(given)}
            reading.report("change-of-an-absent-date", places[name, what], **values)
            continue
        if today != moment:
            values = {
                "stage": name,
                "what": what.value,
                "history": write_moment(moment),
                "record": write_moment(today),
            }
            reading.report("history-and-record-differ", _stage_place(reader, name, what.value), **values)


_REVERSES = {
    ChangeKind.REOPENED: (ChangeKind.PAUSED,),
    ChangeKind.REINSTATED: (ChangeKind.CANCELLED, ChangeKind.WITHDRAWN),
}


def _reversals(reader: FieldReader, reading: Reading, changes: Sequence[Change]) -> None:
    """Report a change that takes back what was not done, or was taken back before."""
    for number, change in enumerate(changes):
        reversed_kinds = _REVERSES.get(change.kind, ())
        kinds = (*reversed_kinds, change.kind)
        before = [
            one.kind for one in changes[:number] if one.kind in kinds and one.stage in (None, change.stage)
        ]
        if reversed_kinds and (not before or before[-1] is change.kind):
            stage = f", stage: {change.stage}" if change.stage else ""
            values = {"kind": change.kind.value, "before": reversed_kinds[0].value, "stage": stage}
            reading.report("nothing-to-reverse", _item_place(reader, "changes", number, "kind"), **values)


def _cancelled_says_so(
    reader: FieldReader, reading: Reading, lifecycle: Lifecycle | None, changes: Sequence[Change]
) -> None:
    stopped = lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN)
    kinds = (*CALLED_OFF, ChangeKind.REINSTATED)
    last = [change.kind for change in changes if change.stage is None and change.kind in kinds]
    told = bool(last) and last[-1] in CALLED_OFF
    if stopped and not told:
        kind = lifecycle.value if lifecycle else ""
        reading.report("cancelled-without-change", _place(reader, "lifecycle"), kind=kind)
    if told and lifecycle is not None and not stopped:
        reading.report("cancelled-but-alive", _place(reader, "lifecycle"), value=lifecycle.value)
