"""Headings: they begin at the second level, leave none out, and carry ids that can be in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.text.problems import Problem
from exchange.text.sections import Section

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OWN_ID = re.compile(r"\{[^{}]*#(?P<id>[^\s{}]+)[^{}]*\}\s*#*\s*$")
_MARKS = re.compile(r"#{1,6}(?=[^#])")


def check(page: Page) -> Iterator[Problem]:
    """Yield headings of a wrong level, and ids that are absent or ill-formed."""
    above = 1
    for section in page.sections:
        if section.level == 1:
            yield _marked(page, section, "heading-top", "##")
        elif section.level > above + 1:
            values = {"title": section.title, "level": str(section.level), "above": str(above)}
            yield _marked(page, section, "heading-skips", "#" * (above + 1), values)
        above = max(section.level, 2) if section.level == 1 else section.level
        yield from _id(page, section)


def _marked(
    page: Page, section: Section, rule: str, better: str, values: dict[str, str] | None = None
) -> Problem:
    """Return a problem at the marks that make the heading, which `better` would make right."""
    start = page.line_starts[section.line - 1]
    marks = _MARKS.match(page.line(section.line))
    values = {"title": section.title, "better": f"{better} {section.title}", **(values or {})}
    if marks is None:
        return page.problem(rule, start, start + len(page.line(section.line)), values)
    return page.problem(rule, start, start + marks.end(), values, better=better)


def _id(page: Page, section: Section) -> Iterator[Problem]:
    start, line = page.line_starts[section.line - 1], page.line(section.line)
    own = _OWN_ID.search(line)
    if own is None:
        if section.id and _ID.fullmatch(section.id) and line.startswith("#"):
            end = start + len(line.rstrip())
            better = f" {{ #{section.id} }}"
            values = {"title": section.title, "better": f"{line.rstrip()}{better}"}
            yield page.problem("heading-without-id", end, end, values, better=better)
    elif not _ID.fullmatch(own["id"]):
        yield page.problem("heading-id", start + own.start("id"), start + own.end("id"), {"id": own["id"]})
