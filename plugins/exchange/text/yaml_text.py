"""Read YAML as text with positions: no value is guessed, every scalar keeps its place.

YAML 1.2 (yaml.org/spec/1.2.2), without anchors, aliases and tags: content arrives from strangers, and none
of the three is needed to describe a page or a call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from exchange.text.plain_yaml import PlainItems, PlainNode, PlainText, read_plain
from exchange.text.problems import Place
from exchange.text.yaml_faults import Source


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


def read_yaml(text: str, *, path: str, line_offset: int = 0) -> Node:
    """Return the tree of a YAML text; an empty one is an empty mapping.

    Raises ContentProblems where the text is not YAML, uses anchors, aliases or tags, or would be understood
    otherwise than it was meant: a full-width colon after a name, a value that ends at ` #`, a tab, the signs
    of a merge or of code around it.
    """
    source = Source(path=path, line_offset=line_offset)
    plain = read_plain(text)
    if plain is not None:
        return _from_plain(plain, source)
    from exchange.text.full_yaml import read_full  # late: few texts need it, and it takes long to load

    return read_full(text, source)


def _from_plain(node: PlainNode, source: Source) -> Node:
    place = source.place(node.line, node.column)
    if isinstance(node, PlainText):
        return Text(value=node.value, place=place, raw=not node.is_quoted)
    if isinstance(node, PlainItems):
        return Items(items=tuple(_from_plain(item, source) for item in node.items), place=place)
    fields = tuple(
        Field(
            key=Text(value=name.value, place=source.place(name.line, name.column)),
            value=_from_plain(value, source),
        )
        for name, value in node.fields
    )
    return Fields(fields=fields, place=place)
