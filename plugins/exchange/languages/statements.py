"""What prose states that can be compared across languages: numbers with their units, days, times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from exchange.languages.expressions import expression


class Quantity(Enum):
    """What a number counts."""

    DAY = "day"  # a day of a month: value is MMDD
    MONTH = "month"  # a month of a year: value is YYYYMM
    CLOCK = "clock"  # a time of day: value is HHMM
    AMOUNT = "amount"  # money: unit is ISO 4217, or empty where no currency is named
    SHARE = "share"  # per cent
    DURATION = "duration"  # unit is one of DURATIONS
    PERIOD = "period"  # after how long something is done again; unit as that of a duration
    MEASURE = "measure"  # unit is a sign of the SI, of bytes or the like
    NUMBER = "number"  # anything else


DURATIONS = {
    "minute": ("minute", 1),
    "hour": ("minute", 60),
    "day": ("day", 1),
    "working day": ("working day", 1),
    "week": ("day", 7),
    "fortnight": ("day", 14),
    "month": ("month", 1),
    "year": ("month", 12),
    "decade": ("month", 120),
}
"""From each unit of time to the one it is compared in, and how many of these it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A quantity in a text, from `start` to before `end`.

    One that is not `firm` (`1`, `a month`) may answer a number of the other language, but need not be said
    there.
    """

    quantity: Quantity
    value: Decimal
    unit: str = ""
    parts: frozenset[Decimal] = frozenset()  # the numbers it is made of: day, month and year of a day
    firm: bool = True
    start: int
    end: int


def statement_of(
    match: re.Match[str],
    quantity: Quantity,
    *numbers: Decimal,
    unit: str = "",
    firm: bool = True,
    span: tuple[int, int] | None = None,
) -> Statement:
    """Return the quantity that a match states: the first number is its value, others may answer too."""
    base, factor = DURATIONS.get(unit, (unit, 1))
    start, end = span or match.span()
    return Statement(
        quantity=quantity,
        value=numbers[0] * factor,
        unit=base,
        parts=frozenset([*numbers, *(number * factor for number in numbers)]),
        firm=firm,
        start=start,
        end=end,
    )


def range_of(
    match: re.Match[str],
    quantity: Quantity,
    number: Callable[[str], Decimal],
    *,
    unit: str = "",
    firm: bool = True,
) -> Iterator[Statement]:
    """Yield the ends of a range, `low` and `number` in a match, or its one number."""
    for name in ("low", "number"):
        if match[name]:
            span = (match.start(name), match.end(name) if name == "low" else match.end())
            yield statement_of(match, quantity, number(match[name]), unit=unit, firm=firm, span=span)


def of_two_units(
    match: re.Match[str], number: Callable[[str], Decimal], parts: Mapping[str, tuple[int, str]], unit: str
) -> Statement:
    """Return the duration of `a year and a half`: `number` of a unit, and `more` parts of it or a half."""
    count, part = parts[unit]
    value = number(match["number"]) * count + (number(match["more"]) if match["more"] else count // 2)
    return statement_of(match, Quantity.DURATION, value, unit=part)


def period_of(match: re.Match[str], number: Decimal, unit: str, times: Decimal) -> Statement:
    """Return after how long something is done again: `twice a year` is every six months."""
    period = statement_of(match, Quantity.PERIOD, number, unit=unit, firm=False)
    return replace(period, value=period.value / times, parts=frozenset([period.value / times]))


_SIGNS = r"°\s?[CF]|℃|mmHg|mmol|[mcµμ]?[gmL]|[mµμ]?l|kg|km|[KMGT]B|IU|kPa|[kM]?Hz|kcal"


def measure_finder(words: Mapping[str, str]) -> Callable[[str], Iterator[Statement]]:
    """Return a function that yields numbers with a unit, by a sign of any language or by its `words`.

    50 mg, -20 °C, 400 metres. Words are in lower case, each with its sign.
    """
    pattern = expression(
        r"(?:(?<![\w\d)])(?P<sign>[-−])|(?P<below>영하|(?i:minus))\s?)?(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[\s-]?"
        rf"(?:(?P<word>(?i:{'|'.join(sorted(words, key=len, reverse=True))}))s?"
        rf"|(?P<unit>{_SIGNS})(?:/(?P<per>kg|dL|mL|L|m2|m²))?)(?![A-Za-z])"
    )

    def measures(text: str) -> Iterator[Statement]:
        for match in pattern.finditer(text):
            if match["unit"] == "m" and text[match.start() - 1 : match.start()] in tuple("£€$₩"):
                continue  # millions
            number = Decimal(match["number"].replace(",", ""))
            yield Statement(
                quantity=Quantity.MEASURE,
                value=-number if match["sign"] or match["below"] else number,
                unit=words[match["word"].lower()] if match["word"] else _unit(match["unit"], match["per"]),
                start=match.start(),
                end=match.end(),
            )

    return measures


def _unit(sign: str, per: str | None) -> str:
    """Return a unit in one spelling: 5 ml is 5 mL."""
    unit = sign.replace(" ", "").replace("℃", "°C").replace("μ", "µ")
    unit = f"{unit[:-1]}L" if unit in ("l", "ml", "µl") else unit
    return f"{unit}/{per}" if per else unit


def odds(
    text: str, pattern: re.Pattern[str], number: Callable[[str], Decimal], fractions: Mapping[str, int]
) -> Iterator[Statement]:
    """Yield the shares that words name, which may answer per cent: `one in five`, `half`.

    The groups of the pattern are the numbers `count` and `of`, or else the `fraction`.
    """
    for match in pattern.finditer(text):
        if match["of"]:
            count, whole = number(match["count"]), number(match["of"])
            shares = [count * 100 / whole] if 0 < count < whole else []
        else:
            shares = [Decimal(fractions[" ".join(re.findall(r"\w+", match[0].lower()))])]
        for share in shares:
            yield Statement(
                quantity=Quantity.SHARE,
                value=share,
                parts=frozenset([share, Decimal(round(share)), round(share, 1)]),
                firm=False,
                start=match.start(),
                end=match.end(),
            )


def named_days(text: str, pattern: re.Pattern[str], days: Mapping[str, int]) -> Iterator[Statement]:
    """Yield the days of the year that have names, as MMDD: they may answer a date."""
    for match in pattern.finditer(text):
        month, day = divmod(days[" ".join(match[0].lower().replace("’", "'").split())], 100)
        yield Statement(
            quantity=Quantity.DAY,
            value=Decimal(month * 100 + day),
            parts=frozenset({Decimal(month), Decimal(day)}),
            firm=False,
            start=match.start(),
            end=match.end(),
        )


_FEWEST_DIGITS = 9
_IDENTIFIER = expression(r"(?<![\d.])\+?\d{2,6}(?:[ -]\d{2,7}){1,4}(?!\d)")


def identifiers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers and the like are: they count nothing, and no message may repeat them."""
    for match in _IDENTIFIER.finditer(text):
        if sum(character.isdigit() for character in match[0]) >= _FEWEST_DIGITS:
            yield match.span()


def positions_of_identifiers(text: str) -> set[int]:
    """Return the positions in a text that no statement may take."""
    return {position for span in identifiers(text) for position in range(*span)}


def non_overlapping(statements: Iterator[Statement], claimed: set[int]) -> Iterator[Statement]:
    """Yield the statements that touch no position that others have taken, and take theirs.

    Days may touch one another: `6 to 9 February` are two.
    """
    days: set[int] = set()
    ends: set[int] = set()
    for statement in statements:
        is_day = statement.quantity is Quantity.DAY
        if is_day and statement.end in ends:
            continue  # the end of a longer one: 3. 18. of 2027. 3. 18.
        positions = range(statement.start, statement.end)
        if claimed.isdisjoint(positions) and (is_day or days.isdisjoint(positions)):
            (days if is_day else claimed).update(positions)
            ends |= {statement.end} if is_day else set()
            yield statement
    claimed |= days
