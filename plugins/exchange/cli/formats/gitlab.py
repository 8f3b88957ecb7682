"""For GitLab: a Code Quality report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from exchange.cli.findings import Finding
from exchange.text.digest import digest
from exchange.text.strings import Strings


def write(findings: Sequence[Finding], _words: Strings) -> str:
    """Return a JSON list (docs.gitlab.com, Code Quality report format); fingerprints survive moved lines."""
    counts: Counter[str] = Counter()
    return json.dumps([_issue(finding, counts) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding, counts: Counter[str]) -> dict[str, object]:
    place = finding.place
    same = f"{finding.problem.code} {place.path} {sorted(finding.problem.values.items())}"
    counts[same] += 1
    return {
        "type": "issue",
        "description": finding.text,
        "check_name": finding.problem.code,
        "fingerprint": digest(same.encode("utf-8", "surrogatepass"), str(counts[same]).encode(), length=40),
        "severity": "major" if finding.is_error else "minor",
        "location": {
            "path": place.path,
            "lines": {"begin": max(1, place.line), "end": max(1, finding.end.line)},
        },
    }
