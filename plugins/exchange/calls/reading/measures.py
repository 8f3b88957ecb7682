"""Read what is counted: money in any currency, numbers of awards and partners, durations.

Each may be typed as notices write it. Words beside the figure are its `note`, so that readers see them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from babel.numbers import get_territory_currencies

from exchange.calls.model.call import Amount, Count, Duration, Words
from exchange.calls.reading.reading import Reading, currencies
from exchange.languages.claims import AmountClaim, DayClaim, WrittenClaim
from exchange.languages.language import all_languages, in_any_language, likely_language
from exchange.languages.typed_values import (
    BRACKETS,
    amount_alone,
    counted_unit,
    distinct_claims,
    in_digits,
    is_uncertain,
    named_day,
    named_lengths,
    named_limit,
    without_claims,
)
from exchange.text.fields import FieldReader
from exchange.text.suggestions import answer
from exchange.text.yaml_text import Fields, Node, Text

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ISO_DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d{1,2})Y)?(?:(?P<months>\d{1,3})M)?")
_EQUAL = in_any_language(lambda lang: lang.equal_shares)
_EQUAL_SHARES = re.compile(rf"(?:(?:{_EQUAL})\s+)?1\s?[:：]\s?1(?:\s*(?:{_EQUAL}))?|{_EQUAL}", re.IGNORECASE)
_PERCENT = re.compile(rf"[%％]|{in_any_language(lambda lang: lang.percent_words)}")
_Measure = TypeVar("_Measure", Amount, Count, Duration)
_LIMITS = ("min", "max")
_ENDS = (*_LIMITS, "about")
_TO = re.compile(
    rf"\s*(?:[~∼～–—-]|{in_any_language(lambda lang: lang.between.pattern if lang.between else '')})\s*"
)
_UNIT = re.compile(r"[^\d\s.,][^\d]*$")
_UNMARKED = re.compile(r"(?<![\w.,])(?=\d)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORD_OR_SIGN = re.compile(rf"{_LETTERS.pattern}|[^\W\d_\x00-\x7f](?=\s|$)")
"""Words, or one of a single letter in a script whose letters are syllables."""
_WITH_UNIT = re.compile(r"\d[\d.,]*\s?[^\W\d]*")
_NO_FIGURE = re.compile(in_any_language(lambda lang: lang.no_figure), re.IGNORECASE)
_OPEN_OR_CENTS = re.compile(r"^\s*[-−+]|[^.][-−+]\s*$|\.\d\d$")
"""A sign before or behind a figure, or hundredths of a currency, which amounts do not have here."""
_SIGNED = re.compile(r"\s*[-−－–+＋]\d")
"""A figure below nothing: no number of anything."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DAYS_ALONE = "days"
"""Stands for words before two days, or the last one: they say a length, though in figures."""
_ISO_LIKE = re.compile(r"P\d")
_SHARES = frozenset({"rate", "cost_share", "matching_share", "matching_cash"})
"""The numbers that are per cent: in any other a share is no number, `30% of those who apply`."""
_SHARES_OF_COSTS = frozenset({"rate", "cost_share"})
_OWN = in_any_language(lambda lang: lang.own_share)
_OWN_SHARE = re.compile(
    rf"^[^(（]*(?:{_OWN})[^,;.\d(（]{{0,30}}\d|^\d{{1,3}}\s?%?\s?[(（]?\s?(?:{_OWN})\s?[)）]?$", re.IGNORECASE
)
"""A share that is called that of applicants: not `90%, applicants pay the rest`."""
_NOT_KNOWN = ("tbc", "unpublished")
_LONGEST_NUMBER = 20
_LONGEST_TEXT = 1_000
_MOST = 100_000
_LEAST_BARE_AMOUNT = 1_000
"""A smaller figure among words, with neither a currency nor a unit, counts something else."""
_EACH, _YEARLY, _MONTHLY = (
    in_any_language(lambda lang: lang.each_words),
    in_any_language(lambda lang: lang.yearly_words),
    in_any_language(lambda lang: lang.monthly_words),
)
_SAID_TWICE = {
    "per_award": re.compile(_EACH, re.IGNORECASE),
    "per_year": re.compile(f"{_EACH}|{_YEARLY}", re.IGNORECASE),
}
"""Words beside an amount that say what its field says."""
_ELSEWHERE = {
    "total": f"{_YEARLY}|{_MONTHLY}|{_EACH}",
    "amount": f"{_YEARLY}|{_MONTHLY}",
    "per_award": f"{_YEARLY}|{_MONTHLY}",
    "per_year": _MONTHLY,
}
"""Words beside an amount that make it another one than its field says: they are kept, and no figure is."""
_OF_EACH_IN_BRACKETS = re.compile(rf"[(（][^()（）]*(?:{_EACH})[^()（）]*[)）]", re.IGNORECASE)
_DOTTED = re.compile(r"\.\d{3}(?!\d)|(?<=\d),(?=\d)(?!\d{3}(?!\d))")
"""A point that may divide thousands, or a comma that does not."""
_BLANK_IN_NUMBER = re.compile(r"(?<=\d,)\s(?=\d{3}(?!\d))")
_POINTS_IN_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,])")
_MOST_CURRENCIES = 4
"""Lines that a message offers where one sign is that of many currencies."""
_UNITS = in_any_language(lambda lang: "|".join(lang.counted_units.values()))
_COUNTER = rf"\s?(?:{_PERCENT.pattern}|{_UNITS}|{in_any_language(lambda lang: lang.counter_words)})"
_NO_MORE_THAN_THE_NUMBER = re.compile(
    rf"\s*(?:{_PERCENT.pattern}|{in_any_language(lambda lang: lang.award_words)})?", re.IGNORECASE
)
_COUNTED = re.compile(
    rf"(?P<number>\d{{1,3}},\d{{3}}(?![\d,])|\d{{1,6}})(?P<unit>{_COUNTER})?", re.IGNORECASE
)
_SPAN = re.compile(
    rf"(?P<low>\d{{1,6}})(?:{_COUNTER})?{_TO.pattern}(?P<high>\d{{1,6}})(?:{_COUNTER})?", re.IGNORECASE
)
_LENGTH = re.compile(
    rf"(?<![\d.,])\d{{1,2}}[\s-]?(?:{in_any_language(lambda lang: '|'.join(lang.length_units or ()))})",
    re.IGNORECASE,
)
"""A length beside money, `£2m over 5 years`: words, not a second amount."""
_LENGTHS_ALONE = re.compile(
    rf"\d+|{in_any_language(lambda lang: '|'.join(lang.length_units or ()))}|{_TO.pattern}|[\s-]",
    re.IGNORECASE,
)


_FIGURE_AND_BRACKET = re.compile(
    r"(?P<figure>[^()（）]+?)\s*[(（](?P<rest>[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]"
)


class _Quantity(NamedTuple):
    """What a text says of how much, how many or how long.

    `says_more`: there are words beside the figure. Without a figure there are the words of the notice alone.
    """

    low: int | None = None
    high: int | None = None
    about: bool = False
    says_more: bool = False
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How one kind of quantity is read: a figure, or else words, and what is reported of neither."""

    read: Callable[[str], _Quantity | None]
    beside: Callable[[str], str]
    """Return what a text has beside its figures, units and limits; empty where a figure is not certain."""
    words: re.Pattern[str] = _LETTERS
    refuse: Callable[[FieldReader, str], object]
    empty: Callable[[Node], None]
    backwards: Callable[[Node, int, int], None]
    ends: Sequence[str] = _ENDS


def _quantity(reader: FieldReader, name: str, kind: _Kind, reading: Reading) -> _Quantity | None:
    """Return what a field says, as a text or as limits with a note; None where it is absent or refused."""
    node = reader.node(name)
    if node is None or (isinstance(node, Text) and answer("moment", node.value, _NOT_KNOWN)):
        return None
    value = _readable(node.value) if isinstance(node, Text) else ""
    if isinstance(node, Text) and not kind.read(value) and kind.words.search(kind.beside(value)):
        return _Quantity(note=_words(node.value, reading))
    if isinstance(node, Text):
        return _typed_quantity(reader, name, kind, reading)
    if isinstance(node, Fields) and _is_in_languages(node, reading):
        note = reading.words(reader, name)
        return _Quantity(note=note) if note else None
    inner = reading.fields(node, names=(*kind.ends, "note"), name=name)
    if inner is None:
        return None
    written = [end for end in kind.ends if not inner.lacks(end)]
    ends = {end: _typed_quantity(inner, end, kind, reading) for end in written}
    note = reading.words(inner, "note") or next(
        (quantity.note for quantity in ends.values() if quantity and quantity.note), None
    )
    if not written and note is None and inner.lacks("note"):
        kind.empty(node)
    if None in ends.values() or not (written or note):
        return None
    figures = {
        end: quantity.low if quantity.high is None else quantity.high
        for end, quantity in ends.items()
        if quantity
    }
    if about := ends.get("about"):
        low, high = about.low or about.high, about.high or about.low
        return _Quantity(low=low, high=high, about=True, note=note)
    low, high = (figures.get(limit) for limit in _LIMITS)
    if low is not None and high is not None and low > high:
        kind.backwards(node, low, high)
        return None
    return _Quantity(low=low, high=high, note=note)


def _is_in_languages(node: Fields, reading: Reading) -> bool:
    """Return True if a field holds the words of the notice, in one or more languages of the site."""
    return bool(node.fields) and {entry.key.value for entry in node} <= {*reading.settings.codes}


def _typed_quantity(reader: FieldReader, name: str, kind: _Kind, reading: Reading) -> _Quantity | None:
    node = reader.node(name)
    quantity = kind.read(_readable(node.value)) if isinstance(node, Text) else None
    if not isinstance(node, Text) or quantity is None:
        kind.refuse(reader, name)
        return None
    return quantity._replace(note=_words(node.value, reading)) if quantity.says_more else quantity


_NO_CENTS = re.compile(r"(?<=\d{3})\.00(?![\d,]|\s?(?:k|m|bn)\b)")  # `€100,000.00`
_CODE_AND_FIGURE = re.compile(r"(?<=\b[A-Z]{3})(?=\d)")  # `GBP600000`


def _readable(value: str) -> str:
    """Return a text with single blanks and digits, or nothing where it is longer than any quantity.

    Patterns try a long run of blanks, figures or brackets from each of its signs.
    """
    text = _NO_CENTS.sub("", _CODE_AND_FIGURE.sub(" ", " ".join(value.split())))
    return in_digits(text) if len(text) <= _LONGEST_TEXT else ""


def _beyond_figure(value: _Measure, read: Callable[[str], _Quantity | None]) -> _Measure:
    """Return a measure with those words alone that say more than its figure, where they are in brackets.

    Where the figure stands among the words they are kept as they are, and known to say it.
    """
    quantity = (value.low, value.high, getattr(value, "about", False))
    texts = dict(value.note or {})
    if quantity[:2] == (None, None):
        return value
    for code, text in texts.items():
        if BRACKETS.fullmatch(text):
            texts[code] = text[1:-1].strip()
        bracket = _FIGURE_AND_BRACKET.fullmatch(text)
        figure, rest = bracket and read(bracket["figure"]), bracket and read(bracket["rest"])
        is_of_figure = figure and figure[:3] == quantity and not figure.says_more
        if bracket and is_of_figure and (rest is None or rest[:3] != quantity):
            texts[code] = bracket["rest"].strip()
        elif (whole := read(_readable(text))) and whole[:3] == quantity:
            return replace(value, says_figure=True)
    return replace(value, note=texts or None)


def _words(value: str, reading: Reading) -> Words:
    """Return the words of a notice with the language that they are in."""
    return {likely_language(value, reading.settings.codes): value}


def _limited(limit: str, number: int, *, says_more: bool = False) -> _Quantity:
    """Return a number that a word makes a limit or an estimate."""
    low, high = (None if limit == "max" else number), (None if limit == "min" else number)
    return _Quantity(low=low, high=high, about=limit == "about", says_more=says_more)


def _says_more(value: str, *spans: tuple[int, int]) -> bool | None:
    """Return True if a text has words beside its figures; None where there is another figure as well."""
    rest = "".join(" " if any(a <= at < b for a, b in spans) else sign for at, sign in enumerate(value))
    outside = _TO.sub(" ", BRACKETS.sub(" ", rest))
    if re.search(r"\d", outside):
        return None
    return bool(re.search(r"\w", outside) or BRACKETS.search(value))


def read_amounts(
    reader: FieldReader, name: str, reading: Reading, *, required: bool = False
) -> tuple[Amount, ...]:
    """Return money by currency; words without a certain one are an amount of no currency."""
    node = reader.node(name, required=required)
    if isinstance(node, Text):
        return tuple(_sum_alone(amount, name) for amount in _typed_amounts(node, name, reading))
    if isinstance(node, Fields) and not node.fields:
        reader.report("empty-field", node.place, name=name)
    if isinstance(node, Fields) and (better := _currency_as_value(node)):
        reading.report("amount-beside-name", node.place, name=name, better_entry=f"{{{better}}}")
        return ()
    codes = [entry.key.value for entry in node] if isinstance(node, Fields) else []
    if isinstance(node, Fields) and _is_in_languages(node, reading):
        note = reading.words(reader, name)
        return (Amount(note=note),) if note else ()
    names = (*reading.settings.currencies, *(code for code in codes if code in currencies()), "note")
    inner = None if node is None else reading.fields(node, names=dict.fromkeys(names), name=name)
    if inner is None:
        return ()
    amounts = [_amount(inner, code, name, reading) for code in codes if code in currencies()]
    note = reading.words(inner, "note")
    return (*(amount for amount in amounts if amount), *([Amount(note=note)] if note else []))


def _typed_amounts(node: Text, name: str, reading: Reading) -> tuple[Amount, ...]:
    """Return the money of a text: in the currency that it names, or that of the only side; or its words."""
    value = _readable(node.value)
    own = {reading.settings.side(code).currency for code in reading.taking_part}
    named = {
        amount.claim.currency for amount in _amounts_of(value) if isinstance(amount.claim, AmountClaim)
    } - {None}
    currency = _currency_in(value) or _currency_of_sign(value, reading)
    currency = currency or (own.pop() if len(own) == 1 and not named else "")
    if currency and (quantity := _sum_in(value, currency, name)):
        note = _words(node.value, reading) if quantity.says_more else None
        return (
            Amount(currency=currency, low=quantity.low, high=quantity.high, about=quantity.about, note=note),
        )
    if answer("moment", value, _NOT_KNOWN):
        return ()
    if _WORD_OR_SIGN.search(_beside_amounts(value)):
        return (Amount(note=_words(node.value, reading)),)
    better = f"}}` / `{name}: {{".join(amount_lines(value, reading.settings.currencies))
    if better:
        reading.report("amount-beside-name", node.place, name=name, better_entry=f"{{{better}}}")
    else:
        codes = " / ".join(reading.settings.currencies)
        closed = _POINTS_IN_NUMBER.sub(
            lambda number: number[0].replace(".", ","), _BLANK_IN_NUMBER.sub("", value)
        )
        better = closed if closed != value and amount_lines(closed, reading.settings.currencies) else ""
        reading.report(
            "not-an-amount", node.place, currency=currency or codes, value=node.value, better=better
        )
    return ()


def amount_of_each(value: str) -> tuple[str, str] | None:
    """Return a sum and that of each award, which the brackets behind it give."""
    parts = _FIGURE_AND_BRACKET.fullmatch(_readable(value))
    if parts is None or not re.search(_EACH, parts["rest"], re.IGNORECASE):
        return None
    whole, each = (
        {amount.claim.currency for amount in _amounts_of(text) if isinstance(amount.claim, AmountClaim)}
        for text in (parts["figure"], parts["rest"])
    )
    is_read = (
        len(whole) == 1
        and len(each) == 1
        and all(
            _sum_in(text, currency or "", field)
            for text, field, currency in zip(
                parts.groups(), ("total", "per_award"), (*whole, *each), strict=True
            )
        )
    )
    return (parts["figure"], parts["rest"]) if is_read else None


def says_each_year(value: str) -> bool:
    """Return True if a text says of its amount, not in brackets beside it, that it is that of a year."""
    plain = BRACKETS.sub(" ", value)
    return bool(re.search(_YEARLY, plain, re.IGNORECASE) and not re.search(_MONTHLY, plain, re.IGNORECASE))


def amount_lines(value: str, currencies_of_site: Sequence[str]) -> list[str]:
    """Return the line for money in each currency that a text may mean: that which it names; of those that
    share its sign the ones of the site, or else the usual one; without any, all of the site."""
    claims = [amount.claim for amount in _amounts_of(value) if isinstance(amount.claim, AmountClaim)]
    named = next((claim for claim in claims if claim.currency), None)
    codes = [currency] if (currency := _currency_in(value)) else [*currencies_of_site]
    if named and not currency:
        codes = [code for code in codes if code in (named.currency, *named.other_currencies)]
        codes = codes or [named.currency or "", *named.other_currencies][:_MOST_CURRENCIES]
    sums = ((code, _sum_in(value, code, "")) for code in codes)
    return [f"{code}: {_with_limit(quantity)}" for code, quantity in sums if quantity]


def _currency_in(value: str) -> str:
    """Return the only currency that a text names and that no other shares its sign with; else empty."""
    claims = [amount.claim for amount in _amounts_of(value) if isinstance(amount.claim, AmountClaim)]
    codes = {claim.currency for claim in claims if claim.currency}
    is_shared = any(claim.currency and claim.other_currencies for claim in claims)
    return codes.pop() if len(codes) == 1 and not is_shared else ""


def _currency_of_sign(value: str, reading: Reading) -> str:
    """Return the only currency of the sides and funders of a call among those that share a sign of a text."""
    claims = (amount.claim for amount in _amounts_of(value) if isinstance(amount.claim, AmountClaim))
    meant = {frozenset({claim.currency, *claim.other_currencies}) for claim in claims if claim.currency}
    codes = {reading.settings.side(code).currency for code in reading.taking_part}
    codes |= {code for country in reading.other_countries for code in get_territory_currencies(country)}
    shared = codes & meant.pop() if len(meant) == 1 else set()
    return shared.pop() if len(shared) == 1 else ""


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


def _amount(reader: FieldReader, currency: str, field: str, reading: Reading) -> Amount | None:
    """Return the money of one currency; `field` is that of the budget."""

    def refuse(inner: FieldReader, name: str) -> None:
        node = inner.node(name)
        value = node.value if isinstance(node, Text) else ""
        place = reader.place if node is None else node.place
        reading.report("not-an-amount", place, currency=currency, value=value)

    kind = _Kind(
        read=lambda value: _sum_in(value, currency, field),
        beside=lambda value: _beside_amounts(value) if _may_be_in(value, currency) else "",
        words=_WORD_OR_SIGN,
        refuse=refuse,
        empty=lambda node: reading.report("empty-amount", node.place, currency=currency),
        backwards=lambda node, low, high: reading.report(
            "amount-backwards", node.place, least=f"{low:,}", most=f"{high:,}"
        ),
    )
    quantity = _quantity(reader, currency, kind, reading)
    if quantity is None:
        return None
    low, high, about, _, note = quantity
    return _sum_alone(Amount(currency=currency, low=low, high=high, about=about, note=note), field)


def _sum_alone(amount: Amount, field: str) -> Amount:
    return _beyond_figure(amount, lambda value: _sum_in(value, amount.currency, field))


def _beside_amounts(value: str) -> str:
    """Return the words of a text beside its figures and their units; none where a figure is not certain."""
    plain = named_limit(value)[1]
    amounts = _amounts_of(plain)
    rest = without_claims(plain, amounts)
    if len(amounts) < 2:
        rest = _WITH_UNIT.sub(" ", rest)
    return "" if _DOTTED.search(value) else _TO.sub(" ", rest)


def _may_be_in(value: str, currency: str) -> bool:
    claims = [amount.claim for amount in _amounts_of(value) if isinstance(amount.claim, AmountClaim)]
    return all(_figure_of(claim, currency) is not None for claim in claims)


def _sum_in(value: str, currency: str, field: str) -> _Quantity | None:
    """Return the amount, or the two with a sign or a word for “to” between them, that a text names."""
    plain = _OF_EACH_IN_BRACKETS.sub(" ", value) if field == "total" else value
    if re.search(_ELSEWHERE.get(field, "(?!)"), plain, re.IGNORECASE) or _OPEN_OR_CENTS.search(value):
        return None
    words = _SAID_TWICE.get(field)
    names_unit = bool(words and counted_unit(value))
    value = _LENGTH.sub(lambda length: re.sub(r"\d", "n", length.group()), value)
    limit, plain = named_limit(words.sub("", value).strip() if words else value)
    if is_uncertain(plain):
        return None
    if (figure := _certain_figure(plain, currency)) is not None:
        return _limited(limit, figure, says_more=names_unit)
    amounts = [] if _DOTTED.search(value) else _written_amounts(plain)
    says_more = _says_more(plain, *((amount.start, amount.end) for amount in amounts))
    figures = [
        _figure_of(amount.claim, currency) for amount in amounts if isinstance(amount.claim, AmountClaim)
    ]
    if says_more is None or not figures or None in figures:
        return None
    if says_more and limit == "min":  # a condition, not what is paid: `$500,000 or more needs our consent`
        return None
    says_more = says_more or names_unit
    if len(figures) == 1 and figures[0] is not None:
        return _limited(limit, figures[0], says_more=says_more)
    if len(figures) != 2 or not _TO.fullmatch(plain[amounts[0].end : amounts[1].start]):
        return None
    low, high = figures
    is_range = low is not None and high is not None and low < high
    about = limit == "about"
    return _Quantity(low=low, high=high, about=about, says_more=says_more or about) if is_range else None


def _figure_of(claim: AmountClaim, currency: str) -> int | None:
    is_of_it = claim.currency in (None, currency) or currency in claim.other_currencies
    return claim.figure if is_of_it else None


def _written_amounts(text: str) -> list[WrittenClaim]:
    """Return the amounts of a text outside brackets, also those without a currency beside them."""
    plain = BRACKETS.sub(lambda aside: " " * len(aside.group()), text)
    amounts = _amounts_of(plain)
    rest = without_claims(plain, amounts)
    marks = [match.start() for match in _UNMARKED.finditer(rest)]
    for number, mark in enumerate(marks):
        until = marks[number + 1] if number + 1 < len(marks) else len(rest)
        for amount in _amounts_of(f"£{rest[mark:until]}"):
            bare = (
                replace(amount.claim, currency=None)
                if isinstance(amount.claim, AmountClaim)
                else amount.claim
            )
            amounts.append(replace(amount, claim=bare, start=mark, end=mark + amount.end - 1))
    amounts.sort(key=lambda amount: amount.start)
    return _with_unit_of_second(plain, amounts)


def _with_unit_of_second(text: str, amounts: list[WrittenClaim]) -> list[WrittenClaim]:
    """Return amounts of which the first has the unit of the second, `6~8m`; none of other things."""
    texts = [text[amount.start : amount.end] for amount in amounts]
    if len(amounts) == 2 and (unit := _UNIT.search(texts[1])) and not _UNIT.search(texts[0]):
        for amount in _amounts_of(f"{texts[0]}{unit[0]}") or _amounts_of(f"£{texts[0]}{unit[0]}"):
            if isinstance(amount.claim, AmountClaim) and isinstance(amounts[0].claim, AmountClaim):
                whole = replace(amount.claim, currency=amounts[0].claim.currency)
                if isinstance(amounts[1].claim, AmountClaim) and whole.figure < amounts[1].claim.figure:
                    amounts[0] = replace(amounts[0], claim=whole)
    small = (
        isinstance(amount.claim, AmountClaim)
        and amount.claim.currency is None
        and amount.claim.figure < _LEAST_BARE_AMOUNT
        for amount in amounts
    )
    return [] if any(small) else amounts


def _amounts_of(text: str) -> list[WrittenClaim]:
    claims = {
        (claim.start, claim.end): claim
        for language in all_languages()
        for claim in language.claims(text)
        if isinstance(claim.claim, AmountClaim)
    }
    return [
        amount
        for (start, end), amount in claims.items()
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in claims)
    ]


def _certain_figure(value: str, currency: str) -> int | None:
    """Return the figure of a text that is an amount and nothing beside it, in any notation of a language."""
    if _NUMBER.fullmatch(value):
        return int(value.replace(",", "")) if len(value) <= _LONGEST_NUMBER else None
    claim = amount_alone(value) or amount_alone(f"£{value}")
    is_bare = amount_alone(value) is None
    if claim is None or _DOTTED.search(value):
        return None
    return claim.figure if is_bare else _figure_of(claim, currency)


def _with_limit(quantity: _Quantity) -> str:
    """Return a quantity as it is written with its limits."""
    if quantity.low == quantity.high:
        return f"{{about: {quantity.high}}}" if quantity.about else str(quantity.high)
    limits = {
        name: figure for name, figure in zip(_LIMITS, (quantity.low, quantity.high), strict=True) if figure
    }
    return f"{{{', '.join(f'{name}: {figure}' for name, figure in limits.items())}}}"


def read_count(reader: FieldReader, name: str, reading: Reading, *, most: int = _MOST) -> Count | None:
    """Return a number, or its limits."""

    def not_a_count(node: Node, *_limits: int) -> None:
        reading.report("not-a-count", node.place, name=name)

    def read(value: str) -> _Quantity | None:
        if name not in _SHARES and _PERCENT.search(BRACKETS.sub("", value)):
            return None
        quantity = _number_in(value)
        if quantity and name in _SHARES_OF_COSTS and _OWN_SHARE.search(value):
            quantity = _rest_of_costs(quantity)
        return quantity if quantity and max(quantity.low or 0, quantity.high or 0) <= most else None

    kind = _Kind(
        read=read,
        beside=_beside_numbers,
        refuse=lambda inner, limit: inner.whole_number(limit, minimum=0, maximum=most),
        empty=not_a_count,
        backwards=not_a_count,
    )
    quantity = _quantity(reader, name, kind, reading)
    if quantity is None:
        return None
    low, high, about, _, note = quantity
    count = Count(low=low, high=high, about=about, note=note)
    is_rest = name in _SHARES_OF_COSTS and any(map(_OWN_SHARE.search, (note or {}).values()))
    return count if is_rest else _beyond_figure(count, read)


def _rest_of_costs(own: _Quantity) -> _Quantity | None:
    """Return what is paid where a text says what applicants pay: of 20% the other 80%."""
    low, high = (None if share is None else 100 - share for share in (own.high, own.low))
    return own._replace(low=low, high=high, says_more=True) if min(low or 0, high or 0) >= 0 else None


def _beside_numbers(value: str) -> str:
    """Return the words of a text beside its numbers and what they count; none beside a scale."""
    plain = named_limit(value)[1]
    numbers = {match["number"] for match in _COUNTED.finditer(plain)}
    scaled = any(
        isinstance(amount.claim, AmountClaim) and str(amount.claim.figure) not in numbers
        for amount in _written_amounts(plain)
    )
    return "" if scaled else _TO.sub(" ", _COUNTED.sub(" ", plain))


def _number_in(value: str) -> _Quantity | None:
    """Return what `5-8`, `up to 5 awards`, `70%`, `1:1` or `ten` says, also among other words."""
    if _NO_FIGURE.search(BRACKETS.sub("", value)):
        return None
    if _EQUAL_SHARES.fullmatch(value):
        return _limited("", 100)
    limit, plain = named_limit(value)
    if is_uncertain(plain) or _SIGNED.match(plain):
        return None
    outside = BRACKETS.sub(lambda aside: " " * len(aside.group()), plain)
    spans = [*_SPAN.finditer(outside)]
    numbers = spans or [*_COUNTED.finditer(outside)]
    says_more = _says_more(plain, *(match.span() for match in numbers))
    if len(numbers) != 1 or says_more is None:
        return None
    if not spans:
        number = int(numbers[0]["number"].replace(",", ""))
        is_scaled = not value.isdigit() and any(  # amounts take long to find
            isinstance(amount.claim, AmountClaim) and amount.claim.figure != number
            for amount in _written_amounts(outside)
        )
        is_whole = not re.match(r"\w", outside[numbers[0].end() :]) and number <= _MOST
        says_more = says_more or not _NO_MORE_THAN_THE_NUMBER.fullmatch(numbers[0]["unit"] or "")
        return _limited(limit, number, says_more=says_more) if is_whole and not is_scaled else None
    low, high = int(spans[0]["low"]), int(spans[0]["high"])
    says_more = says_more or bool(limit) or bool(counted_unit(outside))
    return _Quantity(low=low, high=high, says_more=says_more) if low < high <= _MOST else None


def read_duration(reader: FieldReader, name: str, reading: Reading) -> Duration | None:
    """Return how long an award lasts: one length, or limits."""

    def refuse(inner: FieldReader, limit: str) -> None:
        node = inner.node(limit)
        value = node.value if isinstance(node, Text) else ""
        better = f"P{value}M" if re.fullmatch(r"[1-9]\d", value) else ""
        place = reader.place if node is None else node.place
        reading.report("not-a-duration", place, value=value, better=better, end=str(named_day(value) or ""))

    kind = _Kind(
        read=_length_in,
        beside=_beside_lengths,
        words=_WORD_OR_SIGN,
        refuse=refuse,
        empty=lambda _node: None,
        backwards=lambda node, *_limits: reading.report("duration-backwards", node.place),
        ends=_LIMITS,
    )
    quantity = _quantity(reader, name, kind, reading)
    if quantity is None:
        return None
    return _beyond_figure(Duration(low=quantity.low, high=quantity.high, note=quantity.note), _length_in)


def _beside_lengths(value: str) -> str:
    """Return what a text has beside years and months: weeks, days, other words; all of two days."""
    ends_on_a_day = named_day(value) and (_TO.search(value) or named_limit(value)[0])
    has_two_days = sum(isinstance(claim, DayClaim) for claim in distinct_claims(value)) > 1
    if len(_YEAR.findall(value)) > 1 or has_two_days or ends_on_a_day:
        return f"{_DAYS_ALONE} {value}"
    return "" if _ISO_LIKE.match(value) else _LENGTHS_ALONE.sub(" ", named_limit(value)[1])


def _length_in(value: str) -> _Quantity | None:
    """Return what `up to 3 years` or `18-24 months` says, also among other words."""
    if _NO_FIGURE.search(BRACKETS.sub("", value)):
        return None
    bracket = _FIGURE_AND_BRACKET.fullmatch(value)
    if months := _months_of(bracket["figure"] if bracket else value):
        return _limited("", months, says_more=bool(bracket))
    limit, plain = named_limit(value)
    if is_uncertain(plain):
        return None
    outside = BRACKETS.sub(" ", plain)
    if not named_lengths(outside) and (
        aside := BRACKETS.search(plain)
    ):  # the dates, and the length behind them
        inner = _length_in(aside.group()[1:-1])
        return inner and inner._replace(says_more=True)
    lengths = [_months_of(length) for length in named_lengths(plain)]
    is_alone = not _LENGTHS_ALONE.sub("", outside)
    figures = re.findall(r"\d+", outside)
    if not all(lengths) or (len(lengths) != len(figures) and not is_alone and "+" not in outside):
        return None
    says_more = not is_alone or plain != outside
    if len(lengths) == 1:
        return _limited(limit, lengths[0], says_more=says_more)
    is_range = (
        len(lengths) == 2 and lengths[0] < lengths[1] and (is_alone or bool(_SPAN_OF_LENGTHS.search(outside)))
    )
    return _Quantity(low=lengths[0], high=lengths[1], says_more=says_more) if is_range else None


_SPAN_OF_LENGTHS = re.compile(
    rf"\d\s?(?:{in_any_language(lambda lang: '|'.join(lang.length_units or ()))})?{_TO.pattern}\d"
)


def _months_of(duration: str) -> int:
    """Return the months of a duration (ISO 8601); 0 for any other text."""
    match = _ISO_DURATION.fullmatch(duration)
    return int(match["years"] or 0) * 12 + int(match["months"] or 0) if match else 0
