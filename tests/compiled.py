"""Templates are compiled once for all builds that tests make: half of what a small build takes is that.

The code is found by the text of the template itself, so a build without a cache stays one to compare with.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment
from jinja2.defaults import DEFAULT_FILTERS

_compile: Callable[..., CodeType] = Environment.compile


@contextmanager
def templates_compiled_once(folder: Path) -> Iterator[None]:
    """Let all environments of this process, and of its copies, keep compiled templates in a folder."""

    def compile_once(
        env: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        parts = (source, name, filename, env.autoescape, sorted(env.filters), sorted(env.extensions))
        file = folder / hashlib.sha256(repr(parts).encode()).hexdigest()
        if file.is_file():
            return marshal.loads(file.read_bytes())  # type: ignore[no-any-return] # noqa: S302 -- our own
        with _filters_called(env) as called:
            code = _compile(env, source, name, filename)
        if not called:  # by what the template gives them as constants: another build may have other filters
            new = file.with_suffix(f".{os.getpid()}")
            new.write_bytes(marshal.dumps(code))
            new.replace(file)
        return code

    Environment.compile = compile_once  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Environment.compile = _compile  # type: ignore[method-assign]


@contextmanager
def _filters_called(env: Environment) -> Iterator[list[str]]:
    """Give the names of the filters that are a build's own and are called while a template is compiled."""
    called: list[str] = []
    filters = dict(env.filters)

    def watched(name: str) -> Callable[..., Any]:
        @wraps(filters[name])
        def call(*arguments: Any, **options: Any) -> Any:
            called.append(name)
            return filters[name](*arguments, **options)

        return call

    env.filters.update({name: watched(name) for name in filters.keys() - DEFAULT_FILTERS.keys()})
    try:
        yield called
    finally:
        env.filters.update(filters)
