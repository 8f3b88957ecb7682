"""What the parts of one record must agree on with each other, each fault at the part that breaks it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from exchange.calls.model.call import (
    CANCELLATIONS,
    NEVER,
    CallSide,
    Change,
    ChangeKind,
    DatedMoment,
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
    outcome_id,
)
from exchange.calls.model.changes import in_order
from exchange.calls.model.moments import write_moment
from exchange.calls.model.sequence import circle
from exchange.calls.reading.reading import Reading
from exchange.text.fields import FieldReader
from exchange.text.problems import Place
from exchange.text.suggestions import proposal
from exchange.text.yaml_text import Fields, Items, Text

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
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
    dated_parts: Sequence[Stage],
    changes: Sequence[Change],
) -> None:
    """Report every rule that the record breaks as a whole; `dated_parts` are stages, also those of rounds."""
    check_names_once(reader, reading, ("stages", "rounds", "cutoffs"), "id")
    _rounds_are_told_apart(reader, reading, dated_parts)
    check_names_once(reader, reading, ("funders",), "id")
    check_names_once(reader, reading, ("sides",), "side")
    _title_of_one_year(reader, reading)
    _funders_of_their_sides(reader, reading, sides)
    _outcomes_are_not_stages(reader, reading, dated_parts)
    _stages_of_known_sides(reader, reading, sides, dated_parts)
    _stages_follow_others(reader, reading, stages, dated_parts)
    _stages_in_order(reader, reading, dated_parts)
    if reader.node("changes") is not None and len(changes) == len(_items(reader, "changes")):
        _history(reader, reading, changes, {stage.id: stage for stage in dated_parts})
        _reversals(reader, reading, changes)
        _cancelled_says_so(reader, reading, lifecycle, changes)
    is_complete = len(dated_parts) >= sum(
        len(_items(reader, part)) for part in ("stages", "rounds", "cutoffs")
    )
    if lifecycle is Lifecycle.ANNOUNCED and is_complete and not any(stage.applying for stage in dated_parts):
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
            date_text = values.get("id")
            if isinstance(date_text, Text) and date_text.value in (stage, stage.removesuffix(outcome_id(""))):
                return next((values[key].place for key in (*keys, "id") if key in values), item.place)
    return _place(reader, "stages")


def check_names_once(reader: FieldReader, reading: Reading, names: Sequence[str], key: str) -> None:
    """Report each text that two items of a list have under a key."""
    first_places: dict[str, Place] = {}
    for name in names:
        for text in _texts(reader, name, key):
            if text.value in first_places:
                first = str(first_places[text.value].line)
                reading.report("name-twice", text.place, name=name, value=text.value, first=first)
            first_places.setdefault(text.value, text.place)


def _rounds_are_told_apart(reader: FieldReader, reading: Reading, dated_parts: Sequence[Stage]) -> None:
    """Report a round that has the name and the cut-off of another one in which the same side applies."""
    rounds = [stage for stage in dated_parts if stage.kind is StageKind.ROUND]
    rounds = [stage for stage in rounds if stage.label or not isinstance(stage.closes, MissingDate)]
    for number, stage in enumerate(rounds):
        for other in rounds[:number]:
            is_for_both = None in (stage.side, other.side) or stage.side == other.side
            if is_for_both and (stage.label, stage.closes) == (other.label, other.closes):
                first = str(_stage_place(reader, other.id, "label").line)
                name = next(iter((stage.label or {"": stage.id}).values()))
                reading.report(
                    "rounds-alike", _stage_place(reader, stage.id, "label"), value=name, first=first
                )
                break


def _title_of_one_year(reader: FieldReader, reading: Reading) -> None:
    """Report a title whose languages have no year in common, as one of a copied record does."""
    node = reader.node("title")
    titles = (
        [field.value for field in node if isinstance(field.value, Text)] if isinstance(node, Fields) else []
    )
    years = [(title, sorted(set(_YEAR.findall(title.value)))) for title in titles]
    first_years = years[0][1] if years else []
    for title, other_years in years[1:]:
        if first_years and other_years and set(first_years).isdisjoint(other_years):
            values = {"first": ", ".join(first_years), "year": ", ".join(other_years)}
            reading.report("title-years-differ", title.place, **values)


def _funders_of_their_sides(reader: FieldReader, reading: Reading, sides: Sequence[CallSide]) -> None:
    """Report the funder of a side whose country is another side of the call, unless it funds that as well."""
    both = {(side.side, side.funder) for side in sides}
    funders = [{field.key.value: field.value for field in item} for item in _items(reader, "funders")]
    for side in sides:
        for funder in funders:
            name, country = funder.get("id"), funder.get("country")
            if not (isinstance(name, Text) and isinstance(country, Text)) or name.value != side.funder:
                continue
            is_of_other = country.value != side.side and country.value in {other.side for other in sides}
            if is_of_other and (country.value, side.funder) not in both:
                values = {"funder": side.funder, "side": side.side, "country": country.value}
                reading.report("funder-of-other-side", country.place, **values)


def _outcomes_are_not_stages(reader: FieldReader, reading: Reading, dated_parts: Sequence[Stage]) -> None:
    """Report a stage or round that is called what the outcome of a round is called."""
    names = [stage.id for stage in dated_parts]
    for name in ("stages", "rounds", "cutoffs"):
        for text in _texts(reader, name, "id"):
            if names.count(text.value) > 1 and text.value.endswith(outcome_id("")):
                reading.report("outcome-is-stage", text.place, value=text.value)


def _stages_of_known_sides(
    reader: FieldReader, reading: Reading, sides: Sequence[CallSide], stages: Sequence[Stage]
) -> None:
    side_codes = {side.side for side in sides}
    is_complete = bool(sides) and len(sides) == len(_items(reader, "sides"))
    for stage in stages if is_complete else ():
        if stage.side is not None and stage.side not in side_codes:
            place = _stage_place(reader, stage.id, "side")
            reading.report("side-not-in-call", place, side=stage.side, known=", ".join(sorted(side_codes)))


def _stages_follow_others(
    reader: FieldReader, reading: Reading, stages: Sequence[Stage], dated_parts: Sequence[Stage]
) -> None:
    """Report a stage that follows none of the call, or in the end itself."""
    names = [stage.id for stage in dated_parts]
    unread = {text.value for part in ("stages", "rounds", "cutoffs") for text in _texts(reader, part, "id")}
    for stage in stages:
        for name in stage.follows:
            if name not in names and name.removesuffix(outcome_id("")) not in unread:
                candidates = [candidate for candidate in names if candidate != stage.id]
                values = {"stage": stage.id, "value": name, "known": ", ".join(candidates)}
                values |= proposal("stage", name, candidates)
                reading.report("follows-no-stage", _stage_place(reader, stage.id, "follows"), **values)
    path = circle({stage.id: stage.follows for stage in dated_parts})
    if path:
        place = _stage_place(reader, path[0], "follows")
        reading.report("follows-in-a-circle", place, stage=path[0], path=" → ".join(reversed(path)))


def _stages_in_order(reader: FieldReader, reading: Reading, stages: Sequence[Stage]) -> None:
    """Report a later step that is surely over before an earlier one of the same side is."""
    for earlier in stages:
        for following in stages:
            if _must_follow(earlier, following) and _surely_before(_last(following), _last(earlier)):
                internal = earlier.kind.value if earlier.kind is StageKind.INTERNAL else ""
                values = {"later": following.id, "earlier": earlier.id, "internal": internal}
                place = _stage_place(reader, following.id, "outcome", "closes", "date", "window")
                reading.report(_order_rule(earlier, following), place, **values)


def _order_rule(earlier: Stage, following: Stage) -> str:
    """Return the rule that two stages break of which the later is over first: by what they are in order."""
    if following.id == outcome_id(earlier.id):
        return "outcome-before-cut-off"
    return "follows-what-is-later" if earlier.id in following.follows else "stages-out-of-order"


def _must_follow(earlier: Stage, following: Stage) -> bool:
    if earlier.id in following.follows:
        return True
    same_side = earlier.side is None or following.side in (None, earlier.side)
    return same_side and (earlier.kind, following.kind) in _ORDER


def _last(stage: Stage) -> DatedMoment | None:
    """Return the moment a stage ends with."""
    moment: Moment | None = stage.window.end if stage.window else (stage.closes or stage.date or stage.opens)
    return None if isinstance(moment, MissingDate) else moment


def _surely_before(first: DatedMoment | None, second: DatedMoment | None) -> bool:
    return first is not None and second is not None and first.ends <= second.begins and first != second


def _history(
    reader: FieldReader, reading: Reading, changes: Sequence[Change], stages: dict[str, Stage]
) -> None:
    """Report a history without `added`, one that runs backwards, or does not end at today's dates."""
    numbered = in_order(changes)
    if changes and numbered[0][1].kind is not ChangeKind.ADDED:
        reading.report("history-begins-with-added", _item_place(reader, "changes", 0, "kind"))
    for number, change in numbered[1:]:
        if change.kind is ChangeKind.ADDED:
            reading.report("added-twice", _item_place(reader, "changes", number, "kind"))
    for (_, old), (number, new) in pairwise(numbered[1:]):
        if new.at.begins < old.at.begins and new.at.ends < old.at.ends:
            reading.report("history-backwards", _item_place(reader, "changes", number, "at"))
    newest: dict[tuple[str, DateField], Moment] = {}
    places: dict[tuple[str, DateField], Place] = {}
    for number, change in numbered:
        if change.stage is None or change.after is None:
            continue
        newest_moment = newest.get((change.stage, change.what))
        if (
            newest_moment is not None
            and change.before is not None
            and not (_is_in(newest_moment, change.before) or _is_in(change.before, newest_moment))
        ):
            values = {"stage": change.stage, "known": write_moment(newest_moment)}
            reading.report("history-broken", _item_place(reader, "changes", number, "from"), **values)
        newest[change.stage, change.what] = change.after
        places[change.stage, change.what] = _item_place(reader, "changes", number, "what")
    _history_reaches_today(reader, reading, newest, places, stages)


def _history_reaches_today(
    reader: FieldReader,
    reading: Reading,
    newest: dict[tuple[str, DateField], Moment],
    places: dict[tuple[str, DateField], Place],
    stages: dict[str, Stage],
) -> None:
    for (name, date_field), moment in newest.items():
        stage = stages.get(name)
        if stage is None:
            continue
        today = stage.date_of(date_field)
        if today is None:
            date_names = [member.value for member in DateField if stage.date_of(member) is not None]
            values = {"stage": name, "what": date_field.value, "known": "` / `what: ".join(date_names)}
            reading.report("change-of-an-absent-date", places[name, date_field], **values)
            continue
        is_long_ago = moment == NEVER and today == MissingDate(reason=Reason.UNPUBLISHED)
        if not is_long_ago and not _is_in(today, moment):
            values = {
                "stage": name,
                "what": date_field.value,
                "history": write_moment(moment),
                "record": write_moment(today),
            }
            reading.report(
                "history-and-record-differ", _stage_place(reader, name, date_field.value), **values
            )


def _is_in(moment: Moment, other: Moment) -> bool:
    """Return True if a date is another, or in the day or the month that the other is."""
    if isinstance(moment, MissingDate) or isinstance(other, MissingDate | Exact):
        return moment == other
    (first, last), (earliest, latest) = _days_of(moment), _days_of(other)
    return earliest <= first and last <= latest


def _days_of(moment: DatedMoment) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a moment, on its own clock."""
    if isinstance(moment, Period):
        return moment.first, moment.last
    day = moment.day if isinstance(moment, Day) else moment.wall.date()
    return day, day


_REVERSES = {
    ChangeKind.REOPENED: (ChangeKind.PAUSED,),
    ChangeKind.REINSTATED: (ChangeKind.CANCELLED, ChangeKind.WITHDRAWN),
}


def _reversals(reader: FieldReader, reading: Reading, changes: Sequence[Change]) -> None:
    """Report a change that takes back what was not done, or was taken back before."""
    for number, change in enumerate(changes):
        reversed_kinds = _REVERSES.get(change.kind, ())
        kinds = (*reversed_kinds, change.kind)
        earlier_kinds = [
            earlier_change.kind
            for earlier_change in changes[:number]
            if earlier_change.kind in kinds and earlier_change.stage in (None, change.stage)
        ]
        if reversed_kinds and (not earlier_kinds or earlier_kinds[-1] is change.kind):
            stage = f", stage: {change.stage}" if change.stage else ""
            values = {"kind": change.kind.value, "before": reversed_kinds[0].value, "stage": stage}
            rule = "nothing-to-reopen" if change.kind is ChangeKind.REOPENED else "nothing-to-reverse"
            reading.report(rule, _item_place(reader, "changes", number, "kind"), **values)


def _cancelled_says_so(
    reader: FieldReader, reading: Reading, lifecycle: Lifecycle | None, changes: Sequence[Change]
) -> None:
    is_stopped = lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN)
    kinds = (*CANCELLATIONS, ChangeKind.REINSTATED)
    last = [change.kind for change in changes if change.stage is None and change.kind in kinds]
    has_change = bool(last) and last[-1] in CANCELLATIONS
    if is_stopped and not has_change:
        kind = lifecycle.value if lifecycle else ""
        reading.report("cancelled-without-change", _place(reader, "lifecycle"), kind=kind)
    if has_change and lifecycle is not None and not is_stopped:
        reading.report("cancelled-but-alive", _place(reader, "lifecycle"), value=lifecycle.value)
