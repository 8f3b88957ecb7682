"""Runs `mkdocs` in copies of this process: a request a line in, the exit status of that command a line out.

A process of its own would spend two thirds of a small build on starting Python, importing and loading the
analyser of Korean. A copy has all that, and compiled templates, in common with the builds before it, and
nothing else. The one argument is the folder for these.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import exchange
from exchange.languages.ko.kiwi import loaded_kiwi
from tests.compiled import templates_compiled_once

_LATE = ("mkdocs.commands.build", "mkdocs.theme", "matchum")  # imported by the functions that need them
_PATIENCE = 300  # seconds


def main() -> None:
    """Answer until nobody asks any more."""
    for module in (*_LATE, *(found.name for found in walk_packages(exchange.__path__, "exchange."))):
        import_module(module)
    loaded_kiwi()
    with templates_compiled_once(Path(sys.argv[1])):
        for line in sys.stdin:
            copy = os.fork()
            if not copy:
                _run(**json.loads(line))
            print(_status_of(copy), flush=True)


def _status_of(copy: int) -> int:
    """Wait until a copy ends, or end it when it takes too long."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(copy, signal.SIGKILL))
    signal.alarm(_PATIENCE)
    ended = os.waitpid(copy, 0)[1]
    signal.alarm(0)
    return os.waitstatus_to_exitcode(ended)


def _run(*, arguments: Sequence[str], environment: Mapping[str, str], folder: str, log: str) -> None:
    """Be the command `mkdocs`, and end as it does."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    with Path(os.devnull).open(encoding="utf-8") as nothing, Path(log).open("w", encoding="utf-8") as said:
        os.dup2(nothing.fileno(), 0)
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    import_module("mkdocs.__main__").cli(arguments, prog_name="mkdocs")


if __name__ == "__main__":
    main()
