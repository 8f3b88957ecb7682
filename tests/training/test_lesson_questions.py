"""Records of questions: read whole, or refused with place, fault and way out."""

from __future__ import annotations

import pytest

from exchange.text.problems import ContentProblems, explain
from exchange.text.strings import Strings
from exchange.training.question_views import question_views
from exchange.training.questions import LessonQuestions, QuestionKind, read_questions

RECORD = """questions:
  - id: first
    kind: single
    text:
      en: "Which?"
      ko: "무엇입니까?"
    options:
      - id: a
        text: {en: "This", ko: "이것"}
        feedback: {en: "Yes.", ko: "맞습니다."}
      - id: b
        text: {en: "That"}
        feedback: {en: "No."}
      - id: c
        text: {en: "Neither"}
        feedback: {en: "No."}
    answer: a
  - id: second
    kind: multiple
    text: {en: "Which ones?"}
    options:
      - {id: a, text: {en: "A"}, feedback: {en: "Yes."}}
      - {id: b, text: {en: "B"}, feedback: {en: "Yes."}}
      - {id: c, text: {en: "C"}, feedback: {en: "No."}}
    answer: [a, b]
  - id: third
    kind: true-false
    text: {en: "So it is."}
    options:
      - {id: true, feedback: {en: "Yes."}}
      - {id: false, feedback: {en: "No."}}
    answer: true
  - id: fourth
    kind: short
    text: {en: "What is it called?"}
    answer: {en: ["an estimand", estimand], ko: [추정대상모수]}
    feedback: {en: "An estimand."}
"""
WORDS = Strings({"question-true": "True", "question-false": "False"})


def read(text: str) -> LessonQuestions:
    return read_questions(text, path="content/questions/a-lesson.yml", locales=("en", "ko"))


def faults(text: str, language: str = "en") -> list[str]:
    with pytest.raises(ContentProblems) as caught:
        read(text)
    return [explain(problem, language) for problem in caught.value.problems]


def test_a_record_is_read_whole() -> None:
    """Every kind of question has its answer, and the record is named by its lesson."""
    record = read(RECORD)
    assert record.lesson == "a-lesson"
    assert [question.kind for question in record.questions] == [
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
        QuestionKind.TRUE_FALSE,
        QuestionKind.SHORT,
    ]
    assert [question.answer for question in record.questions] == [("a",), ("a", "b"), ("true",), ()]
    assert record.questions[3].accepted == {"en": ("an estimand", "estimand"), "ko": ("추정대상모수",)}


def test_a_reader_sees_every_text_and_its_language() -> None:
    """What is not in the reader's language is shown in another and says which; every accepted text counts."""
    first, _, third, fourth = question_views(read(RECORD).questions, "ko", WORDS)
    assert [option.text for option in first.options] == ["이것", "That", "Neither"]
    assert [getattr(option.text, "lang", "") for option in first.options] == ["", "en", "en"]
    assert [option.text for option in third.options] == ["True", "False"]
    assert fourth.accepted == ("추정대상모수", "an estimand", "estimand")


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("answer: a\n", "answer: x\n", "17:13", "text/not-an-option"),
        ("answer: [a, b]", "answer: [a, x]", "25:17", "text/not-an-option"),
        ("answer: [a, b]", "answer: []", "25:13", "training/no-answer"),
        ("answer: true", "answer: yes", "32:13", "text/not-an-option"),
        ("id: second", "id: first", "18:9", "training/id-twice"),
        ("      - id: b\n", "      - id: a\n", "11:13", "training/id-twice"),
        ("id: third", "id: The third", "26:9", "text/page-id"),
        ("kind: short", "kind: shrt", "34:11", "text/not-an-option"),
        ("kind: multiple", "kind: short", "22:7", "training/field-of-kind"),
        ('    feedback: {en: "An estimand."}\n', "", "33:5", "text/missing-field"),
        ('      - {id: false, feedback: {en: "No."}}\n', "", "30:7", "training/true-and-false"),
        ('text: {en: "So it is."}', "text: So it is.", "28:11", "text/without-language"),
        ('text: {en: "Which ones?"}', 'text: {fr: "Quoi?"}', "20:12", "text/unknown-field-no-guess"),
        ('    kind: single\n', '    kind: single\n    hint: x\n', "4:5", "text/unknown-field-no-guess"),
        ("questions:\n", "question:\n", "1:1", "text/unknown-field"),
        ('{en: ["an estimand", estimand], ko: [추정대상모수]}', "{en: []}", "36:13", "training/no-answer"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_and_way_out(old: str, new: str, place: str, code: str) -> None:
    """A fault is found where it is, in both languages."""
    assert old in RECORD
    text = RECORD.replace(old, new, 1)
    assert any(
        line.startswith(f"content/questions/a-lesson.yml:{place}") and f"[{code}]" in line
        for line in faults(text)
    ), faults(text)
    assert any(f"[{code}]" in line for line in faults(text, "ko"))


def test_there_are_options_to_choose_from() -> None:
    """As many as platforms ask for."""
    text = RECORD[: RECORD.index("      - id: c\n")] + RECORD[RECORD.index("    answer: a\n") :]
    assert any("training/few-options" in line for line in faults(text))
    assert any("text/not-a-list" in line for line in faults("questions: none\n"))
