"""The questions of a lesson as a template shows them to the readers of one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange.text.original_text import OriginalText, Part
from exchange.text.strings import Strings
from exchange.training.questions import Option, Question, QuestionKind, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One choice. Texts know where they are in another language than the reader's."""

    id: str
    text: str
    feedback: str
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question: with options, or with a field to type in and the texts that are taken as right."""

    id: str
    text: str
    takes_several: bool
    options: tuple[OptionView, ...]
    accepted: tuple[str, ...]
    feedback: str


def question_views(questions: Sequence[Question], locale: str, words: Strings) -> tuple[QuestionView, ...]:
    """Return the questions in a language; a text that is not in it is shown in another, and says so."""
    return tuple(_view(question, locale, words) for question in questions)


def in_language(texts: Texts, locale: str) -> str:
    """Return a text in a language, else in the first that it is written in; empty where it has none."""
    if locale in texts:
        return texts[locale]
    return next((OriginalText(Part(text, code)) for code, text in texts.items()), "")


def accepted_texts(question: Question, locale: str) -> tuple[str, ...]:
    """Return every text that a short answer may be, in the reader's language first."""
    codes = sorted(question.accepted, key=lambda code: code != locale)
    return tuple(dict.fromkeys(text for code in codes for text in question.accepted[code]))


def option_text(option: Option, question: Question, locale: str, words: Strings) -> str:
    """Return what an option says; the interface names those of a true-or-false question."""
    if question.kind is QuestionKind.TRUE_FALSE:
        return words("question-true") if option.id == "true" else words("question-false")
    return in_language(option.text, locale)


def _view(question: Question, locale: str, words: Strings) -> QuestionView:
    return QuestionView(
        id=question.id,
        text=in_language(question.text, locale),
        takes_several=question.kind is QuestionKind.MULTIPLE,
        options=tuple(
            OptionView(
                id=option.id,
                text=option_text(option, question, locale, words),
                feedback=in_language(option.feedback, locale),
                is_right=option.id in question.answer,
            )
            for option in question.options
        ),
        accepted=accepted_texts(question, locale),
        feedback=in_language(question.feedback, locale),
    )
