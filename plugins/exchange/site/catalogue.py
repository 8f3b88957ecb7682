"""Every rule of every package: its severity, who mends what it reports, and an example if it has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exchange.languages.language import FALLBACK
from exchange.rules.rule import PACKAGE, Example, Fix
from exchange.rules.rule_modules import rules
from exchange.text.problems import Severity, messages

PACKAGES = (PACKAGE, "text", "pages", "calls", "safety", "editions", "translation", "training")
"""The packages that report problems, in the order of the list of rules."""

_WARNINGS = frozenset(
    {
        "text/commit-date",
        "text/address-not-https",
        "pages/strings-incomplete",
        "pages/block-unknown",
        "pages/macro-missing",
        "pages/language-plain",
        "pages/section-untranslated",
        "pages/records-untranslated",
        "pages/terms-untranslated",
        "pages/published-rewritten",
        "pages/linked-from",
        "pages/reasons-untranslated",
        "translation/behind",
        "translation/record-behind",
        "calls/history-cut-off",
        "calls/no-history",
        "calls/past-unreadable",
        "calls/deadline-on-weekend",
        "calls/deadline-on-holiday",
        "calls/deadlines-differ",
        "calls/source-unchecked",
        "calls/expected-date-passed",
        "calls/expected-date-near",
        "calls/opening-unclear",
        "calls/years-away",
        "calls/closing-unclear",
        "calls/rounds-run-out",
        "calls/host-unfamiliar",
        "calls/unit-unknown",
        "calls/stage-of-other-side",
        "calls/text-signs",
        "calls/notice-of-other-call",
        "calls/open-for-years",
        "calls/more-than-announced",
        "calls/parts-above-total",
        "calls/text-relative",
        "training/questions-removed",
        "safety/damaged-character",
        "safety/look-alike",
    }
)
"""The warnings of packages whose rules are no modules; a test compares them with what is reported."""


_EXACT = frozenset({"pages/section-id-differs"})
"""The rules of those packages whose problems may have a replacement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A rule as its page in docs/ and other tools show it."""

    code: str
    severity: Severity
    fix: Fix = Fix.BY_HAND
    example: Example | None = None


def catalogue() -> Iterator[CatalogueEntry]:
    """Yield every rule, by package."""
    for package in PACKAGES:
        for name in messages(package, FALLBACK):
            yield _entry(package, name)


def _entry(package: str, name: str) -> CatalogueEntry:
    code = f"{package}/{name}"
    if package == PACKAGE:
        rule = rules()[name]
        return CatalogueEntry(code=code, severity=rule.severity, fix=rule.fix, example=rule.example)
    severity = Severity.WARNING if code in _WARNINGS else Severity.ERROR
    return CatalogueEntry(code=code, severity=severity, fix=Fix.EXACT if code in _EXACT else Fix.BY_HAND)
