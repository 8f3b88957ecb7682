"""Evaluate the expressions of workflow files (`${{ ... }}` and `if:`), as far as ours use them."""

from __future__ import annotations

import re
from collections.abc import Callable

_PART = re.compile(r"\s*('(?:[^']|'')*'|[A-Za-z_][\w.-]*|\|\||&&|==|!=|[!()])")
_FILLED = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)

Value = str | bool
Lookup = Callable[[str], Value]
"""From a name such as `github.event_name`, or a call such as `hashFiles(x)`, to its value."""


def evaluate(expression: str, lookup: Lookup) -> Value:
    """Return the value of an expression. Raises ValueError for what it does not know."""
    parts = _PART.findall(expression)
    if "".join(parts) != re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*$)", "", expression):
        raise ValueError(expression)
    value, rest = _either(parts, lookup)
    if rest:
        raise ValueError(expression)
    return value


def filled(text: str, lookup: Lookup) -> str:
    """Return a text with the values of its expressions."""
    return _FILLED.sub(lambda match: str(evaluate(match[1], lookup)), text)


def _either(parts: list[str], lookup: Lookup) -> tuple[Value, list[str]]:
    value, rest = _both(parts, lookup)
    while rest[:1] == ["||"]:
        other, rest = _both(rest[1:], lookup)
        value = value or other
    return value, rest


def _both(parts: list[str], lookup: Lookup) -> tuple[Value, list[str]]:
    value, rest = _compared(parts, lookup)
    while rest[:1] == ["&&"]:
        other, rest = _compared(rest[1:], lookup)
        value = value and other
    return value, rest


def _compared(parts: list[str], lookup: Lookup) -> tuple[Value, list[str]]:
    value, rest = _single(parts, lookup)
    if rest[:1] in (["=="], ["!="]):
        other, after = _single(rest[1:], lookup)
        return (value == other) == (rest[0] == "=="), after
    return value, rest


def _single(parts: list[str], lookup: Lookup) -> tuple[Value, list[str]]:
    first, *rest = parts
    if first == "!":
        value, rest = _single(rest, lookup)
        return not value, rest
    if first == "(":
        value, rest = _either(rest, lookup)
        return value, rest[1:]
    if first.startswith("'"):
        return first[1:-1].replace("''", "'"), rest
    if rest[:1] == ["("]:
        end = rest.index(")")
        return lookup(f"{first}({''.join(rest[1:end])})"), rest[end + 1 :]
    return lookup(first), rest
