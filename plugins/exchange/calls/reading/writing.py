"""Write a Call as the record that reads back as the same call: every field, by its declaration."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeAlias

from exchange.calls.model.call import (
    Amount,
    Budget,
    Call,
    Change,
    Count,
    Day,
    Duration,
    Exact,
    Form,
    MissingDate,
    Period,
    Stage,
    written_name,
)
from exchange.calls.model.moments import write_moment

_NAME = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_REQUIRED_FIELDS = frozenset({"basis", "role"})
"""Fields that are written also where they say what their absence says: people look for them."""

Tree: TypeAlias = "str | Mapping[str, Tree] | Sequence[Tree]"


def write_call(call: Call) -> str:
    """Return the YAML of a call."""
    record = _fields(call)
    del record["id"]  # it is the name of the file
    return "\n".join(_lines(record, 0)) + "\n"


def all_fields(call: Call) -> dict[str, Any]:
    """Return every field of a call as values of JSON, by the names and notations of a record."""
    return {name: _plain(tree) for name, tree in _fields(call).items() if name != "id"}


def record_fields(call: Call, names: Sequence[str]) -> dict[str, Any]:
    """Return some fields of a call as values of JSON: the names and notations are those of a record."""
    return {name: value for name, value in all_fields(call).items() if name in names}


def _plain(tree: Tree) -> Any:
    """Return a part of a record as its reader would see it: texts without the quotes of YAML."""
    if isinstance(tree, Mapping):
        return {name: _plain(value) for name, value in tree.items()}
    if isinstance(tree, str):
        return json.loads(tree) if tree.startswith('"') else tree
    return [_plain(value) for value in tree]


def written(value: object) -> Any:
    """Return a value as one of JSON, in the notation of a record."""
    return _plain(_tree(value))


def change_line(change: Change) -> str:
    """Return one entry of `changes` on a line of its own."""
    return f"- {_flow(_fields(change))}"


def stage_line(stage: Stage) -> str:
    """Return one entry of `stages` on a line of its own."""
    return f"- {_flow(_fields(stage))}"


def _flow(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in tree.items()) + "}"
    return "[" + ", ".join(_flow(value) for value in tree) + "]"


def _fields(part: Any) -> dict[str, Tree]:
    """Return each field of a part of a record that says more than its absence does."""
    result: dict[str, Tree] = {}
    for entry in fields(part):
        value = getattr(part, entry.name)
        if value not in (None, (), "") and (value != entry.default or entry.name in _REQUIRED_FIELDS):
            tree = _tree(value)
            is_one = entry.metadata.get("form") is Form.CALLS and len(value) == 1
            result[written_name(entry)] = tree[0] if is_one and isinstance(tree, list) else tree
    return result


def _tree(value: object) -> Tree:
    """Return a value as its own reader expects it. Raises TypeError for a type that has none."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case str():
            return value if _NAME.fullmatch(value) else _quote(value)
        case Enum():
            return str(value.value)
        case Exact() | Day() | Period() | MissingDate():
            return write_moment(value)
        case datetime.date():
            return value.isoformat()
        case Duration():
            limits = {"min": value.low, "max": value.high}
            return _noted(
                {name: f"P{months}M" for name, months in limits.items() if months is not None}, value
            )
        case Count():
            return _limits(value)
        case (Amount(), *_):
            return _amounts([amount for amount in value if isinstance(amount, Amount)])
        case Budget():
            return _budget(value)
        case Mapping():
            return {str(name): _quote(text) for name, text in value.items()}
        case tuple():
            return [_tree(item) for item in value]
        case _ if is_dataclass(value):
            return _fields(value)
    raise TypeError(f"nothing writes {type(value).__name__}")


def _budget(budget: Budget) -> Tree:
    return _fields(budget) or {"total": {}}


def _amounts(amounts: Sequence[Amount]) -> Tree:
    """Return money by currency; words without one are a note."""
    notes = [_noted({}, amount) for amount in amounts if not amount.currency]
    fields = {amount.currency: _limits(amount) for amount in amounts if amount.currency}
    return {**fields, **(notes[0] if notes else {})}


def _limits(value: Amount | Count) -> Tree:
    if value.about:
        ends = [str(end) for end in dict.fromkeys((value.low, value.high)) if end is not None]
        return _noted({"about": " ~ ".join(ends)}, value)
    if value.low == value.high and value.note is None:
        return str(value.low)
    limits = {"min": value.low, "max": value.high}
    return _noted({name: str(limit) for name, limit in limits.items() if limit is not None}, value)


def _noted(limits: Mapping[str, Tree], value: Amount | Count | Duration) -> dict[str, Tree]:
    return {**limits, "note": _tree(value.note)} if value.note else {**limits}


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines(fields: Mapping[str, Tree], indent: int) -> list[str]:
    lines = []
    for name, value in fields.items():
        start = f"{' ' * indent}{name}:"
        if isinstance(value, str):
            lines.append(f"{start} {value}")
        elif isinstance(value, Mapping):
            lines += [start, *_lines(value, indent + 2)] if value else [f"{start} {{}}"]
        else:
            lines += [start, *_items(value, indent + 2)]
    return lines


def _items(items: Sequence[Tree], indent: int) -> list[str]:
    lines = []
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _lines(item, indent + 2)
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
        else:
            lines.append(f"{' ' * indent}- {item}")
    return lines
