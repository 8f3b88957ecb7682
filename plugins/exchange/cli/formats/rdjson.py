"""For reviewdog: its diagnostic format as one JSON object, columns in UTF-8 bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from exchange.cli.findings import Finding, utf8_column
from exchange.cli.rule_pages import page_path
from exchange.text.strings import Strings


def write(found: Sequence[Finding], _words: Strings) -> str:
    """Return a DiagnosticResult (reviewdog, proto/rdf/reviewdog.proto)."""
    result = {
        "source": {"name": "kx"},
        "severity": "ERROR" if any(finding.is_error for finding in found) else "WARNING",
        "diagnostics": [_diagnostic(finding) for finding in found],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"path": finding.place.path}
    if finding.place.line:
        location["range"] = _range(finding)
    diagnostic: dict[str, Any] = {
        "message": finding.text,
        "location": location,
        "severity": "ERROR" if finding.is_error else "WARNING",
        "code": {"value": finding.problem.code, "url": page_path(finding.problem.code)},
    }
    replacement = finding.problem.replacement
    if replacement and finding.problem.end:
        diagnostic["suggestions"] = [{"range": _range(finding), "text": replacement.text}]
    return diagnostic


def _range(finding: Finding) -> dict[str, dict[str, int]]:
    found = {"start": {"line": finding.place.line}}
    if finding.place.column:
        found["start"]["column"] = utf8_column(finding.line, finding.place.column)
    if finding.problem.end:
        found["end"] = {
            "line": finding.end.line,
            "column": utf8_column(finding.end_line, finding.end.column),
        }
    return found
