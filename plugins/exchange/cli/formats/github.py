"""For GitHub: workflow commands that become annotations on the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.cli.findings import Finding
from exchange.text.problems import visible
from exchange.text.strings import Strings


def write(findings: Sequence[Finding], _words: Strings) -> str:
    """Return one command a line (docs.github.com, Workflow commands); columns count code points."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    place, end = finding.place, finding.end
    options = {"file": visible(place.path)}
    if place.line:
        options["line"] = str(place.line)
        options["endLine"] = str(end.line)
    if place.column:
        options["col"] = str(place.column)
        if end.line == place.line:  # GitHub takes columns only within one line; the last one is included
            options["endColumn"] = str(max(place.column, end.column - 1))
    options["title"] = finding.problem.code
    properties = ",".join(f"{name}={_option(value)}" for name, value in options.items())
    return f"::{'error' if finding.is_error else 'warning'} {properties}::{_message(finding.text)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _option(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
