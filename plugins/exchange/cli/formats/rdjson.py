"""For reviewdog: its diagnostic format as one JSON object, columns in UTF-8 bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from exchange.cli.findings import Finding, utf8_column
from exchange.cli.rule_pages import page_path
from exchange.text.strings import Strings


def write(findings: Sequence[Finding], _words: Strings) -> str:
    """Return a DiagnosticResult (reviewdog, proto/rdf/reviewdog.proto)."""
    result = {
        "source": {"name": "kx"},
        "severity": "ERROR" if any(finding.is_error for finding in findings) else "WARNING",
        "diagnostics": [_diagnostic(finding) for finding in findings],
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
        "code": {"value": finding.problem.code, "url": finding.guide or page_path(finding.problem.code)},
    }
    replacement = finding.problem.replacement
    if replacement and finding.problem.end:
        diagnostic["suggestions"] = [{"range": _range(finding), "text": replacement.text}]
    return diagnostic


def _range(finding: Finding) -> dict[str, dict[str, int]]:
    span = {"start": {"line": finding.place.line}}
    if finding.place.column:
        span["start"]["column"] = utf8_column(finding.line, finding.place.column)
    if finding.problem.end:
        span["end"] = {
            "line": finding.end.line,
            "column": utf8_column(finding.end_line, finding.end.column),
        }
    return span
