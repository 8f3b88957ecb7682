"""Turn the front matter of a page into a PageMeta, or say everything that is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from exchange.text.documents import Document
from exchange.text.fields import FieldReader
from exchange.text.problems import ContentProblems, Problem
from exchange.text.yaml_text import Text

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Kind(Enum):
    """What a page is for; it decides which fields it may have and which template prints it."""

    HOME = "home"  # the front page of a language
    PAGE = "page"  # about the site, overviews
    GUIDE = "guide"  # a method explained
    PATHWAY = "pathway"  # a regulatory path explained
    COURSE = "course"  # a set of lessons
    LESSON = "lesson"  # one sitting of a course
    CALL = "call"  # the prose of a funding call
    CALLS = "calls"  # the list of calls
    CALLS_CALENDAR = "calls-calendar"  # the dates of calls, month by month
    CALLS_TIMELINE = "calls-timeline"  # the stages of calls, year by year
    CALLS_PAST = "calls-past"  # the calls that are over
    GLOSSARY = "glossary"  # the termbase as a page
    SEARCH = "search"  # the results of a search
    SITE_MAP = "site-map"  # every page of the site
    STYLE = "style"  # every component of the site, for those who write and test it


_COMMON = ("title", "description", "kind", "original", "published", "checked")
_EXTRA: dict[Kind, tuple[str, ...]] = {
    Kind.GUIDE: ("id",),
    Kind.PATHWAY: ("id",),
    Kind.COURSE: ("id", "audience", "objectives", "prerequisites"),
    Kind.LESSON: ("id", "minutes", "objectives", "prerequisites"),
}
_ELSEWHERE = {
    name: ", ".join(kind.value for kind, names in _EXTRA.items() if name in names)
    for name in sorted({name for names in _EXTRA.values() for name in names})
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """What a page says about itself, in its own language."""

    title: str  # at most 120 characters, without markup
    description: str  # one sentence for search results and link previews, at most 300 characters
    kind: Kind
    original: str  # the locale the page is written in first
    id: str | None = None  # permanent, for guides, pathways, courses and lessons; the same in every language
    published: datetime.date | None = None
    checked: datetime.date | None = None  # the day its facts were last compared with their sources
    audience: str | None = None
    minutes: int | None = None  # time a learner needs
    objectives: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()


def read_page_meta(document: Document, *, locales: Sequence[str]) -> PageMeta:
    """Return what the front matter says. Raises ContentProblems with all its faults."""
    problems: list[Problem] = []
    meta = page_meta(document, locales=locales, problems=problems)
    if problems:
        raise ContentProblems(problems)
    return meta


def page_meta(document: Document, *, locales: Sequence[str], problems: list[Problem]) -> PageMeta:
    """Return what can be understood of the front matter, and add its faults to `problems`."""
    kind = _kind(document)
    known = (*_COMMON, *(_EXTRA.get(kind, ()) if kind else _ELSEWHERE))
    reader = FieldReader(document.meta, known=known, problems=problems, elsewhere=_ELSEWHERE)
    reader.choice("kind", [kind.value for kind in Kind], required=True)
    title = reader.text("title", required=True, longest=120)
    description = reader.text("description", required=True, longest=300)
    original = reader.choice("original", locales, required=True)
    identifier = _identifier(reader, required=kind in _EXTRA)
    return PageMeta(
        title=title or "",
        description=description or "",
        kind=kind or Kind.PAGE,
        original=original or locales[0],
        id=identifier,
        published=reader.day("published"),
        checked=reader.day("checked"),
        audience=reader.text("audience"),
        minutes=reader.whole_number("minutes", least=1, most=600, required=kind is Kind.LESSON),
        objectives=reader.texts("objectives"),
        prerequisites=reader.texts("prerequisites"),
    )


def _kind(document: Document) -> Kind | None:
    """Return the page's kind, or None where it is absent or wrong (which `choice` then reports)."""
    for field in document.meta:
        if field.key.value == "kind" and isinstance(field.value, Text):
            return next((kind for kind in Kind if kind.value == field.value.value), None)
    return None


def _identifier(reader: FieldReader, *, required: bool) -> str | None:
    value = reader.text("id", required=required, longest=80) if required else None
    if value is None or _ID.fullmatch(value):
        return value
    node = reader.node("id")
    assert node is not None
    reader.report("page-id", node.place, value=value)
    return None
