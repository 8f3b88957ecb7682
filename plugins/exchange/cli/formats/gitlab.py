"""For GitLab: a Code Quality report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from exchange.cli.findings import Finding
from exchange.text.digest import digest
from exchange.text.strings import Strings


def write(found: Sequence[Finding], _words: Strings) -> str:
    """Return a JSON list (docs.gitlab.com, Code Quality report format); fingerprints survive moved lines."""
    seen: Counter[str] = Counter()
    return json.dumps([_issue(finding, seen) for finding in found], ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding, seen: Counter[str]) -> dict[str, object]:
    place = finding.place
    same = f"{finding.problem.code} {place.path} {sorted(finding.problem.values.items())}"
    seen[same] += 1
    return {
        "type": "issue",
        "description": finding.text,
        "check_name": finding.problem.code,
        "fingerprint": digest(same.encode(), str(seen[same]).encode(), length=40),
        "severity": "major" if finding.is_error else "minor",
        "location": {
            "path": place.path,
            "lines": {"begin": max(1, place.line), "end": max(1, finding.end.line)},
        },
    }
