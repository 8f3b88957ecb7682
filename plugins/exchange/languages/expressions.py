"""Regular expressions that are compiled when first used: languages have hundreds, a page needs some."""

from __future__ import annotations

import re
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
