"""Open what builds keep from one to the next, and say in the build's messages where it proves damaged."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from os.path import relpath
from pathlib import Path

from exchange.build.store import Store
from exchange.build.versions import made_with

log = logging.getLogger("mkdocs.plugins.exchange")

_DAMAGED = {
    "en": "Part of '{file}' is damaged. It is not used; what it held is made again.",
    "ko": "'{file}'의 일부가 손상되어 사용하지 않고, 해당 내용을 다시 만듭니다.",
}


def open_store(cache: Path, name: str, messages: str) -> Store:
    """Return the store in a file below the folder of what builds keep, made with all that is installed.

    `messages` is the language in which damage is reported.
    """
    return Store(cache / name, stamp=made_with(), report=damage_report(cache.parent, messages))


def damage_report(project: Path, messages: str) -> Callable[[Path], None]:
    """Return what says that a file below the project's folder is damaged: no warning, for nobody need act."""

    def report(file: Path) -> None:
        log.info(_DAMAGED[messages].format(file=relpath(file, project).replace(os.sep, "/")))

    return report
