"""The companion's side: build the language one was told to, and print each log record as JSON.

Started as `python -m exchange.mkdocs_plugins.companion_build` by the build of the first language.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from exchange.build.companion import Handover, read_handover
from exchange.build.processes import end_when_closed

Prepare = Callable[[MkDocsConfig], None]
"""What is done to the settings of the build before it begins."""


class _Lines(logging.Handler):
    """Prints records as the one who listens reads them."""

    def emit(self, record: logging.LogRecord) -> None:
        said = {"level": record.levelno, "logger": record.name, "text": record.getMessage()}
        print(json.dumps(said, ensure_ascii=False), flush=True)


def main() -> int:
    """Build in a process of its own, and return the exit status."""
    handover = read_handover(os.environ)
    if handover is None:
        print("This module is started by the bilingual plugin.", file=sys.stderr)
        return 2
    end_when_closed(sys.stdin.fileno())
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return build_language(handover)


def build_language(handover: Handover, prepare: Prepare = lambda _config: None) -> int:
    """Build, and return the exit status: 0 where the language was built."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build that started this one decides
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.DEBUG if handover.verbose else logging.INFO)
    logger.propagate = False
    for handler in list(logger.handlers):  # of the process this one is a copy of
        logger.removeHandler(handler)
    logger.addHandler(_Lines())
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
    except (Abort, ConfigurationError) as error:
        logger.error(str(error))
        return 1
    except Exception:  # a bug of ours or of a plugin: shown whole by the build that listens
        logger.error(traceback.format_exc())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
