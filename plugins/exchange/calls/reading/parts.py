"""Read the smaller parts of a record: funders, sides and what went before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from exchange.calls.model.call import Background, CallSide, Funder
from exchange.calls.reading.declared_fields import declared_fields, lacking
from exchange.calls.reading.reading import Reading
from exchange.calls.reading.stages import span_of
from exchange.text.yaml_text import Field, Fields, Node, Text

ROLES = ("funder", "partner", "delivery")


def read_funder(node: Node, reading: Reading) -> Funder | None:
    """Return one of `funders`."""
    reader = reading.fields_of(node, Funder, name="funders")
    if reader is None:
        return None
    values = declared_fields(Funder, reader, reading, special=("role",))
    role = reader.choice("role", ROLES) or ROLES[0]
    return None if lacking(Funder, values) else Funder(role=role, **values)


def read_side(
    node: Node, reading: Reading, funders: Sequence[str], names: Mapping[str, str] = MappingProxyType({})
) -> CallSide | None:
    """Return one of `sides`; `funders` are the ids that the record gives, `names` go from names to them."""
    reader = reading.fields_of(node, CallSide, name="sides")
    if reader is None:
        return None
    side = reader.node("side")
    is_known = isinstance(side, Text) and side.value in reading.settings.side_codes
    own = replace(reading, taking_part=(side.value,)) if isinstance(side, Text) and is_known else reading
    values = declared_fields(CallSide, reader, own, special=("funder",))
    values["funder"] = reader.choice("funder", funders, required=True, meanings=names)
    return None if lacking(CallSide, values) else CallSide(**values)


def read_background(node: Node, reading: Reading) -> Background | None:
    """Return one of the list `background`."""
    reader = reading.fields_of(node, Background, name="background")
    if reader is None:
        return None
    when = reader.node("when")
    span = span_of(when.value, reading.settings.zones) if isinstance(when, Text) else {}
    if isinstance(node, Fields) and isinstance(when, Text) and span:
        return read_background(_from_its_first_day(node, when, span["from"]), reading)
    country = reading.country(reader, "country")
    if country and country not in reading.settings.side_codes:
        reading = replace(reading, today=None)  # its dates are no stages here, so they may be to come
    values = declared_fields(Background, reader, reading, special=("country",)) | {"country": country}
    return None if lacking(Background, values) else Background(**values)


def _from_its_first_day(entry: Fields, when: Text, first: str) -> Fields:
    """Return what lasted from one date to another as what began on the first, with both behind its text."""

    def field(given: Field) -> Field:
        if given.key.value == "when":
            return replace(given, value=replace(when, value=first))
        if isinstance(given.value, Fields):
            return replace(given, value=replace(given.value, fields=tuple(map(field, given.value))))
        if not isinstance(given.value, Text) or given.key.value == "country":
            return given
        return replace(given, value=replace(given.value, value=f"{given.value.value} ({when.value})"))

    return replace(entry, fields=tuple(map(field, entry)))
