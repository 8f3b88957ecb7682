"""Read the dated parts of a record: stages, cut-offs and changes, with what each date must agree with."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.calls.model.call import (
    APPLYING,
    Basis,
    Change,
    ChangeKind,
    Cutoff,
    Dated,
    Day,
    Exact,
    Moment,
    Stage,
    StageKind,
    Undated,
    Window,
)
from exchange.calls.reading.parts import Reading
from exchange.text.fields import FieldReader
from exchange.text.problems import Place
from exchange.text.yaml_text import Node

_DATES = ("opens", "closes", "date", "window")
_CHANGE_FIELDS = ("at", "kind", "stage", "what", "from", "to", "note", "source")


def read_stage(node: Node, reading: Reading) -> Stage | None:
    """Return one of `stages`."""
    reader = reading.fields_of(node, Stage, name="stages")
    if reader is None:
        return None
    before = len(reading.problems)
    name = reading.name(reader, "id")
    kind = reading.option(reader, "kind", StageKind, required=True)
    side = reading.side_of_stage(reader)
    among = reading.zones_of(side)
    moments = {field: reading.moment(reader, field, among=among) for field in ("opens", "closes", "date")}
    window = _window(reader, reading, among)
    basis = reading.option(reader, "basis", Basis) or Basis.FIRM
    invite_only = reading.yes_or_no(reader, "invite_only") or False
    label = reading.words(reader, "label", longest=120)
    if len(reading.problems) > before or name is None or kind is None:
        return None
    if not _dates_agree(reader, kind, moments, reading):
        return None
    return Stage(
        id=name,
        kind=kind,
        side=side,
        opens=moments["opens"],
        closes=moments["closes"],
        date=moments["date"],
        window=window,
        basis=basis,
        invite_only=invite_only,
        label=label,
    )


def _window(reader: FieldReader, reading: Reading, among: Sequence[str]) -> Window | None:
    node = reader.node("window")
    inner = None if node is None else reading.fields(node, known=("from", "to"), name="window")
    if node is None or inner is None:
        return None
    for name in ("from", "to"):
        inner.node(name, required=True)
    start = reading.known_moment(inner, "from", among=among)
    end = reading.known_moment(inner, "to", among=among)
    if start is None or end is None:
        return None
    if start.begins >= end.ends:
        reading.report("window-backwards", node.place)
        return None
    return Window(start=start, end=end)


def _dates_agree(
    reader: FieldReader, kind: StageKind, moments: dict[str, Moment | None], reading: Reading
) -> bool:
    """Report dates that cannot stand beside each other in one stage."""
    given = [name for name in _DATES if reader.node(name) is not None]
    if kind in APPLYING and ("date" in given or "window" in given):
        reading.report("applying-needs-opens-closes", _place(reader, given[-1]), kind=kind.value)
        return False
    if kind in APPLYING and not {"opens", "closes"} <= set(given):
        missing = "opens" if "opens" not in given else "closes"
        reading.report("applying-date-missing", reader.place, kind=kind.value, name=missing)
        return False
    if not given:
        reading.report("stage-without-date", reader.place)
        return False
    if len(given) > 1 and set(given) != {"opens", "closes"}:
        reading.report("dates-exclude", _place(reader, given[-1]), first=given[0], second=given[-1])
        return False
    opens, closes = moments["opens"], moments["closes"]
    if opens is None or closes is None or isinstance(opens, Undated) or isinstance(closes, Undated):
        return True
    if opens.begins >= closes.ends:
        reading.report("closes-before-opens", _place(reader, "closes"))
        return False
    return True


def read_cutoff(node: Node, reading: Reading) -> Cutoff | None:
    """Return one of `cutoffs`."""
    reader = reading.fields_of(node, Cutoff, name="cutoffs")
    if reader is None:
        return None
    name = reading.name(reader, "id")
    side = reading.side_of_stage(reader)
    reader.node("at", required=True)
    at = reading.known_moment(reader, "at", among=reading.zones_of(side))
    return None if name is None or at is None else Cutoff(id=name, at=at, side=side)


def read_change(node: Node, reading: Reading, stages: Sequence[Stage | Cutoff]) -> Change | None:
    """Return one of `changes`."""
    reader = reading.fields(node, known=_CHANGE_FIELDS, name="changes")
    if reader is None:
        return None
    before = len(reading.problems)
    kind = reading.option(reader, "kind", ChangeKind, required=True)
    at = _change_moment(reader, reading)
    sides = {stage.id: stage.side for stage in stages}
    stage = reader.choice("stage", [*sides])
    among = reading.zones_of(sides.get(stage or ""))
    what = reading.option(reader, "what", Dated) or Dated.CLOSES
    moved_from = reading.moment(reader, "from", among=among)
    moved_to = reading.moment(reader, "to", among=among)
    note, source = reading.words(reader, "note"), reading.url(reader, "source")
    if len(reading.problems) > before or kind is None or at is None:
        return None
    change = Change(
        at=at,
        kind=kind,
        stage=stage,
        what=what,
        before=moved_from,
        after=moved_to,
        note=note,
        source=source,
    )
    _change_agrees(reader, change, reading)
    return change if len(reading.problems) == before else None


def _change_moment(reader: FieldReader, reading: Reading) -> Exact | Day | None:
    node = reader.node("at", required=True)
    moment = reading.moment(reader, "at", among=reading.settings.zones)
    if moment is None:
        return None
    if isinstance(moment, Exact | Day):
        reading.not_ahead(reader, "at", moment.day if isinstance(moment, Day) else moment.wall.date())
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
    before, after = change.before, change.after
    if before is None or after is None or isinstance(before, Undated) or isinstance(after, Undated):
        return False
    return after.ends <= before.ends


def _place(reader: FieldReader, name: str) -> Place:
    node = reader.node(name)
    return reader.place if node is None else node.place
