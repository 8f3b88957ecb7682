"""Turn one call record into a Call, or say everything that is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import combinations
from pathlib import PurePosixPath

from exchange.calls.model.call import (
    ID,
    Budget,
    Call,
    CallSide,
    Exact,
    Funder,
    Results,
    is_reserved,
    written_name,
)
from exchange.calls.model.changes import in_order
from exchange.calls.model.settings import Settings
from exchange.calls.reading.agreement import check_record
from exchange.calls.reading.declared_fields import declared_fields
from exchange.calls.reading.parts import read_background, read_funder, read_side
from exchange.calls.reading.reading import Reading, field_elsewhere
from exchange.calls.reading.stages import each_stage, read_change, read_cutoff, read_round, read_stage
from exchange.text.fields import THOUSANDS, FieldReader
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Field, Fields, Items, Node, Text

_FIELD_NAMES = (*(entry.name for entry in fields(Call) if entry.name != "id"), "cutoffs")
_SIDE_NAMES = {written_name(entry) for entry in fields(CallSide)}
_ASKED_OF_ALL = frozenset({"eligibility", "applicants", "languages"})
"""The fields of a side that may be written at the top of a call with several: they are then those of each."""
_OF_BUDGET = {entry.name for entry in fields(Budget)} - {"note"}
_TORN_NUMBER = re.compile(r"[{\[][^\n]*\d,\d")
_REST_OF_NUMBER = re.compile(r"\d{1,3}(?!\d)")
_BEFORE_THOUSANDS = re.compile(r"(?<![\d.-])\d{1,3}(?:,\d{3})*$")

_SPECIAL = (
    *("id", "funders", "sides", "stages", "rounds", "changes", "background"),
    *("next_expected", "publish"),
)
"""The fields that are read after others, or by rules of their own."""


def read_call(text: str, *, path: str, settings: Settings, today: datetime.date | None = None) -> Call:
    """Return the call of a record; its id is the name of the file.

    Where `today` is given, nothing can have been done or read on a later day.
    Raises ContentProblems with every problem of the file, each with line and column.
    """
    problems: list[Problem] = []
    reading = Reading(settings=settings, problems=problems, today=today)
    root = record_fields(text, path, reading)
    call = None if root is None else call_of(root, path, reading)
    if problems or call is None:
        raise ContentProblems(problems)
    return call


def record_fields(text: str, path: str, reading: Reading) -> Fields | None:
    """Return the fields of a record; None where they cannot be told."""
    root = read_rest(text.removeprefix("\ufeff"), path=path, problems=reading.problems)
    if root is None:
        return None
    if not isinstance(root, Fields):
        reading.report("not-fields", root.place, name=path)
        return None
    whole = _put_together(root) if _TORN_NUMBER.search(text) else root
    assert isinstance(whole, Fields)
    return whole


def _put_together(node: Node) -> Node:
    """Return a node with the figures whole that braces or brackets tore apart: each comma ends a value."""
    if isinstance(node, Text):
        return node
    if isinstance(node, Items):
        items: list[Node] = []
        for item in node.items:
            if items and (number := _torn_number(items[-1], item, THOUSANDS)):
                items[-1] = number
            else:
                items.append(_put_together(item))
        return replace(node, items=tuple(items))
    entries: list[Field] = []
    for entry in node:
        last = entries[-1].value if entries else None
        is_empty = not getattr(entry.value, "value", "-")
        if last and is_empty and (number := _torn_number(last, entry.key, _REST_OF_NUMBER)):
            entries[-1] = replace(entries[-1], value=number)
        else:
            entries.append(replace(entry, value=_put_together(entry.value)))
    return replace(node, fields=tuple(entries))


def _torn_number(first: Node, second: Node, rest: re.Pattern[str]) -> Text | None:
    """Return two values as one text where nothing but the comma of a figure is between them.

    `rest` is what is behind the comma: two numbers of a list are none.
    """
    if not (isinstance(first, Text) and isinstance(second, Text) and first.raw and second.raw):
        return None
    is_next = second.place == replace(first.place, column=first.place.column + len(first.value) + 1)
    is_number = _BEFORE_THOUSANDS.search(first.value) and rest.match(second.value)
    return replace(first, value=f"{first.value},{second.value}") if is_next and is_number else None


def call_of(root: Fields, path: str, reading: Reading) -> Call | None:
    """Return the call that the fields of a record say; None where one of them has a fault."""
    name = PurePosixPath(path).stem
    if not ID.fullmatch(name):
        reading.report("file-name", Place(path=path), value=name)
    if is_reserved(name):
        reading.report("reserved-name", Place(path=path), value=name)
    reader = FieldReader(
        _with_budget(_in_place(root, reading.settings.side_codes)),
        names=_FIELD_NAMES,
        problems=reading.problems,
        elsewhere=field_elsewhere,
    )
    return _call(name, reader, reading)


def _in_place(root: Fields, side_codes: Sequence[str]) -> Fields:
    """Return the fields of a record with those of its only side below `sides`, and those of the call above.

    Without `sides` the call is for the country of its funder, if all funders are of one that is a side.
    """
    top, repeats = _first_and_others(root)
    sides = top.get("sides") or _side_of_funders(top.get("funders"), side_codes)
    side = sides.value.items[0] if sides and isinstance(sides.value, Items) and sides.value.items else None
    own, repeats_of_side = _first_and_others(side) if isinstance(side, Fields) else ({}, ())
    if sides is None or not isinstance(sides.value, Items) or not sides.value.items:
        return root
    if len(sides.value.items) > 1:
        return _for_all_sides(root, top, sides, sides.value)
    down = {name: entry for name, entry in top.items() if name in _SIDE_NAMES - {*_FIELD_NAMES, *own}}
    of_the_call = ({*_FIELD_NAMES, *_OF_BUDGET} - _SIDE_NAMES | {"duration"}) - {*top}
    up = {name: entry for name, entry in own.items() if name in of_the_call}
    below = (*(entry for name, entry in (own | down).items() if name not in up), *repeats_of_side)
    whole = Items(items=(Fields(fields=below, place=sides.value.items[0].place),), place=sides.value.place)
    top |= {"sides": replace(sides, value=whole), **up}
    rest = (entry for name, entry in top.items() if name not in down)
    return replace(root, fields=(*rest, *repeats))


def _first_and_others(fields: Fields) -> tuple[dict[str, Field], tuple[Field, ...]]:
    """Return the first field of each name, and those that repeat one, which are refused later."""
    first: dict[str, Field] = {}
    others = [entry for entry in fields if first.setdefault(entry.key.value, entry) is not entry]
    return first, tuple(others)


def _for_all_sides(root: Fields, top: Mapping[str, Field], sides: Field, items: Items) -> Fields:
    """Return the fields of a record with what is asked of all applicants below each side, if none says it."""
    said = {entry.key.value for side in items.items if isinstance(side, Fields) for entry in side}
    shared = tuple(entry for name, entry in top.items() if name in _ASKED_OF_ALL - said)
    below = tuple(
        replace(side, fields=(*side.fields, *shared)) if isinstance(side, Fields) else side
        for side in items.items
    )
    whole = replace(sides, value=replace(items, items=below))
    rest = (whole if entry is sides else entry for entry in root if entry not in shared)
    return replace(root, fields=tuple(rest))


def _with_budget(root: Fields) -> Fields:
    """Return the fields of a record with those of its budget below it, and the length of an award above."""
    top = {entry.key.value: entry for entry in root}
    loose = {name: entry for name, entry in top.items() if name in _OF_BUDGET}
    budget = top.get("budget") or next(iter(loose.values()), None)
    own = budget.value if budget and budget.key.value == "budget" else Fields(fields=(), place=root.place)
    if budget is None or not isinstance(own, Fields) or len(top) < len(root.fields):
        return root
    names = [entry.key.value for entry in own]
    if {*names} & {*loose} or ("duration" in top and "duration" in names):
        return root
    lengths = tuple(entry for entry in own if entry.key.value == "duration")
    below = (*(entry for entry in own if entry not in lengths), *loose.values())
    whole = Field(key=replace(budget.key, value="budget"), value=replace(own, fields=below))
    rest = (entry for name, entry in top.items() if name not in loose and name != "budget")
    return replace(root, fields=(*rest, *lengths, whole))


def _side_of_funders(funders: Field | None, side_codes: Sequence[str]) -> Field | None:
    """Return `sides` with the side of the first funder, if all that are named are of its country."""
    items = funders.value.items if funders and isinstance(funders.value, Items) else ()
    texts = [{entry.key.value: entry.value for entry in item} for item in items if isinstance(item, Fields)]
    countries = {code.value for text in texts if isinstance(code := text.get("country"), Text)}
    first = texts[0].get("id") if texts else None
    if (
        funders is None
        or len(countries) != 1
        or not countries <= {*side_codes}
        or not isinstance(first, Text)
    ):
        return None
    values = {"side": replace(first, value=countries.pop()), "funder": first}
    side = Fields(
        fields=tuple(Field(key=replace(first, value=name), value=value) for name, value in values.items()),
        place=funders.key.place,
    )
    return Field(key=replace(funders.key, value="sides"), value=Items(items=(side,), place=funders.key.place))


def _call(name: str, reader: FieldReader, reading: Reading) -> Call | None:
    side_codes = reading.names(reader, "sides", "side")
    if set(side_codes) <= set(reading.settings.side_codes):
        reading = replace(reading, taking_part=side_codes)
    others = reading.names(reader, "funders", "country")
    reading = replace(reading, other_countries=tuple(code for code in others if code not in side_codes))
    values = declared_fields(Call, reader, reading, special=_SPECIAL)
    funders = reading.read_items(reader, "funders", lambda node: read_funder(node, reading), required=True)
    ids = reading.names(reader, "funders", "id")
    funder_names = {name: funder.id for funder in funders for name in _names_of(funder)}
    own_codes = (funder.country for funder in funders[:1] if funder.country in reading.settings.side_codes)
    side_code = next(iter([*own_codes, *reading.settings.side_codes, "SIDE"]))
    example = f"[{{side: {side_code}, funder: {ids[0] if ids else 'ID'}}}]"
    has_sides = reader.node("sides", required=True, example=example) is not None
    sides = reading.read_items(
        reader, "sides", lambda node: read_side(node, reading, ids, funder_names), required=has_sides
    )
    stages = reading.read_items(
        reader,
        "stages",
        lambda node: read_stage(node, reading),
        each=lambda node: each_stage(node, reading.settings.zones),
    )
    rounds = (
        *reading.read_items(reader, "rounds", lambda node: read_round(node, reading)),
        *reading.read_items(reader, "cutoffs", lambda node: read_cutoff(node, reading)),
    )
    dated_parts = (*stages, *(stage for call_round in rounds for stage in call_round.stages))
    names = [name for part in ("stages", "rounds", "cutoffs") for name in reading.names(reader, part, "id")]
    changes = reading.read_items(
        reader, "changes", lambda node: read_change(node, reading, dated_parts, names), required=True
    )
    background = reading.read_items(reader, "background", lambda node: read_background(node, reading))
    values["next_expected"] = reading.moment(reader, "next_expected", zones=reading.zones_of(None))
    publish = _embargo(reader, reading)
    check_record(
        reader,
        reading,
        lifecycle=values.get("lifecycle"),
        sides=sides,
        stages=stages,
        dated_parts=dated_parts,
        changes=changes,
    )
    _results_agree(reader, reading, values.get("results"))
    if name in values.get("supersedes", ()):
        node = reader.node("supersedes")
        assert node is not None
        reading.report("supersedes-itself", node.place, value=name)
    if reading.problems:
        return None
    return Call(
        id=name,
        funders=funders,
        sides=sides,
        stages=stages,
        rounds=rounds,
        changes=tuple(change for _, change in in_order(changes)),
        background=background,
        publish=publish,
        **values,
    )


def _results_agree(reader: FieldReader, reading: Reading, results: Results | None) -> None:
    """Report results of which more went on, or are funded, than there were before."""
    node = reader.node("results")
    names = [name for name in ("applied", "shortlisted", "funded") if getattr(results, name, None)]
    for outer, inner in combinations(names, 2):
        most, least = getattr(results, outer).high, getattr(results, inner).low
        if node is not None and most is not None and least is not None and least > most:
            values = {"inner": inner, "inner_count": str(least), "outer": outer, "outer_count": str(most)}
            reading.report("more-funded-than-applied", node.place, **values)
            return


def _names_of(funder: Funder) -> Iterator[str]:
    """Yield what people call a funder: its name in each language, also without the abbreviation behind it."""
    for text in funder.name.values():
        yield from (text, text.partition("(")[0].strip())


def _embargo(reader: FieldReader, reading: Reading) -> Exact | None:
    moment = reading.moment(reader, "publish", zones=reading.settings.zones)
    if moment is None or isinstance(moment, Exact):
        return moment
    node = reader.node("publish")
    assert node is not None
    reading.report("publish-needs-a-time", node.place)
    return None
