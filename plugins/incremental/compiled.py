"""Keep compiled templates outside the project, where only this user can write."""

from __future__ import annotations

import contextlib

from jinja2 import Environment, FileSystemBytecodeCache


def use_compiled(env: Environment) -> None:
    """Let templates be compiled once for all builds of this user on this computer.

    They are programs, so they are not kept beside the content, where a pull request might put some. Jinja
    refuses a folder that others can write to; then each build compiles.
    """
    with contextlib.suppress(RuntimeError, OSError):
        env.bytecode_cache = FileSystemBytecodeCache()
