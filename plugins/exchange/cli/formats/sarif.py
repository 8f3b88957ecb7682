"""For tools that show the results of checks: SARIF 2.1.0 (OASIS), columns in UTF-16 code units."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from exchange.cli.findings import Finding, utf16_column
from exchange.cli.rule_pages import page_path
from exchange.text.problems import messages
from exchange.text.strings import Strings

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(findings: Sequence[Finding], words: Strings) -> str:
    """Return one run with its rules and results."""
    guides = {finding.problem.code: finding.guide for finding in findings}
    numbers = {code: number for number, code in enumerate(sorted(guides))}
    rules = [_rule(code, words("language"), guides[code]) for code in numbers]
    driver = {"name": "kx", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(finding, numbers) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, language: str, guide: str) -> dict[str, Any]:
    package, _, rule = code.partition("/")
    wording: Mapping[str, str] = messages(package, language)[rule]
    return {
        "id": code,
        "shortDescription": {"text": wording["fault"]},
        "help": {"text": f"{wording['way_out']} ({page_path(code)})"},
    } | ({"helpUri": guide} if guide else {})


def _result(finding: Finding, numbers: Mapping[str, int]) -> dict[str, Any]:
    artifact = {"uri": _uri(finding.place.path)}
    place: dict[str, Any] = {"artifactLocation": artifact}
    if finding.place.line:
        place["region"] = _region(finding)
    result: dict[str, Any] = {
        "ruleId": finding.problem.code,
        "ruleIndex": numbers[finding.problem.code],
        "level": "error" if finding.is_error else "warning",
        "message": {"text": finding.text},
        "locations": [{"physicalLocation": place}],
    }
    replacement = finding.problem.replacement
    if replacement and finding.problem.end:
        change = {"deletedRegion": _region(finding), "insertedContent": {"text": replacement.text}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}]}]
    return result


def _region(finding: Finding) -> dict[str, int]:
    region = {"startLine": finding.place.line}
    if finding.place.column:
        region["startColumn"] = utf16_column(finding.line, finding.place.column)
    if finding.problem.end:
        region["endLine"] = finding.end.line
        region["endColumn"] = utf16_column(finding.end_line, finding.end.column)
    return region


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path, errors="surrogateescape")  # names of files need not be UTF-8
