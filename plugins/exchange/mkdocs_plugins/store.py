"""Open what builds keep from one to the next, and say in the build's messages where it proves damaged."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from os.path import relpath
from pathlib import Path

from exchange.build.store import Store
from exchange.build.strings import build_words
from exchange.build.versions import program_versions

log = logging.getLogger("mkdocs.plugins.exchange")


def open_store(cache: Path, name: str, messages: str) -> Store:
    """Return the store in a file below the folder of what builds keep, made with all that is installed.

    `messages` is the language in which damage is reported.
    """
    return Store(cache / name, stamp=program_versions(), report=damage_report(cache.parent, messages))


def damage_report(project: Path, messages: str) -> Callable[[Path], None]:
    """Return what says that a file below the project's folder is damaged: no warning, no action is needed."""

    def report(file: Path) -> None:
        log.info(build_words(messages)("store-damaged", file=relpath(file, project).replace(os.sep, "/")))

    return report
