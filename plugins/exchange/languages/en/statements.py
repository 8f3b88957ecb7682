"""Find in English prose what can be compared with another language: quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from exchange.languages.claims import of_figures
from exchange.languages.dated_statements import statements_of
from exchange.languages.en.claims import moments, sums
from exchange.languages.en.numbers import ONES, SPELT, TENS, WORDS, number
from exchange.languages.expressions import expression
from exchange.languages.statements import (
    Quantity,
    Statement,
    measure_finder,
    named_days,
    non_overlapping,
    odds,
    of_two_units,
    period_of,
    positions_of_identifiers,
    range_of,
    statement_of,
)

_MONTHS = ("january february march april may june july august september october november december").split()
_LOOSE = {
    **{
        word: Decimal(1)
        for word in ("a", "an", "single", "once", "first", "only", "another", "each", "every")
    },
    **{word: Decimal(2) for word in ("both", "twice", "second", "pair", "pairs", "either", "double")},
    "third": Decimal(3),
    **{numeral: Decimal(value) for value, numeral in enumerate(("ii", "iii", "iv"), 2)},  # phase II
    "fourth": Decimal(4),
    "fifth": Decimal(5),
    **{word: Decimal(3) for word in ("triple", "thirds")},
    **{word: Decimal(4) for word in ("quarter", "quarters")},
    **{word: Decimal(2) for word in ("half", "halves")},
    "fifths": Decimal(5),
    **{word: Decimal(10) for word in ("tenth", "tenths")},
    **{month: Decimal(number) for number, month in enumerate(_MONTHS, 1)},
    "i": Decimal(1),
    "ii": Decimal(2),
    "iii": Decimal(3),
    "iv": Decimal(4),
}
_NEAR = {"fortnight": frozenset({Decimal(15)})}  # 보름 and quinze jours are said of it
_DIGIT = expression(
    r"\d|\b(?:noon|midday|midnight|o[’']clock|(?:half|quarter)\s(?:past|to)|in\sthe\s(?:morning|afternoon|evening)|per\s?cent|(?:thousand|million|billion)\s(?:pounds|won|euros?|dollars))\b",
    re.IGNORECASE,
)
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNITS = "|".join(("minute", "hour", "day", "week", "fortnight", "month", "year", "decade"))
_UNIT = expression(_UNITS, re.IGNORECASE)
_DURATION = expression(
    rf"\b(?:(?!(?:{TENS})-(?:{ONES})\b)(?P<low>{_NUMBER}|{SPELT})\s?(?:-|–|to|and|or)\s?)?"
    rf"(?P<number>{_NUMBER}|{SPELT}|half an?|a couple of|(?:a|three)[\s-]quarters? of an?|a|an|one and a half"
    rf"|every (?:other|second))(?:\s+|-)"
    rf"(?:full\s|whole\s|clear\s|consecutive\s)?"
    rf"(?P<kind>working|business|calendar)?[\s-]?(?P<unit>{_UNITS})s?\b",
    re.IGNORECASE,
)
_SHARE = expression(
    rf"(?:(?P<low>{_NUMBER})\s?(?:%\s?)?(?:-|–|to)\s?)?(?P<number>{_NUMBER}|\b{SPELT})\s?"
    r"(?P<point>(?:percentage|%)[\s-]points?\b|pp\b)?(?(point)|(?:%|per\s?cent\b|percentage))",
    re.IGNORECASE,
)
_FRACTIONS = {"half": 50, "two thirds": 67, "three quarters": 75} | {
    f"{article} {part}": share
    for article in ("a", "one")
    for part, share in (("third", 33), ("quarter", 25), ("fifth", 20), ("tenth", 10))
}
_ODDS = expression(
    rf"\b(?:(?P<count>\d{{1,3}}|{ONES})\s(?:in|out\sof)\s(?:every\s)?(?P<of>\d{{1,3}}|{SPELT})"
    rf"|{'|'.join(_FRACTIONS).replace(' ', '[ -]')})\b",
    re.IGNORECASE,
)
_OF_TWO_UNITS = expression(
    rf"\b(?P<number>\d+|{ONES}|an?)\s(?:(?P<unit>year|month|hour)s?\sand\s"
    rf"(?:(?P<more>\d+|{SPELT})\s(?:month|minute)s?|a\shalf)|and\sa\shalf\s(?P<halved>year|month|hour)s)\b",
    re.IGNORECASE,
)
_ROUND_THE_CLOCK = expression(r"\b(?:a?round the clock|day and night)\b", re.IGNORECASE)
_PARTS_OF_UNITS = {"year": (12, "month"), "month": (30, "day"), "hour": (60, "minute")}
_OFTEN = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (1, "fortnight"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "half-yearly": (6, "month"),
    "six-monthly": (6, "month"),
    "yearly": (1, "year"),
    "annual": (1, "year"),
    "annually": (1, "year"),
}
_AGAIN = expression(
    "ly\\b|annual|every|each|per|once|twice|times|\\sa\\s(?:day|week|month|quarter|year)", re.IGNORECASE
)
_NAMED_DAYS = {
    "new year's day": 101,
    "christmas eve": 1224,
    "christmas day": 1225,
    "boxing day": 1226,
    "new year's eve": 1231,
}
_NAMED_DAY = expression("|".join(_NAMED_DAYS).replace("'", "['’]"), re.IGNORECASE)
_PERIOD = expression(
    rf"\b(?:(?P<word>{'|'.join(_OFTEN)})|(?:(?P<times>once|twice|(?:{_NUMBER}|{SPELT})\stimes)\s(?:every|each|per|in\san?|an?)"
    r"|every|each|per|(?:(?:million|billion|bn|m|000|won|pounds)\s|(?<=[£€$₩\d]\d)\s|(?<=[£€$₩\d]\d\d)\s)an?)"
    rf"\s(?:(?P<number>{_NUMBER}|{SPELT}|other|second)\s)?(?P<unit>{_UNITS}|quarter)s?)\b",
    re.IGNORECASE,
)
_SCALED_NUMBER = expression(rf"\b(?P<number>{_NUMBER})\s?(?P<scale>thousand|million|billion|trillion|bn|m)\b")
_SCALES = {"thousand": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_SCALED_WORDS = expression(
    rf"\b(?P<number>{SPELT}|half an?|an?)\s(?P<scale>thousand|million|billion)\b", re.IGNORECASE
)
_PREFIXES = {"": "", "milli": "m", "centi": "c", "kilo": "k"}
_measures = measure_finder(
    {
        prefix + word: _PREFIXES[prefix] + sign
        for prefix in _PREFIXES
        for word, sign in (("metre", "m"), ("meter", "m"), ("gram", "g"), ("litre", "L"), ("liter", "L"))
    }
    | {"degrees celsius": "°C"}
)
_BARE = expression(rf"(?!3rd[\s-]part)(?!(?<=[A-Za-z])\d+[A-Za-z])(?P<number>{_NUMBER})(?:st|nd|rd|th)?")
_WORD = expression(r"[a-z]+", re.IGNORECASE)
_COMPOUND = expression(rf"\b(?=[a-z]+[- ](?:{ONES}|hundred)\b){SPELT}", re.IGNORECASE)
DENIAL = expression(
    r"\b(?:not|no|nobody|nothing|none|never|without|cannot|nor|neither|unless|except)\b|n[’']t\b",
    re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    "a an the of to in on at by for from with as and is are was were be been it its this that these those "
    "there which who whose you your their they we our so then also too very just please such like into "
    "will would do does".split()
)


@of_figures
def statements(text: str) -> Iterator[Statement]:
    """Yield every quantity that a text states."""
    claimed = positions_of_identifiers(text)
    yield from odds(text, _ODDS, number, _FRACTIONS)
    yield from named_days(text, _NAMED_DAY, _NAMED_DAYS)
    if not _DIGIT.search(text):
        yield from non_overlapping(_durations(text), claimed)
        return
    yield from non_overlapping(statements_of([*moments(text), *sums(text)]), claimed)
    yield from non_overlapping(_measures(text), claimed)
    yield from non_overlapping(_shares(text), claimed)
    yield from non_overlapping(_durations(text), claimed)
    yield from non_overlapping(_scaled_numbers(text), claimed)
    yield from non_overlapping(_numbers(text), claimed)


def periods(text: str) -> Iterator[Statement]:
    """Yield after how long something is done again, as a duration: `twice a week`, £180 a day."""
    for match in _PERIOD.finditer(text) if _AGAIN.search(text) else ():
        if match["word"]:
            count, unit = _OFTEN[match["word"].lower()]
        else:
            count, unit = (3, "month") if match["unit"].lower() == "quarter" else (1, match["unit"].lower())
        times = {"": "one", "once": "one", "twice": "two"}.get(
            words := (match["times"] or "").lower(), words.removesuffix("times").strip()
        )
        other = (match["number"] or "one").lower()
        factor = Decimal(2) if other in ("other", "second") else number(other)
        if factor and number(times):
            yield period_of(match, count * factor, unit, number(times))


def number_words(text: str) -> Iterator[Decimal]:
    """Yield the numbers that words may stand for: `two`, `both`, `May`, `twenty-one`, `ten thousand`."""
    for match in _SCALED_WORDS.finditer(text):
        yield number(match["number"]) * _SCALES[match["scale"].lower()]
    for match in _COMPOUND.finditer(text):
        yield number(match[0])
    for match in _WORD.finditer(text):
        word = match[0].lower()
        value = WORDS.get(word, _LOOSE.get(word if match[0] != "may" else ""))
        if value is not None:
            yield value


def _shares(text: str) -> Iterator[Statement]:
    for match in _SHARE.finditer(text):
        yield from range_of(match, Quantity.SHARE, number, unit="point" if match["point"] else "")


def _durations(text: str) -> Iterator[Statement]:
    for match in _ROUND_THE_CLOCK.finditer(text):
        yield statement_of(match, Quantity.DURATION, Decimal(24), unit="hour", firm=False)
    if not _UNIT.search(text):
        return
    for match in _OF_TWO_UNITS.finditer(text):
        yield of_two_units(match, number, _PARTS_OF_UNITS, (match["unit"] or match["halved"]).lower())
    for match in _DURATION.finditer(text):
        kind, unit = (match["kind"] or "").lower(), match["unit"].lower()
        name = "working day" if unit == "day" and kind in ("working", "business") else unit
        firm = match["number"].lower() not in ("a", "an", "one")
        for statement in range_of(match, Quantity.DURATION, number, unit=name, firm=firm):
            yield replace(statement, parts=statement.parts | _NEAR.get(unit, frozenset()))


def _scaled_numbers(text: str) -> Iterator[Statement]:
    for match in _SCALED_NUMBER.finditer(text):
        yield statement_of(match, Quantity.NUMBER, number(match["number"]) * _SCALES[match["scale"]])


def _numbers(text: str) -> Iterator[Statement]:
    for match in _BARE.finditer(text):
        value = number(match["number"])
        yield statement_of(match, Quantity.NUMBER, value, firm=value not in (0, 1))
