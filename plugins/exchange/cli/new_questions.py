"""Add a question to the record of a lesson's questions, in its place behind those that are there."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping

from exchange.cli.arguments import moment_of
from exchange.cli.new_pages import Ask, Order, template_text
from exchange.cli.refusals import CannotDo
from exchange.pages.kinds import Kind
from exchange.site.reading import read_content
from exchange.site.settings import SiteSettings
from exchange.text.strings import Strings
from exchange.training.questions import FOLDER, read_questions

_HINTS = ("question-kinds", "question-languages")
_FIRST_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def lesson_of(options: argparse.Namespace, project: SiteSettings, words: Strings, ask: Ask) -> str:
    """Return the id of the lesson that asks; the only one where none is named. Raises CannotDo."""
    pages = (pair.original.meta for pair in read_content(project, now=moment_of(options)).library)
    names = sorted({meta.id for meta in pages if meta.kind is Kind.LESSON and meta.id})
    if not names:
        raise CannotDo(words("no-lesson-yet"))
    choices = ", ".join(names)
    lesson = options.lesson or (names[0] if len(names) == 1 else ask(words("ask-lesson", known=choices)))
    if lesson not in names:
        raise CannotDo(words("no-lesson", lesson=lesson, known=choices))
    return str(lesson)


def record_with(order: Order, lesson: str, project: SiteSettings, words: Strings) -> dict[str, str]:
    """Return path and text of the record with the question as its last. Raises CannotDo, ContentProblems.

    It is one of true or false, whose only texts are the question and what is said to each answer.
    """
    path = f"{FOLDER}{lesson}.yml"
    shown, locales = project.display_path(path), project.content.locales
    file = project.content.folder / path
    text = file.read_bytes().decode("utf-8-sig") if file.is_file() else ""
    if text and order.id in {
        question.id for question in read_questions(text, path=shown, locales=locales).questions
    }:
        raise CannotDo(words("exists", path=f"{shown}: {order.id}"))
    item = _FIRST_ITEM.search(text)
    lines = [(item[1] if item else "  ") + line for line in _question(order)]
    head = "" if text else "\n".join([*(f"# {words(f'hint-{name}')}" for name in _HINTS), "questions:\n"])
    whole = "\n".join([f"{head}{text}".removesuffix("\n"), *lines, ""])
    read_questions(whole, path=shown, locales=locales)
    return {path: whole}


def _question(order: Order) -> list[str]:
    titles = {code: title for code, title in order.titles.items() if title}
    titles = titles or {order.original: f"{order.id.replace('-', ' ').capitalize()}."}
    said = {code: template_text(code, "explanation").strip() for code in titles}
    options = [
        part
        for name in ("true", "false")
        for part in (f"    - id: {name}", "      feedback:", *_lines(said, 8))
    ]
    head = [f"- id: {order.id}", "  kind: true-false", "  text:"]
    return [*head, *_lines(titles, 4), "  options:", *options, "  answer: true"]


def _lines(texts: Mapping[str, str], indent: int) -> list[str]:
    return [f"{' ' * indent}{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in texts.items()]
