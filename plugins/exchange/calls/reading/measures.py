"""Read what is counted: money in any currency, numbers of awards and partners, durations."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from exchange.calls.model.call import Amount, Count, Duration
from exchange.calls.reading.reading import Reading, currencies
from exchange.languages.claims import AmountClaim
from exchange.languages.language import in_any_language
from exchange.languages.typed_values import amount_alone, named_amount, named_lengths, named_limit
from exchange.text.fields import FieldReader
from exchange.text.suggestions import answer
from exchange.text.yaml_text import Field, Fields, Node, Text

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_REST_OF_NUMBER = re.compile(r"\d{3}\D*")
_ISO_DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d{1,2})Y)?(?:(?P<months>\d{1,3})M)?")
_EQUAL = in_any_language(lambda one: one.equal_shares)
_EQUAL_SHARES = re.compile(rf"(?:(?:{_EQUAL})\s+)?1\s?[:：]\s?1(?:\s*(?:{_EQUAL}))?|{_EQUAL}", re.IGNORECASE)
_PERCENT = re.compile(rf"[%％]|{in_any_language(lambda one: one.percent_words)}")
_LIMITS = ("min", "max")
_TO = re.compile(
    rf"\s*(?:[~∼～–—-]|{in_any_language(lambda one: one.between.pattern if one.between else '')})\s*"
)
_UNIT = re.compile(r"[^\d\s.,][^\d]*$")
_LONGEST_NUMBER = 20
_DOTTED = re.compile(r"\.\d{3}(?!\d)")
"""A point that may divide thousands."""
_COUNTER = rf"\s?(?:{_PERCENT.pattern}|{in_any_language(lambda one: one.counter_words)})"
_COUNTED = re.compile(rf"(?P<number>\d{{1,6}})(?P<unit>{_COUNTER})?", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?P<low>\d{{1,6}})(?:{_COUNTER})?{_TO.pattern}(?P<high>\d{{1,6}})(?:{_COUNTER})?", re.IGNORECASE
)
_LENGTH_ALONE = re.compile(r"\d{1,3}[\s-]?[^\W\d]+(?:[\s-][^\W\d]{1,3})?")


def read_amounts(
    reader: FieldReader, name: str, reading: Reading, *, required: bool = False
) -> tuple[Amount, ...]:
    """Return money by currency."""
    node = reader.node(name, required=required)
    if isinstance(node, Fields) and not node.fields:
        reader.report("empty-field", node.place, name=name)
    if isinstance(node, Fields) and _report_torn_figure(node, reading):
        return ()
    if isinstance(node, Text) and (better := _range_of_amounts(node.value) or whole_amount(node.value)):
        reading.report("amount-beside-name", node.place, name=name, better_entry=better)
        return ()
    codes = [entry.key.value for entry in node] if isinstance(node, Fields) else []
    names = (*reading.settings.currencies, *(code for code in codes if code in currencies()))
    inner = None if node is None else reading.fields(node, names=names, name=name)
    if inner is None or not isinstance(node, Fields):
        return ()
    amounts = [_amount(entry, reading) for entry in node if entry.key.value in currencies()]
    return tuple(amount for amount in amounts if amount is not None)


def whole_amount(value: str) -> str:
    """Return the line for money whose currency is named; empty for any other text."""
    limit, plain = named_limit(value)
    claim = named_amount(plain)
    return f"{claim.currency}: {_with_limit(limit, str(claim.figure))}" if claim and claim.currency else ""


def _range_of_amounts(value: str) -> str:
    """Return the line for money from one figure to another, `£1m to £3m`; empty for any other text."""
    first, *rest = _TO.split(value.strip(), maxsplit=1)
    highest = named_amount(rest[0]) if rest else None
    if highest is None or highest.currency is None:
        return ""
    unit = _UNIT.search(rest[0]) if _NUMBER.fullmatch(first.strip()) else None
    lowest = _amount_of(f"{first}{unit[0]}" if unit else first)
    if lowest is None or lowest.currency not in (None, highest.currency) or lowest.figure >= highest.figure:
        return ""
    return f"{highest.currency}: {{min: {lowest.figure}, max: {highest.figure}}}"


def _report_torn_figure(node: Fields, reading: Reading) -> bool:
    """Report a figure with commas that braces have torn apart: they take each comma for a new field."""
    for previous, entry in zip(node, list(node)[1:], strict=False):
        if _REST_OF_NUMBER.fullmatch(entry.key.value) and isinstance(previous.value, Text):
            start = f"{previous.value.value},{entry.key.value}"
            rest = _rest(node, entry)
            values = {"value": start + rest, "name": previous.key.value}
            claim = _amount_of(start + rest)
            figure = str(claim.figure) if claim else ""
            reading.report("figure-torn", previous.value.place, **values, figure=figure)
            return True
    return any(_report_torn_figure(entry.value, reading) for entry in node if isinstance(entry.value, Fields))


def _rest(node: Fields, field: Field) -> str:
    """Return the further parts of a figure that was torn apart."""
    entries = list(node)
    rest = entries[entries.index(field) + 1 :]
    parts = []
    for entry in rest:
        if not _REST_OF_NUMBER.fullmatch(entry.key.value):
            break
        parts.append(f",{entry.key.value}")
    return "".join(parts)


def _amount_of(value: str) -> AmountClaim | None:
    """Return the amount that a text of any language gives, also without a currency beside it."""
    return named_amount(value) or (
        replace(bare, currency=None) if (bare := named_amount(f"£{value}")) else None
    )


def _amount(field: Field, reading: Reading) -> Amount | None:
    currency, node = field.key.value, field.value
    if isinstance(node, Text):
        limit, plain = named_limit(node.value)
        figure = _certain_figure(plain, currency)
        if figure is None:
            figure, limit = _figure(node, currency, reading), ""
        return None if figure is None else Amount(currency=currency, **_with_its_limit(limit, figure))
    inner = reading.fields(node, names=(*_LIMITS, "about"), name=currency)
    if inner is None:
        return None
    low, high = (_figure(inner.node(name), currency, reading) for name in _LIMITS)
    if low is None and high is None:
        figure = _figure(inner.node("about"), currency, reading)
        if figure is None:
            reading.report("empty-amount", node.place, currency=currency)
            return None
        return Amount(currency=currency, low=figure, high=figure, about=True)
    if low is not None and high is not None and low > high:
        reading.report("amount-backwards", node.place, least=f"{low:,}", most=f"{high:,}")
        return None
    return Amount(currency=currency, low=low, high=high)


def _figure(node: Node | None, currency: str, reading: Reading) -> int | None:
    if node is None:
        return None
    value = node.value if isinstance(node, Text) else ""
    if (certain := _certain_figure(value, currency)) is not None:
        return certain
    limit, plain = named_limit(value)
    claim = None if _DOTTED.search(value) else _amount_of(plain)
    if claim is None or claim.currency not in (None, currency):
        reading.report("not-an-amount", node.place, currency=currency, value=value)
    else:
        values = {"currency": currency, "value": value, "figure": _with_limit(limit, str(claim.figure))}
        reading.report("amount-in-words", node.place, **values)
    return None


def _certain_figure(value: str, currency: str) -> int | None:
    """Return the figure of a text that is an amount and nothing beside it, in any notation of a language."""
    if _NUMBER.fullmatch(value):
        return int(value.replace(",", "")) if len(value) <= _LONGEST_NUMBER else None
    claim = amount_alone(value) or amount_alone(f"£{value}")
    is_bare = amount_alone(value) is None
    if claim is None or _DOTTED.search(value):
        return None
    is_of_it = is_bare or claim.currency in (None, currency) or currency in claim.other_currencies
    return claim.figure if is_of_it else None


def _with_its_limit(limit: str, number: int) -> dict[str, Any]:
    """Return the values of an amount or a count that a word makes a limit or an estimate."""
    if limit in _LIMITS:
        return {"low" if limit == "min" else "high": number}
    return {"low": number, "high": number, "about": bool(limit)}


def _with_limit(limit: str, number: str) -> str:
    """Return a number as it is written with its limit."""
    return f"{{{limit}: {number}}}" if limit else number


def read_count(reader: FieldReader, name: str, reading: Reading) -> Count | None:
    """Return a number, or its limits."""
    node = reader.node(name)
    if node is None:
        return None
    if isinstance(node, Text):
        if (certain := _certain_count(node.value)) is not None:
            return certain
        if better := _count_notation(node.value):
            reading.report("count-in-words", node.place, name=name, value=node.value, better=better)
            return None
        number = reader.whole_number(name, minimum=0, maximum=100_000)
        return None if number is None else Count(low=number, high=number)
    inner = reading.fields(node, names=(*_LIMITS, "about"), name=name)
    if inner is None:
        return None
    low, high, estimate = (
        inner.whole_number(limit, minimum=0, maximum=100_000) for limit in (*_LIMITS, "about")
    )
    if estimate is not None:
        return Count(low=estimate, high=estimate, about=True)
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        reading.report("not-a-count", node.place, name=name)
        return None
    return Count(low=low, high=high)


def _certain_count(value: str) -> Count | None:
    """Return what `5-8`, `up to 5 awards`, `70%` or `1:1` says; None for more, or a number alone."""
    if _EQUAL_SHARES.fullmatch(value):
        return Count(low=100, high=100)
    if span := _SPAN.fullmatch(value):
        low, high = int(span["low"]), int(span["high"])
        return Count(low=low, high=high) if low < high else None
    limit, plain = named_limit(value)
    number = _COUNTED.fullmatch(plain)
    is_plain = number is None or not (limit or number["unit"])
    return None if number is None or is_plain else Count(**_with_its_limit(limit, int(number["number"])))


def _count_notation(value: str) -> str:
    """Return a number with its limits as it is written here; empty where it is a plain number, or none."""
    if _EQUAL_SHARES.fullmatch(value):
        return "100"
    numbers = re.findall(r"\d+", value)
    limit, _ = named_limit(value)
    if len(numbers) == 2 and int(numbers[0]) < int(numbers[1]):
        return f"{{min: {numbers[0]}, max: {numbers[1]}}}"
    has_sign = bool(_PERCENT.search(value))
    return _with_limit(limit, numbers[0]) if len(numbers) == 1 and (limit or has_sign) else ""


def read_duration(reader: FieldReader, name: str, reading: Reading) -> Duration | None:
    """Return how long an award lasts: one length, or limits."""
    node = reader.node(name)
    if isinstance(node, Text):
        limit, plain = named_limit(node.value)
        if _LENGTH_ALONE.fullmatch(plain) and (lengths := named_lengths(plain)):
            return Duration(**_length_with_limit(limit, _months_of(lengths[0])))
        if better := _duration_notation(node.value):
            reading.report("duration-in-words", node.place, value=node.value, better=better)
            return None
        months = _months(node, reading)
        return None if months is None else Duration(low=months, high=months)
    inner = None if node is None else reading.fields(node, names=_LIMITS, name=name)
    if node is None or inner is None:
        return None
    low, high = _months(inner.node("min"), reading), _months(inner.node("max"), reading)
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        reading.report("duration-backwards", node.place)
        return None
    return Duration(low=low, high=high)


def _length_with_limit(limit: str, months: int) -> dict[str, int]:
    """Return the values of a duration that a word makes a limit; about so long is so long."""
    return {key: value for key, value in _with_its_limit(limit, months).items() if key != "about"}


def _duration_notation(value: str) -> str:
    """Return a length that is written in words as it is written here; empty where there is none."""
    lengths, (limit, _) = named_lengths(value), named_limit(value)
    if len(lengths) == 2:
        return f"{{min: {lengths[0]}, max: {lengths[1]}}}"
    return _with_limit("" if limit == "about" else limit, lengths[0]) if lengths else ""


def _months(node: Node | None, reading: Reading) -> int | None:
    if node is None:
        return None
    value = node.value if isinstance(node, Text) else ""
    months = _months_of(value)
    if not months:
        better = f"P{value}M" if re.fullmatch(r"[1-9]\d", value) else ""
        left_out = "duration" if answer("moment", value, ("tbc", "none", "unpublished")) else ""
        reading.report("not-a-duration", node.place, value=value, better=better, left_out=left_out)
        return None
    return months


def _months_of(duration: str) -> int:
    """Return the months of a duration (ISO 8601); 0 for any other text."""
    match = _ISO_DURATION.fullmatch(duration)
    return int(match["years"] or 0) * 12 + int(match["months"] or 0) if match else 0
