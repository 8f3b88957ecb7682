"""Regular expressions that are compiled when first used: languages have hundreds, a page needs some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, AnyStr, cast


class _Expression:
    """Has the methods of the pattern, each made when it is first asked for."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __reduce__(self) -> tuple[Any, ...]:
        return _Expression, (self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def beginning_with(signs: str, pattern: str) -> str:
    """Return a pattern all of whose matches begin with one of some signs, which are looked at first.

    `signs` are as between brackets. A pattern of many forms is tried several times as fast so, wherever few
    places of a text have one of the signs.
    """
    return f"(?=[{signs}])(?:{pattern})"


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what is used like `re.compile(pattern, flags)`; a faulty pattern raises when first used."""
    return cast(re.Pattern[AnyStr], _Expression(pattern, flags))


_BRACKETS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]")  # what is escaped, or in a set, separates nothing


def alternatives(pattern: str) -> Iterator[str]:
    """Yield what bars outside all brackets separate in a pattern."""
    start = depth = 0
    for match in _BRACKETS.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "|" and not depth:
            yield pattern[start : match.start()]
            start = match.end()
    yield pattern[start:]


def lines_first(pattern: str) -> str:
    """Return a pattern with the alternatives that begin a line in front: elsewhere one look passes over all.

    It is to be compiled with `re.MULTILINE`.
    """
    parts = [*alternatives(pattern)]
    of_lines = [part.removeprefix("^") for part in parts if part.startswith("^")]
    others = [part for part in parts if not part.startswith("^")]
    return "|".join([f"^(?:{'|'.join(of_lines)})", *others])
