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
_REST_OF_NUMBER = re.compile(r"\d{1,3}\D*")
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
_EACH, _YEARLY = (
    in_any_language(lambda one: one.each_words),
    in_any_language(lambda one: one.yearly_words),
)
_SAID_TWICE = {
    "per_award": re.compile(_EACH, re.IGNORECASE),
    "per_year": re.compile(f"{_EACH}|{_YEARLY}", re.IGNORECASE),
}
"""Words beside an amount that say what its field says."""
_DOTTED = re.compile(r"\.\d{3}(?!\d)|,(?!\d{3}(?!\d))")
"""A point that may divide thousands, or a comma that does not."""
_COUNTER = rf"\s?(?:{_PERCENT.pattern}|{in_any_language(lambda one: one.counter_words)})"
_COUNTED = re.compile(rf"(?P<number>\d{{1,6}})(?P<unit>{_COUNTER})?", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?P<low>\d{{1,6}})(?:{_COUNTER})?{_TO.pattern}(?P<high>\d{{1,6}})(?:{_COUNTER})?", re.IGNORECASE
)
_LENGTHS_ALONE = re.compile(
    rf"\d+|{in_any_language(lambda one: '|'.join(one.length_units or ()))}|{_TO.pattern}|[\s-]", re.IGNORECASE
)


def read_amounts(
    reader: FieldReader, name: str, reading: Reading, *, required: bool = False
) -> tuple[Amount, ...]:
    """Return money by currency."""
    node = reader.node(name, required=required)
    if isinstance(node, Fields) and not node.fields:
        reader.report("empty-field", node.place, name=name)
    if isinstance(node, Fields):
        node = _put_together(node)
        if better := _currency_as_value(node):
            reading.report("amount-beside-name", node.place, name=name, better_entry=better)
            return ()
    if isinstance(node, Text) and (better := _range_of_amounts(node.value) or whole_amount(node.value)):
        reading.report("amount-beside-name", node.place, name=name, better_entry=better)
        return ()
    codes = [entry.key.value for entry in node] if isinstance(node, Fields) else []
    names = dict.fromkeys((*reading.settings.currencies, *(code for code in codes if code in currencies())))
    inner = None if node is None else reading.fields(node, names=names, name=name)
    if inner is None or not isinstance(node, Fields):
        return ()
    said_twice = _SAID_TWICE.get(name)
    amounts = [
        _amount(entry, reading, said_twice=said_twice) for entry in node if entry.key.value in currencies()
    ]
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


def _put_together(node: Fields) -> Fields:
    """Return fields with the figures whole that braces tore apart: each comma begins a new field there."""
    entries: list[Field] = []
    for entry in node:
        last = entries[-1] if entries else None
        is_rest = _REST_OF_NUMBER.fullmatch(entry.key.value) and not getattr(entry.value, "value", "-")
        if is_rest and last and isinstance(last.value, Text):
            whole = replace(last.value, value=f"{last.value.value},{entry.key.value}")
            entries[-1] = replace(last, value=whole)
        else:
            value = _put_together(entry.value) if isinstance(entry.value, Fields) else entry.value
            entries.append(replace(entry, value=value))
    return replace(node, fields=tuple(entries))


def _currency_as_value(node: Fields) -> str:
    """Return the line for money whose currency is the value of a field, not its name; else empty."""
    values = {entry.key.value: getattr(entry.value, "value", "").replace(",", "") for entry in node}
    codes = [value for value in values.values() if value in currencies()]
    figures = {name: value for name, value in values.items() if value not in codes}
    if len(codes) != 1 or not figures or not all(map(str.isdecimal, figures.values())):
        return ""
    if len(figures) == 1 and not {*figures} & {*_LIMITS}:
        return f"{codes[0]}: {next(iter(figures.values()))}"
    limits = ", ".join(f"{name}: {figures[name]}" for name in _LIMITS if name in figures)
    return f"{codes[0]}: {{{limits}}}" if len(figures) == limits.count(":") else ""


def _amount_of(value: str) -> AmountClaim | None:
    """Return the amount that a text of any language gives, also without a currency beside it."""
    return named_amount(value) or (
        replace(bare, currency=None) if (bare := named_amount(f"£{value}")) else None
    )


def _amount(field: Field, reading: Reading, *, said_twice: re.Pattern[str] | None) -> Amount | None:
    """Return the money of one currency; `said_twice` are words that only repeat what its field says."""
    currency, node = field.key.value, field.value
    if isinstance(node, Text):
        limit, plain = named_limit(said_twice.sub("", node.value).strip() if said_twice else node.value)
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


def read_number(reader: FieldReader, name: str, *, most: int, required: bool = False) -> int | None:
    """Return a whole number of at most so many, also with what it counts behind it."""
    node = reader.node(name)
    number = _COUNTED.fullmatch(node.value) if isinstance(node, Text) else None
    if number and number["unit"] and int(number["number"]) <= most:
        return int(number["number"])
    return reader.whole_number(name, minimum=0, maximum=most, required=required)


def _certain_count(value: str) -> Count | None:
    """Return what `5-8`, `up to 5 awards`, `70%` or `1:1` says; None for more, or a number alone."""
    if _EQUAL_SHARES.fullmatch(value):
        return Count(low=100, high=100)
    if span := _SPAN.fullmatch(value):
        low, high = int(span["low"]), int(span["high"])
        return Count(low=low, high=high) if low < high else None
    limit, plain = named_limit(value)
    number = _COUNTED.fullmatch(plain)
    return (
        None
        if number is None or not (limit or number["unit"])
        else Count(**_with_its_limit(limit, int(number["number"])))
    )


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
        if certain := _certain_duration(node.value):
            return certain
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


def _certain_duration(value: str) -> Duration | None:
    """Return what `up to 3 years` or `18-24 months` says; None where there is more than lengths."""
    limit, plain = named_limit(value)
    lengths = [] if _LENGTHS_ALONE.sub("", plain) else [_months_of(one) for one in named_lengths(plain)]
    if len(lengths) == 2 and lengths[0] < lengths[1]:
        return Duration(low=lengths[0], high=lengths[1])
    if len(lengths) != 1:
        return None
    return Duration(low=None if limit == "max" else lengths[0], high=None if limit == "min" else lengths[0])


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
    certain = _certain_duration(value)
    months = _months_of(value) or (certain.low if certain and certain.low == certain.high else 0)
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
