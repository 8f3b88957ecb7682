"""Read the fields of one part of a record as the model declares them: by type, and texts by form.

A field that is added to a part is read by being declared. One whose type or form needs more than that has a
reader of its own; where it has none, the first record that is read fails.
"""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache, partial
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from exchange.calls.model.call import (
    Amount,
    Budget,
    Count,
    Day,
    Duration,
    Exact,
    Form,
    Matching,
    MissingDate,
    Period,
    Project,
    written_name,
)
from exchange.calls.model.schedule import first_day
from exchange.calls.reading.measures import (
    amount_lines,
    amount_of_each,
    read_amounts,
    read_count,
    read_duration,
    says_each_year,
)
from exchange.calls.reading.reading import Reading, with_extension
from exchange.text.fields import FieldReader
from exchange.text.suggestions import answer
from exchange.text.yaml_text import Field as FieldNode
from exchange.text.yaml_text import Fields, Items, Node, Text, values_of

_MOMENT_TYPES = {Exact, Day, Period}
_SENTENCE = re.compile(r"\w[^\w-]+\w")
_BEHIND_NUMBER = re.compile(
    r"(?P<value>\+?[\d\s()-]*\d)[\s,;]+(?!x\d)(?P<remark>[^\W\d](?=(?:\D*\d){0,4}\D*$).*)"
)
REMARK = re.compile(r"(?P<value>.*\S)\s*[(（](?P<remark>[^()（）]*[^\W\d_][^()（）]*)[)）]")
"""A value with words in brackets behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A field of a part, with all that reading it needs. `zones` are the zones that its days are meant in."""

    reader: FieldReader
    reading: Reading
    name: str
    type: Any
    required: bool
    longest: int
    is_past: bool
    most: int
    zones: Sequence[str]


ReadField = Callable[[Declaration], Any]


def declared_fields(
    model: Any,
    reader: FieldReader,
    reading: Reading,
    *,
    special: Collection[str] = (),
    zones: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the values of the fields of a model; those that are absent or have a problem are left out.

    `special` are fields that the caller reads; `zones` are the zones that days are meant in, by default those
    of the site. Raises TypeError for a field that nothing reads.
    """
    values = {}
    for entry in _entries(model):
        if entry.name in special:
            continue
        read_field = _reader_of(model, entry.name)
        if reader.lacks(entry.written_name) and not entry.required:
            continue
        declaration = Declaration(
            reader=reader,
            reading=reading,
            name=entry.written_name,
            type=entry.type,
            required=entry.required,
            longest=entry.longest,
            is_past=entry.is_past,
            most=entry.most,
            zones=zones or reading.settings.zones,
        )
        value = read_field(declaration)
        if value not in (None, "", ()):
            values[entry.name] = value
    return values


class _Entry(NamedTuple):
    """A field of a model, as it is read."""

    name: str
    written_name: str
    type: Any
    required: bool
    longest: int
    is_past: bool
    most: int


@cache
def _entries(model: Any) -> tuple[_Entry, ...]:
    types_of = hints(model)
    return tuple(
        _Entry(
            name=entry.name,
            written_name=written_name(entry),
            type=types_of[entry.name],
            required=_required(entry),
            longest=entry.metadata.get("longest", 0),
            is_past=entry.metadata.get("is_past", False),
            most=entry.metadata.get("most", 100_000),
        )
        for entry in fields(model)
    )


def lacking(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Return True if a value is absent that a model cannot do without."""
    return any(_required(entry) and values.get(entry.name) is None for entry in fields(model))


def _required(entry: Field[Any]) -> bool:
    return entry.default is MISSING and entry.default_factory is MISSING


@cache
def hints(model: Any) -> Mapping[str, Any]:
    """Return the type of each field of a model, without None where it may be absent."""
    return {name: _strip_none(hint) for name, hint in get_type_hints(model).items()}


def _strip_none(hint: Any) -> Any:
    """Return the type of a field that may also be absent."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    return kinds[0] if len(kinds) == 1 else frozenset(kinds)


@cache
def _reader_of(model: Any, name: str) -> ReadField:
    hint = hints(model)[name]
    form = next(entry.metadata.get("form") for entry in fields(model) if entry.name == name)
    if form and form is not Form.CALLS and get_origin(hint) is tuple:
        return partial(_formed_items, form)
    reader = _BY_FORM[form] if form else _BY_TYPE.get(hint) or _by_kind(hint)
    if reader is None:
        raise TypeError(f"nothing reads {model.__name__}.{name}: give it a form or a reader of its own")
    return reader


def _by_kind(hint: Any) -> ReadField | None:
    """Return the reader of an enumeration, of a part with fields of its own, or of a list of one of them."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else None
    if inner is not None and is_dataclass(inner):
        return _parts
    if isinstance(inner, type) and issubclass(inner, Enum):
        return _choices
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice
    if hint == frozenset({Matching, Mapping[str, str]}):
        return partial(_choice_or_words, Matching)
    return _part if is_dataclass(hint) else None


def _choice_or_words(options: type[Enum], field: Declaration) -> Any:
    """Return a member of an enumeration, or a sentence in place of one."""
    node = field.reader.node(field.name)
    value = node.value if isinstance(node, Text) else ""
    meant = answer(field.name, value, [member.value for member in options])
    if meant:
        return options(meant.write)
    if node and (isinstance(node, Fields) or _SENTENCE.search(value)):
        return field.reading.words_of(node, field.name)
    return field.reading.option(field.reader, field.name, options)


def _remarks_apart(node: Node, model: Any) -> Node:
    """Return a part with the brackets behind its mailboxes and telephones as its `note`."""
    forms = {written_name(entry): entry.metadata.get("form") for entry in fields(model)}
    names = {name for name, form in forms.items() if form in (Form.EMAIL, Form.PHONE)}
    if (
        not isinstance(node, Fields)
        or "note" not in forms
        or any(entry.key.value == "note" for entry in node)
    ):
        return node
    entries: list[FieldNode] = []
    remarks: list[str] = []
    for entry in node:
        text = entry.value if isinstance(entry.value, Text) and entry.key.value in names else None
        if text and forms[entry.key.value] is Form.PHONE:
            text = replace(text, value=with_extension(text.value))
        if text and (apart := REMARK.fullmatch(text.value) or _BEHIND_NUMBER.fullmatch(text.value)):
            entry = replace(entry, value=replace(text, value=apart["value"]))
            remarks.append(apart["remark"].strip())
        entries.append(entry)
    if remarks:
        key = replace(entries[-1].key, value="note")
        entries.append(FieldNode(key=key, value=replace(key, value="; ".join(remarks))))
    return replace(node, fields=tuple(entries))


def _yearly_apart(node: Node, model: Any) -> Node:
    """Return a part of which one amount is told to be that of a year with it as `per_year`."""
    names = {entry.name for entry in fields(model)}
    if not isinstance(node, Fields) or not {"per_year"} <= names - {entry.key.value for entry in node}:
        return node
    amounts = [entry for entry in node if entry.key.value in ("amount", "per_award")]
    yearly = [entry for entry in amounts if _is_yearly(entry.value)]
    return replace(
        node,
        fields=tuple(
            replace(entry, key=replace(entry.key, value="per_year")) if yearly == [entry] else entry
            for entry in node
        ),
    )


def _each_apart(node: Node, model: Any) -> Node:
    """Return a budget whose total names the sum of each award in brackets with that as `per_award`."""
    names = [entry.key.value for entry in node] if isinstance(node, Fields) else []
    if model is not Budget or not isinstance(node, Fields) or "total" not in names or "per_award" in names:
        return node
    total = node.fields[names.index("total")]
    parts = [_split_total(total.value, part) for part in (0, 1)]
    if None in parts:
        return node
    whole, each = (replace(total, value=part) for part in parts if part)
    entries = (whole if entry is total else entry for entry in node)
    return replace(node, fields=(*entries, replace(each, key=replace(total.key, value="per_award"))))


def _split_total(node: Node, part: int) -> Node | None:
    """Return a total without the sum of each award in brackets behind it (0), or that sum (1)."""
    if isinstance(node, Text):
        texts = amount_of_each(node.value)
        return replace(node, value=texts[part]) if texts else None
    if not isinstance(node, Fields) or len(node.fields) != 1:
        return None
    inner = _split_total(node.fields[0].value, part)
    return replace(node, fields=(replace(node.fields[0], value=inner),)) if inner else None


def _is_yearly(node: Node) -> bool:
    """Return True if every amount of a node is told to be that of a year."""
    amounts = [node] if isinstance(node, Text) else [text for text in values_of(node) if text]
    return bool(amounts) and all(says_each_year(text.value) for text in amounts)


def _part(field: Declaration) -> Any:
    node = field.reader.node(field.name, required=field.required)
    lines = amount_lines(node.value, ()) if isinstance(node, Text) and field.type is Budget else []
    if node is not None and lines:
        field.reading.report("not-fields", node.place, name=field.name, better_entry=f"total: {{{lines[0]}}}")
        return None
    return None if node is None else _read_part(field.type, node, field)


def _parts(field: Declaration) -> tuple[Any, ...]:
    model = get_args(field.type)[0]
    return field.reading.read_items(
        field.reader, field.name, lambda node: _read_part(model, node, field), required=field.required
    )


def _read_part(model: Any, node: Node, field: Declaration) -> Any:
    node = _yearly_apart(_each_apart(_remarks_apart(node, model), model), model)
    reader = field.reading.fields_of(node, model, name=field.name)
    values = {} if reader is None else declared_fields(model, reader, field.reading, zones=field.zones)
    if model is Project and reader is not None and not {"title", "leads"} & {*values}:
        if reader.lacks("title") and reader.lacks("leads"):
            reader.node("title", required=True)
        return None
    return None if reader is None or lacking(model, values) else model(**values)


def _choices(field: Declaration) -> tuple[Any, ...]:
    members = get_args(field.type)[0]
    return tuple(
        members(value) for value in field.reader.choices(field.name, [member.value for member in members])
    )


def _list_of_words(field: Declaration) -> tuple[Any, ...]:
    return field.reading.read_items(
        field.reader,
        field.name,
        lambda node: field.reading.words_of(node, field.name),
        required=field.required,
    )


def _choice(field: Declaration) -> Enum | None:
    option: Enum | None = field.reading.option(field.reader, field.name, field.type, required=field.required)
    return option


def _words(field: Declaration) -> Any:
    longest = {"longest": field.longest} if field.longest else {}
    words = field.reading.words(field.reader, field.name, required=field.required, **longest)
    if words and field.name == "office":
        field.reading.refuse_person(field.reader, field.name, words)
    return words


def _text(field: Declaration) -> str | None:
    return field.reader.text(field.name, required=field.required, longest=field.longest or 500)


def _day(field: Declaration) -> datetime.date | None:
    day = field.reader.day(field.name, required=field.required)
    field.reading.refuse_future_day(field.reader, field.name, day)
    return day


def _moment(field: Declaration) -> Any:
    field.reader.node(field.name, required=field.required)
    return field.reading.moment(field.reader, field.name, zones=field.zones)


def _known_moment(field: Declaration) -> Any:
    field.reader.node(field.name, required=field.required)
    moment = field.reading.known_moment(field.reader, field.name, zones=field.zones)
    if moment is not None and field.is_past:
        day = first_day(moment)
        field.reading.refuse_future_day(field.reader, field.name, day, rule="background-ahead")
    return moment


def _name(field: Declaration) -> str | None:
    return field.reading.name(field.reader, field.name, required=field.required)


def _names(field: Declaration) -> tuple[str, ...]:
    """Return the names that a field gives: one, or a list."""
    if isinstance(field.reader.node(field.name, required=field.required), Items):
        return field.reader.texts(field.name, longest=60)
    name = _name(field)
    return () if name is None else (name,)


def _url(field: Declaration) -> str:
    field.reader.node(field.name, required=field.required)
    return field.reading.url(field.reader, field.name)


def _formed_items(form: Form, field: Declaration) -> tuple[str, ...]:
    field.reader.node(field.name, required=field.required)
    return field.reading.formed_items(field.reader, field.name, form)


def _formed_text(form: Form, field: Declaration) -> str:
    field.reader.node(field.name, required=field.required)
    return field.reading.formed_text(field.reader, field.name, form)


def _yes_or_no(field: Declaration) -> bool | None:
    field.reader.node(field.name, required=field.required)
    return field.reading.yes_or_no(field.reader, field.name)


_BY_TYPE: Mapping[Any, ReadField] = {
    bool: _yes_or_no,
    tuple[Mapping[str, str], ...]: _list_of_words,
    tuple[Amount, ...]: lambda field: read_amounts(
        field.reader, field.name, field.reading, required=field.required
    ),
    Count: lambda field: read_count(field.reader, field.name, field.reading, most=field.most),
    Duration: lambda field: read_duration(field.reader, field.name, field.reading),
    datetime.date: _day,
    Mapping[str, str]: _words,
    frozenset(_MOMENT_TYPES): _known_moment,
    frozenset({*_MOMENT_TYPES, MissingDate}): _moment,
}
_BY_FORM: Mapping[Form, ReadField] = {
    Form.TEXT: _text,
    Form.ID: _name,
    Form.CALLS: _names,
    Form.URL: _url,
    Form.COUNTRY: lambda field: field.reading.country(field.reader, field.name, required=field.required),
    **{
        form: partial(_formed_text, form)
        for form in (Form.LANGUAGE, Form.EMAIL, Form.PHONE, Form.SIZE, Form.ZONE, Form.CURRENCY, Form.HOST)
    },
    Form.SIDE: lambda field: field.reading.side(field.reader, field.name, required=field.required),
}
