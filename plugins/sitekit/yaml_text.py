"""Read YAML as text with positions: no value is guessed, every scalar keeps its place.

YAML 1.2 (yaml.org/spec/1.2.2), without anchors, aliases and tags: content arrives from strangers, and none
of the three is needed to describe a page or a call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from sitekit.problems import ContentProblems, Place, Problem


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where the YAML stands: the file, and how many lines of it come before the YAML."""

    path: str
    lines_before: int = 0

    def place(self, line: int, column: int) -> Place:
        return Place(path=self.path, line=self.lines_before + line + 1, column=column + 1)


def read_yaml(text: str, *, path: str, lines_before: int = 0) -> Node:
    """Return the tree of a YAML text; an empty one is an empty mapping.

    Raises ContentProblems where the text is not YAML, or uses anchors, aliases or tags.
    """
    source = _Source(path=path, lines_before=lines_before)
    try:
        _refuse_references(text, source)
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise ContentProblems([_not_yaml(error, text, source)]) from error
    except (YAMLError, RecursionError, ValueError) as error:
        place = source.place(0, 0)
        raise ContentProblems([Problem(code="sitekit/not-yaml", place=place)]) from error
    if root is None:
        return Fields(fields=(), place=source.place(0, 0))
    return _converted(root, source)


def _refuse_references(text: str, source: _Source) -> None:
    problems = [
        Problem(
            code="sitekit/yaml-reference",
            place=source.place(event.start_mark.line, event.start_mark.column),
        )
        for event in YAML(typ="safe", pure=True).parse(text)
        if _is_reference(event)
    ]
    if problems:
        raise ContentProblems(problems)


def _is_reference(event: object) -> bool:
    if isinstance(event, AliasEvent):
        return True
    tag = getattr(event, "tag", None)
    return isinstance(event, NodeEvent) and (event.anchor is not None or tag not in (None, "!"))


def _not_yaml(error: MarkedYAMLError, text: str, source: _Source) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    place = source.place(line, column)
    lines = text.splitlines()
    written = lines[line] if line < len(lines) else ""
    key, colon, value = written.partition(": ")
    if colon and ": " in value and not value.lstrip().startswith(("'", '"')):
        better = f'{key}: "{value.strip().replace(chr(34), chr(39))}"'
        return Problem(code="sitekit/unquoted-colon", place=place, values={"better": better})
    if "：" in written and ":" not in written:
        better = written.replace("：", ": ", 1)
        return Problem(code="sitekit/full-width-colon", place=place, values={"better": better})
    return Problem(code="sitekit/not-yaml", place=place)


def _converted(node: YamlNode, source: _Source) -> Node:
    place = source.place(node.start_mark.line, node.start_mark.column)
    if isinstance(node, ScalarNode):
        return Text(value=str(node.value), place=place, raw=node.style in (None, ""))
    if isinstance(node, SequenceNode):
        return Items(items=tuple(_converted(item, source) for item in node.value), place=place)
    assert isinstance(node, MappingNode)
    pairs = [(_converted(key, source), _converted(value, source)) for key, value in node.value]
    odd = [key for key, _ in pairs if not isinstance(key, Text)]
    if odd:
        raise ContentProblems([Problem(code="sitekit/key-not-text", place=key.place) for key in odd])
    fields = tuple(Field(key=key, value=value) for key, value in pairs if isinstance(key, Text))
    return Fields(fields=fields, place=place)
