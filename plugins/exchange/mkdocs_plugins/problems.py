"""Say problems the way MkDocs says things: errors stop the build, warnings count in strict mode."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError

from exchange.build.companion import LogRecord, read_handover
from exchange.build.strings import build_words
from exchange.site.checking import drop_duplicates
from exchange.text.build_report import VARIABLE, add_to_report, report_lines
from exchange.text.problems import Problem, Severity, explain, shorten_list

log = logging.getLogger("mkdocs.plugins.exchange")
_report_log = logging.getLogger("mkdocs.plugins.exchange.report")
"""Carries lines of the report from a companion to the build that leads."""


def say(problems: Iterable[Problem], language: str, *, warnings: bool = True) -> None:
    """Log every problem; raise PluginError after the last where one of them is an error.

    Without `warnings`, these are information: strict mode counts none of them.
    """
    sorted_problems = drop_duplicates(problems)
    _report(sorted_problems)
    for problem in shorten_list(sorted_problems):
        mild = logging.WARNING if warnings else logging.INFO
        log.log(logging.ERROR if problem.severity is Severity.ERROR else mild, explain(problem, language))
    errors = sum(problem.severity is Severity.ERROR for problem in sorted_problems)
    if errors:
        raise PluginError(build_words(language)("content-total", count=errors))


def stopping(problem: Problem, language: str) -> PluginError:
    """Return what stops the build at once for one problem, which is reported."""
    _report([problem])
    return PluginError(explain(problem, language))


def report_of_companion(record: LogRecord) -> bool:
    """Add what a companion reports; return False for any other record of it."""
    if record.logger != _report_log.name:
        return False
    add_to_report(Path(os.environ[VARIABLE]), record.text)
    return True


def _report(problems: Iterable[Problem]) -> None:
    """Report problems. A companion leaves that to the build that leads, which may drop what it says."""
    lines = report_lines(problems) if os.environ.get(VARIABLE) else ""
    if not lines:
        return
    if read_handover(os.environ):
        _report_log.info("%s", lines)
    else:
        add_to_report(Path(os.environ[VARIABLE]), lines)
