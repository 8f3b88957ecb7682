"""Every rule there is: how much it matters, and whether its mending needs a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from exchange.text.problems import Severity

PACKAGE = "rules"


class Fix(Enum):
    """Who can mend what a rule finds."""

    BY_HAND = "by hand"  # only somebody who knows what was meant
    OFFERED = "offered"  # an exact replacement is offered, for a person to accept
    SAFE = "safe"  # the replacement may be applied unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; its code is `rules/<name>`."""

    name: str
    severity: Severity
    fix: Fix = Fix.BY_HAND


def _error(name: str, fix: Fix = Fix.BY_HAND) -> Rule:
    return Rule(name=name, severity=Severity.ERROR, fix=fix)


def _warning(name: str, fix: Fix = Fix.BY_HAND) -> Rule:
    return Rule(name=name, severity=Severity.WARNING, fix=fix)


_RULES = (
    # links and what they lead to
    _error("link-page", Fix.OFFERED),
    _error("link-section", Fix.OFFERED),
    _error("link-file", Fix.OFFERED),
    _error("link-absolute"),
    _error("link-empty"),
    _error("link-text"),
    _error("reference-undefined"),
    _error("footnote-undefined", Fix.OFFERED),
    _error("footnote-unused"),
    _error("footnote-twice"),
    # pictures
    _error("image-alt"),
    _error("image-alt-name"),
    _error("image-file", Fix.OFFERED),
    _error("image-remote"),
    _error("image-kind"),
    _error("image-bytes"),
    _warning("image-pixels"),
    # the shape of a page
    _error("heading-top", Fix.OFFERED),
    _error("heading-skips", Fix.OFFERED),
    _warning("heading-without-id", Fix.SAFE),
    _error("heading-id"),
    _error("table-headers"),
    _error("table-cells"),
    _error("table-unseen"),
    _warning("italic-script"),
    # what the front matter says
    _error("field-markup"),
    _warning("field-comment"),
    _warning("field-quotes", Fix.SAFE),
    _error("page-id-twice"),
    _warning("sources-missing"),
    _warning("checked-missing"),
    _warning("checked-old"),
    _error("checked-ahead"),
    _error("published-ahead"),
    # dates in prose
    _error("date-missing"),
    _error("date-weekday", Fix.OFFERED),
    _error("deadline-typed"),
    _warning("dates-differ"),
    _warning("footnotes-differ"),
    _warning("rechecks-differ"),
    # characters, spacing, words
    _error("not-composed", Fix.SAFE),
    _error("invisible-character", Fix.SAFE),
    _warning("full-width", Fix.SAFE),
    _warning("script-spacing", Fix.OFFERED),
    _warning("particle-spacing", Fix.SAFE),
    _warning("missing-space", Fix.OFFERED),
    _warning("space-before-mark", Fix.SAFE),
    _warning("double-space", Fix.SAFE),
    _warning("doubled-word", Fix.OFFERED),
    _warning("unmarked-language", Fix.OFFERED),
    _warning("term-avoided", Fix.OFFERED),
    _warning("term-form", Fix.OFFERED),
    _warning("spelling", Fix.OFFERED),
    _warning("house-spelling", Fix.OFFERED),
    _warning("sentence-length"),
    _warning("page-length"),
    _error("placeholder"),
    _error("personal-number"),
    _error("personal-phone"),
    _error("personal-email"),
)
RULES = {rule.name: rule for rule in _RULES}
