"""Turn the record of a lesson's questions into Questions, or say everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from exchange.languages.language import language
from exchange.text.fields import FieldReader
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items, Node

FOLDER = "questions/"
"""Where the records are, in the content folder: each is named by the permanent id of its lesson."""

Texts = Mapping[str, str]
"""A text by language; one language is enough."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 1000  # code points of a question, an option or what is said to it
_NAMES = ("id", "kind", "text", "options", "answer", "feedback")


class QuestionKind(Enum):
    """How a question is answered."""

    SINGLE = "single"  # one of the options
    MULTIPLE = "multiple"  # every right option and no other
    TRUE_FALSE = "true-false"
    SHORT = "short"  # one of the accepted texts, typed


_LEAST_OPTIONS = {QuestionKind.SINGLE: 3, QuestionKind.MULTIPLE: 2, QuestionKind.TRUE_FALSE: 2}
"""As Common Cartridge asks for; of two there is one that is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice; the two of a true-or-false question are named by the interface and have no text."""

    id: str
    text: Texts
    feedback: Texts  # what is said to those who choose it


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its answer: the ids of the right options, or the texts accepted in each language."""

    id: str
    kind: QuestionKind
    text: Texts
    options: tuple[Option, ...] = ()
    answer: tuple[str, ...] = ()
    accepted: Mapping[str, tuple[str, ...]]
    feedback: Texts  # of a short answer, right or wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonQuestions:
    """The questions of one lesson, in the order of its record."""

    lesson: str  # its permanent id
    path: str  # of the record, as messages name it
    questions: tuple[Question, ...]


def read_questions(text: str, *, path: str, locales: Sequence[str]) -> LessonQuestions:
    """Return what a record says; it is named by its lesson. Raises ContentProblems with all its faults."""
    problems: list[Problem] = []
    root = read_rest(text, path=path, problems=problems)
    questions: list[Question] = []
    reader = _Reader(locales, problems)
    first_lines: dict[str, int] = {}
    for node in () if root is None else reader.items(root, "questions", names=("questions",)):
        question = reader.question(node, first_lines)
        if question is not None:
            questions.append(question)
    if problems:
        raise ContentProblems(problems)
    return LessonQuestions(lesson=PurePosixPath(path).stem, path=path, questions=tuple(questions))


class _Reader:
    """Reads the nodes of one record; `problems` grows."""

    def __init__(self, locales: Sequence[str], problems: list[Problem]) -> None:
        self.locales = locales
        self.problems = problems

    def items(self, node: Node, name: str, *, names: Sequence[str]) -> tuple[Node, ...]:
        """Return the entries of a required list in a mapping of these names."""
        if isinstance(node, Items):
            self._report("list-without-name", node.place, name=name)
            return node.items
        reader = self._fields(node, name, names)
        value = reader.node(name, required=True) if reader else None
        if isinstance(value, Items):
            return value.items
        if reader and value is not None:
            reader.report("not-a-list", value.place, name=name)
        return ()

    def question(self, node: Node, first_lines: dict[str, int]) -> Question | None:
        """Return one question; None where it has a fault."""
        problem_count = len(self.problems)
        reader = self._fields(node, "questions", _NAMES)
        if reader is None:
            return None
        kinds = {kind.value: kind for kind in QuestionKind}
        kind = kinds.get(reader.choice("kind", tuple(kinds), required=True) or "")
        name = self._id(reader, first_lines)
        text = self._texts(reader, "text", required=True)
        if kind is None:
            return None
        is_short = kind is QuestionKind.SHORT
        options = () if is_short else self._options(reader, kind)
        question = Question(
            id=name,
            kind=kind,
            text=text,
            options=options,
            answer=() if is_short else self._answer(reader, kind, options),
            accepted=self._accepted_texts(reader) if is_short else {},
            feedback=self._texts(reader, "feedback", required=True) if is_short else {},
        )
        self._refuse(reader, "options" if is_short else "feedback", kind)
        self._compare_feedback(reader, question)
        return question if len(self.problems) == problem_count else None

    def _compare_feedback(self, reader: FieldReader, question: Question) -> None:
        """Report feedback that calls a wrong option right, or the right one wrong."""
        items = reader.node("options")
        for option in question.options if question.answer else ():
            is_right = option.id in question.answer
            for code, text in option.feedback.items():
                known = language(code)
                verdict = known.wrong_answer if is_right else known.right_answer
                match = verdict.match(text) if verdict else None
                if match and isinstance(items, Items):
                    place = items.items[question.options.index(option)].place
                    values = {"id": option.id, "text": match[0], "right": ", ".join(question.answer)}
                    if not is_right and len(question.answer) == 1:
                        values["better_answer"] = option.id
                    self._report("feedback-of-other", place, **values)
                    break

    def _refuse(self, reader: FieldReader, name: str, kind: QuestionKind) -> None:
        """Report a field that questions of this kind do not have."""
        node = reader.node(name)
        if node is not None:
            self._report("field-of-kind", node.place, name=name, kind=kind.value)

    def _id(self, reader: FieldReader, first_lines: dict[str, int], *, is_free: bool = True) -> str:
        name, node = reader.text("id", required=True, longest=60), reader.node("id")
        if name is None or node is None:
            return ""
        if is_free and not _ID.fullmatch(name):
            reader.report("page-id", node.place, value=name)
        elif name in first_lines:
            self._report("id-twice", node.place, id=name, first=str(first_lines[name]))
        first_lines.setdefault(name, node.place.line)
        return name

    def _texts(self, reader: FieldReader, name: str, *, required: bool = False) -> Texts:
        """Return a text in the languages it is written in."""
        return reader.words(name, self.locales, required=required, longest=_LONGEST) or {}

    def _options(self, reader: FieldReader, kind: QuestionKind) -> tuple[Option, ...]:
        node = reader.node("options", required=True)
        if not isinstance(node, Items):
            if node is not None:
                reader.report("not-a-list", node.place, name="options")
            return ()
        first_lines: dict[str, int] = {}
        options = [self._option(item, kind, first_lines) for item in node.items]
        names = tuple(option.id for option in options if option)
        if kind is QuestionKind.TRUE_FALSE and sorted(names) != ["false", "true"]:
            self._report("true-and-false", node.place)
            return ()
        if len(node.items) < (minimum := _LEAST_OPTIONS[kind]):
            self._report("few-options", node.place, kind=kind.value, least=str(minimum))
        first_names: dict[tuple[str, str], str] = {}
        for option, item in zip(options, node.items, strict=True):
            if option:
                self._is_another(option, item.place, first_names)
        return tuple(option for option in options if option)

    def _is_another(self, option: Option, place: Place, first_names: dict[tuple[str, str], str]) -> None:
        """Report an option with the words of one before it, once for all languages."""
        for code, text in option.text.items():
            first = first_names.setdefault((code, " ".join(text.casefold().split())), option.id)
            if first != option.id:
                self._report("options-same", place, text=text, first=first, second=option.id)
                return

    def _option(self, node: Node, kind: QuestionKind, first_lines: dict[str, int]) -> Option | None:
        has_text = kind is not QuestionKind.TRUE_FALSE
        reader = self._fields(node, "options", ("id", "text", "feedback") if has_text else ("id", "feedback"))
        if reader is None:
            return None
        return Option(
            id=self._id(reader, first_lines, is_free=has_text),
            text=self._texts(reader, "text", required=True) if has_text else {},
            feedback=self._texts(reader, "feedback", required=True),
        )

    def _answer(self, reader: FieldReader, kind: QuestionKind, options: Sequence[Option]) -> tuple[str, ...]:
        names = tuple(option.id for option in options)
        node = reader.node("answer", required=True, options=names)
        if node is None or not names:
            return ()
        if kind is not QuestionKind.MULTIPLE:
            numbers = {str(number): option.id for number, option in enumerate(options, 1)}
            words = {text: option.id for option in options for text in option.text.values()}
            is_choice = kind is QuestionKind.SINGLE
            value = reader.choice("answer", names, meanings={**numbers, **words} if is_choice else {})
            return (value,) if value else ()
        values = reader.choices("answer", names)
        if isinstance(node, Items) and not node.items:
            self._report("no-answer", node.place)
        return tuple(dict.fromkeys(values))

    def _accepted_texts(self, reader: FieldReader) -> Mapping[str, tuple[str, ...]]:
        """Return the texts that are right, by language."""
        node = reader.node("answer", required=True)
        if node is None:
            return {}
        if not isinstance(node, Fields):
            first = node.items[0] if isinstance(node, Items) and node.items else node
            reader.report_language("answer", first, self.locales, is_list=True)
            return {}
        fields = self._fields(node, "answer", self.locales)
        if fields is None:
            return {}
        problem_count = len(self.problems)
        texts = {code: fields.texts(code, longest=100) for code in self.locales}
        if not any(texts.values()) and len(self.problems) == problem_count:
            self._report("no-answer", node.place)
        return {code: values for code, values in texts.items() if values}

    def _fields(self, node: Node, name: str, names: Sequence[str]) -> FieldReader | None:
        if isinstance(node, Fields):
            return FieldReader(node, names=names, problems=self.problems)
        self._report("no-fields", node.place, name=name, first=names[0])
        return None

    def _report(self, rule: str, place: Place, **values: str) -> None:
        self.problems.append(Problem(code=f"training/{rule}", place=place, values=values))
