"""Footnotes: each used one is defined once, and each defined one is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.text.problems import Problem
from exchange.text.suggestions import nearest

_DEFINED = re.compile(r"^[ ]{0,3}\[\^(?P<label>[^\]\n]+)\]:", re.MULTILINE)
_NAMED = re.compile(r"\[\^(?P<label>[^\]\n]+)\](?P<colon>:?)")


def labels(page: Page) -> tuple[str, ...]:
    """Return the labels that the page defines, sorted."""
    return tuple(sorted({match["label"] for match in _DEFINED.finditer(page.views.structure)}))


def check(page: Page) -> Iterator[Problem]:
    """Yield footnotes that are used and not defined, defined and not used, or defined twice."""
    first: dict[str, int] = {}
    defined = list(_DEFINED.finditer(page.views.structure))
    for match in defined:
        label = match["label"]
        if label in first:
            values = {"label": label, "first": str(page.place(first[label]).line)}
            yield page.problem("footnote-twice", *match.span("label"), values)
        first.setdefault(label, match.start("label"))
    used = [match for match in _NAMED.finditer(page.views.structure) if _is_use(match)]
    for match in used:
        if match["label"] not in first:
            yield _undefined(page, match["label"], match.span("label"), list(first))
    called = {match["label"] for match in used}
    for label, start in first.items():
        if label not in called:
            yield page.problem("footnote-unused", start, start + len(label), {"label": label})


def _is_use(match: re.Match[str]) -> bool:
    """Say whether a label stands in a sentence: with a colon after it, only if a word is right before it."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    return not match["colon"] or bool(before and not before.isspace())


def _undefined(page: Page, label: str, span: tuple[int, int], known: list[str]) -> Problem:
    better = nearest(label, known)
    return page.problem("footnote-undefined", *span, {"label": label, "better": better or ""}, better=better)
