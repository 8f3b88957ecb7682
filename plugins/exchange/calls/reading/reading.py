"""What reading one record needs everywhere: the settings, the problems, and readers of single fields."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from babel.core import get_global

from exchange.calls.model.call import (
    ENTRY_SEPARATOR,
    ID,
    NEVER,
    Applicants,
    Budget,
    Call,
    CallSide,
    Form,
    MissingDate,
    Moment,
    Results,
    Source,
    Stage,
    Words,
    written_name,
)
from exchange.calls.model.moments import MomentFault, read_moment
from exchange.calls.model.notice_dates import in_our_notation
from exchange.calls.model.settings import Settings
from exchange.calls.model.working_days import holiday_calendars
from exchange.calls.model.zones import known_zones
from exchange.languages.language import certain_language, in_any_language, language, likely_language
from exchange.languages.typed_values import named_limit
from exchange.text.fields import FieldReader, first_item, first_text
from exchange.text.host_names import resembled_host
from exchange.text.problems import Place, Problem, message_languages
from exchange.text.suggestions import answer, proposal
from exchange.text.web_addresses import host_of, mailbox_fault, over_https, web_fault
from exchange.text.yaml_faults import quote
from exchange.text.yaml_text import Field, Fields, Items, Node, Text

_WORDS = re.compile(r"[^\W\d]+(?:[ ][^\W\d]+)*")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`()\[\],;]+")
_WEB = ("http:", "https:")
_LONGEST_URL = 2_000
_LONGEST_TEXT = 1_000
_BULLET = re.compile(r"[-*•·○□▪‣–]\s+|\(?\d+[.)]\s+")
_DATES = frozenset({"stages", "rounds", "cutoffs"})
_MOST_DATES, _MOST_ITEMS = 60, 200  # each stage has calendars, feeds and tables of its own
_MAY_BE_NONE = frozenset({"closes", "from", "to", "next_expected"})
"""The fields that may say `none`: there is no closing date, or no next round."""
_FORMS = {
    Form.LANGUAGE: ("not-language", re.compile(r"[a-z]{2,3}")),
    Form.ID: ("not-an-id", ID),
    Form.EMAIL: ("not-email", re.compile(r"[A-Za-z0-9_.+-]+@[^\s@<>\"()]+\.[^\s@<>\"()]+")),
    Form.SIZE: ("not-size", re.compile(r"[0-9]+(?:\.[0-9]+)? [KMG]B|[0-9]+ p\.")),
    Form.HOST: ("not-host", re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]")),
    Form.FOLDER: ("not-folder", re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*(?:/|\.md)")),
}
"""The texts that must have a form: the rule that another one breaks, and the form."""
_OF_MANY_PARTS = frozenset({"id", "kind", "title", "summary", "source", "note", "url", "label", "date"})
"""Names that say too little of what was meant by them."""
_YES = {"yes": True, "no": False, "true": True, "false": False}
_FILE_TYPES = frozenset({"pdf", "hwp", "hwpx", "docx", "xlsx", "pptx", "html", "zip"})
_NAMING_FIELDS = ("institution", "office", "title", "question")
_BETWEEN_VALUES = re.compile(rf"\s*[,;/、·]\s*|\s+(?:&|{in_any_language(lambda lang: lang.and_or)})\s+")
_LAST_DIGITS = re.compile(r"(?P<head>.*\d)(?P<first>\d)\s*[~∼～]\s*(?P<last>\d)")
_BARE_ADDRESS = re.compile(r"(?<![\w.@/])(?:www\.)[^\s<>\"{}|\\^`()\[\],;]+")
_OWN_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:|~/|/Users/|/home/")
_ROR = re.compile(r"0[a-z0-9]{6}[0-9]{2}")
_LOOSE_SIZE = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>[KMGkmg])[Bb]?")
_PAGES = re.compile(rf"([0-9]+)\s?(?:{in_any_language(lambda lang: lang.page_words)})")
_AT_IN_WORDS = re.compile(r"(?<=\w)\s*[(\[{]\s*(?:[^\W\d]{2,4}|@)\s*[)\]}]\s*(?=\w+[.-])")
_WITHOUT_AREA = re.compile(r"(?!1\d{3}[- ]\d{4})[1-9][0-9 -]*[0-9]|[0-9]{1,4}")
_EXTENSION = re.compile(
    rf"(?<![\s,])[\s,]*+\(?+\s*+(?:{in_any_language(lambda lang: lang.extension_words)})"
    r"\W{0,2}(\d{1,6})\b\s*+\)?",
    re.IGNORECASE,
)
_LEAST_DIGITS = 8
"""Of a number with its area."""
_ANY = re.compile(r".+")
_CERTAIN = {Form.SIZE: _ANY, Form.LANGUAGE: _ANY, Form.ID: _ANY}
"""Texts that are given their form where only one can be meant: `240KB`."""


@cache
def countries() -> frozenset[str]:
    """Return the codes of countries (ISO 3166-1 alpha-2), and `EU`."""
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    return frozenset({line[:2] for line in table.splitlines() if line[:1].isalpha()} | {"EU"})


@cache
def currencies() -> frozenset[str]:
    """Return the codes of all currencies there are or have been (ISO 4217)."""
    return frozenset(get_global("all_currencies"))


def field_elsewhere(field: Field) -> Problem | None:
    """Return the problem of a field that belongs to another part of a record, or to the whole."""
    name = field.key.value
    part = _parts_of_fields().get(name)
    if part is None:
        return None
    length = field.value.value if name == "duration" and isinstance(field.value, Text) else ""
    entry = f"- {{name: TEXT, duration: {quote(length)}}}" if length else ""
    code = "calls/field-of-part" if part else "calls/field-of-whole"
    return Problem(
        code=code, place=field.key.place, values={"name": name, "where": part, "example_entry": entry}
    )


@cache
def _parts_of_fields() -> Mapping[str, str]:
    """Return the part of a record that a field belongs to, empty for one of the whole record."""
    models = {"sides": CallSide, "stages": Stage, "results": Results, "budget": Budget}
    models |= {"applicants": Applicants, "source": Source}
    parts = {written_name(entry): part for part, model in models.items() for entry in fields(model)}
    parts |= {entry.name: "" for entry in fields(Call)}
    return {name: part for name, part in parts.items() if name not in _OF_MANY_PARTS}


_LISTS: Mapping[Form, tuple[str, Callable[[str], frozenset[str]]]] = {
    Form.ZONE: ("not-a-zone", lambda _value: known_zones()),
    Form.CURRENCY: ("not-a-currency", lambda _value: currencies()),
    Form.HOLIDAYS: ("not-holidays", holiday_calendars),
}
"""The texts that must be in a list: the rule that another one breaks, and from a text to the list."""

Choice = TypeVar("Choice", bound=Enum)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one record needs everywhere: the settings, and the list that problems go to.

    `today` is the latest day anywhere; None where a record is read that is of another time.
    `taking_part` are the sides of the call, once they have been read; until then, and where they could not
    be, all that the site has. `other_countries` are those of its other funders.
    """

    settings: Settings
    problems: list[Problem]
    today: datetime.date | None = None
    taking_part: tuple[str, ...] = ()
    other_countries: tuple[str, ...] = ()

    def report(self, rule: str, place: Place, **values: str) -> None:
        """Add a problem of this package."""
        code = f"calls/{rule}"
        self.problems.append(Problem(code=code, place=place, values=values))

    def fields(
        self,
        node: Node,
        *,
        names: Iterable[str],
        name: str,
        elsewhere: Callable[[Field], Problem | None] = lambda _field: None,
    ) -> FieldReader | None:
        """Return a reader of a node's fields, or report that it has none."""
        if isinstance(node, Fields):
            return FieldReader(node, names=tuple(names), problems=self.problems, elsewhere=elsewhere)
        better = _field_for(node, tuple(names), self.settings.codes)
        self.report("not-fields", node.place, name=name, better_entry=better)
        return None

    def fields_of(self, node: Node, model: type[Any], *, name: str) -> FieldReader | None:
        """Return a reader that knows the fields of a model, by the names that records use."""
        names = [written_name(entry) for entry in fields(model)]
        return self.fields(node, names=names, name=name, elsewhere=field_elsewhere)

    def items(self, reader: FieldReader, name: str, *, required: bool = False) -> tuple[Node, ...]:
        """Return the items of a list."""
        node = reader.node(name, required=required)
        if node is None:
            return ()
        if not isinstance(node, Items):
            field = _field_for(node, ("email", "url"), self.settings.codes)
            better = f"- {field}" if field else first_item(node)
            if isinstance(node, Text) and not better and "," in node.value:
                better = f"- {node.value.partition(',')[0].strip()}"
            if name == "changes" and not better and self.today:
                better = f"- {{at: {self.today}, kind: added}}"
            reader.report("not-a-list", node.place, name=name, better_entry=better)
            return ()
        if required and not node.items:
            self.report("empty-list", node.place, name=name)
        limit = _MOST_DATES if name in _DATES else _MOST_ITEMS
        if len(node.items) > limit:
            place = node.items[limit].place
            self.report("too-many-items", place, name=name, count=str(len(node.items)), most=str(limit))
        return node.items[:limit]

    def read_items(
        self,
        reader: FieldReader,
        name: str,
        read_item: Callable[[Node], Value | None],
        *,
        required: bool = False,
        each: Callable[[Node], Sequence[Node]] = lambda node: (node,),
    ) -> tuple[Value, ...]:
        """Return what a function makes of each item, without those that have a problem.

        `each` are the items that one stands for.
        """
        items = (part for item in self.items(reader, name, required=required) for part in each(item))
        read_items = [read_item(item) for item in items]
        return tuple(item for item in read_items if item is not None)

    def names(self, reader: FieldReader, name: str, key: str) -> tuple[str, ...]:
        """Return a field of each item as it is written, also where the item has a fault elsewhere."""
        node = reader.node(name)
        fields = (item for item in node.items if isinstance(item, Fields)) if isinstance(node, Items) else ()
        values = (field.value for item in fields for field in item if field.key.value == key)
        return tuple(dict.fromkeys(value.value for value in values if isinstance(value, Text)))

    def words(
        self, reader: FieldReader, name: str, *, required: bool = False, longest: int = _LONGEST_TEXT
    ) -> Words | None:
        """Return a text in each language that it is written in: one is enough."""
        node = reader.node(name, required=required)
        return None if node is None else self.words_of(node, name, longest=longest)

    def words_of(self, node: Node, name: str, *, longest: int = _LONGEST_TEXT) -> Words | None:
        """Return the text of a node in each language that it is written in: one is enough.

        The lines of a list or a block are one text, whether the language stands above them or in each.
        """
        node = _joined(node, in_lines=longest >= _LONGEST_TEXT)
        if isinstance(node, Text) and (code := certain_language(node.value, self.settings.codes)):
            key = replace(node, value=code)
            node = Fields(fields=(Field(key=key, value=node),), place=node.place)
        if not isinstance(node, Fields):
            value = node.value if isinstance(node, Text) else ""
            better = f"{likely_language(value, self.settings.codes)}: {quote(value)}" if value else ""
            languages = ", ".join(self.settings.codes)
            self.report(
                "words-not-by-language", node.place, name=name, languages=languages, better_entry=better
            )
            return None
        inner = FieldReader(replace(node, fields=()), names=(), problems=self.problems)
        return inner.by_language(name, node, self.settings.codes, longest=longest)

    def yes_or_no(self, reader: FieldReader, name: str) -> bool | None:
        """Return whether a field says yes; None where it is absent."""
        node = reader.node(name)
        if node is None:
            return None
        value = node.value.lower() if isinstance(node, Text) else ""
        meant = answer("answer", value, _YES)
        if value not in _YES and (meant is None or value.isdecimal()):
            self.report("not-yes-or-no", node.place, name=name, value=value)
            return None
        return _YES[value if meant is None else meant.write]

    def option(
        self, reader: FieldReader, name: str, options: type[Choice], *, required: bool = False
    ) -> Choice | None:
        """Return a member of an enumeration, also where another word says it."""
        values = [member.value for member in options]
        node = reader.node(name)
        meant = answer(name, node.value, values) if isinstance(node, Text) else None
        if isinstance(node, Text) and node.value not in values and meant and meant.sentence == "write":
            return options(meant.write)
        value = reader.choice(name, values, required=required)
        return None if value is None else options(value)

    def name(self, reader: FieldReader, name: str, *, required: bool = True) -> str | None:
        """Return an id."""
        value = reader.text(name, required=required, longest=60)
        if value is None or ID.fullmatch(value):
            return value
        node = reader.node(name)
        assert node is not None
        known = answer(name, value, _FILE_TYPES)
        bare = value.removesuffix(".yml").lower()
        better = known.write if known else "-".join(re.findall(r"[a-z0-9]+", bare))
        self.report("not-an-id", node.place, name=name, value=value, better=better)
        return None

    def url(self, reader: FieldReader, name: str) -> str:
        """Return an address that leads where it seems to lead, over https; empty where it is absent."""
        value = reader.text(name, longest=_LONGEST_URL)
        if value is None:
            return ""
        node = reader.node(name)
        assert node is not None
        fault = self._address_fault(value)
        if value.lower().startswith(_WEB) and fault:
            self._report_address(fault, node.place, value)
            return ""
        if fault or not _URL.fullmatch(value):
            self._report_not_a_url(node.place, name, value)
            return ""
        return over_https(value)

    def _report_not_a_url(self, place: Place, name: str, value: str) -> None:
        """Report a text that is no address: with the address in it, or that none is known yet."""
        plain = unicodedata.normalize("NFKC", value)
        if answer("moment", plain, ("tbc", "none")):
            self.report("url-not-known", place, name=name, value=value)
        elif _OWN_COMPUTER.match(value):
            self.report("url-own-computer", place, name=name, value=value)
        elif _FORMS[Form.EMAIL][1].fullmatch(plain):
            self.report("url-is-mailbox", place, name=name, value=value)
        else:
            addresses = _ADDRESS.findall(plain) or [
                f"https://{host}" for host in _BARE_ADDRESS.findall(plain)
            ]
            if name == "ror" and _ROR.fullmatch(plain):
                addresses = [f"https://ror.org/{plain}"]
            values = {"better": addresses[0]} if addresses else {}
            if name == "apply_url" and not values and _WORDS.fullmatch(value):
                values = {"none": name}
            self.report("not-a-url", place, name=name, value=value, **values)

    def _address_fault(self, value: str) -> str | None:
        """Return the rule of the package `text` that an address which people act on breaks."""
        if fault := web_fault(value):
            return fault
        return "address-resembles" if self._likeness(value) else None

    def _report_address(self, rule: str, place: Place, address: str) -> None:
        values = {"address": address, **self._likeness(address)}
        self.problems.append(Problem(code=f"text/{rule}", place=place, values=values))

    def _likeness(self, address: str) -> Mapping[str, str]:
        """Return the host of an address and the funder's that readers would take it for, if there is one."""
        host = host_of(address)
        funder_host = resembled_host(host, self.settings.funder_hosts)
        return {"host": host, "other": funder_host} if funder_host else {}

    def side(self, reader: FieldReader, name: str, *, required: bool = False) -> str | None:
        """Return the code of a side."""
        return reader.choice(name, self.settings.side_codes, required=required)

    def country(self, reader: FieldReader, name: str, *, required: bool = False) -> str | None:
        """Return the code of a side, or of any other country."""
        node = reader.node(name, required=required)
        value = node.value if isinstance(node, Text) else ""
        if node is None or value in self.settings.side_codes or value in countries():
            return value or None
        values = proposal(name, value, [*self.settings.side_codes, *countries()])
        self.report("not-a-country", node.place, name=name, value=value, **values)
        return None

    def formed_text(self, reader: FieldReader, name: str, form: Form) -> str:
        """Return a text that has the form which it must have; empty where it is absent."""
        node = reader.node(name)
        return "" if node is None else self._formed_text(reader, name, node, form)

    def formed_items(self, reader: FieldReader, name: str, form: Form) -> tuple[str, ...]:
        """Return the texts of a list, or of a line that gives one or several, in the form they must have."""
        node = reader.node(name)
        if isinstance(node, Text):
            items: Sequence[Node] = _several(node, is_phone=form is Form.PHONE)
        else:
            items = self.items(reader, name)
        texts = [self._formed_text(reader, name, item, form) for item in items]
        return tuple(text for text in texts if text)

    def _formed_text(self, reader: FieldReader, name: str, node: Node, form: Form) -> str:
        value = reader.as_text(name, node, longest=200)
        if value is None:
            return ""
        if form is Form.PHONE:
            return self._telephone(reader, name, node, value)
        if form in _LISTS:
            return self._listed_text(name, node, value, form)
        rule, pattern = _FORMS[form]
        if pattern.fullmatch(value):
            return value if form is not Form.EMAIL else self._mailbox(node, value)
        better = self._in_form(value, form)
        if (certain := _CERTAIN.get(form)) and certain.fullmatch(value) and pattern.fullmatch(better):
            return better
        self.report(rule, node.place, name=name, value=value, better=better)
        return ""

    def _in_form(self, value: str, form: Form) -> str:
        """Return a text as its form has it, where it is certain what is meant; else an empty text."""
        plain = unicodedata.normalize("NFKC", value).strip()
        if form is Form.LANGUAGE:
            meant = answer("languages", plain, {*self.settings.codes, *message_languages("calls")})
            return meant.write if meant else ""
        if form is Form.ID:
            meant = answer("type", plain, _FILE_TYPES)
            return meant.write if meant else plain.lower()
        if form is Form.SIZE:
            size = _LOOSE_SIZE.fullmatch(named_limit(plain)[1])
            pages = _PAGES.fullmatch(plain)
            return f"{size['number']} {size['unit'].upper()}B" if size else f"{pages[1]} p." if pages else ""
        if form is Form.EMAIL:
            mailbox = _FORMS[form][1].search(_AT_IN_WORDS.sub("@", plain.removeprefix("mailto:")))
            return mailbox.group().rstrip(".,;") if mailbox else ""
        return ""

    def _telephone(self, reader: FieldReader, name: str, node: Node, value: str) -> str:
        """Return a telephone of the side that is named beside it, or of any country of the call."""
        from exchange.calls.reading.telephones import Telephone, read_telephone  # late: few texts are one

        side = reader.node("side")
        sides = self.taking_part or self.settings.side_codes
        named = (side.value,) if isinstance(side, Text) else (*sides, *self.other_countries)
        plain = with_extension(unicodedata.normalize("NFKC", value).strip())
        number = read_telephone(plain, named)
        if number == Telephone() and isinstance(side, Text):
            number = read_telephone(plain, self.other_countries)
        if number.is_mobile:
            self.report("phone-mobile", node.place, name=name, value=value)
            return ""
        if not number.text:
            better = "` / `".join(number.choices)
            self.report("not-phone", node.place, name=name, value=value, better=better)
        return number.text

    def _listed_text(self, name: str, node: Node, value: str, form: Form) -> str:
        rule, options_for = _LISTS[form]
        options = options_for(value)
        if value in options:
            return value
        backwards = "/".join(reversed(value.split("/")))
        better = {"best": backwards} if backwards in options else proposal(name, value, sorted(options))
        self.report(rule, node.place, name=name, value=value, **better)
        return ""

    def _mailbox(self, node: Node, value: str) -> str:
        """Return a mailbox whose host is what it seems to be."""
        fault = mailbox_fault(value) or ("address-resembles" if self._likeness(value) else None)
        if fault is None:
            return value
        self._report_address(fault, node.place, value)
        return ""

    def moment(self, reader: FieldReader, name: str, *, zones: Sequence[str]) -> Moment | None:
        """Return a moment; a fault points at the character where it is."""
        node = reader.node(name)
        if node is None:
            return None
        if not isinstance(node, Text):
            example = first_text(node) or f"2026-10-22 17:00 {zones[0]}"
            self.report("moment-not-text", node.place, name=name, example=example)
            return None
        try:
            moment = read_moment(in_our_notation(node.value, zones), zone_choices=zones)
        except MomentFault as fault:
            column = node.place.column + fault.column + (0 if node.raw else 1)
            place = Place(path=node.place.path, line=node.place.line, column=column)
            values = _with_limit(fault.values, node.value, name)
            self.report(fault.rule, place, **{"name": name, "basis": _BASES.get(name, "basis"), **values})
            return None
        if moment == NEVER and name not in _MAY_BE_NONE:
            self.report("none-is-a-closing", node.place, name=name)
            return None
        return moment

    def known_moment(self, reader: FieldReader, name: str, *, zones: Sequence[str]) -> Any:
        """Return a moment that has a date, exact or not."""
        moment = self.moment(reader, name, zones=zones)
        if not isinstance(moment, MissingDate):
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

    def refuse_person(self, reader: FieldReader, name: str, words: Words) -> None:
        """Report an office that is called by the name of somebody who works in it."""
        node = reader.node(name)
        for code, text in words.items():
            person = language(code).person_title
            if node is not None and person and (match := person.search(text)):
                better = " ".join(text.replace(match.group(), "").split()).strip(" ,-")
                values = {"name": name, "code": code, "text": match.group().strip(), "better": better}
                self.report("office-is-person", node.place, **values)

    def refuse_future_day(
        self, reader: FieldReader, name: str, day: datetime.date | None, *, rule: str = "day-ahead"
    ) -> None:
        """Report the day of something that was done, if it is still to come."""
        node = reader.node(name)
        if node is not None and day is not None and self.today is not None and day > self.today:
            values = {"name": name, "day": day.isoformat(), "today": self.today.isoformat()}
            self.report(rule, node.place, **values)

    def _languages(self) -> str:
        return ", ".join(self.settings.codes)


_ONE_DAY = re.compile(r"^[^`]*\d[^`]*$")
_LIMITS_OF = {"opens": ("min",), "closes": ("max",), "date": ("min", "max"), "outcome": ("min", "max")}


_BASES = {"outcome": "outcome_basis"}
"""Which field says that a date is likely only, where it is not that of the whole stage."""


def _with_limit(values: Mapping[str, str], text: str, name: str) -> dict[str, str]:
    """Return the values of a message whose proposals keep a word for “by” or “from”."""
    limit, plain = named_limit(text)
    if limit not in _LIMITS_OF.get(name, ()) or not plain or plain not in text:
        return dict(values)
    before, _, behind = text.partition(plain)
    kept = {key: value for key in ("better", "exact") if (value := values.get(key))}
    return {
        **values,
        **{key: f"{before}{value}{behind}" for key, value in kept.items() if _ONE_DAY.search(value)},
    }


def _joined(node: Node, *, in_lines: bool) -> Node:
    """Return a list of texts as one, also below languages and where each has its own; others as they are.

    So are the lines of a block, where a text may be `in_lines`: a name may not.
    """
    match node:
        case Text() if in_lines and "\n" in node.value.strip():
            lines = [line.strip() for line in node.value.splitlines() if line.strip()]
            if all(map(_BULLET.match, lines)):
                return _one_text([replace(node, value=_BULLET.sub("", line)) for line in lines])
            return replace(node, value=" ".join(lines))
        case Fields():
            fields = (
                Field(key=field.key, value=_joined(field.value, in_lines=in_lines)) for field in node.fields
            )
            return replace(node, fields=tuple(fields))
        case Items(items=items) if items and all(isinstance(item, Text) for item in items):
            return _one_text([item for item in items if isinstance(item, Text)])
        case Items(items=items) if items and all(isinstance(item, Fields) for item in items):
            entries = [
                {field.key.value: field for field in item} for item in items if isinstance(item, Fields)
            ]
            first = {code: field for entry in reversed(entries) for code, field in entry.items()}
            codes = dict.fromkeys(
                field.key.value for item in items if isinstance(item, Fields) for field in item
            )
            whole = [code for code in codes if all(code in entry for entry in entries)]
            lists = []
            for code in whole or codes:  # a list that lacks one is none: readers would take it for all
                values = [entry.get(code, next(iter(entry.values()))).value for entry in entries if entry]
                joined = _joined(Items(items=tuple(values), place=first[code].key.place), in_lines=in_lines)
                lists.append(Field(key=first[code].key, value=joined))
            return Fields(fields=tuple(lists), place=node.place)
    return node


def _one_text(lines: Sequence[Text]) -> Text:
    if len(lines) == 1:
        return lines[0]
    texts = [line.value.strip(" ;") for line in lines]
    if not any(map(_SENTENCES.search, texts)):
        texts = [text.rstrip(".") for text in texts]
    return replace(lines[0], value=ENTRY_SEPARATOR.join(texts))


_SENTENCES = re.compile(r"[.!?]\s+\S.*[.!?]$")
"""Two sentences or more: a list with such an entry keeps all its full stops, any other has none."""


def _field_for(node: Node, names: Sequence[str], locales: Sequence[str]) -> str:
    """Return the line for a text that stands where fields must be: a mailbox, an address or a name."""
    value = node.value.strip() if isinstance(node, Text) else ""
    if not value:
        return ""
    if "email" in names and _FORMS[Form.EMAIL][1].fullmatch(value):
        return f"email: {value}"
    if "url" in names and _URL.fullmatch(value):
        return f"url: {value}"
    name = next((name for name in _NAMING_FIELDS if name in names), None)
    return f"{name}: {{{likely_language(value, locales)}: {quote(value)}}}" if name else ""


def with_extension(telephone: str) -> str:
    """Return a telephone with what is dialled behind it as `x12`, in whatever words it is told."""
    return _EXTENSION.sub(r" x\1", telephone)


def _several(node: Text, *, is_phone: bool) -> list[Text]:
    """Return each of several values in one line; telephones behind the first have its area, or its first
    digits too: `01793 444423, 444233`, `043-713-8000, 8010`."""
    texts: list[str] = []
    value = with_extension(node.value) if is_phone else node.value
    for part in _BETWEEN_VALUES.split(value):
        last = texts[-1] if texts else ""
        span = _LAST_DIGITS.fullmatch(part) if is_phone else None
        if is_phone and (start := _start_of_number(last, part)):
            texts.append(start + part)
        elif span and int(span["first"]) < int(span["last"]):
            texts += [f"{span['head']}{digit}" for digit in range(int(span["first"]), int(span["last"]) + 1)]
        else:
            texts.append(part)
    return [replace(node, value=text) for text in texts]


def _start_of_number(number: str, part: str) -> str:
    """Return what a part of a number shares with the number before it; empty where it is one by itself."""
    digits, count = re.findall(r"\d", number), len(re.findall(r"\d", part))
    is_part = _WITHOUT_AREA.fullmatch(part) and number.startswith(("0", "(", "+")) and count + 1 < len(digits)
    if not is_part or len(digits) < _LEAST_DIGITS:
        return ""
    return number[: [match.start() for match in re.finditer(r"\d", number)][-count]]
