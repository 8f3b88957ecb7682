"""What the fuzzer throws inputs at: every reader of content, each with a promise that holds for any text.

A target returns the codes of what it found wrong. It raises nothing, ends in time, and what it lets pass is
harmless to another reader of HTML (html5lib) than the one that judged it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import html5lib

from exchange.authoring.sections import sections
from exchange.calls.reading.record import read_call
from exchange.pages.navigation import read_navigation
from exchange.pages.page_meta import read_page_meta
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import read_source
from exchange.safety.page_html import check_page_html
from exchange.safety.pdf import UnreadablePdf, active_content
from exchange.safety.svg import check_svg
from exchange.safety.texts import check_text
from exchange.safety.time_limit import TimeLimit
from exchange.terms.termbase import read_terms
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems, Problem, explain
from tests.calls.samples import SETTINGS
from tests.rendering import frame, render

SECONDS = 10.0  # of processor time for one input; the site's limit for a page
LOCALES = ("en", "ko")
_PART = re.compile(r"(?P<times>[0-9]{1,5}) (?P<piece>.*)")
_ACTS = re.compile(r"\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
_FORBIDDEN = frozenset("script style iframe object embed base form input meta link svg math template".split())


class OverTime(Exception):
    """An input took longer than a page may."""


def front_matter(text: str) -> set[str]:
    """Read a whole page: front matter, headings, texts."""
    path = "content/en/page.md"
    found = check_text(text, path=path)
    try:
        document = read_document(text, path=path)
        sections(document.body, first_line=document.body_line)
        read_page_meta(document, locales=LOCALES)
    except ContentProblems as wrong:
        found += wrong.problems
    return _codes(found)


def record(text: str) -> set[str]:
    """Read the record of a call."""
    path = "content/calls/a-call.yml"
    found = check_text(text, path=path)
    try:
        read_call(text, path=path, settings=SETTINGS)
    except ContentProblems as wrong:
        found += wrong.problems
    return _codes(found)


def navigation(text: str) -> set[str]:
    """Read the order of pages."""
    found = check_text(text, path="content/nav.yml")
    try:
        read_navigation(text, source="content/nav.yml", pages={"index.md", "guides/index.md"})
    except ContentProblems as wrong:
        found += wrong.problems
    return _codes(found)


def termbase(text: str) -> set[str]:
    """Read the table of terms."""
    found = check_text(text, path="content/glossary.csv")
    try:
        read_terms(text, path="content/glossary.csv", locales=LOCALES)
    except ContentProblems as wrong:
        found += wrong.problems
    return _codes(found)


def body(text: str) -> set[str]:
    """Render the body of a page, where that is allowed at all, and judge what comes out."""
    path = "content/en/page.md"
    source = read_source(text, path=path)
    found = check_text(text, path=path)
    sections(text)
    if not any(problem.rule in ("too-deep", "line-too-long", "too-many-headings") for problem in found):
        html = render(text)
        found += check_page_html(html, source, frame=frame())
        if not found:
            _assert_harmless(html)
    return _codes(found)


def drawing(text: str) -> set[str]:
    """Read a drawing."""
    return _codes(check_svg(text.encode(), path="content/assets/x.svg"))


def download(text: str) -> set[str]:
    """Look into a PDF file."""
    try:
        return set(active_content(text.encode("latin-1", "replace")))
    except UnreadablePdf:
        return {"unreadable"}


Recipe = tuple[tuple[int, str], ...]
"""Pieces of Markdown, each with how often it is repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """What became of a page: its size and that of its HTML, the seconds it took, and what was found."""

    size: int
    output: int
    seconds: float
    codes: frozenset[str]

    @property
    def is_let_pass(self) -> bool:
        """Whether nothing is wrong with the page."""
        return not self.codes

    @property
    def broken(self) -> bool:
        """Whether it was let pass and is larger, or took longer, than a page may."""
        limits = Limits()
        return self.is_let_pass and (
            self.output > limits.page_output(self.size) or self.seconds > limits.page_seconds + 0.5
        )


def written(recipe: Recipe) -> str:
    """Return a recipe as it is kept: a part in each line."""
    return "".join(f"{times} {json.dumps(piece, ensure_ascii=False)}\n" for times, piece in recipe)


def cook(recipe: Recipe) -> Dish:
    """Make a page of a recipe, as long as a page may be, within the time that a page has."""
    limits = Limits()
    text, path = "", "content/en/page.md"
    for times, piece in recipe:
        text += piece * min(times, (limits.page_bytes - len(text.encode())) // len(piece.encode()))
    started, clock, html = time.process_time(), TimeLimit(), ""
    codes: set[str] = set()
    try:
        clock.start(limits.page_seconds, OverTime)
        codes = {problem.code for problem in check_text(text, path=path)}
        if not codes:
            html = render(text)
            found = check_page_html(html, read_source(text, path=path), frame=frame())
            codes = {problem.code for problem in found}
    except OverTime:
        codes = {"safety/page-too-slow"}
    finally:
        clock.stop()
    seconds = time.process_time() - started
    return Dish(size=len(text), output=len(html), seconds=seconds, codes=frozenset(codes))


def growth(text: str) -> set[str]:
    """Cook a recipe, of whose lines a search may have changed any letter."""
    dish = cook(tuple((times, piece) for times, piece in map(_part, text.split("\n")) if piece))
    assert not dish.broken, dish
    return set(dish.codes)


def _part(line: str) -> tuple[int, str]:
    """Return a part as it is written, or its letters: a search that may only keep to JSON repeats nothing."""
    match = _PART.fullmatch(line)
    times, piece = (int(match["times"]), match["piece"]) if match else (1, line)
    with suppress(ValueError):
        piece = str(json.loads(piece))
    return times, piece.encode("utf-8", "replace").decode()


TARGETS: Mapping[str, Callable[[str], set[str]]] = {
    "front-matter": front_matter,
    "record": record,
    "navigation": navigation,
    "termbase": termbase,
    "body": body,
    "drawing": drawing,
    "download": download,
    "growth": growth,
}


def run(target: str, text: str) -> set[str]:
    """Give one input to a target; raises OverTime, or whatever a fault of ours raises."""
    clock = TimeLimit()
    clock.start(SECONDS, OverTime)
    try:
        return TARGETS[target](text)
    finally:
        clock.stop()


def _codes(found: list[Problem]) -> set[str]:
    for problem in found:  # every message can be said
        for language in LOCALES:
            explain(problem, language)
    return {problem.code for problem in found}


def _assert_harmless(html: str) -> None:
    tree: Any = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in _FORBIDDEN, html
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on"), html
            assert not (name in ("href", "src") and _ACTS.match(value)), html
