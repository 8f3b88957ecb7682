"""Take from one version of a record, of whatever age, what its events were and which changes it declared.

The rules for records may grow stricter; a version that was published once must still be understood. So
nothing is checked here, and what cannot be read is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.calls.model.call import CANCELLATIONS, ChangeKind, DateField, Lifecycle, outcome_id
from exchange.calls.model.moments import MomentFault, read_moment
from exchange.text.json_codec import JsonCodec
from exchange.text.problems import ContentProblems
from exchange.text.yaml_text import Fields, Items, Node, Text, read_yaml

OPENING = ".opens"
"""What an opening has behind the name of its stage, in event ids too."""

_CLOSES, _DATE, _OPENS = DateField.CLOSES.value, DateField.DATE.value, DateField.OPENS.value
_CANCELLATIONS = tuple(kind.value for kind in CANCELLATIONS)
_FINAL_LIFECYCLES = (Lifecycle.CANCELLED.value, Lifecycle.WITHDRAWN.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDates:
    """One event in one version: all that decides its time and status, as one text, and what was declared.

    `changes` counts the entries of `changes` that touch it, `change_time` is the newest of their moments, in
    seconds since 1970.
    """

    state: str
    changes: int
    change_time: int


def record_dates(text: str, *, zones: Sequence[str]) -> Mapping[str, EventDates] | None:
    """Return the events of a record by stage (openings by `<stage>.opens`); None for what is no record."""
    try:
        root = read_yaml(text.removeprefix("\ufeff"), path="")
    except ContentProblems:
        return None
    if not isinstance(root, Fields):
        return None
    changes = [_plain(item) for item in _items(root, "changes")]
    is_over = _plain(root).get("lifecycle", "") in _FINAL_LIFECYCLES
    dates = {}
    for name, date_field, state in _events(root):
        touching = [change for change in changes if _touches(change, name.removesuffix(OPENING), date_field)]
        is_stopped = " cancelled" if is_over or _is_called_off(touching) else ""
        moments = [_seconds(change.get("at", ""), zones) for change in touching]
        dates[name] = EventDates(
            state=f"{state}{is_stopped}",
            changes=len(touching),
            change_time=max(moments, default=0),
        )
    return dates


def _is_called_off(touching: Sequence[Mapping[str, str]]) -> bool:
    """Return True if a stage was cancelled, and not reinstated since."""
    kinds = [change.get("kind") for change in touching if "stage" in change]
    last = [kind for kind in kinds if kind in (*_CANCELLATIONS, ChangeKind.REINSTATED.value)]
    return bool(last) and last[-1] in _CANCELLATIONS


def _events(root: Fields) -> Iterator[tuple[str, str, str]]:
    """Yield name, kind of date and state of each event; the kind is empty for what spans a window."""
    for stage in _items(root, "stages"):
        fields = _plain(stage)
        name, basis = fields.get("id", ""), fields.get("basis", "firm")
        for date_field in (_OPENS, _CLOSES, _DATE):
            if date_field in fields:
                yield (
                    f"{name}{OPENING if date_field == _OPENS else ''}",
                    date_field,
                    f"{fields[date_field]} {basis}",
                )
        window = next((field.value for field in stage if field.key.value == "window"), None)
        if isinstance(window, Fields):
            ends = _plain(window)
            yield name, "", f"{ends.get('from', '')} - {ends.get('to', '')} {basis}"
    for item in (*_items(root, "rounds"), *_items(root, "cutoffs")):
        yield from _events_of_round(_plain(item))


def _events_of_round(fields: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the events of a round; a cut-off that is written `at` is the same as one that is `closes`."""
    name, basis = fields.get("id", ""), fields.get("basis", "")
    closes = fields.get("closes", fields.get("at", ""))
    for event, date_field, date in (
        (f"{name}{OPENING}", _OPENS, fields.get("opens", "")),
        (name, _CLOSES, closes),
        (outcome_id(name), _DATE, fields.get("outcome", "")),
    ):
        if date:
            yield event, date_field, f"{date} {basis}".strip()


def _touches(change: Mapping[str, str], stage: str, date_field: str) -> bool:
    """Return True if a change is of an event, by the rule of `changes.touching`."""
    if "stage" not in change:
        return True
    moves = "from" in change and "to" in change
    return change["stage"] == stage and (
        not date_field or not moves or change.get("what", _CLOSES) == date_field
    )


def _seconds(text: str, zones: Sequence[str]) -> int:
    try:
        moment = read_moment(text, zone_choices=zones)
    except MomentFault:
        return 0
    begins = getattr(moment, "begins", None)
    return 0 if begins is None else int(begins.timestamp())


def _items(root: Fields, name: str) -> list[Fields]:
    node: Node | None = next((field.value for field in root if field.key.value == name), None)
    return [item for item in node.items if isinstance(item, Fields)] if isinstance(node, Items) else []


def _plain(fields: Fields) -> dict[str, str]:
    return {field.key.value: field.value.value for field in fields if isinstance(field.value, Text)}


DATES: JsonCodec[Mapping[str, EventDates] | None] = JsonCodec(dict[str, EventDates] | None)
"""For the cache: what `record_dates` returns."""
