"""Write JSON Schemas of content/site.yml, of records of calls and of front matter, from their models.

Editors complete and check fields by them; what `kx check` says is decided by the readers alone.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import partial
from typing import Any, get_args, get_origin

from exchange.calls.model.call import Amount, Call, Count, Duration, Form, written_name
from exchange.calls.model.zones import known_zones
from exchange.calls.reading.declared_fields import hints
from exchange.calls.reading.reading import countries, currencies
from exchange.pages.kinds import Kind
from exchange.pages.page_meta import PageMeta
from exchange.site.partnership import Partnership
from exchange.site.settings import SiteSettings
from exchange.text.fields import FieldReader
from exchange.text.locales import Locale

Schema = Mapping[str, Any]
_PAGE_FIELDS = tuple(entry for entry in fields(PageMeta) if entry.metadata)
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def schema_files(settings: SiteSettings) -> dict[str, str]:
    """Return name and text of each schema of a site."""
    schemas = {
        "site.json": _whole(_object(Partnership, settings.content.locales, ()), "content/site.yml"),
        "call.json": _whole(
            _object(Call, settings.content.locales, settings.calls.side_codes), "The record of a call"
        ),
        "page.json": _whole(_front_matter(settings.content.locales), "The front matter of a page"),
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def _whole(schema: Schema, title: str) -> Schema:
    return {"$schema": _DRAFT, "title": title, **schema}


def _object(model: Any, locales: Sequence[str], sides: Sequence[str]) -> Schema:
    """Return the schema of a model whose fields say how they are written."""
    properties: dict[str, Schema] = {"cutoffs": {"type": "array"}} if model is Call else {}
    required = []
    for entry in fields(model):
        if (model, entry.name) == (Call, "id"):  # the name of the file
            continue
        form = entry.metadata.get("form")
        schema = _value(hints(model)[entry.name], form, locales, sides)
        description = f"{entry.metadata['doc']} {entry.metadata['written'].capitalize()}."
        properties[written_name(entry)] = {**schema, "description": description}
        if entry.default is MISSING and entry.default_factory is MISSING:
            required.append(written_name(entry))
    return _closed(properties, required)


def _closed(properties: Mapping[str, Schema], required: Sequence[str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict(properties),
        **({"required": list(required)} if required else {}),
    }


def _value(hint: Any, form: Form | None, locales: Sequence[str], sides: Sequence[str]) -> Schema:
    """Return the schema of a field by its type, and of a text by its form."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else None
    if inner is Locale:
        locale_schema = _closed({"code": _TEXT, "name": _TEXT}, ["code"])
        return {"type": "array", "items": {"anyOf": [_TEXT, locale_schema]}}
    if form is Form.CALLS:  # one name may stand alone
        return {"anyOf": [_ID, {"type": "array", "items": _ID}]}
    if inner is not None and inner is not Amount:
        return {"type": "array", "items": _value(inner, form, locales, sides)}
    if form is not None:
        return _form_schema(form, sides)
    if get_origin(hint) in (dict, Mapping) or hint == Mapping[str, str]:
        texts = dict.fromkeys(locales, _TEXT) if locales else {}
        return {**_closed(texts, ()), "minProperties": 1} if texts else {"type": "object"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if hint in _BY_TYPE:
        return _BY_TYPE[hint]
    if is_dataclass(hint) and fields(hint)[0].metadata:
        return _object(hint, locales, sides)
    return {}  # money, counts, moments: several ways to write them, which `kx check` knows


_BY_TYPE: Mapping[Any, Schema] = {
    bool: {"enum": ["yes", "no", True, False]},
    int: {"type": "integer"},
    datetime.date: _DAY,
    Count: {},
    Duration: {},
}


def _form_schema(form: Form, sides: Sequence[str]) -> Schema:
    choices: Mapping[Form, Callable[[], Iterable[str]]] = {
        Form.ZONE: known_zones,
        Form.CURRENCY: currencies,
        Form.COUNTRY: countries,
        Form.SIDE: lambda: sides,
    }
    if form in choices and (options := sorted(choices[form]())):
        return {"enum": options}
    if form is Form.ID:
        return _ID
    return {"type": "string", "format": "uri"} if form is Form.URL else _TEXT


def _front_matter(locales: Sequence[str]) -> Schema:
    """Return the schema of the fields at the beginning of a page, as PageMeta reads them."""
    properties = {entry.name: _read_by(entry.metadata["read"]) for entry in _PAGE_FIELDS}
    properties |= {name: _TEXT for kind in Kind for name in kind.traits.texts}  # of kinds of other packages
    properties["original"] = {"enum": list(locales)}
    properties["kind"] = {"enum": [kind.value for kind in Kind]}
    required = [entry.name for entry in _PAGE_FIELDS if entry.default is MISSING]
    return _closed(properties, required)


def _read_by(reader: Any) -> Schema:
    """Return the schema of a field from the way it is read."""
    options = reader.keywords if isinstance(reader, partial) else {}
    reader = reader.func if isinstance(reader, partial) else reader
    if reader is FieldReader.text:
        return {"type": "string", **({"maxLength": options["longest"]} if "longest" in options else {})}
    if reader is FieldReader.day:
        return _DAY
    if reader is FieldReader.whole_number:
        return {"type": "integer", "minimum": options["minimum"], "maximum": options["maximum"]}
    if reader is FieldReader.texts:
        return {"type": "array", "items": _TEXT}
    return _ID
