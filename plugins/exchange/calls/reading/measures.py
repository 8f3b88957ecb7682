"""Read what is counted: money in any currency, numbers of awards and partners, durations."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from babel.numbers import list_currencies

from exchange.calls.model.call import Amount, Count, Duration
from exchange.calls.reading.reading import Reading
from exchange.languages.claims import AmountClaim
from exchange.languages.typed_values import amount_meant, lengths_meant, limit_meant
from exchange.text.fields import FieldReader
from exchange.text.yaml_text import Field, Fields, Node, Text

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_REST_OF_NUMBER = re.compile(r"\d{3}\D*")
_ISO_DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d{1,2})Y)?(?:(?P<months>\d{1,3})M)?")
_LIMITS = ("min", "max")


@cache
def currencies() -> frozenset[str]:
    """Return the codes of all currencies (ISO 4217)."""
    return frozenset(list_currencies())


def read_amounts(reader: FieldReader, name: str, reading: Reading) -> tuple[Amount, ...]:
    """Return money by currency."""
    node = reader.node(name)
    if isinstance(node, Fields) and _torn(node, reading):
        return ()
    if isinstance(node, Text) and (meant := amount_meant(node.value)) and meant.currency:
        better = f"{meant.currency}: {meant.figure}"
        reading.report("amount-beside-name", node.place, name=name, better_entry=better)
        return ()
    used = [entry.key.value for entry in node] if isinstance(node, Fields) else []
    known = (*reading.settings.currencies, *(code for code in used if code in currencies()))
    inner = None if node is None else reading.fields(node, names=known, name=name)
    if inner is None or not isinstance(node, Fields):
        return ()
    amounts = [_amount(entry, reading) for entry in node if entry.key.value in currencies()]
    return tuple(amount for amount in amounts if amount is not None)


def _torn(node: Fields, reading: Reading) -> bool:
    """Report a figure with commas that braces have torn apart: they take each comma for a new field."""
    for before, entry in zip(node, list(node)[1:], strict=False):
        if _REST_OF_NUMBER.fullmatch(entry.key.value) and isinstance(before.value, Text):
            written = f"{before.value.value},{entry.key.value}"
            rest = _after(node, entry)
            values = {"value": written + rest, "name": before.key.value}
            meant = _amount_of(written + rest)
            figure = str(meant.figure) if meant else ""
            reading.report("figure-torn", before.value.place, **values, figure=figure)
            return True
    return any(_torn(entry.value, reading) for entry in node if isinstance(entry.value, Fields))


def _after(node: Fields, torn: Field) -> str:
    """Return the further parts of a figure that was torn apart."""
    entries = list(node)
    later = entries[entries.index(torn) + 1 :]
    parts = []
    for entry in later:
        if not _REST_OF_NUMBER.fullmatch(entry.key.value):
            break
        parts.append(f",{entry.key.value}")
    return "".join(parts)


def _amount_of(value: str) -> AmountClaim | None:
    """Return the amount that a text of any language gives, also without a currency beside it."""
    return amount_meant(value) or (
        replace(bare, currency=None) if (bare := amount_meant(f"£{value}")) else None
    )


def _amount(field: Field, reading: Reading) -> Amount | None:
    currency, node = field.key.value, field.value
    if isinstance(node, Text):
        figure = _figure(node, currency, reading)
        return None if figure is None else Amount(currency=currency, least=figure, most=figure)
    inner = reading.fields(node, names=(*_LIMITS, "about"), name=currency)
    if inner is None:
        return None
    least, most = (_figure(inner.node(name), currency, reading) for name in _LIMITS)
    if least is None and most is None:
        figure = _figure(inner.node("about"), currency, reading)
        if figure is None:
            reading.report("empty-amount", node.place, currency=currency)
            return None
        return Amount(currency=currency, least=figure, most=figure, about=True)
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
    limit, plain = limit_meant(value)
    meant = _amount_of(plain)
    if meant is None or meant.currency not in (None, currency):
        reading.report("not-an-amount", node.place, currency=currency, value=value)
    else:
        values = {"currency": currency, "value": value, "figure": _limited(limit, str(meant.figure))}
        reading.report("amount-in-words", node.place, **values)
    return None


def _limited(limit: str, number: str) -> str:
    """Return a number as it is written with its limit."""
    return f"{{{limit}: {number}}}" if limit else number


def read_count(reader: FieldReader, name: str, reading: Reading) -> Count | None:
    """Return a number, or its limits."""
    node = reader.node(name)
    if node is None:
        return None
    if isinstance(node, Text):
        if better := _count_meant(node.value):
            reading.report("count-in-words", node.place, name=name, value=node.value, better=better)
            return None
        number = reader.whole_number(name, minimum=0, maximum=100_000)
        return None if number is None else Count(least=number, most=number)
    inner = reading.fields(node, names=(*_LIMITS, "about"), name=name)
    if inner is None:
        return None
    least, most, about = (
        inner.whole_number(limit, minimum=0, maximum=100_000) for limit in (*_LIMITS, "about")
    )
    if about is not None:
        return Count(least=about, most=about, about=True)
    if (least is None and most is None) or (least is not None and most is not None and least > most):
        reading.report("not-a-count", node.place, name=name)
        return None
    return Count(least=least, most=most)


def _count_meant(value: str) -> str:
    """Return a number with its limits as it is written here; empty where it is a plain number, or none."""
    numbers = re.findall(r"\d+", value)
    limit, _ = limit_meant(value)
    if len(numbers) == 2 and int(numbers[0]) < int(numbers[1]):
        return f"{{min: {numbers[0]}, max: {numbers[1]}}}"
    return _limited(limit, numbers[0]) if len(numbers) == 1 and limit else ""


def read_duration(reader: FieldReader, name: str, reading: Reading) -> Duration | None:
    """Return how long an award lasts: one length, or limits."""
    node = reader.node(name)
    if isinstance(node, Text):
        if better := _duration_meant(node.value):
            reading.report("duration-in-words", node.place, value=node.value, better=better)
            return None
        months = _months(node, reading)
        return None if months is None else Duration(least=months, most=months)
    inner = None if node is None else reading.fields(node, names=_LIMITS, name=name)
    if node is None or inner is None:
        return None
    least, most = _months(inner.node("min"), reading), _months(inner.node("max"), reading)
    if least is None and most is None:
        return None
    if least is not None and most is not None and least > most:
        reading.report("duration-backwards", node.place)
        return None
    return Duration(least=least, most=most)


def _duration_meant(value: str) -> str:
    """Return a length that is written in words as it is written here; empty where there is none."""
    lengths, (limit, _) = lengths_meant(value), limit_meant(value)
    if len(lengths) == 2:
        return f"{{min: {lengths[0]}, max: {lengths[1]}}}"
    return _limited("" if limit == "about" else limit, lengths[0]) if lengths else ""


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
