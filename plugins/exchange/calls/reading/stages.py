"""Read the dated parts of a record: stages, cut-offs and changes, with what each date must agree with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from exchange.calls.model.call import (
    APPLYING,
    NEVER,
    Basis,
    Change,
    ChangeKind,
    Day,
    Exact,
    MissingDate,
    Round,
    Stage,
    StageKind,
    Window,
)
from exchange.calls.model.notice_dates import explain
from exchange.calls.reading.declared_fields import declared_fields, lacking
from exchange.calls.reading.reading import Reading
from exchange.languages.typed_values import named_limit
from exchange.text.fields import FieldReader
from exchange.text.problems import Place
from exchange.text.yaml_text import Field, Fields, Node, Text

_DATES = ("opens", "closes", "date", "window")
_OF_SIDES = dict.fromkeys(("apply_url", "languages", "eligibility", "applicants", "funder"), "sides")
"""Fields of a side that are written under a stage, with the part that they belong to."""
_DAY_OR_MONTH = re.compile(r"20\d\d-\d\d(?:-\d\d)?")
_SPAN = re.compile(
    rf"(?:[^\W\d]+[\s/]+){{0,2}}{_DAY_OR_MONTH.pattern}(?:\s*(?:[~∼～–—/-]|[^\W\d]+)\s*[\d-]+)?"
)
"""Two days or months with a sign or a word between them, or one with the words of a week before it."""


def read_stage(node: Node, reading: Reading) -> Stage | None:
    """Return one of `stages`."""
    if isinstance(node, Fields):
        node = _as_meant(node, reading.settings.zones)
    reader = reading.fields_of(node, Stage, name="stages", hints=_OF_SIDES)
    if reader is None:
        return None
    problem_count = len(reading.problems)
    side = reading.side_of_stage(reader)
    zones = reading.zones_of(side)
    special = ("side", "kind", "window", "follows")
    values = declared_fields(Stage, reader, reading, special=special, zones=zones)
    values |= {"kind": _kind(reader), "follows": _follows(reader)}
    window = _window(reader, reading, zones)
    if len(reading.problems) > problem_count or lacking(Stage, values):
        return None
    agree = _dates_agree(reader, values, reading) and not _tbc_beside_a_date(reader, values, reading)
    return Stage(side=side, window=window, **values) if agree else None


def _as_meant(stage: Fields, zones: Sequence[str]) -> Fields:
    """Return a stage with the `date` “by 1 June” as its `closes`, and a week or two days as its `window`.

    Only where days and months are as records have them, and the stage is not one to apply in.
    """
    kinds = {
        field.value.value for field in stage if field.key.value == "kind" and isinstance(field.value, Text)
    }
    names = {"window"} if kinds & {kind.value for kind in APPLYING} else {"window", "date"}
    return replace(
        stage,
        fields=tuple(_meant_date(field, zones) if field.key.value in names else field for field in stage),
    )


def _meant_date(field: Field, zones: Sequence[str]) -> Field:
    node = field.value
    if not isinstance(node, Text):
        return field
    limit, plain = named_limit(node.value)
    if limit == "max" and _DAY_OR_MONTH.fullmatch(plain):
        return Field(key=replace(field.key, value="closes"), value=replace(node, value=plain))
    is_span = _SPAN.fullmatch(node.value) and not _DAY_OR_MONTH.fullmatch(node.value)
    span = explain(node.value, zones) if is_span else None
    if span is None or span.rule != "moment-span":
        return field
    ends = {"from": span.values["begins"], "to": span.values["ends"]}
    entries = (
        Field(key=replace(node, value=name), value=replace(node, value=end)) for name, end in ends.items()
    )
    return Field(
        key=replace(field.key, value="window"), value=Fields(fields=tuple(entries), place=node.place)
    )


def _kind(reader: FieldReader) -> StageKind | None:
    """Return the kind of a stage; a round is no stage of its own."""
    value = reader.choice(
        "kind", [kind.value for kind in StageKind if kind is not StageKind.ROUND], required=True
    )
    return None if value is None else StageKind(value)


def _follows(reader: FieldReader) -> tuple[str, ...]:
    """Return the names that a stage gives, one or a list; whether they are there is for the whole record."""
    node = reader.node("follows")
    if isinstance(node, Text):
        name = reader.text("follows", longest=60)
        return () if name is None else (name,)
    return reader.texts("follows", longest=60)


def _window(reader: FieldReader, reading: Reading, zones: Sequence[str]) -> Window | None:
    node = reader.node("window")
    span = explain(node.value, zones) if isinstance(node, Text) else None
    if node is not None and span and span.rule == "moment-span":
        reading.report("window-in-words", node.place, **span.values)
        return None
    inner = None if node is None else reading.fields_of(node, Window, name="window")
    if node is None or inner is None:
        return None
    values = declared_fields(Window, inner, reading, zones=zones)
    if lacking(Window, values):
        return None
    if values["start"].begins >= values["end"].ends:
        reading.report("window-backwards", node.place)
        return None
    return Window(**values)


def _dates_agree(reader: FieldReader, values: Mapping[str, Any], reading: Reading) -> bool:
    """Report dates that exclude each other in one stage."""
    kind: StageKind = values["kind"]
    names = [name for name in _DATES if reader.node(name) is not None]
    if kind in APPLYING and ("date" in names or "window" in names):
        reading.report("applying-needs-opens-closes", _place(reader, names[-1]), kind=kind.value)
        return False
    if kind in APPLYING and not {"opens", "closes"} <= set(names):
        missing = next((name for name in ("opens", "closes") if name not in names), "")
        if not reader.is_guessed(missing):
            reading.report("applying-date-missing", reader.place, kind=kind.value, name=missing)
        return False
    if not names:
        reading.report("stage-without-date", reader.place)
        return False
    if len(names) > 1 and set(names) != {"opens", "closes"}:
        reading.report("dates-exclude", _place(reader, names[-1]), first=names[0], second=names[-1])
        return False
    if values.get("closes") == NEVER and kind not in APPLYING:
        reading.report("no-closing-is-for-applications", _place(reader, "closes"), kind=kind.value)
        return False
    return not _closes_before_opens(reader, values, reading)


def _tbc_beside_a_date(reader: FieldReader, values: Mapping[str, Any], reading: Reading) -> bool:
    """Report a day that is given where its basis says that it is not known."""
    if values.get("basis") is not Basis.TBC:
        return False
    names = [name for name in ("opens", "closes", "date") if isinstance(values.get(name), Exact | Day)]
    if names:
        reading.report("tbc-beside-a-date", _place(reader, "basis"), name=names[0])
    return bool(names)


def _closes_before_opens(reader: FieldReader, values: Mapping[str, Any], reading: Reading) -> bool:
    opens, closes = values.get("opens"), values.get("closes")
    if opens is None or closes is None or isinstance(opens, MissingDate) or isinstance(closes, MissingDate):
        return False
    if opens.begins < closes.ends:
        return False
    reading.report("closes-before-opens", _place(reader, "closes"))
    return True


def read_round(node: Node, reading: Reading) -> Round | None:
    """Return one of `rounds`."""
    reader = reading.fields_of(node, Round, name="rounds")
    if reader is None:
        return None
    side = reading.side_of_stage(reader)
    values = declared_fields(Round, reader, reading, special=("side",), zones=reading.zones_of(side))
    if lacking(Round, values) or _closes_before_opens(reader, values, reading):
        return None
    if _tbc_beside_a_date(reader, values, reading):
        return None
    if values["closes"] == NEVER:
        reading.report("round-without-cut-off", _place(reader, "closes"))
        return None
    return Round(side=side, **values)


def read_cutoff(node: Node, reading: Reading) -> Round | None:
    """Return one of `cutoffs`: a round of which the cut-off alone is published."""
    reader = reading.fields(node, names=("id", "at", "side"), name="cutoffs")
    if reader is None:
        return None
    side = reading.side_of_stage(reader)
    name = reading.name(reader, "id")
    reader.node("at", required=True)
    closes = reading.known_moment(reader, "at", zones=reading.zones_of(side))
    return None if name is None or closes is None else Round(id=name, side=side, closes=closes)


def read_change(node: Node, reading: Reading, stages: Sequence[Stage], names: Sequence[str]) -> Change | None:
    """Return one of `changes`; `names` are the ids that it may name, also of stages that cannot be read."""
    reader = reading.fields_of(node, Change, name="changes")
    if reader is None:
        return None
    problem_count = len(reading.problems)
    moment = _change_moment(reader, reading)
    sides = {stage.id: stage.side for stage in stages}
    stage = reader.choice("stage", [*dict.fromkeys((*sides, *names))])
    zones = reading.zones_of(sides.get(stage or ""))
    values = declared_fields(Change, reader, reading, special=("at", "stage"), zones=zones)
    if len(reading.problems) > problem_count or moment is None or lacking(Change, {**values, "at": moment}):
        return None
    change = Change(at=moment, stage=stage, **values)
    _change_agrees(reader, change, reading)
    return change if len(reading.problems) == problem_count else None


def _change_moment(reader: FieldReader, reading: Reading) -> Exact | Day | None:
    node = reader.node("at", required=True)
    moment = reading.moment(reader, "at", zones=reading.settings.zones)
    if moment is None:
        return None
    if isinstance(moment, Exact | Day):
        reading.refuse_future_day(reader, "at", moment.day if isinstance(moment, Day) else moment.wall.date())
        return moment
    assert node is not None
    reading.report("change-needs-a-day", node.place)
    return None


def _change_agrees(reader: FieldReader, change: Change, reading: Reading) -> None:
    """Report a change that says too little, or the opposite of its kind."""
    if (change.before is None) != (change.after is None):
        reading.report("change-half", reader.place)
    elif change.kind is ChangeKind.EXTENDED and not change.moves_a_date:
        reading.report("extended-needs-dates", reader.place)
    elif change.moves_a_date and change.stage is None:
        reading.report("change-needs-a-stage", reader.place)
    elif change.kind is ChangeKind.EXTENDED and _moved_earlier(change):
        reading.report("extended-earlier", _place(reader, "to"))


def _moved_earlier(change: Change) -> bool:
    old, new = change.before, change.after
    if old is None or new is None or isinstance(old, MissingDate) or isinstance(new, MissingDate):
        return False
    return new.ends <= old.ends


def _place(reader: FieldReader, name: str) -> Place:
    node = reader.node(name)
    return reader.place if node is None else node.place
