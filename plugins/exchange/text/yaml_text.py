"""Read YAML as text with positions: no value is guessed, every scalar keeps its place.

YAML 1.2 (yaml.org/spec/1.2.2), without anchors, aliases and tags: content arrives from strangers, and none
of the three is needed to describe a page or a call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_faults import Source

_PARSER = getattr(yaml, "CSafeLoader", None)  # in C, which not every system has
_UNUSUAL = re.compile(r"\\|^ *[^ #\n].*[^ :\n] +#", re.MULTILINE)  # an escape, or a comment behind a value
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")
_DEEPEST = 10  # lists and mappings within each other
_MOST_PARTS = 16_000
"""Names, values, beginnings and ends: redirects of 100 kB. This site's longest file has 270."""

LOST = "\ue000"
"""What stands for a value that cannot be read, in the tree of a text with faults: nobody types it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A scalar as it was typed, without its quotes. `raw` is false where it was quoted."""

    value: str
    place: Place
    raw: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key and its value."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A mapping, in the order it was written; keys may repeat, for the reader to report."""

    fields: tuple[Field, ...]
    place: Place

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)


Node: TypeAlias = Text | Items | Fields


def values_of(node: Node | None) -> Iterator[Text]:
    """Yield every text of a tree, however deep, but the names of fields."""
    if isinstance(node, Text):
        yield node
    elif node is not None:
        for child in node.items if isinstance(node, Items) else (field.value for field in node):
            yield from values_of(child)


def read_yaml(text: str, *, path: str, line_offset: int = 0) -> Node:
    """Return the tree of a YAML text; an empty one is an empty mapping.

    Raises ContentProblems where the text is not YAML, uses anchors, aliases or tags, or would be understood
    otherwise than it was meant: a full-width colon after a name, a value that ends at ` #`, a tab, the signs
    of a merge or of code around it.
    """
    source = Source(path=path, line_offset=line_offset)
    node = read_usual(text, source)
    if node is not None:
        return node
    from exchange.text.full_yaml import read_full  # late: few texts need it, and it takes long to load

    return read_full(text, source)


def read_usual(text: str, source: Source) -> Node | None:
    """Return the tree of a text like nearly every page and record: names, with values on one line each.

    None for any other text: it may be wrong. What the reader of all of YAML says takes far longer to find
    out; a test compares the two.
    """
    is_printable = text.endswith("\n") and text.replace("\n", "").isprintable()
    if _PARSER is None or not is_printable or _UNUSUAL.search(text):
        return None
    try:
        return _UsualReader(text, source).document()
    except (yaml.YAMLError, _UnusualError):
        return None


class _UnusualError(Exception):
    """The text has another form."""


def limit_parts(events: Iterator[Any], source: Source) -> Iterator[Any]:
    """Yield the parts of a text. Raises ContentProblems where there are too many for one file."""
    for number, event in enumerate(events):
        if number > _MOST_PARTS:
            place = source.place(event.start_mark.line, event.start_mark.column)
            raise ContentProblems([Problem(code="text/too-many-parts", place=place)])
        yield event


class _UsualReader:
    def __init__(self, text: str, source: Source) -> None:
        self._events: Iterator[Any] = limit_parts(yaml.parse(text, Loader=_PARSER), source)
        self._source = source

    def document(self) -> Node:
        """Return the one document, which begins without a mark and is a list or a mapping."""
        next(self._events)
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent) or start.explicit:
            raise _UnusualError
        root = next(self._events)
        if isinstance(root, yaml.ScalarEvent) or root.start_mark.column:
            raise _UnusualError
        node = self._node(root, depth=1)
        if next(self._events).explicit or not isinstance(next(self._events), yaml.StreamEndEvent):
            raise _UnusualError
        return node

    def _node(self, event: Any, *, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag or depth > _DEEPEST:
            raise _UnusualError
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        place = self._place(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(
                items=tuple(self._node(item, depth=depth + 1) for item in self._parts()), place=place
            )
        return Fields(fields=tuple(self._fields(event, depth)), place=place)

    def _parts(self) -> Iterator[Any]:
        """Yield the beginnings of what is in a list, or of the names of a mapping."""
        while not isinstance(event := next(self._events), yaml.CollectionEndEvent):
            yield event

    def _fields(self, mapping: Any, depth: int) -> Iterator[Field]:
        for event in self._parts():
            is_pair = mapping.flow_style and event.start_mark.index == mapping.start_mark.index  # `[a: b]`
            name = self._node(event, depth=depth + 1)
            if is_pair or not isinstance(name, Text) or not name.raw or not _NAME.fullmatch(name.value):
                raise _UnusualError
            yield Field(key=name, value=self._node(next(self._events), depth=depth + 1))

    def _text(self, event: Any) -> Text:
        is_plain = not event.style
        is_on_one_line = event.start_mark.line == event.end_mark.line
        if event.style in ("|", ">") or not is_on_one_line or (is_plain and not event.value):
            raise _UnusualError
        return Text(value=event.value, place=self._place(event), raw=is_plain)

    def _place(self, event: Any) -> Place:
        return self._source.place(event.start_mark.line, event.start_mark.column)
