"""Complete an order for a new page: by its options, by questions on a terminal, by its id."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Mapping

from exchange.calls.model.call import Call
from exchange.cli.new_calls import readable_calls, record_file
from exchange.cli.new_pages import ID, Ask, FileKind, Order, course_files, page_files
from exchange.cli.new_questions import lesson_of, record_with
from exchange.cli.new_terms import termbase_with
from exchange.cli.refusals import CannotDo
from exchange.site.settings import SiteSettings
from exchange.text.strings import Strings

_FIRST_COURSE = "first-course"


def new_files(
    options: argparse.Namespace,
    project: SiteSettings,
    words: Strings,
    *,
    today: datetime.date,
    ask: Ask | None = None,
) -> dict[str, str]:
    """Return path and text of everything that belongs to the new page. Raises CannotDo."""
    if not ID.fullmatch(options.id):
        raise CannotDo(words("bad-id", id=options.id))
    order = _order(options, project, words, ask or terminal_answer)
    if order.kind is FileKind.TERM:
        return termbase_with(order, project, words)
    if order.kind is FileKind.QUESTION:
        return record_with(order, lesson_of(options, project, words, ask or terminal_answer), project, words)
    files = page_files(order, project, words, today=today)
    if order.kind is FileKind.LESSON and order.course not in _courses(project):
        files |= course_files(order, project)
    if order.kind is FileKind.CALL:
        like = _like(options.like, project, words, ask or terminal_answer)
        files |= record_file(order, like, project, words, today=today)
    return files


def _like(like: str, project: SiteSettings, words: Strings, ask: Ask) -> Call | None:
    """Return the call to take funders and sides from; None where there is none yet."""
    calls = readable_calls(project)
    if not calls and not like:
        return None
    like = like or ask(words("ask-like", known=", ".join(calls)))
    if not like and len(calls) == 1:
        like = next(iter(calls))
    if like not in calls:
        raise CannotDo(words("no-like", known=", ".join(calls)))
    return calls[like]


def _order(options: argparse.Namespace, project: SiteSettings, words: Strings, ask: Ask) -> Order:
    file_kind = FileKind(options.kind)
    original = options.original or options.lang
    return Order(
        kind=file_kind,
        id=options.id,
        original=original if original in project.content.locales else project.content.locales[0],
        titles=_texts(dict(options.title), "ask-title", project, words, ask),
        descriptions=_texts(dict(options.description), "ask-description", project, words, ask),
        course=_course(options.course, project, words, ask) if file_kind is FileKind.LESSON else "",
        folder=options.folder.strip("/"),
        minutes=options.minutes,
    )


def _texts(
    answers: Mapping[str, str], question: str, project: SiteSettings, words: Strings, ask: Ask
) -> dict[str, str]:
    return {
        locale.code: answers.get(locale.code) or ask(words(question, language=locale.name))
        for locale in project.locales
    }


def _course(course: str, project: SiteSettings, words: Strings, ask: Ask) -> str:
    """Return the course of a lesson; where there is none yet, the one that begins with it."""
    names = _courses(project)
    course = course or ask(words("ask-course", known=", ".join(names)))
    if not names and (not course or ID.fullmatch(course)):
        return course or _FIRST_COURSE
    if course not in names:
        raise CannotDo(words("no-course", course=course, known=", ".join(names)))
    return course


def _courses(project: SiteSettings) -> list[str]:
    files = project.content.folder.glob("*/training/*/index.md")
    locales = project.content.locales
    return sorted({file.parent.name for file in files if file.parents[2].name in locales})


def terminal_answer(question: str) -> str:
    """Return what is typed behind a question; nothing where there is no terminal."""
    return input(question).strip() if sys.stdin.isatty() else ""
