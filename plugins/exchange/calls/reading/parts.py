"""Read the smaller parts of a record: funders, sides and what went before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from exchange.calls.model.call import Background, CallSide, Funder
from exchange.calls.reading.declared_fields import declared_fields, lacking
from exchange.calls.reading.reading import Reading
from exchange.text.yaml_text import Node, Text

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
    country = reading.country(reader, "country")
    if country and country not in reading.settings.side_codes:
        reading = replace(reading, today=None)  # its dates are no stages here, so they may be to come
    values = declared_fields(Background, reader, reading, special=("country",)) | {"country": country}
    return None if lacking(Background, values) else Background(**values)
