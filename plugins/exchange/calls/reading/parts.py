"""Read the smaller parts of a record: money, durations, funders, sides, sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exchange.calls.model.call import Amount, Background, Budget, CallSide, Duration, Funder, Source
from exchange.calls.reading.declared_fields import declared_fields, lacking
from exchange.calls.reading.reading import Reading
from exchange.languages.typed_values import amount_meant
from exchange.text.fields import FieldReader
from exchange.text.suggestions import proposal
from exchange.text.yaml_text import Field, Fields, Node, Text

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ISO_DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d{1,2})Y)?(?:(?P<months>\d{1,3})M)?")
ROLES = ("funder", "partner", "delivery")


def read_funder(node: Node, reading: Reading) -> Funder | None:
    """Return one of `funders`."""
    reader = reading.fields_of(node, Funder, name="funders")
    if reader is None:
        return None
    values = declared_fields(Funder, reader, reading, special=("role",))
    role = reader.choice("role", ROLES) or ROLES[0]
    return None if lacking(Funder, values) else Funder(role=role, **values)


def read_side(node: Node, reading: Reading, funders: Sequence[str]) -> CallSide | None:
    """Return one of `sides`; `funders` are the ids that the record gives."""
    reader = reading.fields_of(node, CallSide, name="sides")
    if reader is None:
        return None
    values = declared_fields(CallSide, reader, reading, special=("funder", "languages", "budget"))
    values["funder"] = reader.choice("funder", funders, required=True)
    values["languages"] = _languages(reader, reading)
    values["budget"] = read_budget(reader, reading)
    return None if lacking(CallSide, values) else CallSide(**values)


def _languages(reader: FieldReader, reading: Reading) -> tuple[str, ...]:
    node = reader.node("languages")
    values = reader.texts("languages", longest=20)
    odd = [value for value in values if value not in reading.settings.codes]
    if odd and node is not None:
        known = ", ".join(reading.settings.codes)
        proposed = proposal("languages", odd[0], reading.settings.codes)
        reading.report("unknown-language", node.place, value=odd[0], known=known, **proposed)
        return ()
    return values


def read_budget(reader: FieldReader, reading: Reading) -> Budget | None:
    """Return the `budget` of a call or of a side."""
    node = reader.node("budget")
    inner = None if node is None else reading.fields_of(node, Budget, name="budget")
    if inner is None:
        return None
    total, per_award = (_amounts(inner, name, reading) for name in ("total", "per_award"))
    others = declared_fields(Budget, inner, reading, special=("total", "per_award"))
    return Budget(total=total, per_award=per_award, **others)


def _amounts(reader: FieldReader, name: str, reading: Reading) -> tuple[Amount, ...]:
    node = reader.node(name)
    if isinstance(node, Text) and (meant := amount_meant(node.value)) and meant.currency:
        reading.report(
            "amount-beside-name", node.place, name=name, better_entry=f"{meant.currency}: {meant.figure}"
        )
        return ()
    inner = None if node is None else reading.fields(node, known=reading.settings.currencies, name=name)
    if inner is None or not isinstance(node, Fields):
        return ()
    amounts = [_amount(entry, reading) for entry in node if entry.key.value in reading.settings.currencies]
    return tuple(amount for amount in amounts if amount is not None)


def _amount(field: Field, reading: Reading) -> Amount | None:
    currency, node = field.key.value, field.value
    if isinstance(node, Text):
        figure = _figure(node, currency, reading)
        return None if figure is None else Amount(currency=currency, least=figure, most=figure)
    inner = reading.fields(node, known=("min", "max"), name=currency)
    if inner is None:
        return None
    least, most = (_figure(inner.node(name), currency, reading) for name in ("min", "max"))
    if least is None and most is None:
        reading.report("empty-amount", node.place, currency=currency)
        return None
    if least is not None and most is not None and least > most:
        reading.report("amount-backwards", node.place, least=f"{least:,}", most=f"{most:,}")
        return None
    return Amount(currency=currency, least=least, most=most)


def _figure(node: Node | None, currency: str, reading: Reading) -> int | None:
    if node is None:
        return None
    value = node.value if isinstance(node, Text) else ""
    if _NUMBER.fullmatch(value) and len(value) <= 20:
        return int(value.replace(",", ""))
    meant = amount_meant(value)
    right = meant is not None and meant.currency in (None, currency)
    better = str(meant.figure) if meant and right else ""
    reading.report("not-an-amount", node.place, currency=currency, value=value, better=better)
    return None


def read_duration(reader: FieldReader, reading: Reading) -> Duration | None:
    """Return how long an award lasts."""
    node = reader.node("duration")
    inner = None if node is None else reading.fields(node, known=("min", "max"), name="duration")
    if node is None or inner is None:
        return None
    least, most = _months(inner.node("min"), reading), _months(inner.node("max"), reading)
    shortest, longest = least or most, most or least
    if shortest is None or longest is None:
        return None
    if shortest > longest:
        reading.report("duration-backwards", node.place)
        return None
    return Duration(least=shortest, most=longest)


def _months(node: Node | None, reading: Reading) -> int | None:
    if node is None:
        return None
    value = node.value if isinstance(node, Text) else ""
    match = _ISO_DURATION.fullmatch(value)
    months = int(match["years"] or 0) * 12 + int(match["months"] or 0) if match else 0
    if not months:
        reading.report("not-a-duration", node.place, value=value)
        return None
    return months


def read_source(node: Node, reading: Reading) -> Source | None:
    """Return one of the list `source`."""
    reader = reading.fields_of(node, Source, name="source")
    values = {} if reader is None else declared_fields(Source, reader, reading)
    return None if lacking(Source, values) else Source(**values)


def read_background(node: Node, reading: Reading) -> Background | None:
    """Return one of the list `background`."""
    reader = reading.fields_of(node, Background, name="background")
    values = {} if reader is None else declared_fields(Background, reader, reading)
    return None if lacking(Background, values) else Background(**values)
