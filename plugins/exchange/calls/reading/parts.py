"""Read the smaller parts of a record: words, moments, money, durations, funders, sides, sources."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, TypeVar

from exchange.calls.model.call import (
    ID,
    Amount,
    Background,
    Budget,
    CallSide,
    Confidence,
    Duration,
    Funder,
    Moment,
    Source,
    Undated,
    Words,
)
from exchange.calls.model.moments import MomentFault, read_moment
from exchange.calls.model.settings import Settings
from exchange.text.fields import FieldReader
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import proposal
from exchange.text.web_addresses import web_fault
from exchange.text.yaml_text import Field, Fields, Items, Node, Text

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ISO_DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d{1,2})Y)?(?:(?P<months>\d{1,3})M)?")
_WEB = ("http:", "https:")
_LONGEST_URL = 2_000
_LONGEST_TEXT = 1_000
_YES = {"yes": True, "no": False, "true": True, "false": False}
ROLES = ("funder", "partner", "delivery")


def languages_of(node: Node, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the languages, of the site's, that texts below a node are written in; all if there are none."""
    found = _languages_below(node, frozenset(codes))
    return tuple(code for code in codes if code in found) or tuple(codes)


def _languages_below(node: Node, codes: frozenset[str]) -> frozenset[str]:
    match node:
        case Fields():
            keys = frozenset(field.key.value for field in node)
            own = keys if keys <= codes else frozenset()
            return own.union(*(_languages_below(field.value, codes) for field in node))
        case Items():
            return frozenset().union(*(_languages_below(item, codes) for item in node.items))
        case Text():
            return frozenset()


Choice = TypeVar("Choice", bound=Enum)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one record needs everywhere: the settings, and the list that problems go to.

    `today` is the latest day anywhere; None where a record is read that is of another time.
    `taking_part` are the sides of the call, once they have been read; until then, and where they could not
    be, all that the site has.
    """

    settings: Settings
    problems: list[Problem]
    today: datetime.date | None = None
    taking_part: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """The languages that the record is written in: each text must be in all of them."""

    def report(self, rule: str, place: Place, **values: str) -> None:
        """Add a problem of this package."""
        code = f"calls/{rule}"
        self.problems.append(Problem(code=code, place=place, values=values))

    def fields(self, node: Node, *, known: Iterable[str], name: str) -> FieldReader | None:
        """Return a reader of a node's fields, or report that it has none."""
        if isinstance(node, Fields):
            return FieldReader(node, known=tuple(known), problems=self.problems)
        self.report("not-fields", node.place, name=name)
        return None

    def fields_of(self, node: Node, model: type[Any], *, name: str) -> FieldReader | None:
        """Return a reader that knows the fields of a model."""
        return self.fields(node, known=[entry.name for entry in fields(model)], name=name)

    def items(self, reader: FieldReader, name: str, *, required: bool = False) -> tuple[Node, ...]:
        """Return the items of a list."""
        node = reader.node(name, required=required)
        if node is None:
            return ()
        if not isinstance(node, Items):
            reader.report("not-a-list", node.place, name=name)
            return ()
        if required and not node.items:
            self.report("empty-list", node.place, name=name)
        return node.items

    def each(
        self, reader: FieldReader, name: str, read: Callable[[Node], Value | None], *, required: bool = False
    ) -> tuple[Value, ...]:
        """Return what a function makes of each item, without those that have a problem."""
        read_items = [read(item) for item in self.items(reader, name, required=required)]
        return tuple(item for item in read_items if item is not None)

    def words(
        self, reader: FieldReader, name: str, *, required: bool = False, longest: int = _LONGEST_TEXT
    ) -> Words | None:
        """Return a text in every language that the record is written in."""
        node = reader.node(name, required=required)
        if node is None:
            return None
        if not isinstance(node, Fields):
            first = self.settings.codes[0]
            self.report(
                "words-not-by-language", node.place, name=name, languages=self._languages(), first=first
            )
            return None
        inner = FieldReader(node, known=self.settings.codes, problems=self.problems)
        languages = self.languages or self.settings.codes
        texts = {code: inner.text(code, required=True, longest=longest) for code in languages}
        return (
            {code: text for code, text in texts.items() if text is not None} if all(texts.values()) else None
        )

    def yes_or_no(self, reader: FieldReader, name: str) -> bool | None:
        """Return whether a field says yes; None where it is absent."""
        node = reader.node(name)
        if node is None:
            return None
        value = node.value.lower() if isinstance(node, Text) else ""
        if value not in _YES:
            self.report("not-yes-or-no", node.place, name=name, value=value)
            return None
        return _YES[value]

    def option(
        self, reader: FieldReader, name: str, options: type[Choice], *, required: bool = False
    ) -> Choice | None:
        """Return a member of an enumeration."""
        value = reader.choice(name, [member.value for member in options], required=required)
        return None if value is None else options(value)

    def name(self, reader: FieldReader, name: str, *, required: bool = True) -> str | None:
        """Return an id."""
        value = reader.text(name, required=required, longest=60)
        if value is None or ID.fullmatch(value):
            return value
        node = reader.node(name)
        assert node is not None
        better = "-".join(re.findall(r"[a-z0-9]+", value.lower())) or "full"
        self.report("not-an-id", node.place, name=name, value=value, better=better)
        return None

    def url(self, reader: FieldReader, name: str) -> str:
        """Return an http or https address that leads where it seems to lead; empty where it is absent."""
        value = reader.text(name, longest=_LONGEST_URL)
        if value is None:
            return ""
        node = reader.node(name)
        assert node is not None
        fault = web_fault(value)
        if value.lower().startswith(_WEB) and fault:
            reader.report(fault, node.place, address=value)
            return ""
        if fault or not _URL.fullmatch(value):
            self.report("not-a-url", node.place, name=name, value=value)
            return ""
        return value

    def side(self, reader: FieldReader, name: str, *, required: bool = False) -> str | None:
        """Return the code of a side."""
        return reader.choice(name, self.settings.side_codes, required=required)

    def moment(self, reader: FieldReader, name: str, *, among: Sequence[str]) -> Moment | None:
        """Return a moment; a fault points at the character where it is."""
        node = reader.node(name)
        if node is None:
            return None
        if not isinstance(node, Text):
            self.report("moment-not-text", node.place, name=name, example=f"2026-10-22 17:00 {among[0]}")
            return None
        try:
            return read_moment(node.value, among=among)
        except MomentFault as fault:
            column = node.place.column + fault.column + (0 if node.raw else 1)
            place = Place(path=node.place.path, line=node.place.line, column=column)
            self.report(fault.rule, place, name=name, **fault.values)
            return None

    def known_moment(self, reader: FieldReader, name: str, *, among: Sequence[str]) -> Any:
        """Return a moment that has a date, exact or not."""
        moment = self.moment(reader, name, among=among)
        if not isinstance(moment, Undated):
            return moment
        node = reader.node(name)
        assert node is not None
        self.report("needs-a-date", node.place, name=name, value=moment.reason.value)
        return None

    def side_of_stage(self, reader: FieldReader) -> str | None:
        """Return the side that a stage or cut-off is for: the one it names, or the only one there is."""
        side = self.side(reader, "side")
        return self.taking_part[0] if side is None and len(self.taking_part) == 1 else side

    def zones_of(self, side: str | None) -> tuple[str, ...]:
        """Return the zones whose days are meant by a stage of a side, or of all that take part."""
        sides = (side,) if side is not None else self.taking_part
        zones = (self.settings.side(code).zone for code in sides)
        return tuple(dict.fromkeys(zones)) or self.settings.zones

    def not_ahead(self, reader: FieldReader, name: str, day: datetime.date | None) -> None:
        """Report the day of something that was done, if it is still to come."""
        node = reader.node(name)
        if node is not None and day is not None and self.today is not None and day > self.today:
            values = {"name": name, "day": day.isoformat(), "today": self.today.isoformat()}
            self.report("day-ahead", node.place, **values)

    def _languages(self) -> str:
        return ", ".join(self.settings.codes)


def read_funder(node: Node, reading: Reading) -> Funder | None:
    """Return one of `funders`."""
    reader = reading.fields_of(node, Funder, name="funders")
    if reader is None:
        return None
    name = reading.name(reader, "id")
    words = reading.words(reader, "name", required=True, longest=200)
    country = reading.side(reader, "country", required=True)
    role = reader.choice("role", ROLES)
    ror, portal = reading.url(reader, "ror"), reading.url(reader, "portal")
    if name is None or words is None or country is None:
        return None
    return Funder(id=name, name=words, country=country, role=role or ROLES[0], ror=ror, portal=portal)


def read_side(node: Node, reading: Reading, funders: Sequence[Funder]) -> CallSide | None:
    """Return one of `sides`."""
    reader = reading.fields_of(node, CallSide, name="sides")
    if reader is None:
        return None
    side = reading.side(reader, "side", required=True)
    funder = reader.choice("funder", [entry.id for entry in funders], required=True)
    read = CallSide(
        side=side or "",
        funder=funder or "",
        lead_required=reading.yes_or_no(reader, "lead_required"),
        apply_url=reading.url(reader, "apply_url"),
        languages=_languages(reader, reading),
        budget=read_budget(reader, reading),
        eligibility=reading.words(reader, "eligibility", longest=3_000),
    )
    return read if side and funder else None


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
    return Budget(
        total=_amounts(inner, "total", reading),
        per_award=_amounts(inner, "per_award", reading),
        awards=inner.whole_number("awards", least=1, most=100_000),
    )


def _amounts(reader: FieldReader, name: str, reading: Reading) -> tuple[Amount, ...]:
    node = reader.node(name)
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
    reading.report("not-an-amount", node.place, currency=currency, value=value)
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
    if reader is None:
        return None
    title = reading.words(reader, "title", required=True, longest=300)
    checked = reader.day("checked", required=True)
    reading.not_ahead(reader, "checked", checked)
    confidence = reading.option(reader, "confidence", Confidence, required=True)
    url = reading.url(reader, "url")
    if title is None or checked is None or confidence is None:
        return None
    return Source(title=title, checked=checked, confidence=confidence, url=url)


def read_background(node: Node, reading: Reading) -> Background | None:
    """Return one of the list `background`."""
    reader = reading.fields_of(node, Background, name="background")
    if reader is None:
        return None
    reader.node("when", required=True)
    when = reading.known_moment(reader, "when", among=reading.settings.zones)
    text = reading.words(reader, "text", required=True)
    return None if when is None or text is None else Background(when=when, text=text)
