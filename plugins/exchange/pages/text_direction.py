"""Mark texts with their language, and with their direction where not all run from left to right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from exchange.languages.language import FALLBACK, text_direction
from exchange.pages.own_templates import OwnTemplates
from exchange.text.original_text import OriginalText


def prepare_templates(env: Environment, locales: Sequence[str], locale: str = FALLBACK) -> None:
    """Let templates of pages in `locale` mark texts; only rendered Markdown is markup, all else is text."""
    env.autoescape = True
    if isinstance(env.loader, FileSystemLoader):
        env.loader = OwnTemplates(env.loader.searchpath)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.filters |= {
        "direction": direction_attribute(locales),
        "marked": marks(locales),
        "own_direction": own_direction(locales, locale),
        "single_quoted": single_quoted,
    }


def single_quoted(text: str) -> Markup:
    """Return the value of an attribute in single quotes: JSON is twice as long with each `"` written out."""
    return Markup(f"'{escape(text)}'".replace("&#34;", '"'))  # noqa: S704 -- escaped but for double quotes


def direction_attribute(locales: Sequence[str]) -> Callable[[str], Markup]:
    """Return what gives the attribute `dir` beside a `lang`; nothing where all texts run to the right."""
    is_needed = any(text_direction(code) == "rtl" for code in locales)

    def attribute(code: str) -> Markup:
        return Markup(f' dir="{text_direction(code)}"' if is_needed else "")  # noqa: S704 -- `rtl` or `ltr`

    return attribute


def own_direction(locales: Sequence[str], locale: str) -> Callable[[str], Markup]:
    """Return what gives `dir` to a text in the page's language whose letters all run the other way.

    An acronym among other letters does not decide: only a text without a letter of the page's direction.
    """
    is_needed = any(text_direction(code) == "rtl" for code in locales)
    page_direction = text_direction(locale)

    def attribute(text: str) -> Markup:
        if not is_needed or isinstance(text, OriginalText) or page_direction in _directions(text):
            return Markup("")
        return Markup("").join(Markup(' dir="{}"').format(other) for other in _directions(text))

    return attribute


@lru_cache(maxsize=4096)
def _directions(text: str) -> frozenset[str]:
    """Return the directions of a text's letters (UAX 9, table 4)."""
    classes = {unicodedata.bidirectional(letter) for letter in text}
    return frozenset(
        direction for direction, strong in (("ltr", {"L"}), ("rtl", {"R", "AL"})) if classes & strong
    )


def marks(locales: Sequence[str]) -> Callable[[str], Markup]:
    """Return what gives a text of the interface as HTML, marked where it is in another language."""
    direction = direction_attribute(locales)

    def mark(text: str) -> Markup:
        if not isinstance(text, OriginalText):
            return escape(text)
        return Markup("").join(
            Markup('<span lang="{}"{}>{}</span>').format(part.lang, direction(part.lang), part.text)
            if part.lang
            else escape(part.text)
            for part in text.parts
        )

    return mark
