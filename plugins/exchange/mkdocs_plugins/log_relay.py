"""Say in which language's build a message arose, and count warnings for strict mode."""

from __future__ import annotations

import logging
import re

from exchange.build.companion import LogRecord
from exchange.mkdocs_plugins.problems import report_of_companion

_NOISE = re.compile(
    r"Cleaning site directory|Building documentation to directory|mkdocs_static_i18n: Building"
)
_PROBLEMS = "mkdocs.plugins.exchange"
_RELAY_LOGGERS = (
    "mkdocs.plugins.incremental",
    _PROBLEMS,
)  # each language's pages, and damage to what is kept of it
_ROOT = logging.getLogger("mkdocs")


class Hearing(logging.Handler):
    """Counts the warnings and errors of all languages during one build."""

    def __init__(self, locale: str) -> None:
        super().__init__(level=logging.WARNING)
        self.count = 0
        self._label = _Label(locale)
        _ROOT.addHandler(self)
        for handler in _ROOT.handlers:
            handler.addFilter(self._label)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.count += 1

    def end(self) -> None:
        """Stop listening."""
        for handler in _ROOT.handlers:
            handler.removeFilter(self._label)
        _ROOT.removeHandler(self)


class _Label(logging.Filter):
    """Puts the language before warnings and errors, and drops lines that name a passing folder."""

    def __init__(self, locale: str) -> None:
        super().__init__()
        self.locale = locale

    def filter(self, record: logging.LogRecord) -> bool:
        if _NOISE.match(record.getMessage()):
            return False
        about_content = record.name == _PROBLEMS  # names its file itself, of whichever language
        if record.levelno >= logging.WARNING and not hasattr(record, "locale") and not about_content:
            record.locale = self.locale
            record.msg = f"{self.locale}: {record.getMessage()}"
            record.args = ()
        return True


def repeat(record: LogRecord, locale: str) -> None:
    """Log what a companion said as this build's own, with its language before it."""
    if report_of_companion(record):
        return
    level = (
        record.level if record.level >= logging.WARNING or record.logger in _RELAY_LOGGERS else logging.DEBUG
    )
    logging.getLogger(record.logger).log(level, "%s: %s", locale, record.text, extra={"locale": locale})
