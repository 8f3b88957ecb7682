"""The companion's side: build the language one was told to, and say each log record as JSON."""

from __future__ import annotations

import json
import logging
import signal
import traceback
from collections.abc import Callable

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from exchange.build.companion import Handover
from exchange.build.processes import Say

Prepare = Callable[[MkDocsConfig], None]
"""What is done to the settings of the build before it begins."""


class _Lines(logging.Handler):
    """Says records as the one who listens reads them."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        fields = {"level": record.levelno, "logger": record.name, "text": record.getMessage()}
        self._say(json.dumps(fields, ensure_ascii=False))


def build_language(handover: Handover, say: Say, prepare: Prepare = lambda _config: None) -> int:
    """Build, and return the exit status: 0 where the language was built."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build that started this one decides
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.DEBUG if handover.verbose else logging.INFO)
    logger.propagate = False
    for handler in list(logger.handlers):  # of the process this one is a copy of
        logger.removeHandler(handler)
    logger.addHandler(_Lines(say))
    return _build(handover, logger, prepare)


def _build(handover: Handover, logger: logging.Logger, prepare: Prepare) -> int:
    try:
        config = load_config(
            handover.config_file,
            strict=False,  # warnings are counted by the build that hears them
            site_dir=handover.site_folder,
            site_url=handover.site_url,
            use_directory_urls=handover.use_directory_urls,
        )
        prepare(config)
        config.plugins.on_startup(command="serve" if handover.serving else "build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        logger.error(str(error))
        return 1
    except Exception:  # a bug of ours or of a plugin: shown whole by the build that listens
        logger.error(traceback.format_exc())
        return 1
    return 0
