"""Read any YAML as a tree with positions, or say why it is none and what to write instead."""

from __future__ import annotations

import re
from dataclasses import replace

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from exchange.text.editor_traces import conflict, in_fence, odd_indents, whole_line
from exchange.text.problems import SEARCH_LIMIT, ContentProblems, Problem, limit_search
from exchange.text.yaml_faults import Source, full_width_colon, place_in, quote, why_not_yaml
from exchange.text.yaml_text import Field, Fields, Items, Node, Text, limit_parts

_DEEPEST = 20  # lists and mappings within each other; content needs five
_COMMENT_IN_TEXT = re.compile(r"[ \t]+#(?=[^\s#])")
_ONLY_COMMENT = re.compile(r"(?P<key>[ ]*(?:- +)?[\w-]+:)[ \t]+#+[ ]*(?P<text>[^#].*)")


def read_full(text: str, source: Source) -> Node:
    """Return the tree of a YAML text, as `read_yaml` does."""
    _refuse_traces(text, source)
    _refuse_full_width(text, source)
    try:
        _refuse_events(text, source)
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise ContentProblems([why_not_yaml(error, text, source)]) from error
    except (YAMLError, ValueError) as error:
        raise ContentProblems([Problem(code="text/not-yaml", place=place_in(error, text, source))]) from error
    if root is None:
        return Fields(fields=(), place=source.place(0, 0))
    return _convert(root, source)


def _refuse_traces(text: str, source: Source) -> None:
    """Refuse what was left by an editor or a merge: one cause, and not all that follows from it."""
    lines = text.split("\n")
    whole = () if source.line_offset else (conflict(text, source.path), in_fence(lines, source.path))
    problems = [problem for problem in whole if problem][:1]
    indents = limit_search(odd_indents(lines, source.path, line_offset=source.line_offset))
    problems = problems or [*indents]
    if problems:
        raise ContentProblems(problems)


def _refuse_full_width(text: str, source: Source) -> None:
    """Refuse fields such as `title： x`, which YAML takes for plain text or for part of another value."""
    lines = enumerate(text.split("\n"))
    faults = [
        full_width_colon(line, number, source) for number, line in lines if not line.startswith((" ", "-"))
    ]
    problems = [problem for problem in faults if problem]
    if problems:
        raise ContentProblems(problems)


def _refuse_events(text: str, source: Source) -> None:
    lines = text.splitlines()
    problems: list[Problem] = []
    depth = 0
    for event in limit_parts(YAML(typ="safe", pure=True).parse(text), source):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:  # before reading on: time grows with the square of the depth
            place = source.place(event.start_mark.line, event.start_mark.column)
            raise ContentProblems([Problem(code="text/too-deep", place=place)])
        faults = (_reference(event, source), _lost_text(event, lines, source))
        problems += [problem for problem in faults if problem]
        if len(problems) >= SEARCH_LIMIT:
            break
    if problems:
        raise ContentProblems(problems)


def _reference(event: Event, source: Source) -> Problem | None:
    tag = getattr(event, "tag", None)
    has_tag = isinstance(event, NodeEvent) and (event.anchor is not None or tag not in (None, "!"))
    if not has_tag and not isinstance(event, AliasEvent):
        return None
    place = source.place(event.start_mark.line, event.start_mark.column)
    return Problem(code="text/yaml-reference", place=place)


def _lost_text(event: Event, lines: list[str], source: Source) -> Problem | None:
    """Find an unquoted value that YAML ends at ` #` although no space follows, as in `Work Package #2`."""
    if not isinstance(event, ScalarEvent) or event.style is not None:
        return None
    line, column = event.end_mark.line, event.end_mark.column
    line_text = lines[line] if line < len(lines) else ""
    if not event.value:
        return _only_a_remark(lines, line, source)
    match = _COMMENT_IN_TEXT.match(line_text, column)
    if match is None:
        return None
    value = line_text[event.start_mark.column :] if event.start_mark.line == line else line_text.strip()
    return Problem(
        code="text/unquoted-hash",
        place=source.place(line, match.end() - 1),
        values={"kept": event.value, "better": quote(value)},
    )


def _only_a_remark(lines: list[str], line: int, source: Source) -> Problem | None:
    """Find the field whose value is a remark, above the line where YAML notices that it has none."""
    number = next((n for n in range(line - 1, -1, -1) if lines[n].strip(" ")[:1] not in ("", "#")), 0)
    match = _ONLY_COMMENT.fullmatch(lines[number])
    if match is None:
        return None
    better = f"{match['key']} {quote(match['text'])}"
    return replace(
        whole_line("text/only-a-remark", lines[number], better, source.place(number, 0)), replacement=None
    )


def _convert(node: YamlNode, source: Source) -> Node:
    place = source.place(node.start_mark.line, node.start_mark.column)
    if isinstance(node, ScalarNode):
        return Text(value=str(node.value), place=place, raw=node.style in (None, ""))
    if isinstance(node, SequenceNode):
        return Items(items=tuple(_convert(item, source) for item in node.value), place=place)
    assert isinstance(node, MappingNode)
    pairs = [(_convert(key, source), _convert(value, source)) for key, value in node.value]
    odd = [key for key, _ in pairs if not isinstance(key, Text)]
    if odd:
        raise ContentProblems([Problem(code="text/key-not-text", place=key.place) for key in odd])
    fields = tuple(Field(key=key, value=value) for key, value in pairs if isinstance(key, Text))
    return Fields(fields=fields, place=place)
