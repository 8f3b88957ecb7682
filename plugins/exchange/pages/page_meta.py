"""Turn the front matter of a page into a PageMeta, or say everything that is wrong with it.

Each field of PageMeta says how it is read: one that is added is read, kept and shown by being declared.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import partial
from typing import Any

from exchange.pages.kinds import Kind
from exchange.text.documents import Document
from exchange.text.fields import FieldReader
from exchange.text.file_names import plain_name
from exchange.text.problems import ContentProblems, Problem
from exchange.text.yaml_text import Field, Items, Text

LONGEST_DESCRIPTION = 300  # signs

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_NAMES = 60  # each is written some thirty times: in every form of citation, in data and in the head

ReadField = Callable[..., object]
"""From a FieldReader, the field's name and whether it is required to its value; None where it has a fault."""


def _identifier(reader: FieldReader, name: str, *, required: bool) -> str | None:
    value = reader.text(name, required=required, longest=80)
    if value is None or _ID.fullmatch(value):
        return value
    node = reader.node(name)
    assert node is not None
    better = plain_name(value)
    reader.report("page-id", node.place, value=value, better=better if _ID.fullmatch(better) else "")
    return None


def _names(reader: FieldReader, name: str, *, required: bool) -> tuple[str, ...] | None:
    """Read names of people and bodies: with one comma at most, and something on both sides of it."""
    values = reader.texts(name, required=required, longest=120, most=_MOST_NAMES)
    node = reader.node(name)
    for number, value in enumerate(values or ()):
        parts = value.split(",")
        if len(parts) > 2 or not all(part.strip() for part in parts):
            assert node is not None
            place = node.items[number].place if isinstance(node, Items) else node.place
            reader.report("page-author", place, name=name, value=value)
    return values


def _meta_field(read_field: ReadField, *, in_links: bool = True, **options: Any) -> Any:
    """Return a field of PageMeta that is read in one way.

    `in_links` is False where no other page shows anything of it: then these need not be rendered again.
    """
    return field(metadata={"read": read_field, "in_links": in_links}, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """What a page says about itself, in its own language."""

    title: str = _meta_field(partial(FieldReader.text, longest=250))
    """At most 250 characters, without markup: as long as that of a call may be."""

    description: str = _meta_field(partial(FieldReader.text, longest=LONGEST_DESCRIPTION))
    """One sentence for search results and link previews, at most 300 characters."""

    kind: Kind = _meta_field(partial(FieldReader.choice, options=[kind.value for kind in Kind]))
    """What the page is for."""

    original: str = _meta_field(FieldReader.choice)
    """The locale the page is written in first."""

    id: str | None = _meta_field(_identifier, default=None)
    """Permanent, for guides, pathways, courses and lessons; the same in every language."""

    published: datetime.date | None = _meta_field(FieldReader.day, default=None)
    """The day it was first published."""

    checked: datetime.date | None = _meta_field(FieldReader.day, in_links=False, default=None)
    """The day its facts were last compared with their sources."""

    authors: tuple[str, ...] = _meta_field(_names, in_links=False, default=())
    """Who wrote it: `Family, Given`, or a name without a comma that is cited as it is, such as a body's."""

    reviewers: tuple[str, ...] = _meta_field(_names, in_links=False, default=())
    """Who reviewed it, written as authors are."""

    audience: str | None = _meta_field(FieldReader.text, default=None)
    """For whom a course is."""

    minutes: int | None = _meta_field(partial(FieldReader.whole_number, minimum=1, maximum=600), default=None)
    """The time a learner needs."""

    objectives: tuple[str, ...] = _meta_field(FieldReader.texts, default=())
    """What a learner can do afterwards."""

    prerequisites: tuple[str, ...] = _meta_field(FieldReader.texts, default=())
    """What a learner has to know before."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """The fields by name that only a kind of another package has (`Traits.texts`)."""


def in_links(meta: PageMeta) -> tuple[object, ...]:
    """Return what links to a page, and lists of pages, may show of what it says about itself."""
    return (*(getattr(meta, name) for name in _IN_LINKS), *sorted(meta.texts.items()))


def fields_of_some_kinds(meta: PageMeta) -> dict[str, object]:
    """Return the fields, by name, that not every kind of page has: its template shows them."""
    return {name: getattr(meta, name) for name in sorted(_OF_SOME_KINDS)} | dict(meta.texts)


_FIELDS = tuple(entry for entry in fields(PageMeta) if entry.metadata)
_IN_LINKS = tuple(entry.name for entry in _FIELDS if entry.metadata["in_links"])
_OF_SOME_KINDS = frozenset(name for kind in Kind for name in kind.traits.fields)
_COMMON = tuple(entry.name for entry in _FIELDS if entry.name not in _OF_SOME_KINDS)
_OTHER_KINDS = {
    name: ", ".join(kind.value for kind in Kind if name in kind.traits.fields)
    for name in sorted(_OF_SOME_KINDS)
}


def _of_other_kinds(field: Field) -> Problem | None:
    """Return the problem of a field that pages of other kinds have."""
    name = field.key.value
    if name not in _OTHER_KINDS:
        return None
    values = {"name": name, "where": _OTHER_KINDS[name]}
    return Problem(code="text/field-elsewhere", place=field.key.place, values=values)


def read_page_meta(document: Document, *, locales: Sequence[str]) -> PageMeta:
    """Return what the front matter says. Raises ContentProblems with all its faults."""
    problems: list[Problem] = []
    meta = page_meta(document, locales=locales, problems=problems)
    if problems:
        raise ContentProblems(problems)
    return meta


def page_meta(document: Document, *, locales: Sequence[str], problems: list[Problem]) -> PageMeta:
    """Return what can be understood of the front matter, and add its faults to `problems`."""
    kind = _kind(document)
    texts = kind.traits.texts if kind else ()
    names = (*_COMMON, *(kind.traits.fields if kind else _OTHER_KINDS), *texts)
    reader = FieldReader(document.meta, names=names, problems=problems, elsewhere=_of_other_kinds)
    values: dict[str, Any] = {
        "title": "",
        "description": "",
        "kind": kind or Kind.PAGE,
        "original": locales[0],
    }
    for entry in _FIELDS:
        if entry.name in names:
            read_field: ReadField = entry.metadata["read"]
            options = {"options": locales} if entry.name == "original" else {}
            value = read_field(reader, entry.name, required=_required(entry.name, kind), **options)
            if entry.name != "kind" and value is not None:
                values[entry.name] = value
    values["texts"] = {
        name: text
        for name in texts
        if (text := reader.text(name, required=_required(name, kind), longest=300))
    }
    return PageMeta(**values)


def _required(name: str, kind: Kind | None) -> bool:
    """Return True if a page of a kind may not lack a field."""
    if name not in _DEFAULTS or name in _OF_SOME_KINDS:
        return kind is not None and (name == "id" or name in kind.traits.required)
    return _DEFAULTS[name] is MISSING


_DEFAULTS = {entry.name: entry.default for entry in _FIELDS}


def _kind(document: Document) -> Kind | None:
    """Return the page's kind, or None where it is absent or wrong (which `choice` then reports)."""
    for entry in document.meta:
        if entry.key.value == "kind" and isinstance(entry.value, Text):
            return next((kind for kind in Kind if kind.value == entry.value.value), None)
    return None
