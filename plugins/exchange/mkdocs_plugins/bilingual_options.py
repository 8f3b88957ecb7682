"""The options of the bilingual plugin."""

from __future__ import annotations

import os

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError

from exchange.languages.language import FALLBACK
from exchange.text.problems import Place, Problem, explain, message_languages

LANGUAGE_VARIABLE = "KX_MESSAGES"


class MessageLanguage(config_options.Choice[str]):
    """One of the languages in which problems are explained; usually set by the environment."""

    def run_validation(self, value: object) -> str:
        """Return the language. Raises ValidationError in every language: the one to use is not known."""
        value = os.environ.get(LANGUAGE_VARIABLE) or value
        if value in self.choices:
            return str(value)
        problem = unknown_language(str(value))
        raise ValidationError("\n".join(explain(problem, code) for code in message_languages()))


def unknown_language(value: str) -> Problem:
    """Return the problem of a language that no messages are written in."""
    values = {"value": value, "options": ", ".join(message_languages())}
    return Problem(code="text/messages-unknown", place=Place(path="mkdocs.yml"), values=values)


def messages_language() -> str:
    """Return the language that the environment chooses; the fallback where that is none of ours."""
    value = os.environ.get(LANGUAGE_VARIABLE, FALLBACK)
    return value if value in message_languages() else FALLBACK


class BilingualConfig(Config):
    """What mkdocs.yml may say. The languages themselves are those of content/site.yml."""

    navigation = config_options.Type(str, default="nav.yml")
    """The file, in the content folder, with the order of pages for all languages."""

    messages = MessageLanguage(message_languages(), default=FALLBACK)
    """The language in which problems with content are explained to the one who builds."""

    at_once = config_options.Type(bool, default=True)
    """Whether all languages are built at the same time; one after the other needs less memory."""

    news = config_options.Type(int, default=5)
    """How many pages the home page lists as new."""

    lag_days = config_options.DictOfItems(config_options.Type(int), default={})
    """How many days a language may lag behind another before publishing is refused, by the beginning of
    paths below a language's folder, or of records: `calls/: 0` must be equal, `guides/: 30` may wait."""
